"""Areas as dots, the highest above, each on the line of its 95% interval, against what they are together."""

from collections.abc import Sequence
from typing import Protocol

from dashboard.figures.frame import CONFIG, PAPER, Figure
from dashboard.figures.labels import plain
from dashboard.figures.palette import GRID, HALO, NOW, PAST, QUIET, TARGET
from dashboard.metrics.wording import figure

ROW, TOP, BOTTOM = 20, 24, 40


class Area(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def here(self) -> bool: ...
    @property
    def value(self) -> float | None: ...
    @property
    def lower(self) -> float | None: ...
    @property
    def upper(self) -> float | None: ...
    @property
    def verdict(self) -> str: ...
    @property
    def place(self) -> str | None: ...


class Comparison(Protocol):
    @property
    def areas(self) -> Sequence[Area]: ...
    @property
    def reference(self) -> float | None: ...
    @property
    def reference_name(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def decimals(self) -> int: ...


def height(found: Comparison) -> int:
    """Pixels that the chart needs."""
    return len(_drawn(found)) * ROW + TOP + BOTTOM


def dots(found: Comparison) -> Figure:
    """A dot for each area that has a value, the lowest at the foot; the shown area in ink. {data, layout, config}."""
    areas = _drawn(found)
    return {"data": [_others(found, areas), _shown(found, areas)], "layout": _layout(found, areas), "config": CONFIG}


def _drawn(found: Comparison) -> list[Area]:
    return [area for area in found.areas if area.value is not None]


def _others(found: Comparison, areas: Sequence[Area]) -> Figure:
    kept = [(row, area) for row, area in enumerate(areas) if not area.here]
    colours = [QUIET if area.place in ("low", "high") else PAST[0] for _, area in kept]
    return _trace(found, kept, colours, PAST[1], 8)


def _shown(found: Comparison, areas: Sequence[Area]) -> Figure:
    kept = [(row, area) for row, area in enumerate(areas) if area.here]
    return _trace(found, kept, [NOW] * len(kept), NOW, 11)


def _trace(found: Comparison, kept: Sequence[tuple[int, Area]], colours: Sequence[str], line: str, size: int) -> Figure:
    """Dots, and diamonds for areas that stand out, with their intervals."""
    areas = [area for _, area in kept]
    values = [area.value or 0.0 for area in areas]
    trace: Figure = {
        "type": "scatter",
        "mode": "markers",
        "x": values,
        "y": [row for row, _ in kept],
        "customdata": [[plain(area.name), _said(area, found)] for area in areas],
        "hovertemplate": "%{customdata[0]}: %{customdata[1]}<extra></extra>",
        "marker": {
            "size": size,
            "color": list(colours),
            "symbol": ["diamond" if area.place in ("low", "high") else "circle" for area in areas],
        },
        "showlegend": False,
    }
    if any(area.upper is not None for area in areas):
        reach = [_reach(area) for area in areas]
        above, below = [over for over, _ in reach], [under for _, under in reach]
        bars = {"type": "data", "symmetric": False, "array": above, "arrayminus": below}
        trace["error_x"] = bars | {"color": line, "thickness": 2.5, "width": 0}
    return trace


def _reach(area: Area) -> tuple[float, float]:
    """How far the interval goes above and below the value; nothing where there is none."""
    if area.value is None or area.lower is None or area.upper is None:
        return 0.0, 0.0
    return max(area.upper - area.value, 0.0), max(area.value - area.lower, 0.0)


def _said(area: Area, found: Comparison) -> str:
    text = _number(area.value, found)
    if area.lower is None:
        return text
    return f"{text} ({_number(area.lower, found)} to {_number(area.upper, found)}), {area.verdict}"


def _number(value: float | None, found: Comparison) -> str:
    return "–" if value is None else figure(value, found.decimals) + ("%" if found.unit == "%" else "")


def _layout(found: Comparison, areas: Sequence[Area]) -> Figure:
    return {
        "height": height(found),
        "margin": {"l": 8, "r": 12, "t": TOP, "b": BOTTOM},
        **PAPER,
        "xaxis": _across(found),
        "yaxis": _names(areas),
        "shapes": [*_band(areas), *_line(found)],
        "annotations": _label(found, areas),
    }


def _across(found: Comparison) -> Figure:
    return {
        "fixedrange": True,
        "rangemode": "tozero",
        "gridcolor": GRID,
        "zeroline": True,
        "zerolinecolor": QUIET,
        "nticks": 5,
        "tickformat": ",",
        "ticksuffix": "%" if found.unit == "%" else "",
        "tickangle": 0,
        "tickfont": {"size": 12},
    }


def _names(areas: Sequence[Area]) -> Figure:
    texts = [f"<b>{plain(area.name)}</b>" if area.here else plain(area.name) for area in areas]
    return {
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "tickmode": "array",
        "tickvals": list(range(len(areas))),
        "ticktext": texts,
        "tickfont": {"size": 12},
        "ticks": "outside",
        "ticklen": 6,
        "tickcolor": "rgba(0,0,0,0)",
        "automargin": True,
        "range": [-0.7, len(areas) - 0.3],
    }


def _band(areas: Sequence[Area]) -> list[Figure]:
    """A tint behind the shown area's row, so that it is found at once."""
    rows = [row for row, area in enumerate(areas) if area.here]
    common = {"type": "rect", "xref": "paper", "x0": 0, "x1": 1, "layer": "below", "line": {"width": 0}}
    return [common | {"y0": row - 0.5, "y1": row + 0.5, "fillcolor": "#e8eef4"} for row in rows]


def _line(found: Comparison) -> list[Figure]:
    if found.reference is None:
        return []
    line = {"color": TARGET, "width": 2, "dash": "dash"}
    place = {"x0": found.reference, "x1": found.reference, "yref": "paper", "y0": 0, "y1": 1}
    return [{"type": "line", "layer": "below", "line": line} | place]


def _label(found: Comparison, areas: Sequence[Area]) -> list[Figure]:
    """What the dashed line is, above it, on the side that has room."""
    if found.reference is None:
        return []
    most = max((area.upper or area.value or 0.0 for area in areas), default=0.0) or 1.0
    name = found.reference_name[:1].upper() + found.reference_name[1:]
    side = "left" if found.reference < most / 2 else "right"
    place = {"x": found.reference, "xref": "x", "xanchor": side, "y": 1, "yref": "paper", "yanchor": "bottom"}
    font = {"size": 13, "color": TARGET, "shadow": HALO}
    return [place | {"text": plain(f"{name} {_number(found.reference, found)}"), "showarrow": False, "font": font}]
