"""Exploring figures on a screen: what is chosen and what could be, the chart, and the table in rows and columns."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from dash import dcc, html

from dashboard.figures.explored import STYLES
from dashboard.metrics.wording import figure
from dashboard.scorecard.details import Chart
from dashboard.scorecard.exploring import Explored, Measure, Point
from dashboard.scorecard.pivot import Pivot
from dashboard.scorecard.veil import WORDS
from layouts._parts.chart import key, picture
from layouts._parts.provenance import traced
from layouts._parts.tables import table
from layouts._view import View

Href = Callable[[str], str]
_NAME = "chart-explored"
_MARKS = {
    "[c]": WORDS, "[r]": "revised since it was first loaded", "[p]": "provisional", "[e]": "estimated",
}  # fmt: skip
# a bar's pattern, as its key shows it
_STRIPES = {
    "/": "repeating-linear-gradient(-45deg, transparent 0 3px, #fff 3px 5px)",
    "\\": "repeating-linear-gradient(45deg, transparent 0 3px, #fff 3px 5px)",
    "x": "repeating-linear-gradient(45deg, transparent 0 4px, #fff 4px 5px), "
    "repeating-linear-gradient(-45deg, transparent 0 4px, #fff 4px 5px)",
    "-": "repeating-linear-gradient(0deg, transparent 0 3px, #fff 3px 5px)",
    "|": "repeating-linear-gradient(90deg, transparent 0 3px, #fff 3px 5px)",
    "+": "repeating-linear-gradient(0deg, transparent 0 4px, #fff 4px 5px), "
    "repeating-linear-gradient(90deg, transparent 0 4px, #fff 4px 5px)",
    ".": "radial-gradient(#fff 1px, transparent 1.5px) 0 0 / 4px 4px",
}


def chosen(entries: Iterable[tuple[str, str]], without: Href, name: str) -> html.Ul | None:
    """What is chosen, each with a link that takes it away; the field `name` has the focus then."""
    items = [
        html.Li(
            [
                html.Span(title),
                html.A(["Remove", _unseen(f" {title}")], href=without(code), **{"data-follow": name}),
            ]
        )
        for code, title in entries
    ]
    return html.Ul(items, className="chosen") if items else None


def offered(entries: Sequence[tuple[str, str, str]], plus: Href, most: int, name: str) -> Any:
    """(code, title, more) of what can be added, each a link; how many more there are is said."""
    items = [
        html.Li(
            [
                html.A(["Add ", title], href=plus(code), **{"data-follow": name}),
                html.Span(f" {more}", className="aside") if more else None,
            ]
        )
        for code, title, more in entries[:most]
    ]
    left = len(entries) - most
    more = html.P(f"And {left:,} more: add a word to find fewer.", className="hint") if left > 0 else None
    return [html.Ul(items, className="offered"), more]


def finder(name: str, label: str, value: str, hint: str, action: str) -> html.Form:
    """A field that looks something up; what it says is asked by the address."""
    field = dcc.Input(id=f"explore-{name}", name=name, type="search", value=value, maxLength=80, autoComplete="off")
    return html.Form(
        [
            html.Label([label, html.Span(hint, className="hint")], htmlFor=f"explore-{name}"),
            html.Div([field, html.Button(["Find", _unseen(f": {label}")], type="submit", className="button")],
                     className="try-row"),
        ],
        action=action,
        method="get",
        role="search",
        className="finder",
        **{"data-follow": "", "aria-label": label},
    )  # fmt: skip


def about(measure: Measure) -> str:
    return f"{measure.unit}, {measure.code}" if measure.unit else measure.code


def charted(model: Chart | None, why: str) -> Any:
    """The chart with what it says, or the sentence why there is none."""
    if model is None:
        return html.P(why, className="notice", **{"data-testid": "no-chart"}) if why else None
    return html.Section(
        [
            html.H2(model.title, id=f"{_NAME}-title", className="chart-title"),
            html.P(model.summary, className="chart-summary", id=f"{_NAME}-says", **{"data-testid": "chart-summary"}),
            _key(model),
            picture(model, _NAME),
        ],
        className="chart",
        **{"data-testid": "chart", "data-chart": model.key, "aria-labelledby": f"{_NAME}-title"},
    )


def _key(model: Chart) -> html.Ul | None:
    if model.kind != "bars" or len(model.lines) < 2:
        return key(model)
    entries = [
        html.Li([html.Span(className="swatch", style=_swatch(place), **{"aria-hidden": "true"}), line.name])
        for place, line in enumerate(model.lines)
    ]
    return html.Ul(entries, className="key", **{"aria-label": "Key"})


def _swatch(place: int) -> dict[str, str]:
    colour, _, _, shape = STYLES[place % len(STYLES)]
    return {"backgroundColor": colour, **({"background": f"{_STRIPES[shape]}, {colour}"} if shape in _STRIPES else {})}


def tabled(view: View, found: Explored, made: Pivot, caption: str) -> list[Any]:
    """The figures in rows and columns, each with its mark and a link to where it comes from; then what marks mean."""
    rows = [(name, *(_cell(view, found, point) for point in cells)) for name, cells in made.rows]
    used = {point.mark for _, cells in made.rows for point in cells if point}
    said = [f"{mark} in the figures: {words}." for mark, words in _MARKS.items() if mark in used]
    if any(point is None or point.mark == "[x]" for _, cells in made.rows for point in cells):
        said.append("– in the figures: there is no figure.")
    shown = table(caption, (made.corner, *made.columns), rows, hook="chart-table")
    return [
        html.P(made.note, className="notice") if made.note else None,
        shown,
        *(html.P(words, className="note") for words in said),
    ]


def _cell(view: View, found: Explored, point: Point | None) -> Any:
    if point is None or point.mark == "[x]":
        return "–"
    measure = found.measure(point.series)
    said = point.mark
    if point.value is not None:
        said = figure(point.value, measure.decimals) + ("%" if measure.unit == "%" else "")
    link = traced(said, view, point.series, point.area, point.period.key, point.breakdown)
    return [link, f" {point.mark}"] if point.mark and point.value is not None else link


def _unseen(words: str) -> html.Span:
    return html.Span(words, className="unseen")
