"""A year-on-year chart as a plain Plotly figure: this year in ink, the years before in grey, the target dashed."""

from typing import Any

from dashboard.figures.palette import FONT, GRID, INK, NOW, PAST, QUIET, TARGET
from dashboard.figures.shapes import Chart, Line
from dashboard.metrics.wording import figure

Figure = dict[str, Any]
CONFIG: Figure = {
    "displaylogo": False,
    "displayModeBar": False,
    "responsive": True,
    "scrollZoom": False,
    "doubleClick": False,
}
HEIGHT = 300


def year_on_year(chart: Chart) -> Figure:
    """Bars side by side for quarters, lines for months and years. Returns {data, layout, config}."""
    colours = shades(chart)
    traces = [_trace(chart, line, colours[line.name]) for line in chart.lines]
    if chart.target:
        traces.append(_aim(chart, chart.target))
    return {"data": traces, "layout": _layout(chart, colours), "config": CONFIG}


def shades(chart: Chart) -> dict[str, str]:
    """Each line's colour: the emphasised in ink, the others greyer the older they are."""
    past = [line.name for line in chart.lines if not line.emphasis][::-1]
    greys = {name: PAST[min(age, len(PAST) - 1)] for age, name in enumerate(past)}
    return {line.name: NOW if line.emphasis else greys[line.name] for line in chart.lines}


def plain(text: str) -> str:
    """Text that Plotly shows as it is: it would read markup in names that came from a spreadsheet."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def said(value: float | None, chart: Chart) -> str:
    """A value as its label: 1,234 or 12.5%."""
    if value is None:
        return ""
    return figure(value, chart.decimals) + ("%" if chart.unit == "%" else "")


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
        labels = [said(value, chart) if line.emphasis else "" for value in line.values]
        return common | {
            "type": "bar",
            "marker": {"color": colour},
            "text": labels,
            "textposition": "outside",
            "textangle": 0,
            "cliponaxis": False,
            # without this, labels wider than their bar are made too small to read
            "constraintext": "none",
            "textfont": {"size": 13, "color": INK, "weight": 600},
        }
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
        "mode": "markers" if chart.kind == "quarters" else "lines",
        "name": plain(target.name),
        "x": [plain(name) for name in chart.categories],
        "y": list(target.values),
        "customdata": [said(value, chart) for value in target.values],
        "hovertemplate": "%{x}: %{customdata}<extra>%{fullData.name}</extra>",
        "line": {"color": TARGET, "width": 2, "dash": "dash"},
        # the dashes of each quarter are shapes; what is here only answers to the pointer
        "marker": {"size": 16, "color": TARGET, "opacity": 0},
        "showlegend": False,
    }


def _steps(chart: Chart) -> list[Figure]:
    """The target of each quarter as a dash over its own bars: nothing lies between two quarters."""
    if chart.kind != "quarters" or not chart.target:
        return []
    line = {"color": TARGET, "width": 2, "dash": "dash"}
    return [
        {"type": "line", "x0": place - 0.44, "x1": place + 0.44, "y0": value, "y1": value, "line": line}
        for place, value in enumerate(chart.target.values)
        if value is not None
    ]


def _layout(chart: Chart, colours: dict[str, str]) -> Figure:
    return {
        "height": HEIGHT,
        "margin": {"l": 8, "r": _right(chart), "t": 16, "b": 8},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": 13, "color": INK},
        "barmode": "group",
        "bargap": 0.22,
        "bargroupgap": 0.06,
        "hovermode": "closest",
        "hoverlabel": {"bgcolor": "#ffffff", "bordercolor": INK, "font": {"color": INK, "family": FONT}},
        "dragmode": False,
        "xaxis": _across(chart),
        "yaxis": _up(chart),
        "shapes": _steps(chart),
        "annotations": _end_labels(chart, colours),
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
    }
    step = -(-len(chart.categories) // 6)
    if step > 1:
        shown = [plain(name) for name in chart.categories[::-1][::step]][::-1]
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
    if chart.kind == "quarters":
        return 50 if chart.target else 12
    return 64 if chart.target or len(chart.lines) > 1 else 12


def _end_labels(chart: Chart, colours: dict[str, str]) -> list[Figure]:
    """Names beside the ends of lines, pushed apart where they would lie on each other."""
    named = [] if chart.kind == "quarters" else list(chart.lines)
    labels = [(line.name, _end(line), INK if line.emphasis else QUIET) for line in named if len(chart.lines) > 1]
    if chart.target:
        labels.append((chart.target.name, _end(chart.target), TARGET))
    found = sorted(((name, end, colour) for name, end, colour in labels if end), key=lambda item: -item[1][1])
    return [
        _label(chart, name, end, colour, shift)
        for (name, end, colour), shift in zip(found, _apart(chart, [end[1] for _, end, _ in found]), strict=True)
    ]


def _end(line: Line) -> tuple[int, float] | None:
    held = [(place, value) for place, value in enumerate(line.values) if value is not None]
    return held[-1] if held else None


def _apart(chart: Chart, levels: list[float]) -> list[int]:
    """Pixels to move each label (highest first) so that two are never closer than a line of type."""
    every = [v for line in (*chart.lines, *((chart.target,) if chart.target else ())) for v in line.values if v]
    scale = (HEIGHT - 60) / (max(every, default=1) or 1)
    shifts: list[int] = []
    for place, level in enumerate(levels):
        above = levels[place - 1] * scale + shifts[-1] if place else float("inf")
        shifts.append(round(min(0.0, above - 17 - level * scale)))
    return shifts


def _label(chart: Chart, name: str, end: tuple[int, float], colour: str, shift: int) -> Figure:
    beside_bar = chart.kind == "quarters"
    return {
        "x": 1 if beside_bar else plain(chart.categories[end[0]]),
        "xref": "paper" if beside_bar else "x",
        "y": end[1],
        "yref": "y",
        "yshift": shift,
        "text": plain(name),
        "showarrow": False,
        "xanchor": "left",
        "xshift": 4 if beside_bar else 8,
        "font": {"size": 13, "color": colour},
    }
