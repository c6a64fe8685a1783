"""An area among others as a table: figures, what is compared, its interval, its place."""

from dashboard.packs.leaving import NOT_AVAILABLE, Column, Graph, Table, Value
from dashboard.packs.tables.card import shown
from dashboard.scorecard.compared import AreaFigure, Comparison
from dashboard.scorecard.comparison_words import rank
from dashboard.scorecard.models import IndicatorScore

_PLACES = {"low": "stands out: low", "high": "stands out: high", "within": "as the others"}


def areas(score: IndicatorScore, found: Comparison) -> Table:
    """The areas, the highest first; empty with the reason where there is no comparison."""
    compared = f"Compared: {found.unit}" if found.unit else "Compared"
    columns = (
        Column("Area"), Column("Area code"), Column(_capital(found.figure_unit) or "Figure", "number",
        found.figure_decimals), Column(compared, "number", found.decimals),
        Column("95% interval, low", "number", found.decimals), Column("95% interval, high", "number", found.decimals),
        Column("Rank"), Column(f"Against {found.reference_name or 'the others'}"), Column("Among all areas"),
    )  # fmt: skip
    rows = tuple(_row(one, found) for one in reversed(found.areas))
    notes = [*found.notes]
    if found.reference is not None:
        notes.append(f"{found.reference_name}: {found.reference:,.{found.decimals}f} {found.unit}".strip())
    title = f"{score.title} by area, {found.period_label}"
    drawn = Graph("bar", title, found.summary, (compared,), found.unit, emphasis=compared) if rows else None
    return Table(f"{score.code}-areas", title, columns, rows, tuple(notes), drawn, empty=found.why_not or "No areas.")


def _row(one: AreaFigure, found: Comparison) -> tuple[Value, ...]:
    known = one.value is not None
    return (
        one.name,
        one.code,
        shown(one.figure, one.status),
        shown(one.value, one.status),
        shown(one.lower, one.status),
        shown(one.upper, one.status),
        _capital(rank(one, found)) if known else NOT_AVAILABLE,
        _capital(one.verdict) if known else NOT_AVAILABLE,
        _capital(_PLACES[one.place]) if one.place else NOT_AVAILABLE,
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
