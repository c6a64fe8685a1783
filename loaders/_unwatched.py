"""Reading a large table without the search for rubbish that its many small parts would set off again and again."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def unwatched() -> Iterator[None]:
    """Pause the collector of reference cycles: figures make none, and looking for them doubles the time.

    Whoever paused it switches it on again; where two overlap, the first one does.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
