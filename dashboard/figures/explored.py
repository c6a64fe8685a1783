"""A chart of chosen series as a plain Plotly figure: lines told apart by colour, stroke and marker, or bars."""

from dashboard.figures.frame import Figure, figure, points
from dashboard.figures.labels import at_ends, plain
from dashboard.figures.palette import INK
from dashboard.figures.shapes import Chart, Line

_NAMED = 4
# the Government Analysis Function's palette and two more, each with a stroke, a marker and a pattern of its own
STYLES = (
    ("#12436D", "solid", "circle", ""),
    ("#28A197", "dash", "square", "/"),
    ("#801650", "dot", "triangle-up", "x"),
    ("#F46A25", "dashdot", "diamond", "."),
    ("#3D3D3D", "longdash", "cross", "\\"),
    ("#A285D1", "longdashdot", "star", "+"),
    ("#0B0C0C", "solid", "triangle-down", "-"),
    ("#2073BC", "dash", "pentagon", "|"),
)


def explored(chart: Chart) -> Figure:
    """Lines named at their ends, or bars side by side. Returns {data, layout, config}."""
    draw = _bars if chart.kind == "bars" else _line
    traces = [draw(chart, line, place) for place, line in enumerate(chart.lines)]
    notes = [] if chart.kind == "bars" else at_ends(chart)
    made = figure(chart, traces, annotations=notes, barmode="group", bargap=0.2)
    made["layout"]["xaxis"] |= _named(chart)
    if chart.kind == "bars":  # their names stand in a key, not beside them
        made["layout"]["margin"]["r"] = 12
    return made


def _named(chart: Chart) -> Figure:
    """A few periods named, the newest always; turned only where names at the lines' ends leave them no room."""
    kept = chart.categories[:: -max(1, -(-len(chart.categories) // _NAMED))][::-1]
    shown = [plain(name) for name in kept]
    return {"tickmode": "array", "tickvals": shown, "ticktext": shown, "tickangle": "auto", "automargin": True}


def _line(chart: Chart, line: Line, place: int) -> Figure:
    colour, stroke, symbol, _ = STYLES[place % len(STYLES)]
    return points(chart, line) | {
        "type": "scatter",
        "mode": "lines+markers",
        "connectgaps": False,
        "line": {"color": colour, "width": 2.5, "dash": stroke},
        "marker": {"size": 7, "color": colour, "symbol": symbol},
    }


def _bars(chart: Chart, line: Line, place: int) -> Figure:
    colour, _, _, shape = STYLES[place % len(STYLES)]
    pattern = {"shape": shape, "fgcolor": "#ffffff", "size": 6, "solidity": 0.25, "fillmode": "overlay"}
    return points(chart, line) | {
        "type": "bar",
        "marker": {"color": colour, "pattern": pattern, "line": {"color": INK, "width": 0.5}},
    }
