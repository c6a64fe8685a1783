"""The words within a chart: each stands where nothing crosses it, on a halo of the paper's colour."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from dashboard.figures.palette import HALO, INK, QUIET, TARGET
from dashboard.figures.shapes import Chart, Line
from dashboard.metrics.wording import figure

Note = dict[str, Any]
HEIGHT = 300
SIZE = 13
_TALL, _WIDE = 17, 8  # a line of type and a letter of it, in pixels
_STEPS = (22, 42)  # between two months: on a phone, on a desk
_ROOM = 125  # between two quarters on a desk
_DASH = 0.46  # where the dash of a target ends, in categories from its middle
# charts whose lines are named with the values they end at
VALUED = ("control", "year-end")
_BESIDE = ("left", 8, "middle", 0)
_PLACES = (
    _BESIDE,
    ("center", 0, "bottom", 5),
    ("center", 0, "top", -5),
    ("right", 6, "bottom", 5),
    ("right", 6, "top", -5),
    ("left", -6, "bottom", 5),
    ("left", -6, "top", -5),
)


class Spot(NamedTuple):
    """The end of a line: its category counted from 0, and its value."""

    place: int
    value: float


def plain(text: str) -> str:
    """Text that Plotly shows as it is: it would read markup in names that came from a spreadsheet."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def said(value: float | None, chart: Chart) -> str:
    """A value as its label: 1,234 or 12.5%."""
    if value is None:
        return ""
    return figure(value, chart.decimals) + ("%" if chart.unit == "%" else "")


def on_bars(chart: Chart, gap: float) -> list[Note]:
    """The values of the emphasised bars over them, above the target where it would run through the words."""
    aims = chart.target.values if chart.target else [None] * len(chart.categories)
    width = (1 - gap) / len(chart.lines)
    made = []
    for number, line in enumerate(chart.lines):
        left = -(1 - gap) / 2 + number * width
        for place, value in enumerate(line.values if line.emphasis else ()):
            if value is not None:
                made.append(_on_bar(chart, place + left, width, value, aims[place]))
    return made


def _on_bar(chart: Chart, left: float, width: float, value: float, aim: float | None) -> Note:
    text = said(value, chart)
    # words wider than their bar run into the gap beside it, not over another year
    fits = len(text) * _WIDE <= width * _ROOM
    anchor, x = ("center", left + width / 2) if fits else ("left", left)
    crossed = aim is not None and value <= aim <= value + _TALL / _scale(chart)
    y = aim if crossed and aim is not None else value
    return _note(text, x=x, y=y, xanchor=anchor, yanchor="bottom", yshift=2, colour=INK) | {
        "font": {"size": SIZE, "color": INK, "weight": 600, "shadow": HALO}
    }


def at_ends(chart: Chart) -> list[Note]:
    """Names beside the ends of lines and of the target, pushed apart where they would lie on each other."""
    named = [] if chart.kind == "quarters" or len(chart.lines) < 2 else list(chart.lines)
    named = [line for line in named if chart.kind not in VALUED or line.role != "figures"]
    marks = [(_name(chart, line), end_of(line), INK if line.emphasis else QUIET) for line in named]
    if chart.target:
        marks.append((_name(chart, chart.target), end_of(chart.target), TARGET))
    found = sorted(((name, end, colour) for name, end, colour in marks if end), key=lambda mark: -mark[1].value)
    free = [mark for mark in found if mark[2] == TARGET or mark[1].place == len(chart.categories) - 1]
    shifts = _apart(chart, [end.value for _, end, _ in free])
    dashed = chart.kind != "year-end"  # there the target is a line, and ends where lines do
    made = [_beside(*mark, shift, dashed) for mark, shift in zip(free, shifts, strict=True)]
    return made + [_within(chart, *mark) for mark in found if mark not in free]


def _name(chart: Chart, line: Line) -> str:
    """A line's name; where all lines end in one place, with the value it ends at."""
    end = end_of(line)
    return f"{line.name} {said(end.value, chart)}" if chart.kind in VALUED and end else line.name


def room(chart: Chart) -> int:
    """Pixels to the right of the last period for the words that stand there."""
    if chart.kind in VALUED:
        lines = [line for line in chart.lines if line.role != "figures"] + ([chart.target] if chart.target else [])
        return 16 + max((len(_name(chart, line)) for line in lines), default=0) * (_WIDE - 1)
    named = [line.name for line in chart.lines] if chart.kind != "quarters" and len(chart.lines) > 1 else []
    target = [chart.target.name] if chart.target else []
    return max((len(name) * _WIDE + _BESIDE[1] for name in (*named, *target)), default=12)


def span(chart: Chart) -> tuple[float, float]:
    """The lowest and highest value of the upright axis: from nothing, but for a control chart about what it shows."""
    lines = [*chart.lines, *([chart.target] if chart.target else [])]
    held = [value for line in lines for value in line.values if value is not None]
    high, low = max(held, default=1.0), min(held, default=0.0)
    if chart.kind != "control":
        return 0.0, max(high, 0.0) or 1.0
    margin = (high - low or high or 1.0) * 0.08
    return (max(low - margin, 0.0) if low >= 0 else low - margin), high + margin


def _beside(name: str, end: Spot, colour: str, shift: int, dashed: bool) -> Note:
    x, xshift = (end.place + _DASH, 2) if dashed and colour == TARGET else (end.place, 8)
    return _note(plain(name), x=x, y=end.value, xshift=xshift, yshift=shift, colour=colour)


def _within(chart: Chart, name: str, end: Spot, colour: str) -> Note:
    """A line that ends before the last category is named on the side where the fewest lines pass."""
    crossings = [_crossings(chart, end, len(name), place) for place in _PLACES]
    xanchor, xshift, yanchor, yshift = _PLACES[crossings.index(min(crossings))]
    return _note(
        plain(name),
        x=end.place,
        y=end.value,
        xanchor=xanchor,
        xshift=xshift,
        yanchor=yanchor,
        yshift=yshift,
        colour=colour,
    )


def _note(
    text: str,
    *,
    x: float,
    y: float,
    colour: str,
    xanchor: str = "left",
    xshift: int = 0,
    yanchor: str = "middle",
    yshift: int = 0,
) -> Note:
    return {
        "text": text,
        "x": round(x, 4),
        "xref": "x",
        "y": y,
        "yref": "y",
        "xanchor": xanchor,
        "xshift": xshift,
        "yanchor": yanchor,
        "yshift": yshift,
        "borderpad": 0,
        "showarrow": False,
        "font": {"size": SIZE, "color": colour, "shadow": HALO},
    }


def end_of(line: Line) -> Spot | None:
    held = [Spot(place, value) for place, value in enumerate(line.values) if value is not None]
    return held[-1] if held else None


def _scale(chart: Chart) -> float:
    """Pixels to a unit of value, nearly."""
    low, high = span(chart)
    return (HEIGHT - 60) / (high - low)


def _apart(chart: Chart, levels: Sequence[float]) -> list[int]:
    """Pixels to move each label (highest first) so that two are never closer than a line of type."""
    scale, shifts = _scale(chart), list[int]()
    for place, level in enumerate(levels):
        above = levels[place - 1] * scale + shifts[-1] if place else float("inf")
        shifts.append(round(min(0.0, above - _TALL - level * scale)))
    return shifts


def _crossings(chart: Chart, end: Spot, letters: int, place: tuple[str, int, str, int]) -> int:
    """How many points of the chart's lines, taken every few pixels, lie within a label put at `place`."""
    xanchor, xshift, yanchor, yshift = place
    wide = letters * _WIDE
    left = xshift - {"left": 0.0, "center": wide / 2, "right": wide}[xanchor]
    low = yshift - {"bottom": 0.0, "middle": _TALL / 2, "top": _TALL}[yanchor]
    return sum(
        left <= x <= left + wide and low <= y <= low + _TALL for step in _STEPS for x, y in _points(chart, end, step)
    )


def _points(chart: Chart, end: Spot, step: int) -> list[tuple[float, float]]:
    """Points along every line, in pixels from `end`."""
    scale, found = _scale(chart), list[tuple[float, float]]()
    for line in chart.lines:
        for place, (one, two) in enumerate(zip(line.values, line.values[1:], strict=False)):
            if one is not None and two is not None:
                found += [
                    ((place + t / 8 - end.place) * step, (one + (two - one) * t / 8 - end.value) * scale)
                    for t in range(9)
                ]
    return found
