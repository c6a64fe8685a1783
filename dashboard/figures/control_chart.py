"""A control chart as a plain Plotly figure: each month by what it is, mean and limits, and what the target asks."""

from collections.abc import Iterator
from itertools import groupby

from dashboard.figures.frame import Figure, aim, figure, points, steps
from dashboard.figures.labels import at_ends
from dashboard.figures.palette import INK, MARKS, PAST, QUIET
from dashboard.figures.shapes import Chart, Line

_DASHES = {"mean": "solid", "lower": "4px,3px", "upper": "4px,3px"}
_SIZES = {"circle": 8, "diamond": 11, "triangle-down": 12, "square": 10}


def control_chart(chart: Chart) -> Figure:
    """Points told apart by shape and colour; limits end and begin anew where they were worked out anew.

    Only scatter traces. Returns {data, layout, config}.
    """
    traces = [trace for line in chart.lines if line.role in _DASHES for trace in _levels(chart, line)]
    traces += [_figures(chart, line) for line in chart.lines if line.role not in _DASHES]
    if chart.target:
        traces.append(aim(chart, chart.target))
    return figure(chart, traces, shapes=steps(chart), annotations=at_ends(chart))


def _figures(chart: Chart, line: Line) -> Figure:
    kinds = [MARKS.get(mark, MARKS["common"]) for mark in chart.marks] or [MARKS["common"]] * len(line.values)
    marker = {
        "symbol": [shape for shape, _ in kinds],
        "color": [colour for _, colour in kinds],
        "size": [_SIZES[shape] for shape, _ in kinds],
        "line": {"color": INK, "width": 1},
        "opacity": 1,
    }
    stroke = {"color": PAST[0], "width": 1.5}
    drawn = {"type": "scatter", "mode": "lines+markers", "line": stroke, "marker": marker, "cliponaxis": False}
    return points(chart, line) | drawn


def _levels(chart: Chart, line: Line) -> Iterator[Figure]:
    """A mean or limit, one trace for each stretch of months it was worked out from."""
    segments = chart.segments or [0] * len(line.values)
    for _, places in groupby(range(len(line.values)), key=lambda place: segments[place]):
        inside = set(places)
        held = [value if place in inside else None for place, value in enumerate(line.values)]
        stroke = {"color": QUIET, "width": 1.5, "dash": _DASHES[line.role]}
        yield points(chart, line) | {"type": "scatter", "mode": "lines", "line": stroke, "y": held}
