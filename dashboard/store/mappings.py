"""Mappings that were saved: how a partner's own spreadsheets are read; nothing is overwritten."""

from typing import NamedTuple

from sqlalchemy import Connection, Engine, insert, select, update

from dashboard.store.audit import Audit
from dashboard.store.engine import reading, writing
from dashboard.store.moments import iso, now
from dashboard.store.schema import mapping


class Kept(NamedTuple):
    """A mapping in force: its source code, its specification as JSON, and who saved it when."""

    code: str
    spec: str
    saved_at: int
    saved_by: str

    def as_row(self) -> dict[str, str]:
        return {"code": self.code, "saved_at": iso(self.saved_at), "saved_by": self.saved_by}


_COLUMNS = tuple(mapping.c[name] for name in Kept._fields)


class Mappings:
    """Mappings saved and forgotten, each in a transaction of its own; `Store.mappings`."""

    def __init__(self, engine: Engine, audit: Audit) -> None:
        self.engine, self.audit = engine, audit

    def standing(self) -> list[Kept]:
        """Mappings in force, the one saved last at the end."""
        query = select(*_COLUMNS).where(mapping.c.valid_to.is_(None)).order_by(mapping.c.id)
        with reading(self.engine) as connection:
            return [Kept(*row) for row in connection.execute(query)]

    def at(self, code: str, moment: int) -> str | None:
        """The specification of a mapping as it was in force at a moment (microseconds UTC); None where it was not."""
        saved = select(mapping.c.spec).where(mapping.c.code == code, mapping.c.saved_at <= moment)
        with reading(self.engine) as connection:
            return connection.scalar(saved.order_by(mapping.c.id.desc()).limit(1))

    def save(self, *, code: str, spec: str, by: str) -> None:
        """Put a mapping in force, in place of the one of the same code."""
        with writing(self.engine) as connection:
            _end(connection, code)
            connection.execute(insert(mapping).values(code=code, spec=spec, saved_at=now(), saved_by=by))
            self.audit.add(connection, "mapping.save", code, by=by)

    def forget(self, code: str) -> bool:
        """End a mapping; False when none was in force. Figures that it read stay."""
        with writing(self.engine) as connection:
            done = _end(connection, code) > 0
            if done:
                self.audit.add(connection, "mapping.forget", code)
            return done


def _end(connection: Connection, code: str) -> int:
    ended = update(mapping).where(mapping.c.code == code, mapping.c.valid_to.is_(None)).values(valid_to=now())
    return connection.execute(ended).rowcount
