"""What stands of one series that reaches all of a reading's areas: enough to know which areas and periods there are."""

from dataclasses import dataclass

from dashboard.periods import Grain, Period
from loaders._checks._context import Context
from loaders._checks._grid import Grid


@dataclass(frozen=True)
class Sample:
    """Of one series: for each area that stands, its kind and the periods for which it has a number."""

    grid: Grid
    series: str
    areas: dict[str, set[Period]]


def samples(context: Context) -> dict[Grain, Sample]:
    """A sample for each grain of the reading."""
    return {grid.grain: _sample(context, grid) for grid in context.grids if grid.lines_of}


def _sample(context: Context, grid: Grid) -> Sample:
    code = _widest(grid)
    kinds = {context.reading.areas[area].kind for area in grid.areas}
    # Areas of a kind that the register has whole can be asked for by name; it has no wards.
    known = {row.code for row in context.areas.of_kind(*kinds)} if "ward" not in kinds else set()
    found: dict[str, set[Period]] = {}
    for (_, area, _), whens in context.stored([code], known | set(grid.areas) if known else ()).items():
        held = {when for when, row in whens.items() if when.grain is grid.grain and row.value is not None}
        if held:
            found.setdefault(area, set()).update(held)
    return Sample(grid, code, found)


def _widest(grid: Grid) -> str:
    """The series with most areas; of several, the one with fewest figures and the shortest name."""
    sizes = {code: int((grid.series_of == grid.series_of[lines[0]]).sum()) for code, lines in grid.lines_of.items()}
    return min(grid.lines_of, key=lambda code: (-len(grid.lines_of[code]), sizes[code], len(code)))
