"""Who is acting, and from where: said once for a request or a command, and put down with all that it changes."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple


class Actor(NamedTuple):
    """`who` is a role's title, or who is at the terminal; `origin` an address, “terminal” or “job”."""

    who: str
    origin: str


_ACTOR: ContextVar[Actor | None] = ContextVar("actor", default=None)


def acting() -> Actor | None:
    """Who is acting; None where nobody said."""
    return _ACTOR.get()


def act_as(actor: Actor | None) -> None:
    """Say who is acting from here on, in this request or command."""
    _ACTOR.set(actor)


@contextmanager
def as_actor(actor: Actor) -> Iterator[None]:
    """Say who is acting within a block."""
    mark = _ACTOR.set(actor)
    try:
        yield
    finally:
        _ACTOR.reset(mark)
