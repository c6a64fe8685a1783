"""Categories that are renamed, split, merged or gone, against what stands and within the file."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import product
from typing import Literal

import numpy as np

from dashboard.periods import Grain, Period
from loaders._checks._context import Context
from loaders._checks._families import WHOLE
from loaders._checks._grid import Flags, Grid, Numbers

CATEGORIES = ("crime.", "policeuk.")
Kind = Literal["renamed", "split", "merged", "rearranged", "gone", "some rows"]
JOINABLE = ("renamed", "some rows")  # one category, which may be read as the other
# Names so alike are one name spelt in two ways; figures so alike are those of one category.
ALIKE, SAME = 0.8, 0.6
# Less than this share of its group, and so few a period, is no matter of its own.
SLIGHT, FEW = 0.02, 5.0


@dataclass(frozen=True)
class Change:
    """Categories of one group that are `new`, and `old` ones that they seem to be.

    `since` is the first period of the new ones; `stood` is for which periods the old ones stand, if the file no
    longer has them; `areas` are numbers of areas, where only some have the new name.
    """

    kind: Kind
    grid: Grid
    group: str
    new: tuple[str, ...]
    old: tuple[str, ...]
    since: Period
    stood: tuple[Period, ...] = ()
    areas: tuple[int, ...] = ()

    @property
    def subject(self) -> str:
        pair = f"{_few(self.new)}={_few(self.old)}"
        return pair if self.kind in JOINABLE else f"{self.kind} {pair}"


def _few(codes: tuple[str, ...]) -> str:
    """The codes, or the first and how many more, so that a matter can still be typed."""
    return "+".join(codes) if len(codes) < 3 else f"{codes[0]}+{len(codes) - 1} others"


def changes(context: Context) -> list[Change]:
    """Every change of categories, those of groups before those within them."""
    return [change for grid in context.grids for change in _of_grid(context, grid)]


def explained(context: Context) -> dict[Grain, Flags]:
    """Lines of each grain whose figures begin, end or shift because categories changed."""
    found: dict[Grain, Flags] = {}
    for change in context.once(changes):
        grid = change.grid
        codes = {*change.new, *change.old}
        lines = np.isin(grid.series_of, [n for n, code in enumerate(grid.series) if code in codes])
        if change.areas:
            lines &= np.isin(grid.area_of, change.areas)
        found[grid.grain] = found.get(grid.grain, np.zeros(len(lines), np.bool_)) | lines
    return found


def _of_grid(context: Context, grid: Grid) -> Iterator[Change]:
    gone = _gone(context, grid)
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for code in filter(_is_category, (*grid.lines_of, *gone)):
        groups[code.rpartition(".")[0]].add(code)
    done: set[str] = set()
    for group in sorted(groups, key=lambda code: code.count(".")):
        if group in done:
            continue  # a group that changed its own name takes its parts with it
        family = Family(grid, group, sorted(groups[group]), gone)
        for change in family.changes():
            done |= {*change.new, *change.old}
            yield change


def _is_category(code: str) -> bool:
    """Whether a series is one of several that divide up the same offences, named by the publisher's own words."""
    return code.startswith(CATEGORIES) and code != WHOLE


def _gone(context: Context, grid: Grid) -> dict[str, Numbers]:
    """What stands of series the file no longer has, areas × periods, where it gives others for them."""
    areas = {code: n for n, code in enumerate(grid.areas)}
    columns = {period.first: n for n, period in enumerate(grid.periods)}
    given = context.reading.series
    found: dict[str, Numbers] = {}
    for code, area, when, breakdown, standing in context.difference.gone:
        row, column = areas.get(area), columns.get(when.first)
        if code in given or breakdown or row is None or column is None or when.grain is not grid.grain:
            continue
        if code not in found:
            found[code] = np.full((len(areas), len(columns)), np.nan)
        found[code][row, column] = np.nan if standing.value is None else standing.value
    return found


@dataclass
class Family:
    """The categories of one group, as the file gives them and as they stand: areas × periods each."""

    grid: Grid
    group: str
    codes: list[str]
    gone: dict[str, Numbers]

    @cached_property
    def now(self) -> dict[str, Numbers]:
        return {code: self.grid.by_area(code) for code in self.codes if code in self.grid.lines_of}

    @cached_property
    def was(self) -> dict[str, Numbers]:
        here = {code: self.grid.by_area(code, before=True) for code in self.now}
        standing = {code: block for code, block in here.items() if not np.isnan(block).all()}
        return standing | {code: self.gone[code] for code in self.codes if code in self.gone}

    @cached_property
    def both(self) -> Flags:
        """Areas and periods for which the file gives, and the store holds, figures of this group."""
        given = np.any([~np.isnan(block) for block in self.now.values()], axis=0) if self.now else np.False_
        held = np.any([~np.isnan(block) for block in self.was.values()], axis=0) if self.was else np.False_
        return np.broadcast_to(given & held, (len(self.grid.areas), len(self.grid.periods)))

    def changes(self) -> Iterator[Change]:
        used: set[str] = set()
        for found in (self._against_what_stands, self._rows, self._within):
            told = list(found(used))
            used |= {code for change in told for code in (*change.new, *change.old)}
            yield from told

    def _change(self, kind: Kind, new: list[str], old: list[str], areas: tuple[int, ...] = ()) -> Change:
        begun = min((_begin(np.nansum(self.now[code], axis=0)) for code in new), default=0)
        stood = [np.flatnonzero(~np.isnan(self.gone[code]).all(axis=0)) for code in old if code in self.gone]
        columns = np.concatenate(stood) if stood else np.array([], np.int64)
        stands = tuple(self.grid.periods[n] for n in sorted({columns.min(), columns.max()})) if len(columns) else ()
        return Change(kind, self.grid, self.group, tuple(new), tuple(old), self.grid.periods[begun], stands, areas)

    def _against_what_stands(self, _used: set[str]) -> Iterator[Change]:
        if not self.both.any():
            return
        old = [code for code in self.was if code not in self.now]
        pairs = self._pairs(old)
        for one, other in pairs:
            yield self._change("renamed", [one], [other])
        new = [code for code in self.now if code not in self.was and code not in dict(pairs) and self._weighs(code)]
        old = [code for code in old if code not in dict(pairs).values() and self._weighs(code)]
        yield from self._moved(new, old)

    def _pairs(self, old: list[str]) -> list[tuple[str, str]]:
        """Each old category with the new one that its name or its figures say it is, the surest first."""
        scored = sorted(((*self._alike(n, o), n, o) for n, o in product(self.now, old)), key=lambda s: -s[0] - s[1])
        found: dict[str, str] = {}
        for figures, name, one, other in scored:
            sure = figures >= SAME or (name >= ALIKE and figures >= SAME / 3)
            if sure and one not in found and other not in found.values():
                found[one] = other
        return list(found.items())

    def _alike(self, new: str, old: str) -> tuple[float, float]:
        """How alike the figures and the names of two categories are, 0 to 1 each, where the old one stands."""
        ground = self.both & ~np.isnan(self.was[old])
        now, was = (np.nan_to_num(block[ground]) for block in (self.now[new], self.was[old]))
        if new in self.was and np.nan_to_num(self.was[new][ground]).any():
            return 0.0, 0.0  # it stood beside the old one
        some = (now > 0) | (was > 0)
        close = np.abs(now - was) <= np.maximum(1, 0.15 * was)
        # Few figures are alike by chance: it is those of 3 and more that tell, if there are any.
        told = some & ((now >= 3) | (was >= 3))
        told = told if told.any() else some
        return (float(close[told].mean()) if told.any() else 0.0), likeness(new, old)

    def _weighs(self, code: str) -> bool:
        """Whether a category is more than a sliver of its group, in the periods in which it is there."""
        blocks = self.now if code in self.now else self.was
        sums = {c: np.where(self.both, np.nan_to_num(block), 0).sum(axis=0) for c, block in blocks.items()}
        there = sums[code] >= FEW
        return bool(there.any() and sums[code][there].sum() > SLIGHT * sum(sums.values())[there].sum())

    def _moved(self, new: list[str], old: list[str]) -> Iterator[Change]:
        """What has no counterpart: taken out of, or put into, a category that goes on; split, merged, or gone."""
        if new and not old:
            giver = self._shifted(new, -1)
            if giver:
                kind: Kind = "renamed" if len(new) == 1 and self._ends(giver, new[0]) else "split"
                yield self._change(kind, new, [giver])
        elif old and not new:
            taker = self._shifted(old, 1)
            yield self._change("merged", [taker], old) if taker else self._change("gone", [], old)
        elif new and old:
            kind = "split" if len(old) == 1 < len(new) else "merged" if len(new) == 1 else "rearranged"
            yield self._change("renamed" if len(new) == len(old) == 1 else kind, new, old)

    def _ends(self, giver: str, new: str) -> bool:
        """Whether a category has next to nothing left from where a new one begins."""
        after = np.s_[:, _begin(np.nansum(self.now[new], axis=0)) :]
        return bool(np.nansum(self.now[giver][after]) <= 0.05 * np.nansum(self.now[new][after]))

    def _shifted(self, codes: list[str], sign: int) -> str | None:
        """The category that goes on and fell by what the new ones have, or rose by what the old ones had."""
        held = self.now if sign < 0 else self.was
        amount = sum(np.nan_to_num(held[code][self.both]).sum() for code in codes)
        shifts = {
            code: sign * float(np.nansum((self.now[code] - self.was[code])[self.both]))
            for code in self.now
            if code in self.was
        }
        best = max(shifts, key=lambda code: shifts[code], default=None)
        return best if best and shifts[best] > 0.5 * amount else None

    def _rows(self, used: set[str]) -> Iterator[Change]:
        """A name that stands in the rows of a few areas only, just where a very like one has no row."""
        some = {
            code: np.asarray(np.nan_to_num(block).any(axis=1)) for code, block in self.now.items() if code not in used
        }
        few_of = [code for code, areas in some.items() if 0 < areas.sum() <= 0.25 * len(areas)]
        for one, other in product(few_of, some):
            if one == other or (some[one] & some[other]).any() or likeness(one, other) < ALIKE:
                continue
            few, many = self._listed(one), self._listed(other)
            rest = len(few) - few.sum()
            if few.any() and not (few & many).any() and many.sum() >= max(0.9 * rest, 3):
                yield self._change("some rows", [one], [other], tuple(np.flatnonzero(few).tolist()))

    def _listed(self, code: str) -> Flags:
        """Areas for which the file has a row of the category, not only zeros filled in for none."""
        found = np.zeros(len(self.grid.areas), np.bool_)
        for line in self.grid.lines_of[code]:
            places = self.grid.places[line]
            found[self.grid.area_of[line]] = self.grid.rows[places[places >= 0][0]].row > 0
        return found

    def _within(self, used: set[str]) -> Iterator[Change]:
        """Categories that end where others begin."""
        if len(self.grid.periods) < 6:
            return
        sums = {code: np.nansum(block, axis=0) for code, block in self.now.items() if code not in used}
        ends = {code: end for code, amounts in sums.items() if (end := _end(amounts)) is not None}
        starts = {code: _end(amounts[::-1]) for code, amounts in sums.items() if code not in ends}
        begins = {code: len(sums[code]) - 1 - start for code, start in starts.items() if start is not None}
        for code, end in ends.items():
            new = [c for c, start in begins.items() if abs(start - end - 1) <= 6]
            before, after = sums[code][: end + 1], sum(np.median(sums[c][begins[c] :]) for c in new)
            level = float(np.median(before[-12:]))
            if new and 0.4 * level <= after <= 2.5 * level:
                yield self._change("renamed" if len(new) == 1 else "split", new, [code])


def _begin(amounts: Numbers) -> int:
    """The first place of more than a few stray figures."""
    return int(np.flatnonzero(amounts >= 0.1 * amounts.max())[0]) if amounts.any() else 0


def _end(amounts: Numbers) -> int | None:
    """The last place of a run of figures that falls to next to nothing for good; None if it does not."""
    large = amounts[amounts >= 0.2 * amounts.max()]
    usual = float(np.median(large))
    if usual < FEW:
        return None
    last = int(np.flatnonzero(amounts >= 0.2 * usual)[-1])
    after = amounts[last + 1 :]
    return last if last >= 2 and len(after) >= 2 and (after[1:] <= 0.05 * usual).all() else None


def likeness(one: str, other: str) -> float:
    """How alike the last words of two codes are, 0 to 1, whatever their order."""
    words = [code.rpartition(".")[2] for code in (one, other)]
    ordered = [" ".join(sorted(text.split("_"))) for text in words]
    return max(SequenceMatcher(None, a, b).ratio() for a, b in (words, ordered))
