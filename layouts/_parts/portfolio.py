"""The parts an indicator is the sum of, and what each did."""

from collections.abc import Sequence
from typing import Any

from dash import html

from dashboard.scorecard.models import IndicatorScore, Part
from layouts._parts.downloads import downloads
from layouts._parts.numbers import amount, short_period, signed
from layouts._parts.provenance import traced
from layouts._parts.tables import table
from layouts._view import View


def portfolio(
    view: View,
    score: IndicatorScore,
    quiet: bool = False,
    parts: Sequence[Part] | None = None,
    hook: str | None = None,
) -> html.Div | None:
    """A table of the parts and their sum; None for an indicator that has none. `quiet`: its caption is not seen.

    `parts` stand in place of the indicator's own.
    """
    if not (listed := score.parts if parts is None else parts):
        return None
    before = short_period(score.previous_period) if score.previous_period else "Year before"
    headings = ("Part", before, short_period(score.period), "Change", "Change, %")
    rows = [_row(view, part, score) for part in listed]
    whole = Part(series=score.series, title="Together", value=score.value, previous=score.previous,
                 change=score.change, change_pct=score.change_pct)  # fmt: skip
    rows.append([html.Strong(said) for said in _row(view, whole, score)])
    caption = f"Parts of {score.title}, {score.unit}"
    shown = table(caption, headings, rows, hook=hook, quiet=quiet)
    return html.Div([shown, downloads(view, "parts", caption, indicator=score.code)])


def _row(view: View, part: Part, score: IndicatorScore) -> Sequence[Any]:
    places = score.decimals
    return (
        part.title,
        _figure(view, part, score, part.previous, score.previous_period),
        _figure(view, part, score, part.value, score.period),
        "–" if part.change is None else signed(part.change, places),
        "–" if part.change_pct is None else f"{signed(part.change_pct, 1)}%",
    )


def _figure(view: View, part: Part, score: IndicatorScore, value: float | None, period: str | None) -> Any:
    text = amount(value, score.unit, score.decimals)
    if value is None or not period or not part.series:  # what the parts leave of the whole is no figure of a file
        return text
    return traced(text, view, part.series, score.area, period, part.breakdown)
