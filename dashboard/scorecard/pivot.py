"""Chosen figures in rows and columns: by period, area, series or breakdown."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from dashboard.scorecard.exploring import AXES, Axis, Explored, Point

HEADINGS: dict[Axis, str] = {"period": "Period", "area": "Area", "series": "Series", "breakdown": "Breakdown"}
WHOLE = "All"


class Pivot(NamedTuple):
    """`corner` heads the rows; a cell is None where there is no figure; `note` says what was not done as asked."""

    corner: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Point | None, ...]], ...]
    note: str = ""


def pivot(found: Explored) -> Pivot:
    """The figures with the chosen axes; what varies besides stands in the names of the rows."""
    across, note = _columns(found)
    down = (found.choice.rows, *(axis for axis in varied(found) if axis not in (found.choice.rows, across)))
    columns = _ordered(found, across)
    cells = {(tuple(_value(p, a) for a in down), _value(p, across)): p for p in found.points}
    keys = _rows(found, down)
    rows = tuple(
        (" · ".join(_name(found, axis, value) for axis, value in zip(down, key, strict=True)),
         tuple(cells.get((key, column)) for column in columns))
        for key in keys
    )  # fmt: skip
    corner = ", ".join(HEADINGS[axis] for axis in down)
    return Pivot(corner, tuple(_name(found, across, column) for column in columns), rows, note)


def varied(found: Explored) -> list[Axis]:
    """The axes along which the figures differ."""
    return [axis for axis in AXES if len({_value(point, axis) for point in found.points}) > 1]


def _columns(found: Explored) -> tuple[Axis, str]:
    rows, asked = found.choice.rows, found.choice.columns
    free: list[Axis] = [axis for axis in varied(found) if axis != rows]
    other: Axis = free[0] if free else next(axis for axis in ("series", "period") if axis != rows)
    if asked is None or asked == rows:
        said = f"Rows and columns cannot both be by {HEADINGS[rows].lower()}"
        return other, f"{said}: the columns are by {HEADINGS[other].lower()}." if asked else ""
    return asked, ""


def _value(point: Point, axis: Axis) -> object:
    return getattr(point, axis)


def _ordered(found: Explored, axis: Axis, *, newest_first: bool = False) -> list[object]:
    """The values along an axis: periods in time, series and areas as they were chosen."""
    held = {_value(point, axis) for point in found.points}
    if axis == "period":
        return sorted(held, reverse=newest_first)  # type: ignore[type-var]
    if axis == "breakdown":
        return sorted(held, key=str)
    chosen: Iterable[object] = found.choice.series if axis == "series" else found.choice.areas
    return [one for one in chosen if one in held]


def _rows(found: Explored, down: tuple[Axis, ...]) -> list[tuple[object, ...]]:
    there = {tuple(_value(point, axis) for axis in down) for point in found.points}
    places: list[Callable[[object], int]] = [_ordered(found, axis, newest_first=True).index for axis in down]
    return sorted(there, key=lambda key: [place(value) for place, value in zip(places, key, strict=True)])


def _name(found: Explored, axis: Axis, value: object) -> str:
    if axis == "period":
        return value.short  # type: ignore[attr-defined]
    if axis == "series":
        return found.measure(str(value)).title
    if axis == "breakdown":
        return str(value).partition("=")[2] or str(value) or WHOLE
    return next(point.area_name for point in found.points if point.area == value)
