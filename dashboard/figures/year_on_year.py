"""A year-on-year chart as a plain Plotly figure: this year in ink, the years before in grey, targets dashed."""

from dashboard.figures.frame import Figure, aim, figure, points, steps
from dashboard.figures.labels import at_ends, on_bars
from dashboard.figures.palette import EDGE, NOW, PAST
from dashboard.figures.shapes import Chart, Line

BAR_GAP = 0.22


def year_on_year(chart: Chart) -> Figure:
    """Bars side by side for quarters, lines for months and years. Returns {data, layout, config}."""
    colours = shades(chart)
    traces = [_trace(chart, line, colours[line.name]) for line in chart.lines]
    if chart.target:
        traces.append(aim(chart, chart.target))
    notes = at_ends(chart) + (on_bars(chart, BAR_GAP) if chart.kind == "quarters" else [])
    bars = {"barmode": "group", "bargap": BAR_GAP, "bargroupgap": 0.06}
    return figure(chart, traces, shapes=steps(chart), annotations=notes, **bars)


def shades(chart: Chart) -> dict[str, str]:
    """Each line's colour: the emphasised in ink, the others greyer the older they are."""
    past = [line.name for line in chart.lines if not line.emphasis][::-1]
    greys = {name: PAST[min(age, len(PAST) - 1)] for age, name in enumerate(past)}
    return {line.name: NOW if line.emphasis else greys[line.name] for line in chart.lines}


def _trace(chart: Chart, line: Line, colour: str) -> Figure:
    common = points(chart, line)
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
