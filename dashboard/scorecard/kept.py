"""What was worked out from the figures, kept until the figures change."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Made = TypeVar("Made")
MOST = 2_000


class Kept(Generic[Made]):
    """A number of answers by key, those asked for last; a key says of which version of the figures it is.

    No version comes back once it is past, so that nothing here is ever told of figures other than its own.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most, self._held, self._lock = most, OrderedDict[Hashable, Made](), Lock()

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """The answer under `key`, made where there is none. Two that ask at once may both make it."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
        made = make()
        self.put(key, made)
        return made

    def held(self, key: Hashable) -> Made | None:
        """The answer under `key`, if there is one."""
        with self._lock:
            return self._held.get(key)

    def put(self, key: Hashable, made: Made) -> None:
        """Keep an answer under `key`."""
        with self._lock:
            self._held[key] = made
            while len(self._held) > self._most:
                self._held.popitem(last=False)
