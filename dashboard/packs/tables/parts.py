"""What an indicator is made of, as a table: each part now and a year before, and all of them together."""

from collections.abc import Sequence

from dashboard.packs.leaving import Column, Table, Value
from dashboard.packs.tables.card import shown
from dashboard.periods import parse
from dashboard.scorecard.models import IndicatorScore, Part


def parts(score: IndicatorScore, listed: Sequence[Part]) -> Table:
    """The parts in the order of the page."""
    before = parse(score.previous_period).short if score.previous_period else "Year before"
    columns = (
        Column("Part"), Column(before, "number", score.decimals), Column(parse(score.period).short, "number",
        score.decimals), Column("Change", "number", score.decimals), Column("Change, %", "number", 1),
    )  # fmt: skip
    rows = [_row(one.title, one.previous, one.value, one.change, one.change_pct) for one in listed]
    if rows:
        together = (score.previous, score.value, score.change, score.change_pct)
        rows.append(("Together", *(shown(value, score.status) for value in together)))
    return Table(f"{score.code}-parts", f"Parts of {score.title}, {score.unit}", columns, tuple(rows))


def _row(title: str, *values: float | None) -> tuple[Value, ...]:
    return (title, *values)
