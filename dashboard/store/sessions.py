"""Sessions: who is signed in, checked on the server for every request, and ended there."""

from contextlib import suppress
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Engine, Update, insert, select, update
from sqlalchemy.exc import OperationalError

from dashboard.settings import Settings
from dashboard.store.audit import Audit
from dashboard.store.engine import connected, writing
from dashboard.store.keys import kept_of, new_secret
from dashboard.store.moments import iso, now
from dashboard.store.people import COLUMNS, Person, made
from dashboard.store.schema import person, session

# that somebody was seen is put down once in this many microseconds
_SEEN = 60_000_000
_SECOND = 1_000_000


class Limits(NamedTuple):
    """After what time a session ends, in microseconds: without a request, and in any case."""

    idle: int
    absolute: int

    @classmethod
    def of(cls, settings: Settings) -> "Limits":
        return cls(settings.session_idle_minutes * 60 * _SECOND, settings.session_hours * 3600 * _SECOND)


class Session(NamedTuple):
    """A session that stands; moments in microseconds UTC."""

    id: int
    name: str
    origin: str
    created_at: int
    seen_at: int

    def as_row(self) -> dict[str, object]:
        return self._asdict() | {"created_at": iso(self.created_at), "seen_at": iso(self.seen_at)}


class Sessions:
    """Finding and ending sessions; `Store.sessions`."""

    def __init__(self, engine: Engine, audit: Audit) -> None:
        self.engine, self.audit = engine, audit

    def person(self, secret: str, limits: Limits) -> Person | None:
        """Whose session it is; None where it ended, timed out or never was. One statement, mostly."""
        moment = now()
        joined = session.join(person, person.c.id == session.c.person_id)
        query = select(session.c.seen_at, *COLUMNS).select_from(joined).where(
            session.c.secret == kept_of(secret), *_standing(moment, limits)
        )  # fmt: skip
        with connected(self.engine) as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            return None
        if row[0] < moment - _SEEN:
            _touch(self.engine, update(session).where(session.c.secret == kept_of(secret)).values(seen_at=moment))
        return made(row[1:])

    def end(self, secret: str, *, by: str) -> None:
        """End one session: sign out."""
        with writing(self.engine) as connection:
            mine = (session.c.secret == kept_of(secret), session.c.ended_at.is_(None))
            if connection.execute(update(session).where(*mine).values(ended_at=now())).rowcount:
                self.audit.add(connection, "session.end", by, by=by)

    def end_all(self, of: Person, *, by: str) -> int:
        """End every session of somebody: sign out everywhere; how many there were."""
        with writing(self.engine) as connection:
            count = ended(connection, of.id)
            self.audit.add(connection, "session.end-all", of.name, by=by, after={"sessions": count})
            return count

    def end_one(self, number: int, *, by: str) -> None:
        """End a session by its number, as an administrator."""
        with writing(self.engine) as connection:
            mine = (session.c.id == number, session.c.ended_at.is_(None))
            if connection.execute(update(session).where(*mine).values(ended_at=now())).rowcount:
                self.audit.add(connection, "session.end", f"session {number}", by=by)

    def standing(self, limits: Limits) -> list[Session]:
        """Sessions that stand, the newest first."""
        joined = session.join(person, person.c.id == session.c.person_id)
        columns = (session.c.id, person.c.name, session.c.origin, session.c.created_at, session.c.seen_at)
        query = select(*columns).select_from(joined).where(*_standing(now(), limits))
        with connected(self.engine) as connection:
            return [Session._make(row) for row in connection.execute(query.order_by(session.c.id.desc()))]


def begin(connection: Connection, number: int, origin: str) -> str:
    """A new session of a person; returns the secret for the cookie."""
    secret, moment = new_secret(), now()
    values = {"secret": kept_of(secret), "person_id": number, "origin": origin[:100]}
    connection.execute(insert(session).values(**values, created_at=moment, seen_at=moment))
    return secret


def ended(connection: Connection, number: int) -> int:
    """End every session of a person; how many there were."""
    theirs = (session.c.person_id == number, session.c.ended_at.is_(None))
    return connection.execute(update(session).where(*theirs).values(ended_at=now())).rowcount


def _standing(moment: int, limits: Limits) -> tuple[ColumnElement[bool], ...]:
    return (
        session.c.ended_at.is_(None),
        session.c.created_at > moment - limits.absolute,
        session.c.seen_at > moment - limits.idle,
        person.c.disabled_at.is_(None),
    )


def _touch(engine: Engine, statement: Update) -> None:
    """Put down that somebody was seen, unless a writer is at work: no page waits for that."""
    sqlite = engine.dialect.name == "sqlite"
    with connected(engine) as connection, suppress(OperationalError), connection.begin():
        before = connection.exec_driver_sql("PRAGMA busy_timeout").scalar() if sqlite else None
        try:
            if sqlite:
                connection.exec_driver_sql("PRAGMA busy_timeout=0")
            connection.execute(statement)
        finally:
            if sqlite:
                connection.exec_driver_sql(f"PRAGMA busy_timeout={before}")
