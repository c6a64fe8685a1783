"""Reports of sub-groups as a table: which are there, and what each says and recommends."""

from collections.abc import Iterable

from dashboard.packs.leaving import NOT_AVAILABLE, Column, Table, Value
from dashboard.scorecard.reports import Awaited

_COLUMNS = (
    Column("Sub-group"), Column("Who files it"), Column("State"), Column("Due", "date"), Column("Filed", "date"),
    Column("Last meeting", "date"), Column("Author"), Column("What was done"), Column("Recommendations"),
)  # fmt: skip


def reported(found: Iterable[Awaited], quarter: str) -> Table:
    """A row for each sub-group."""
    return Table("reports", f"Reports of sub-groups on {quarter}", _COLUMNS, tuple(map(_row, found)))


def _row(one: Awaited) -> tuple[Value, ...]:
    report, state = one.report, one.words[:1].upper() + one.words[1:]
    about: tuple[Value, ...] = (NOT_AVAILABLE,) * 5
    if report:
        told = "\n".join(f"{number}. {text}" for number, text in enumerate(report.recommendations, 1))
        about = (
            report.filed,
            report.met or "It has not met",
            report.author,
            report.update,
            told or "None this quarter",
        )
    return (one.group.title, one.group.role, state, one.due, *about)
