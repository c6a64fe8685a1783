"""A chart: its title, one sentence, the picture, its key and its numbers as a table."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from dash import html

from dashboard.figures.control_chart import control_chart
from dashboard.figures.explored import explored
from dashboard.figures.fan import fan
from dashboard.figures.year_on_year import shades, year_on_year
from dashboard.metrics.meanings import VARIATION
from dashboard.scorecard.details import Chart
from dashboard.scorecard.veil import SYMBOL, WORDS
from layouts._parts.downloads import beside, downloads
from layouts._parts.provenance import Opening
from layouts._parts.remarks import Notes
from layouts._parts.signals import variation_icon
from layouts._parts.tables import table

Link = Callable[[str, str], Any]
# how each kind of chart is drawn; the others are years side by side
_DRAWN: dict[str, Callable[[Chart], dict[str, Any]]] = {
    "control": control_chart,
    "year-end": fan,
    "lines": explored,
    "bars": explored,
}


def chart(model: Chart, link: Opening, notes: Notes, heading: int = 3) -> html.Section:
    """A chart that becomes a live one when the drawing library has come; `link` opens a figure's trace, and `notes`
    are those of the page."""
    title = getattr(html, f"H{heading}")
    name = f"chart-{model.key}"
    return html.Section(
        [
            title(model.title, id=f"{name}-title", className="chart-title"),
            html.P(model.summary, className="chart-summary", id=f"{name}-says", **{"data-testid": "chart-summary"}),
            key(model),
            picture(model, name),
            html.P(model.note, className="note") if model.note else None,
            _kept_back(model),
            notes.under(model.annotations),
            beside(numbers(model, link, notes), downloads(link.view, "chart", model.title, **_named(model, link))),
        ],
        className="chart",
        **{"data-testid": "chart", "data-chart": model.key, "aria-labelledby": f"{name}-title"},
    )


def _named(model: Chart, link: Opening) -> dict[str, str]:
    return {"indicator": link.score.code, "chart": model.key}


def _kept_back(model: Chart) -> html.P | None:
    """What the symbol in the table stands for, where there is one."""
    there = any(SYMBOL in row for row in model.table_rows)
    return html.P(f"{SYMBOL} in the figures: {WORDS}.", className="note") if there else None


def picture(model: Chart, name: str) -> html.Div:
    figure = json.dumps(_DRAWN.get(model.kind, year_on_year)(model), ensure_ascii=False, separators=(",", ":"))
    words = {"role": "img", "aria-labelledby": f"{name}-title", "aria-describedby": f"{name}-says"}
    return html.Div(className="picture", **{"data-figure": figure, **words})


def key(model: Chart) -> html.Ul | None:
    """Which shade is which year, or which shape is what, where names cannot stand beside what they name."""
    if model.kind == "quarters":
        colours = shades(model)
        named = [(f"swatch swatch-{colours[line.name].lstrip('#').lower()}", line.name) for line in model.lines]
        entries = [_entry(name, classes) for classes, name in named]
    else:
        marks = [mark for mark in VARIATION if mark in model.marks]
        entries = [html.Li([variation_icon(mark, plain=True), VARIATION[mark].name]) for mark in marks]
    return html.Ul(entries, className="key", **{"aria-label": "Key"}) if entries else None


def _entry(name: str, classes: str) -> html.Li:
    return html.Li([html.Span(className=classes, **{"aria-hidden": "true"}), name])


def numbers(model: Chart, link: Link, notes: Notes) -> html.Details:
    caption = f"{model.title}, {model.unit}" if model.unit else model.title
    return html.Details(
        [
            html.Summary(["Show the figures", html.Span(f" of {model.title}", className="unseen")]),
            table(caption, _headings(model), _linked(model, link, notes), hook="chart-table", words=_words(model)),
        ]
    )


def _headings(model: Chart) -> Sequence[str]:
    return (*model.table_headings, "See note") if model.annotations else model.table_headings


def _words(model: Chart) -> frozenset[int]:
    """The columns that hold words: of a control chart the last of its own, which says what a point is."""
    return frozenset({len(model.table_headings) - 1}) if model.marks else frozenset()


def _linked(model: Chart, link: Link, notes: Notes) -> list[Sequence[Any]]:
    """The rows of the table, each figure that is there with its link, then the numbers of its notes."""
    rows = [
        (name, *(_traced(text, period, link) for text, period in zip(texts, periods, strict=True)))
        for (name, *texts), periods in zip(model.table_rows, model.table_periods, strict=True)
    ]
    if not model.annotations:
        return list(rows)
    said = [notes.referred(model.annotations, numbers) for numbers in model.table_notes]
    return [(*row, numbers or "–") for row, numbers in zip(rows, said, strict=True)]


def _traced(text: str, period: str, link: Link) -> Any:
    """A figure with its link; what is not there, or was worked out, has none."""
    return link(text, period) if period and text != "–" else text
