"""Commitments as a table: what was promised, how far it is, what was reported."""

from collections.abc import Iterable

from dashboard.packs.leaving import NOT_APPLICABLE, Column, Table, Value
from dashboard.scorecard.promises import Promise

_STATUS = {"red": "Red", "amber": "Amber", "green": "Green", "complete": "Complete", "not-started": "Not started"}
_COLUMNS = (
    Column("Priority"), Column("Number"), Column("Section"), Column("Commitment"), Column("Lead"), Column("With"),
    Column("Due", "date"), Column("Overdue"), Column("Status"), Column("What is to be known of the status"),
    Column("Report"), Column("Evidence"), Column("Reported by"),
)  # fmt: skip


def promised(found: Iterable[tuple[str, Promise]], title: str = "Commitments") -> Table:
    """(title of the priority, commitment) in their order."""
    rows = tuple(_row(priority, one) for priority, one in found)
    return Table("commitments", title, _COLUMNS, rows, empty="There are no commitments.")


def _row(priority: str, one: Promise) -> tuple[Value, ...]:
    made, report = one.commitment, one.progress
    known = " ".join(said for said in (one.qualifier, one.why, one.earlier) if said)
    return (
        priority,
        one.number,
        made.section or NOT_APPLICABLE,
        made.text,
        made.lead or "none named",
        ", ".join(made.partners) or "none",
        made.due or "No due date",
        "yes" if one.overdue else "no",
        _STATUS[one.status] if one.status else "No status yet",
        known or "nothing",
        report.narrative if report and report.narrative else "nothing",
        report.evidence if report and report.evidence else "none",
        one.by or NOT_APPLICABLE,
    )
