"""What people decided about the questions a source's files raise; nothing is overwritten."""

from typing import NamedTuple

from sqlalchemy import Connection, Engine, insert, or_, select, update

from dashboard.store.audit import Audit
from dashboard.store.engine import reading, writing
from dashboard.store.moments import iso, now
from dashboard.store.schema import decision

VERDICTS = ("accept", "error", "join", "apart")


class Decision(NamedTuple):
    """`verdict`: accept (the warning may stand), error (refuse the file), join (the new series continues the old
    one), apart (they are two). An empty `subject` means every problem of that code."""

    source: str
    code: str
    subject: str
    verdict: str
    reason: str
    decided_at: int
    decided_by: str

    def as_row(self) -> dict[str, str]:
        return self._asdict() | {"decided_at": iso(self.decided_at)}


_COLUMNS = tuple(decision.c[name] for name in Decision._fields)


class Decisions:
    """Decisions put in force and withdrawn, each in a transaction of its own; `Store.decisions`."""

    def __init__(self, engine: Engine, audit: Audit) -> None:
        self.engine, self.audit = engine, audit

    def standing(self, source: str | None = None) -> list[Decision]:
        """Decisions in force on the questions of a source's files (of all when None), oldest first."""
        query = select(*_COLUMNS).where(decision.c.valid_to.is_(None)).order_by(decision.c.id)
        if source is not None:
            query = query.where(decision.c.source == source)
        with reading(self.engine) as connection:
            return [Decision(*row) for row in connection.execute(query)]

    def at(self, source: str, moment: int) -> list[Decision]:
        """Decisions that were in force on a source's files at a moment (microseconds UTC), oldest first."""
        began, ended = decision.c.decided_at <= moment, decision.c.valid_to
        query = select(*_COLUMNS).where(decision.c.source == source, began, or_(ended.is_(None), ended > moment))
        with reading(self.engine) as connection:
            return [Decision(*row) for row in connection.execute(query.order_by(decision.c.id))]

    def decide(self, *, source: str, code: str, verdict: str, by: str, subject: str = "", reason: str = "") -> None:
        """Put a decision in force, in place of an earlier one about the same matter."""
        assert verdict in VERDICTS, verdict
        values = {"source": source, "code": code, "subject": subject, "verdict": verdict, "reason": reason}
        with writing(self.engine) as connection:
            _withdraw(connection, source, code, subject)
            connection.execute(insert(decision).values(**values, decided_at=now(), decided_by=by))
            self.audit.add(connection, f"decision.{verdict}", f"{source} {code} {subject}", by=by)

    def withdraw(self, *, source: str, code: str, subject: str = "") -> bool:
        """End a decision; False when none was in force."""
        with writing(self.engine) as connection:
            done = _withdraw(connection, source, code, subject) > 0
            if done:
                self.audit.add(connection, "decision.withdraw", f"{source} {code} {subject}")
            return done


def _withdraw(connection: Connection, source: str, code: str, subject: str) -> int:
    same = (decision.c.source == source, decision.c.code == code, decision.c.subject == subject)
    ended = update(decision).where(*same, decision.c.valid_to.is_(None)).values(valid_to=now())
    return connection.execute(ended).rowcount
