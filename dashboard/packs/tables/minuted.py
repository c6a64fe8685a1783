"""Actions as a table: what was resolved, who answers for it by when, and what has come of it."""

from collections.abc import Iterable
from datetime import date

from dashboard.metrics.schedule import day
from dashboard.packs.leaving import NOT_APPLICABLE, Column, Table
from dashboard.scorecard.actions import STATUSES, Action, unheld, when_due

_COLUMNS = (
    Column("Reference"), Column("Meeting"), Column("Meeting date", "date"), Column("Resolution"), Column("Owner"),
    Column("Due", "date"), Column("Late or to come"), Column("Status"), Column("Updates, newest first"),
)  # fmt: skip


def minuted(found: Iterable[Action], today: date) -> Table:
    """The actions in their order, as of `today`."""
    rows = tuple(
        (one.reference, one.meeting, one.met, one.resolution, unheld(one) or one.owner or NOT_APPLICABLE,
         one.due or "No due date", when_due(one, today) or NOT_APPLICABLE, STATUSES[one.status],
         "\n".join(f"{day(said.on)}, {said.by}: {said.text}" for said in reversed(one.updates)) or "none")
        for one in found
    )  # fmt: skip
    return Table("actions", f"Actions as of {day(today)}", _COLUMNS, rows, empty="There are no actions.")
