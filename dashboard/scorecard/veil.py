"""Which figures are kept back so that no small number of people can be read, or worked out, from what is shown."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from dashboard.disclosure import Rules
from dashboard.metrics.aggregate import derive
from dashboard.metrics.disclosure import THRESHOLD, Line, components, hidden
from dashboard.metrics.wording import KEPT_BACK
from dashboard.periods import LENGTH, Grain, Period
from dashboard.records import SeriesSpec
from dashboard.store.protected import Said
from dashboard.store.store import Store

# what stands in the place of a figure that is kept back, after the Government Statistical Service
SYMBOL = "[c]"
KEPT, WORDS = "kept back", KEPT_BACK
_CLOSE = 1e-9
# periods that lie in two financial years and tie them together
_ACROSS = (Grain.CALENDAR, Grain.R12)
_LONGER = (Grain.QUARTER, Grain.YEAR)
Key = tuple[str, str, Period]  # series, breakdown, period
Cells = dict[Key, float]
Frozen = frozenset[Key]


@dataclass(frozen=True)
class Veil:
    """What is kept back in each area. `of` are the counts behind each rate; `sizes` the people behind a share."""

    hidden: Mapping[str, Frozen] = field(default_factory=dict)
    of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sizes: Mapping[tuple[str, str, str, Period], float] = field(default_factory=dict)
    cohorts: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    rules: Rules = field(default_factory=Rules)

    def guarded(self, source: str) -> bool:
        """Whether what is said of a source's files may quote figures of people."""
        return self.rules.guards(source)

    def hides(self, series: str, area: str, breakdown: str, period: Period) -> bool:
        """Whether a figure, stored or derived, is kept back."""
        kept = self.hidden.get(area)
        if kept is None:
            return False
        return any(
            (code, breakdown, period) in kept or self._rolled(kept, code, breakdown, period)
            for code in (series, *self.of.get(series, ()))
        ) or self._few(series, area, breakdown, period)

    @staticmethod
    def _rolled(kept: Frozen, code: str, breakdown: str, period: Period) -> bool:
        """Twelve months up to any month less those up to the month before would tell a single month.

        So would April to December less two of its quarters, or the year less it.
        """
        if period.grain not in (Grain.R12, Grain.APR_DEC):
            return False
        months = period.months()
        return any(
            c == code and b == breakdown and LENGTH[p.grain] < LENGTH[period.grain] and p.first in months
            for c, b, p in kept
        )

    def _few(self, series: str, area: str, breakdown: str, period: Period) -> bool:
        """Whether a share is of fewer people than it must be of."""
        people, fewest = self.cohorts.get(series, ("", 0))
        parts = [period] if period.grain is not Grain.R12 else _quarters(period)
        known = [self.sizes.get((people, area, breakdown, part)) for part in parts]
        return sum(n for n in known if n is not None) < fewest if any(n is not None for n in known) else False


OPEN = Veil()


def _quarters(period: Period) -> list[Period]:
    return [Period(period.first + 3 * n, Grain.QUARTER) for n in range(4)]


def veil(store: Store, rules: Rules, specs: Mapping[str, SeriesSpec], areas: Collection[str]) -> Veil:
    """What is kept back of the protected series in `areas` (all when empty), now and as at every moment before."""
    return over(store.protected(rules.prefixes, rules.public, areas), rules, specs) if rules.protected else OPEN


def over(said: Iterable[Said], rules: Rules, specs: Mapping[str, SeriesSpec]) -> Veil:
    """What is kept back when all that was ever `said` of the protected series is known.

    What was kept back once stays so: otherwise two editions side by side would tell it.
    """
    by_area: dict[str, list[Said]] = defaultdict(list)
    for version in said:
        if rules.of(version.series, version.source):
            by_area[version.area].append(version)
    if not by_area:
        return Veil(rules=rules)
    kinds = tuple(sorted((code, spec.aggregation) for code, spec in specs.items() if rules.touches(code)))
    found = {area: _over_time(tuple(rows), kinds, rules) for area, rows in by_area.items()}
    sizes = {(series, area, b, p): n for area, (_, least) in found.items() for (series, b, p), n in least.items()}
    kept = {area: keys for area, (keys, _) in found.items()}
    return Veil(kept, _parts(rules, specs), sizes, _cohorts(rules, specs), rules)


def _parts(rules: Rules, specs: Mapping[str, SeriesSpec]) -> dict[str, tuple[str, ...]]:
    """The counts behind each rate: its numerator and denominator, or those that are declared."""
    found = {rate.series: rate.of for rate in rules.rates}
    for code, spec in specs.items():
        if spec.aggregation == "ratio" and spec.numerator and spec.denominator:
            found[code] = (spec.numerator, spec.denominator)
    return found


def _cohorts(rules: Rules, specs: Mapping[str, SeriesSpec]) -> dict[str, tuple[str, int]]:
    """Whose number must be how large for each share."""
    found = {}
    for code, spec in specs.items():
        rule = next((one for one in rules.protected if one.cohort and one.fits(code, "")), None)
        if rule and spec.aggregation == "ratio" and spec.denominator:
            found[code] = (spec.denominator, rule.cohort)
    return found


@lru_cache(maxsize=256)
def _over_time(versions: tuple[Said, ...], kinds: tuple[tuple[str, str], ...], rules: Rules) -> tuple[Frozen, Cells]:
    """All that is kept back in an area after each moment at which something was said, and each count's least value."""
    aggregations, kept, least, seen = dict(kinds), frozenset[Key](), Cells(), set[tuple[tuple[Key, float], ...]]()
    for moment in sorted({version.valid_from for version in versions}):
        stood = _standing(versions, moment)
        limits = {v.series: _threshold(rules, v) for v in stood}
        cells, lines = _published(stood, aggregations, rules)
        for group, among in components(cells, lines):
            if (table := tuple(sorted(group.items()))) not in seen:
                seen.add(table)
                kept |= _kept(table, tuple(among), _limit(group, limits), kept.intersection(group))
        for key, value in cells.items():
            least[key] = min(value, least.get(key, value))
    return kept, least


def _standing(versions: tuple[Said, ...], moment: int) -> list[Said]:
    """What stood after a moment in the years of which it changed anything: other years are as they were."""
    stood = [v for v in versions if v.valid_from <= moment and (v.valid_to is None or v.valid_to > moment)]
    if any(version.period.grain in _ACROSS for version in versions):
        return stood
    years = {v.period.fiscal_year for v in versions if moment in (v.valid_from, v.valid_to)}
    return [version for version in stood if version.period.fiscal_year in years]


def _threshold(rules: Rules, version: Said) -> int:
    rule = rules.of(version.series, version.source)
    return rule.threshold if rule else THRESHOLD


def _limit(group: Iterable[Key], limits: Mapping[str, int]) -> int:
    """Figures that add up share the highest of their thresholds."""
    return max(limits[series] for series, _, _ in group)


@lru_cache(maxsize=4096)
def _kept(cells: tuple[tuple[Key, float], ...], lines: tuple[Line[Key], ...], limit: int, before: Frozen) -> Frozen:
    held = dict(cells)
    if not before and not any(0 < value < limit for value in held.values()):
        return frozenset()
    return hidden(held, lines, threshold=limit, before=before)


def _published(stood: Iterable[Said], aggregations: Mapping[str, str], rules: Rules) -> tuple[Cells, list[Line[Key]]]:
    """Every count that can be read or downloaded, stored or derived, and which of them add up to which."""
    stored: dict[tuple[str, str], dict[Period, float | None]] = defaultdict(dict)
    for version in stood:
        if aggregations.get(version.series) in ("sum", "last"):
            stored[version.series, version.breakdown][version.period] = version.value
    cells, lines = Cells(), list[Line[Key]]()
    for (series, breakdown), values in stored.items():
        figures = _derived(values, aggregations[series])
        cells |= {(series, breakdown, period): value for period, value in figures.items()}
        lines += _in_time(series, breakdown, figures, aggregations[series])
    lines += [*_of_breakdowns(cells, stored), *_of_sums(cells, rules)]
    return cells, lines


def _derived(values: Mapping[Period, float | None], aggregation: str) -> dict[Period, float]:
    found = {period: value for period, value in values.items() if value is not None}
    for grain in _LONGER:
        made = {period: one.value for period, one in derive(values, grain, aggregation).items()}
        found = {period: value for period, value in made.items() if value is not None} | found
    return _lasts(found) | found if aggregation == "sum" else found


def _lasts(found: Mapping[Period, float]) -> dict[Period, float]:
    """January to March as the year less April to December tells them."""
    pairs = [(nine, nine.fiscal_year) for nine in found if nine.grain is Grain.APR_DEC and nine.fiscal_year in found]
    return {_last(year): found[year] - found[nine] for nine, year in pairs if found[year] >= found[nine]}


def _last(year: Period) -> Period:
    """The quarter that a year has after December."""
    return Period(year.first + LENGTH[Grain.APR_DEC], Grain.QUARTER)


def _in_time(series: str, breakdown: str, figures: Mapping[Period, float], aggregation: str) -> Iterator[Line[Key]]:
    """Months in their quarter, quarters and months in their year; the last of them is it where nothing is added."""
    for period in figures:
        for grain in (Grain.MONTH, Grain.QUARTER):
            step = LENGTH[grain]
            if step >= LENGTH[period.grain]:
                continue
            parts = [Period(first, grain) for first in range(period.first, period.last + 1, step)]
            parts = parts[-1:] if aggregation == "last" else parts
            if all(part in figures for part in parts) and _adds(figures[period], [figures[part] for part in parts]):
                yield Line((series, breakdown, period), tuple((series, breakdown, part) for part in parts))
    for nine in (period for period in figures if period.grain is Grain.APR_DEC and aggregation == "sum"):
        year, last = nine.fiscal_year, _last(nine.fiscal_year)
        if year in figures and last in figures and _adds(figures[year], [figures[nine], figures[last]]):
            yield Line((series, breakdown, year), ((series, breakdown, nine), (series, breakdown, last)))


def _of_breakdowns(cells: Cells, stored: Iterable[tuple[str, str]]) -> Iterator[Line[Key]]:
    """A total and the parts of each way in which it is broken down, wherever they add up."""
    axes: dict[tuple[str, str], list[str]] = defaultdict(list)
    for series, breakdown in stored:
        if breakdown:
            axes[series, breakdown.partition("=")[0]].append(breakdown)
    for (series, _), breakdowns in axes.items():
        for period in {p for s, b, p in cells if s == series and not b}:
            yield from _line(cells, (series, "", period), [(series, b, period) for b in breakdowns])


def _of_sums(cells: Cells, rules: Rules) -> Iterator[Line[Key]]:
    """Series that add up to another by the rules: their totals, or their breakdowns where they have no total."""
    broken: dict[tuple[str, Period], list[Key]] = defaultdict(list)
    for series, breakdown, period in cells:
        if breakdown:
            broken[series, period].append((series, breakdown, period))
    for declared in rules.sums:
        for total in [key for key in cells if key[0] == declared.total and not key[1]]:
            whole = [(code, "", total[2]) for code in declared.parts]
            parts = [key for code in declared.parts for key in broken[code, total[2]]]
            yield from _line(cells, total, whole if whole[0] in cells else parts)


def _line(cells: Cells, total: Key, parts: list[Key]) -> Iterator[Line[Key]]:
    there = [part for part in parts if part in cells]
    if there and _adds(cells[total], [cells[part] for part in there]):
        yield Line(total, tuple(there))


def _adds(total: float, parts: Iterable[float]) -> bool:
    return abs(total - sum(parts)) < _CLOSE
