"""Signing in for tests, for real: a person and a session made through the store, and the cookie set."""

from typing import Any

from flask.testing import FlaskClient

from dashboard.errors import UnknownPerson
from dashboard.store.people import Person
from dashboard.store.sessions import begin, writing
from dashboard.store.store import Store

COOKIE = "safer_session"
TITLES = {
    "viewer": "Chief executive",
    "lead": "Head of youth justice",
    "analyst": "Crime analyst",
    "administrator": "Head of community safety",
}


def person_of(store: Store, role: str, name: str = "", priorities: tuple[str, ...] = ()) -> Person:
    """Somebody of a role; a lead without priorities of their own answers for one that there is not."""
    title = name or TITLES[role]
    try:
        return store.people.named(title)
    except UnknownPerson:
        own = priorities or (("none-of-these",) if role == "lead" else ())
        return store.people.add(title, role, sign_in=f"{title}@example.org", priorities=own)


def session_of(store: Store, role: str = "analyst", name: str = "", priorities: tuple[str, ...] = ()) -> str:
    """The secret of a new session of somebody of a role."""
    who = person_of(store, role, name, priorities)
    with writing(store.engine) as connection:
        return begin(connection, who.id, "127.0.0.1")


def sign_in(client: FlaskClient, store: Store, role: str = "analyst", **who: Any) -> FlaskClient:
    """A test client whose requests are those of somebody of a role."""
    client.set_cookie(COOKIE, session_of(store, role, **who))
    return client


def cookie_of(store: Store, base: str, role: str = "analyst", **who: Any) -> Any:
    """The cookie of a new session, as a browser's context takes it."""
    return {"name": COOKIE, "value": session_of(store, role, **who), "url": base, "httpOnly": True, "sameSite": "Lax"}


def enter(page: Any, store: Store, base: str, role: str = "analyst", **who: Any) -> None:
    """Make a browser's page that of somebody of a role."""
    page.context.add_cookies([cookie_of(store, base, role, **who)])
