"""Who is signed in, as pages ask for it: the gate has put them into the request."""

from flask import g, has_request_context

from dashboard.errors import NotAllowed
from dashboard.roles import NAMED
from dashboard.store.people import Person
from layouts._view import store


def person() -> Person | None:
    """Who is signed in; None where nobody is."""
    found = g.get("person") if has_request_context() else None
    return found if isinstance(found, Person) else None


def trusted() -> bool:
    """Whether somebody is signed in, or is at this very machine where that is enough to see the figures."""
    return person() is not None or (has_request_context() and bool(g.get("here")))


def may(role: str) -> bool:
    """Whether whoever is signed in reaches a role."""
    found = person()
    return found is not None and found.may(role)


def writes_for(strategy: str, priority: str) -> bool:
    """Whether whoever is signed in writes for a priority."""
    found = person()
    return found is not None and found.answers_for(strategy, priority)


def signer() -> str:
    """The name under which things are said and done. Raises NotAllowed where nobody is signed in."""
    found = person()
    if found is None:
        raise NotAllowed(why="Sign in first: what changes anything is kept with who did it. Nothing was changed.")
    return found.name


def require(role: str, to: str) -> None:
    """Raises NotAllowed, put down in the audit log, unless whoever is signed in reaches a role."""
    if not may(role):
        _refuse(f"Sign in as {NAMED[role]} to {to}. Nothing was changed.", to)


def require_for(strategy: str, priority: str) -> None:
    """Raises NotAllowed, put down in the audit log, unless whoever is signed in writes for a priority."""
    if not writes_for(strategy, priority):
        who = person()
        why = (
            f"{who.name} does not write for this priority" if who else "Sign in as its lead to write for this priority"
        )
        _refuse(f"{why}. Nothing was changed.", f"{strategy}/{priority}")


def _refuse(why: str, about: str) -> None:
    store().audit.note("denied", about)
    raise NotAllowed(why=why)
