"""An area that is not there, in a set that always has it."""

from collections import Counter
from collections.abc import Iterator

import numpy as np

from dashboard.areas import folded
from dashboard.records import Problem
from loaders._checks._context import Check, Context
from loaders._checks._grid import Grid
from loaders._checks._sample import Sample, samples
from loaders._checks._words import listed, plural

CHECK = Check(
    code="missing-area",
    severity="warning",
    title="An area is missing",
    about="An area that stands for the latest periods, or one of the 32 London boroughs, has no row in a file that has "
    "many of them, or lacks a period that the others have.",
)
HINT = "Ask for its figures. What stands of it stays as it is."
# A file with fewer areas of a set is one of some areas, not of all with a few left out.
MOST, FEWEST = 0.25, 5
BOROUGHS, KIND = 0.8, "borough"
LATEST = 4
HOLES = 0.02


def find(context: Context) -> Iterator[Problem]:
    said: set[str] = set()
    for sample in context.once(samples).values():
        for kind in dict.fromkeys(context.reading.areas[code].kind for code in sample.grid.areas):
            missing = sorted(_missing(context, sample, kind) - said, key=context.area)
            said |= set(missing)
            if missing:
                yield _problem(context, sample.grid, kind, missing)
    for grid in context.grids:
        yield from _holes(context, grid)


def _missing(context: Context, sample: Sample, kind: str) -> set[str]:
    """Areas of a kind that the file leaves out, of those that stand or, if none do, of the boroughs there are."""
    given = {code for code in context.reading.areas if context.reading.areas[code].kind == kind}
    if kind == "pseudo":
        return set()
    standing = {code for code in _latest(sample) if _kind(context, code) == kind}
    boroughs = {row.code for row in context.areas.of_kind(KIND)} if kind == KIND else set()
    wanted = standing if len(standing) > 1 else set()
    if len(given & boroughs) >= BOROUGHS * len(boroughs):
        wanted |= boroughs
    enough = len(given & wanted) > max(MOST * len(wanted), min(FEWEST, len(wanted) / 2))
    missing = wanted - given if enough else set()
    return {code for code in missing if not _among_others(context, code)}


def _among_others(context: Context, code: str) -> bool:
    """Whether another area of the file is one together with it, such as Tower Hamlets and City of London."""
    name = folded(context.area(code))
    return any(name in folded(area.name) for area in context.reading.areas.values())


def _latest(sample: Sample) -> set[str]:
    """Areas that stand for most of the latest periods that do, up to the file's last."""
    counted = Counter(when for whens in sample.areas.values() for when in whens if when <= sample.grid.periods[-1])
    latest = sorted(counted)[-LATEST:]
    return {code for code, whens in sample.areas.items() if 2 * len(whens & set(latest)) > len(latest)}


def _kind(context: Context, code: str) -> str:
    found = context.reading.areas.get(code) or context.areas.by_code.get(code)
    return found.kind if found else "ward" if code.startswith(("E05", "W05")) else ""


def _problem(context: Context, grid: Grid, kind: str, missing: list[str]) -> Problem:
    row = grid.rows[0]
    of = sum(area.kind == kind for area in context.reading.areas.values()) + len(missing)
    names = listed([context.area(code) for code in missing])
    what = f"{context.reading.sheets[row.sheet]} has no figures of {names}: {len(missing)} of {of} {_words(kind)}."
    subject = ",".join(missing[:5])
    return context.problem(CHECK, row, what, HINT, subject=subject, at=(0, 0))


def _words(kind: str) -> str:
    return {"borough": "boroughs", "city": "cities", "county": "counties", "country": "countries"}.get(kind, f"{kind}s")


def _holes(context: Context, grid: Grid) -> Iterator[Problem]:
    """Rows left out in the middle: an area has figures before and after a period that nearly all others have."""
    given = grid.places >= 0
    before = np.maximum.accumulate(given, axis=1)
    after = np.maximum.accumulate(given[:, ::-1], axis=1)[:, ::-1]
    hole = ~given & before & after & grid.plain[:, None]
    if not hole.any() or hole.sum() > HOLES * grid.plain.sum() * len(grid.periods):
        return
    for area in np.unique(grid.area_of[hole.any(axis=1)]):
        lines = np.flatnonzero((grid.area_of == area) & hole.any(axis=1))
        whens = [grid.periods[n].short for n in np.flatnonzero(hole[lines].any(axis=0))]
        row = grid.first_row(lines, range(len(grid.periods)))
        name = context.area(grid.areas[area])
        what = f"{context.reading.sheets[row.sheet] if row else ''} has no figure of {name} for {listed(whens)} "
        what += f"in {plural(len(lines), 'series')[:-1] if len(lines) == 1 else f'{len(lines)} series'}, "
        what += "between others that it has."
        yield context.problem(CHECK, row, what, HINT, subject=f"{grid.areas[area]} {whens[0]}", at=(0, 0))
