"""A chart as paper wants it: on white, in a type that every machine has, with a key of its years or marks over it."""

from collections.abc import Callable
from typing import NamedTuple

from dashboard.figures.control_chart import control_chart
from dashboard.figures.fan import fan
from dashboard.figures.frame import Figure
from dashboard.figures.palette import MARKS
from dashboard.figures.year_on_year import year_on_year
from dashboard.metrics.meanings import VARIATION
from dashboard.scorecard.details import Chart

# pixels on a screen
WIDTH, HEIGHT = 680, 300
LEGEND = 24
PRINTED = "Arial, 'Liberation Sans', sans-serif"
_DRAWN: dict[str, Callable[[Chart], Figure]] = {"control": control_chart, "year-end": fan}


class Printed(NamedTuple):
    """A figure of WIDTH pixels, and how high it is."""

    figure: Figure
    height: int


def printed(chart: Chart) -> Printed:
    """The figure of a chart for paper."""
    figure = _DRAWN.get(chart.kind, year_on_year)(chart)
    traces, layout = list(figure["data"]), dict(figure["layout"])
    keyed = chart.kind == "quarters" and len(chart.lines) > 1
    if keyed:
        traces = [trace | {"showlegend": trace["type"] == "bar"} for trace in traces]
    marks = [mark for mark in VARIATION if mark in chart.marks and mark in MARKS]
    traces += [_mark(mark) for mark in marks]
    top = LEGEND if keyed or marks else 0
    margin = layout["margin"] | {"t": layout["margin"]["t"] + top}
    legend = {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "yref": "paper", "traceorder": "normal"}
    layout |= {"paper_bgcolor": "#ffffff", "plot_bgcolor": "#ffffff", "margin": margin, "height": HEIGHT + top}
    layout["font"] = layout["font"] | {"family": PRINTED}
    return Printed({"data": traces, "layout": layout | {"legend": legend}}, HEIGHT + top)


def _mark(mark: str) -> Figure:
    """An entry of the key for a kind of point."""
    shape, colour = MARKS[mark]
    marker = {"symbol": shape, "color": colour, "size": 10, "line": {"color": "#0b0c0c", "width": 1}}
    return {"type": "scatter", "mode": "markers", "x": [None], "y": [None], "name": VARIATION[mark].name,
            "marker": marker, "showlegend": True}  # fmt: skip
