"""What charts of periods have in common: axes, margins, the dashes of a target, how a chart behaves."""

from typing import Any

from dashboard.figures.labels import HEIGHT, plain, room, said, span
from dashboard.figures.palette import FONT, GRID, INK, QUIET, TARGET
from dashboard.figures.shapes import Chart, Line

Figure = dict[str, Any]
CONFIG: Figure = {
    "displaylogo": False,
    "displayModeBar": False,
    "responsive": True,
    "scrollZoom": False,
    "doubleClick": False,
}


# every picture lies on the page's own paper, and is read, not dragged about
PAPER: Figure = {
    "paper_bgcolor": "rgba(0,0,0,0)",
    "plot_bgcolor": "rgba(0,0,0,0)",
    "font": {"family": FONT, "size": 13, "color": INK},
    "hovermode": "closest",
    "hoverlabel": {"bgcolor": "#ffffff", "bordercolor": INK, "font": {"color": INK, "family": FONT}},
    "dragmode": False,
}


def figure(chart: Chart, traces: list[Figure], **layout: Any) -> Figure:
    """A figure of `traces` in the common frame. Returns {data, layout, config}."""
    return {"data": traces, "layout": _layout(chart) | layout, "config": CONFIG}


def points(chart: Chart, line: Line) -> Figure:
    """The places and words of a line's values, whatever they are drawn as."""
    return {
        "name": plain(line.name),
        "x": [plain(name) for name in chart.categories],
        "y": list(line.values),
        "customdata": [said(value, chart) for value in line.values],
        "hovertemplate": "%{x}: %{customdata}<extra>%{fullData.name}</extra>",
        "showlegend": False,
    }


def aim(chart: Chart, target: Line) -> Figure:
    """What answers to the pointer over the dashes of a target, which are shapes."""
    marker = {"size": 16, "color": TARGET, "opacity": 0}
    return points(chart, target) | {"type": "scatter", "mode": "markers", "marker": marker}


def steps(chart: Chart) -> list[Figure]:
    """The target of each period as a dash of its own: it asks for nothing between two periods."""
    if not chart.target:
        return []
    line = {"color": TARGET, "width": 2, "dash": "dash"}
    return [
        {"type": "line", "x0": place - 0.44, "x1": place + 0.44, "y0": value, "y1": value, "line": line}
        for place, value in enumerate(chart.target.values)
        if value is not None
    ]


def _layout(chart: Chart) -> Figure:
    return {
        "height": HEIGHT,
        "margin": {"l": 8, "r": room(chart), "t": 16, "b": 8},
        **PAPER,
        "xaxis": _across(chart),
        "yaxis": _up(chart),
    }


def _across(chart: Chart) -> Figure:
    axis: Figure = {
        "type": "category",
        "fixedrange": True,
        "showgrid": False,
        "tickangle": 0,
        "tickfont": {"size": 12},
        "ticks": "",
        "automargin": True,
        "linecolor": QUIET,
        "showline": True,
        "categoryorder": "array",
        "categoryarray": [plain(name) for name in chart.categories],
        "range": [-0.5, len(chart.categories) - 0.5],
    }
    # as many names as a phone has room for
    step = -(-len(chart.categories) // min(6, max(2, 36 // (max(map(len, chart.categories)) + 2))))
    if step > 1:
        # months begin with the year's first; of years the newest is always named
        kept = chart.categories[::step] if chart.kind == "months" else chart.categories[::-1][::step][::-1]
        shown = [plain(name) for name in kept]
        axis |= {"tickmode": "array", "tickvals": shown, "ticktext": shown}
    return axis


def _up(chart: Chart) -> Figure:
    axis: Figure = {
        "fixedrange": True,
        "rangemode": "tozero",
        "gridcolor": GRID,
        "gridwidth": 1,
        "zeroline": True,
        "zerolinecolor": QUIET,
        "nticks": 6,
        "tickformat": ",",
        "ticksuffix": "%" if chart.unit == "%" else "",
        "automargin": True,
        "ticks": "",
    }
    # a chart of variation is about differences: its axis need not begin at nothing
    return axis | {"range": list(span(chart)), "rangemode": "normal"} if chart.kind == "control" else axis
