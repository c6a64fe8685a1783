"""What changed between two moments as tables: every change by kind, and the corrected figures of a paper."""

from collections.abc import Iterator

from dashboard.packs.leaving import NOT_APPLICABLE, NOT_AVAILABLE, Column, Table, Value
from dashboard.packs.tables.card import RAG, shown
from dashboard.scorecard.actions import STATUSES
from dashboard.scorecard.changes import Changes
from dashboard.scorecard.reconciled import Correction, Reconciliation

_STATES: dict[str, str] = dict(STATUSES.items())

_CHANGES = (
    Column("Kind"), Column("Of"), Column("Period"), Column("Before"), Column("After"), Column("Why or by whom"),
    Column("Upload", "number"),
)  # fmt: skip
_CORRECTIONS = (
    Column("Indicator"), Column("Period"), Column("In the paper", "number", None), Column("Now", "number", None),
    Column("Change in per cent", "number", None), Column("Mark"), Column("Upload", "number"), Column("File"),
)  # fmt: skip

_TURNED = (Column("Of"), Column("Kind"), Column("In the paper"), Column("Now"), Column("Why"))


def changed(found: Changes, title: str) -> Table:
    """A row for each change, in the order of the page."""
    return Table("changes", title, _CHANGES, tuple(_rows(found)), empty="Nothing has changed.")


def _rows(found: Changes) -> Iterator[tuple[Value, ...]]:
    none = NOT_APPLICABLE
    for rag in found.rags:
        name = rag.title if rag.indicator else f"{rag.title} (the priority)"
        yield "Status", name, none, rag.was, rag.now, rag.reason or none, none
    for value in found.values:
        was, now = (_figure(number, value.unit) for number in (value.was, value.now))
        yield "Figure", value.title, value.period_label, was, now, value.file or none, value.upload or none
    for kind, words in (("Judgement", found.judgements), ("Target", found.targets)):
        for word in words:
            yield kind, word.title, none, word.was or none, word.now or "withdrawn", word.by or none, none
    for action in found.actions:
        was, now = (_STATES.get(state or "", none) for state in (action.was, action.now))
        yield "Action", f"{action.minute} {action.resolution}", none, was, now, action.owner or none, none


def _figure(number: float | None, unit: str) -> Value:
    return NOT_AVAILABLE if number is None else f"{number:g}%" if unit == "%" else number


def corrected(found: Reconciliation) -> Iterator[Table]:
    """A row for each figure of a meeting's paper that is another now; then a row for each status, if there is any."""
    rows = tuple(
        (one.title, one.period_label, one.was, one.now if one.now is not None else shown(None, _status(one)),
         NOT_APPLICABLE if one.change is None else round(one.change, 1), "[r]", one.upload or NOT_APPLICABLE,
         one.brought)
        for one in found.corrections
    )  # fmt: skip
    places = tuple(one.decimals for one in found.corrections)
    yield Table("corrections", found.headline, _CORRECTIONS, rows, places=places,
                empty="Every figure it saw stands as it did.")  # fmt: skip
    if found.statuses:
        title = f"Statuses that would differ since {found.title}"
        turned = ((one.title, "indicator" if one.indicator else "priority", RAG[one.was], RAG[one.now], one.reason)
                  for one in found.statuses)  # fmt: skip
        yield Table("turned", title, _TURNED, tuple(turned))


def _status(one: Correction) -> str:
    return "suppressed" if one.kept_back else ""
