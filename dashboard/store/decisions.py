"""What people decided about the questions a source's files raise; nothing is overwritten."""

from typing import NamedTuple

from sqlalchemy import Connection, insert, select, update

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


def standing(connection: Connection, source: str | None = None) -> list[Decision]:
    """Decisions in force, oldest first."""
    query = select(*_COLUMNS).where(decision.c.valid_to.is_(None)).order_by(decision.c.id)
    if source is not None:
        query = query.where(decision.c.source == source)
    return [Decision(*row) for row in connection.execute(query)]


def decide(connection: Connection, *, source: str, code: str, subject: str, verdict: str, reason: str, by: str) -> None:
    """Put a decision in force, in place of an earlier one about the same matter."""
    assert verdict in VERDICTS, verdict
    withdraw(connection, source=source, code=code, subject=subject)
    values = {"source": source, "code": code, "subject": subject, "verdict": verdict, "reason": reason}
    connection.execute(insert(decision).values(**values, decided_at=now(), decided_by=by))


def withdraw(connection: Connection, *, source: str, code: str, subject: str) -> int:
    """End a decision; returns how many were in force."""
    same = (decision.c.source == source, decision.c.code == code, decision.c.subject == subject)
    ended = update(decision).where(*same, decision.c.valid_to.is_(None)).values(valid_to=now())
    return connection.execute(ended).rowcount
