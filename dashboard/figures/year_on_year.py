"""A year-on-year chart as a plain Plotly figure: this year in ink, the years before in grey, targets dashed."""

from typing import Any

from dashboard.figures.labels import HEIGHT, at_ends, beside, on_bars, plain, said
from dashboard.figures.palette import EDGE, FONT, GRID, INK, NOW, PAST, QUIET, TARGET
from dashboard.figures.shapes import Chart, Line

Figure = dict[str, Any]
CONFIG: Figure = {
    "displaylogo": False,
    "displayModeBar": False,
    "responsive": True,
    "scrollZoom": False,
    "doubleClick": False,
}
BAR_GAP = 0.22


def year_on_year(chart: Chart) -> Figure:
    """Bars side by side for quarters, lines for months and years. Returns {data, layout, config}."""
    colours = shades(chart)
    traces = [_trace(chart, line, colours[line.name]) for line in chart.lines]
    if chart.target:
        traces.append(_aim(chart, chart.target))
    return {"data": traces, "layout": _layout(chart), "config": CONFIG}


def shades(chart: Chart) -> dict[str, str]:
    """Each line's colour: the emphasised in ink, the others greyer the older they are."""
    past = [line.name for line in chart.lines if not line.emphasis][::-1]
    greys = {name: PAST[min(age, len(PAST) - 1)] for age, name in enumerate(past)}
    return {line.name: NOW if line.emphasis else greys[line.name] for line in chart.lines}


def _trace(chart: Chart, line: Line, colour: str) -> Figure:
    common = {
        "name": plain(line.name),
        "x": [plain(name) for name in chart.categories],
        "y": list(line.values),
        "customdata": [said(value, chart) for value in line.values],
        "hovertemplate": "%{x}: %{customdata}<extra>%{fullData.name}</extra>",
        "showlegend": False,
    }
    if chart.kind == "quarters":
        edge = colour if line.emphasis else EDGE
        return common | {"type": "bar", "marker": {"color": colour, "line": {"color": edge, "width": 1}}}
    weight = 3 if line.emphasis else 2
    marker = {"size": 7 if line.emphasis else 5, "color": colour}
    return common | {
        "type": "scatter",
        "mode": "lines+markers",
        "connectgaps": False,
        "line": {"color": colour, "width": weight},
        "marker": marker,
    }


def _aim(chart: Chart, target: Line) -> Figure:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": plain(target.name),
        "x": [plain(name) for name in chart.categories],
        "y": list(target.values),
        "customdata": [said(value, chart) for value in target.values],
        "hovertemplate": "%{x}: %{customdata}<extra>%{fullData.name}</extra>",
        # the dashes are shapes; what is here only answers to the pointer
        "marker": {"size": 16, "color": TARGET, "opacity": 0},
        "showlegend": False,
    }


def _steps(chart: Chart) -> list[Figure]:
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
        "margin": {"l": 8, "r": _right(chart), "t": 16, "b": 8},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": 13, "color": INK},
        "barmode": "group",
        "bargap": BAR_GAP,
        "bargroupgap": 0.06,
        "hovermode": "closest",
        "hoverlabel": {"bgcolor": "#ffffff", "bordercolor": INK, "font": {"color": INK, "family": FONT}},
        "dragmode": False,
        "xaxis": _across(chart),
        "yaxis": _up(chart),
        "shapes": _steps(chart),
        "annotations": at_ends(chart) + (on_bars(chart, BAR_GAP) if chart.kind == "quarters" else []),
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
    return {
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


def _right(chart: Chart) -> int:
    """Room for the names beside the ends of lines, which nothing may cut off on a phone."""
    named = [line.name for line in chart.lines] if chart.kind != "quarters" and len(chart.lines) > 1 else []
    target = [chart.target.name] if chart.target else []
    return max((beside(name) for name in (*named, *target)), default=12)
