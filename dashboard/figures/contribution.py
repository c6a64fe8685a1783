"""What drove a change as a plain Plotly figure: a bar to the left for each fall, to the right for each rise."""

from collections.abc import Sequence
from typing import Any, Protocol

from dashboard.figures.frame import CONFIG, PAPER
from dashboard.figures.labels import plain
from dashboard.figures.palette import EDGE, GRID, HALO, NOW, PAST, QUIET
from dashboard.metrics.wording import figure

ROW, MARGIN = 46, 8
_THICK, _DOWN, _UP = 0.34, 0.22, 0.17  # of a row: the bar, how far below its middle, how far above it the name
_ROOM = 1.4  # beyond the longest bar, for its number


class Part(Protocol):
    @property
    def title(self) -> str: ...
    @property
    def series(self) -> str: ...
    @property
    def change(self) -> float | None: ...


def height(parts: Sequence[Part]) -> int:
    """Pixels that the chart needs."""
    return len(parts) * ROW + MARGIN


def contribution(parts: Sequence[Part], *, decimals: int = 0) -> dict[str, Any]:
    """Bars in the order given, each under its name, those that go with the whole in ink: {data, layout, config}."""
    changes = [part.change or 0.0 for part in parts]
    with_whole = 1 if sum(changes) >= 0 else -1
    colours = [_colour(part, value * with_whole) for part, value in zip(parts, changes, strict=True)]
    edges = [EDGE if colour == PAST[1] else colour for colour in colours]
    bar = {
        "type": "bar",
        "orientation": "h",
        "x": changes,
        "y": [-row - _DOWN for row in range(len(parts))],
        "width": _THICK,
        "marker": {"color": colours, "line": {"color": edges, "width": 1}},
        "customdata": [[plain(p.title), signed(c, decimals)] for p, c in zip(parts, changes, strict=True)],
        "hovertemplate": "%{customdata[0]}: %{customdata[1]}<extra></extra>",
        "showlegend": False,
    }
    return {"data": [bar], "layout": _layout(parts, changes, decimals), "config": CONFIG}


def signed(value: float, decimals: int = 0) -> str:
    return ("+" if value > 0 else "") + figure(value, decimals)


def _colour(part: Part, along: float) -> str:
    if not part.series:
        return PAST[1]
    return NOW if along >= 0 else PAST[0]


def _layout(parts: Sequence[Part], changes: Sequence[float], decimals: int) -> dict[str, Any]:
    low, high = min(0.0, *changes), max(0.0, *changes)
    span = (high - low) or 1.0
    return {
        "height": height(parts),
        "margin": {"l": 4, "r": 4, "t": 4, "b": 4},
        **PAPER,
        "bargap": 0,
        "xaxis": _across(low, high, span),
        "yaxis": {"fixedrange": True, "visible": False, "range": [-len(parts) + 0.5, 0.5]},
        "annotations": [
            note
            for row, (part, value) in enumerate(zip(parts, changes, strict=True))
            for note in (_name(part.title, row, beside=low == 0), _number(value, row, decimals))
        ],
    }


def _across(low: float, high: float, span: float) -> dict[str, Any]:
    room = span * (_ROOM - 1) / 2
    return {
        "fixedrange": True,
        "range": [low - (room if low < 0 else span * 0.02), high + (room if high > 0 else span * 0.02)],
        "gridcolor": GRID,
        "zeroline": True,
        "zerolinecolor": QUIET,
        "zerolinewidth": 2,
        "nticks": 5,
        "showticklabels": False,
    }


def _name(title: str, row: int, *, beside: bool) -> dict[str, Any]:
    """At the left edge, or `beside` the line of no change where that is the edge."""
    left = {"x": 0, "xref": "x", "xshift": 4} if beside else {"x": 0, "xref": "paper"}
    place = left | {"xanchor": "left", "y": -row + _UP, "yref": "y", "yanchor": "middle"}
    return place | {"text": plain(title), "showarrow": False, "borderpad": 0, "font": {"size": 13, "shadow": HALO}}


def _number(value: float, row: int, decimals: int) -> dict[str, Any]:
    anchor, shift = ("right", -5) if value < 0 else ("left", 5)
    place = {"x": value, "xref": "x", "xanchor": anchor, "xshift": shift, "y": -row - _DOWN, "yref": "y"}
    font = {"size": 13, "weight": 600, "shadow": HALO}
    return place | {"text": signed(value, decimals), "showarrow": False, "borderpad": 0, "font": font}
