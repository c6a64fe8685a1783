"""A small line without axes, as an SVG picture: the shape of the last periods and where it ends."""

from collections.abc import Sequence
from typing import TypeVar

from dashboard.figures.palette import NOW, PAST

Held = TypeVar("Held")
WIDTH, HEIGHT, EDGE = 104, 28, 3


def sparkline(values: tuple[float | None, ...]) -> str:
    """An SVG of `values`, broken where one is missing; empty when no two of them stand side by side."""
    held = [value for value in values if value is not None]
    if all(len(run) < 2 for run in _runs(values)):
        return ""
    low, high = min(held), max(held)
    points = [None if value is None else _point(i, value, len(values), low, high) for i, value in enumerate(values)]
    lines = "".join(
        f'<polyline points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in run)}" fill="none" stroke="{PAST[0]}" '
        'stroke-width="1.6" stroke-linejoin="round" stroke-linecap="round"/>'
        for run in _runs(points)
        if len(run) > 1
    )
    x, y = [point for point in points if point][-1]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'{lines}<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{NOW}"/></svg>'
    )


def _point(place: int, value: float, count: int, low: float, high: float) -> tuple[float, float]:
    x = EDGE + place * (WIDTH - 2 * EDGE) / max(count - 1, 1)
    share = (value - low) / (high - low) if high > low else 0.5
    return x, HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE)


def _runs(points: Sequence[Held | None]) -> list[list[Held]]:
    runs: list[list[Held]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return runs
