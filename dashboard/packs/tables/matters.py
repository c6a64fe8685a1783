"""What needs discussion as a table: each exception with its figure and its reasons."""

from dashboard.packs.leaving import NOT_APPLICABLE, Column, Table
from dashboard.packs.tables.card import RAG, shown
from dashboard.scorecard.exceptions import Exceptions, nothing

_COLUMNS = (
    Column("Rank", "number"), Column("Indicator"), Column("Priority"), Column("Lead"), Column("Status"),
    Column("Period"), Column("Figure", "number", None), Column("Unit"), Column("Change, %", "number", 1),
    Column("Reasons"), Column("What is to be said of it"),
)  # fmt: skip


def matters(found: Exceptions) -> Table:
    """The exceptions, gravest first."""
    rows = tuple(
        (one.rank, one.title, one.priority_title, one.lead or "none named", RAG[one.rag], one.score.period_label,
         shown(one.value, one.status), one.unit or NOT_APPLICABLE,
         NOT_APPLICABLE if one.unit == "%" else shown(one.change_pct, one.status),
         "; ".join(reason.text for reason in one.reasons), one.sentence)
        for one in found.exceptions
    )  # fmt: skip
    places = tuple(one.score.decimals for one in found.exceptions)
    return Table("exceptions", "What needs discussion", _COLUMNS, rows, places=places, empty=nothing(found))
