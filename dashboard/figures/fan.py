"""The course of a year as a plain Plotly figure: the total so far, the trajectory to the target, the forecast's fan."""

from dashboard.figures.frame import Figure, figure, points
from dashboard.figures.labels import at_ends
from dashboard.figures.palette import NOW, PAST, TARGET
from dashboard.figures.shapes import Chart, Line

_FAN = "rgba(18,67,109,0.14)"


def fan(chart: Chart) -> Figure:
    """Running totals by quarter: known ones in ink, the forecast dashed within its 80% fan, the target beside them.

    Only scatter traces. Returns {data, layout, config}.
    """
    lines = {line.role: line for line in chart.lines}
    edges = [_edge(chart, lines[role], role == "high") for role in ("low", "high") if role in lines]
    aims = [_trajectory(chart, chart.target)] if chart.target else []
    middle = [_middle(chart, lines["forecast"])] if "forecast" in lines else []
    return figure(chart, [*edges, *aims, *middle, _known(chart, lines["figures"])], annotations=at_ends(chart))


def _edge(chart: Chart, line: Line, upper: bool) -> Figure:
    fill = {"fill": "tonexty", "fillcolor": _FAN} if upper else {}
    return points(chart, line) | {"type": "scatter", "mode": "lines", "line": {"color": PAST[0], "width": 1}, **fill}


def _trajectory(chart: Chart, target: Line) -> Figure:
    stroke = {"color": TARGET, "width": 2, "dash": "dash"}
    return points(chart, target) | {"type": "scatter", "mode": "lines", "line": stroke}


def _middle(chart: Chart, line: Line) -> Figure:
    marker = {"size": 8, "color": "#ffffff", "symbol": "circle", "line": {"color": NOW, "width": 2}}
    stroke = {"color": NOW, "width": 2, "dash": "dot"}
    return points(chart, line) | {"type": "scatter", "mode": "lines+markers", "line": stroke, "marker": marker}


def _known(chart: Chart, line: Line) -> Figure:
    marker = {"size": 9, "color": NOW}
    return points(chart, line) | {
        "type": "scatter",
        "mode": "lines+markers+text",
        "line": {"color": NOW, "width": 3},
        "marker": marker,
        "text": points(chart, line)["customdata"],
        "textposition": "top center",
        "cliponaxis": False,
        "textfont": {"color": NOW, "weight": 600},
    }
