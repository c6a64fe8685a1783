"""The area among others: a sentence, the choice of a group, dots with intervals, a map of tiles and the table."""

import json
from dataclasses import replace
from typing import Any

from dash import dcc, html

from dashboard.figures.dots import dots, height
from dashboard.scorecard.compared import AreaFigure, Comparison
from dashboard.scorecard.comparison_words import amount, rank
from dashboard.scorecard.models import IndicatorScore
from layouts._parts.downloads import beside, downloads
from layouts._parts.numbers import amount as number
from layouts._parts.provenance import traced
from layouts._parts.tables import table
from layouts._parts.tilemap import tilemap
from layouts._view import View

_NAME = "chart-areas"
_STATUS = {"suppressed": "Suppressed"}


def comparison(view: View, score: IndicatorScore, found: Comparison) -> html.Section:
    """The section that compares areas, or says in a sentence why there is no comparison."""
    title = html.H2("Compared with other areas", className="chart-title", id=f"{_NAME}-title")
    if found.why_not:
        said = html.P(found.why_not, **{"data-testid": "no-comparison"})
        return html.Section([title, _choice(view, found), said], className="chart areas")
    return html.Section(
        [
            title,
            html.P(found.summary, className="chart-summary", id=f"{_NAME}-says", **{"data-testid": "chart-summary"}),
            _choice(view, found),
            html.Div([_picture(found), tilemap(view, found)], className="two"),
            html.Ul([html.Li(note) for note in found.notes], className="note"),
            _table(view, score, found),
        ],
        className="chart areas",
        **{"data-testid": "chart", "data-chart": f"{score.code}-areas", "aria-labelledby": f"{_NAME}-title"},
    )


def _choice(view: View, found: Comparison) -> html.Nav | None:
    """Links to the groups the area is in; the one that is shown is no link."""
    if len(found.groups) < 2:
        return None
    entries = [
        html.Li(html.Strong([title, html.Span(" (shown)", className="unseen")]))
        if code == found.group
        else html.Li(dcc.Link(title, href=replace(view, group=code).href()))
        for code, title in found.groups
    ]
    label = html.Span("Compare with: ", className="quiet")
    return html.Nav([label, html.Ul(entries)], className="choices", **{"aria-label": "Groups of areas"})


def _picture(found: Comparison) -> html.Div:
    figure = json.dumps(dots(found), ensure_ascii=False, separators=(",", ":"))
    words = {"role": "img", "aria-labelledby": f"{_NAME}-title", "aria-describedby": f"{_NAME}-says"}
    return html.Div(className="picture", style={"height": f"{height(found)}px"}, **{"data-figure": figure, **words})


def _table(view: View, score: IndicatorScore, found: Comparison) -> html.Div:
    caption = f"{score.title} by area, {found.period_label}"
    unit = found.unit[:1].upper() + found.unit[1:]
    counted = found.basis != "published" and found.unit != found.figure_unit
    words = frozenset({5, 6, 7} if counted else {4, 5, 6})
    headings = ["Area", *([_capital(found.figure_unit)] if counted else []), _capital(unit), "95% interval", "Rank"]
    headings += [f"Against {_other(found)}", "Among all areas"]
    rows = [_row(view, score, found, area, counted) for area in reversed(found.areas)]
    made = table(caption, headings, rows, hook="chart-table", words=frozenset(n - 1 for n in words))
    shown = html.Details([html.Summary(["Show the figures", html.Span(f" of {caption}", className="unseen")]), made])
    return beside(
        shown, downloads(replace(view, group=found.group or view.group), "areas", caption, indicator=score.code)
    )


def _other(found: Comparison) -> str:
    return f"{found.reference_name}, {amount(found.reference, found)}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _row(view: View, score: IndicatorScore, found: Comparison, area: AreaFigure, counted: bool) -> list[Any]:
    name = html.Strong(area.name) if area.here else area.name
    shown: Any = number(area.figure, score.unit, found.figure_decimals)
    if area.figure is None:
        shown = _STATUS.get(area.status or "", "No figure")
    else:
        shown = traced(shown, view, score.series, area.code, score.period, score.breakdown)
    value = amount(area.value, found) if counted else shown
    between = "–" if area.lower is None else f"{amount(area.lower, found)} to {amount(area.upper, found)}"
    stands = {"low": "stands out: low", "high": "stands out: high", "within": "as the others"}
    verdict = _capital(area.verdict) if area.value is not None else "–"
    return [
        name,
        *([shown] if counted else []),
        value,
        between,
        rank(area, found).capitalize(),
        verdict,
        stands.get(area.place or "", "–").capitalize(),
    ]
