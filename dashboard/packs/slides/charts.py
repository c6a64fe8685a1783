"""Charts as native ones: the screen’s colours, direct labels, at most four series, gaps where there is no figure."""

import math
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from dashboard.figures.labels import span
from dashboard.figures.palette import EDGE, MARKS, NOW, PAST, QUIET, TARGET
from dashboard.packs.slides import paragraphs
from dashboard.packs.slides.chart_xml import Axis, Series, chart_space
from dashboard.packs.slides.measure import width
from dashboard.packs.slides.workbook import Numbers, numbers
from dashboard.scorecard.details import Chart, Line

MOST = 4
_STEPS = 5
_SHAPES = {"circle": "circle", "diamond": "diamond", "triangle-down": "triangle", "square": "square"}
_SIZES = {"common": 6, "improving": 10, "concerning": 10, "neutral": 9}
_LEVELS = {"mean": "solid", "lower": "sysDash", "upper": "sysDash"}


class Drawn(NamedTuple):
    """A chart for a slide: its data with its markup, and its alternative text."""

    data: Numbers
    said: str


def drawn(chart: Chart, moment: datetime, room: tuple[float, float]) -> Drawn:
    """A chart of quarters, months, years or points against their past, `room` points wide and high."""
    lines, target = chosen(chart)
    form = number_form(chart)
    held = [(line.name, rounded(line, chart)) for line in (*lines, *target)]
    data = numbers(moment, form, chart.categories, held)
    series = [_series(chart, line, number) for number, line in enumerate(lines)]
    series += [_aim(chart, line) for line in target]
    axis = _axis(chart, held)
    keyed = [one for one in series if one.keyed]
    data.xml = chart_space(data, series, title=_title(chart, room[0] * 0.72), axis=axis,
                           legend=len(keyed) > 1, room=room)  # fmt: skip
    return Drawn(data, f"{chart.title}. {chart.summary}")


def _title(chart: Chart, room: float) -> str:
    """Its title with its unit; on a narrow slide without the indicator's name, which stands over it."""
    unit = f", {chart.unit}" if chart.unit not in ("", "%") else ""
    short = chart.title.rpartition(": ")[2]
    tried = (chart.title + unit, chart.title, short[:1].upper() + short[1:] + unit)
    fit = [text for text in tried if width(text, 13, bold=True) < room]
    return fit[0] if fit else paragraphs.title(chart.title, room, 20, size=13, least=13).text


def _axis(chart: Chart, held: Sequence[tuple[str, Sequence[float | None]]]) -> Axis:
    """From nothing to over the highest, in round steps; of a control chart about what it shows."""
    values = [value for _, some in held for value in some if value is not None] or [0.0]
    low, high = span(chart) if chart.kind == "control" else (min(*values, 0.0), max(*values, 0.0))
    step = _round_step((high - low) / _STEPS or 1.0)
    over = 1.0 if chart.kind == "control" else 1.02
    form = number_form(chart, 0 if step >= 1 else chart.decimals or 1)
    return Axis(math.floor(low / step) * step, math.ceil(high * over / step) * step, step, form)


def _round_step(step: float) -> float:
    """The next of 1, 2, 2.5, 5 and 10 in its power of ten."""
    power: float = 10.0 ** math.floor(math.log10(step))
    return next(nice * power for nice in (1, 2, 2.5, 5, 10) if nice * power >= step * 0.999)


def chosen(chart: Chart) -> tuple[list[Line], list[Line]]:
    """The lines that are drawn, the newest of many years, and the target: not more than four together."""
    target = [chart.target] if chart.target else []
    if chart.kind == "control":
        return list(chart.lines[:MOST]), target[: MOST - len(chart.lines)]
    return list(chart.lines[-(MOST - len(target)) :]), target


def rounded(line: Line, chart: Chart) -> list[float | None]:
    """Its values as finely as they are told; what is worked out with one decimal more."""
    fine = line.role != "figures" or line.name == "Target"
    return [None if value is None else round(value, chart.decimals + int(fine)) for value in line.values]


def number_form(chart: Chart, decimals: int | None = None) -> str:
    """1,234, 12.5 or 55%, in the words of a spreadsheet."""
    places = chart.decimals if decimals is None else decimals
    return "#,##0" + ("." + "0" * places if places else "") + ('"%"' if chart.unit == "%" else "")


def _series(chart: Chart, line: Line, number: int) -> Series:
    if chart.kind == "control":
        return _past(chart, line) if line.role == "figures" else _level(line)
    others = [one.name for one in chosen(chart)[0] if not one.emphasis][::-1]
    grey = PAST[min(others.index(line.name), len(PAST) - 1)] if line.name in others else NOW
    if chart.kind == "quarters":
        values = line.emphasis
        return Series(line.name, "bar", fill=grey, edge=NOW if values else EDGE, valued=values, keyed=True)
    return Series(
        line.name,
        "line",
        stroke=grey,
        width=3.0 if line.emphasis else 2.0,
        marker="circle",
        size=7 if line.emphasis else 5,
        fill=grey,
        valued=len(chart.lines) == 1 and len(chart.categories) <= 12,
        named=len(chart.lines) > 1,
    )


def _aim(chart: Chart, line: Line) -> Series:
    """The target of each period as a dash of its own; of years, where it is asked of more than one, a dashed line."""
    if chart.kind != "quarters" and sum(value is not None for value in line.values) > 1:
        return Series(line.name, "line", stroke=TARGET, width=2.0, dash="sysDash", named=True)
    return Series(line.name, "line", marker="dash", size=20, fill=TARGET, edge=TARGET, keyed=True, named=True)


def _past(chart: Chart, line: Line) -> Series:
    """Points told apart by shape and colour, as on the screen."""
    points = {
        place: (_SHAPES[MARKS[mark][0]], MARKS[mark][1], _SIZES[mark])
        for place, mark in enumerate(chart.marks)
        if mark != "common"
    }
    return Series(line.name, "line", stroke=PAST[0], width=1.5, marker="circle", size=6, fill=MARKS["common"][1],
                  edge="#0b0c0c", points=points)  # fmt: skip


def _level(line: Line) -> Series:
    return Series(
        line.name, "line", stroke=QUIET, width=1.5, dash=_LEVELS.get(line.role, "solid"), named=True, told=True
    )
