"""One-time links: the first administrator's, and those that set a password; each is used once and grows old."""

from typing import NamedTuple

from sqlalchemy import Connection, Engine, insert, select, update

from dashboard.errors import LinkSpent
from dashboard.store.audit import Audit
from dashboard.store.engine import connected, writing
from dashboard.store.keys import kept_of, new_secret
from dashboard.store.moments import now
from dashboard.store.people import COLUMNS, Person, made
from dashboard.store.schema import link, person

FIRST, PASSWORD = "first", "password"
_HOUR = 3_600_000_000
HOURS = {FIRST: 24, PASSWORD: 48}


class Link(NamedTuple):
    """A link that can be used: what for, and whose password it sets (None: of somebody to be added)."""

    purpose: str
    person: Person | None


class Links:
    """Issuing and looking at links; `Store.links`."""

    def __init__(self, engine: Engine, audit: Audit) -> None:
        self.engine, self.audit = engine, audit

    def issue(self, purpose: str, of: Person | None = None, *, by: str = "") -> str:
        """A new link's secret, which is told once; an earlier link for the same is not valid any more."""
        secret, moment = new_secret(), now()
        same = (link.c.purpose == purpose, link.c.used_at.is_(None))
        whose = link.c.person_id == of.id if of else link.c.person_id.is_(None)
        with writing(self.engine) as connection:
            connection.execute(update(link).where(*same, whose).values(used_at=moment))
            values = {"secret": kept_of(secret), "purpose": purpose, "person_id": of.id if of else None}
            times = {"created_at": moment, "expires_at": moment + HOURS[purpose] * _HOUR}
            connection.execute(insert(link).values(**values, **times))
            self.audit.add(connection, f"link.{purpose}", of.name if of else "", by=by)
        return secret

    def look(self, secret: str) -> Link:
        """What a link is for; looking does not use it up. Raises LinkSpent."""
        with connected(self.engine) as connection:
            return _found(connection, secret)


def use(connection: Connection, secret: str) -> Link:
    """Use a link up; the caller holds the write lock. Raises LinkSpent."""
    found = _found(connection, secret)
    connection.execute(update(link).where(link.c.secret == kept_of(secret)).values(used_at=now()))
    return found


def _found(connection: Connection, secret: str) -> Link:
    joined = link.outerjoin(person, person.c.id == link.c.person_id)
    valid = (link.c.secret == kept_of(secret), link.c.used_at.is_(None), link.c.expires_at > now())
    row = connection.execute(select(link.c.purpose, *COLUMNS).select_from(joined).where(*valid)).one_or_none()
    if row is None or (row[1] is not None and made(row[1:]).disabled_at is not None):
        raise LinkSpent()
    return Link(row[0], made(row[1:]) if row[1] is not None else None)
