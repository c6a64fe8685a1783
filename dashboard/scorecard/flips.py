"""Which statuses a load would change: every indicator judged on what stands and on what would stand."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from dashboard.periods import Grain, Period, quarter_containing
from dashboard.records import Observation, Reading
from dashboard.scorecard import evidence as gathering
from dashboard.scorecard.board import DEFAULT_AREA, View
from dashboard.scorecard.evidence import Evidence
from dashboard.scorecard.inputs import inputs
from dashboard.scorecard.judging import score
from dashboard.scorecard.models import Rag
from dashboard.store.difference import Difference
from dashboard.store.observations import Stored
from dashboard.store.snapshot import Snapshot, UploadNote
from dashboard.store.store import Store
from dashboard.strategy import Indicator, Strategy

# statuses further back than this are no longer discussed
QUARTERS = 8
Line = tuple[str, str]


@dataclass(frozen=True)
class Flip:
    """A status that would change in the quarter `period`; `from_period` is the quarter shown today, where a load
    brings a newer one."""

    strategy: str
    indicator: str
    title: str
    area: str
    area_name: str
    period: str
    from_period: str
    was: Rag
    to: Rag

    def as_row(self) -> dict[str, str]:
        """As `safer load --json` prints it: from and to."""
        return {"from" if name == "was" else name: value for name, value in vars(self).items()}


@dataclass(frozen=True)
class _Change:
    """What a load touches: (series, area) lines, the quarters of figures that stand, and what is known then and now."""

    lines: frozenset[Line]
    revised: frozenset[Period]
    before: Evidence
    after: Evidence
    today: date


def flips(
    store: Store,
    strategies: Iterable[Strategy],
    reading: Reading,
    difference: Difference,
    *,
    screens: Mapping[str, str],
    today: date,
) -> list[Flip]:
    """Flips of every strategy's indicators, by strategy and area, from one reading of the store.

    `screens` are the areas a screen can show, by code, with their names. An indicator that is only published
    for another area is judged there.
    """
    strategies = list(strategies)
    difference = _shown(strategies, reading, difference)
    lines = touched(reading, difference)
    concerned = [s for s in strategies if any(inputs(i) & {code for code, _ in lines} for i in s.indicators)]
    if not concerned:
        return []
    areas = {area for _, area in lines} & set(screens) or {DEFAULT_AREA}
    codes = set().union(*(gathering.codes(strategy) for strategy in concerned))
    places = areas.union(*(gathering.areas(strategy, DEFAULT_AREA) for strategy in concerned))
    before = store.snapshot(codes, places, None)
    after = Evidence(overlaid(before, reading, difference))
    change = _Change(frozenset(lines), _revised(difference), Evidence(before), after, today)
    found = [flip for strategy in concerned for area in sorted(areas) for flip in _of_area(strategy, area, change)]
    # an indicator of an area of its own is met once for each area shown
    return [replace(flip, area_name=screens.get(flip.area, flip.area_name)) for flip in dict.fromkeys(found)]


def _shown(strategies: Iterable[Strategy], reading: Reading, difference: Difference) -> Difference:
    """What would change of the series that strategies show: a file of offences holds many that none does."""
    codes = set[str]().union(*map(gathering.codes, strategies))
    ratios = [spec for spec in reading.series.values() if spec.code in codes]
    codes |= {part for spec in ratios for part in (spec.numerator, spec.denominator) if part}
    return replace(
        difference,
        new=[row for row in difference.new if row.series in codes],
        changed=[pair for pair in difference.changed if pair[0].series in codes],
        gone=[gone for gone in difference.gone if gone.series in codes],
    )


def overlaid(before: Snapshot, reading: Reading, difference: Difference) -> Snapshot:
    """The snapshot as it would be: what the reading changes put in the place of what stands."""
    rows = {(row.series, row.area, row.period, row.breakdown): row for row in before.rows}
    wanted = {row.area for row in before.rows} | set(before.areas)
    for gone in difference.gone:
        rows.pop((gone.series, gone.area, gone.period, gone.breakdown), None)
    for row in [*difference.new, *(row for row, _ in difference.changed)]:
        if row.area in wanted:
            rows[row.series, row.area, row.period, row.breakdown] = _as_stored(row)
    note = UploadNote(0, "", reading.source, 0, reading.sheets, [])
    specs = dict(reading.series) | before.series
    return replace(
        before, rows=list(rows.values()), series=specs, uploads=before.uploads | {0: note}, words={}, version=()
    )


def _as_stored(row: Observation) -> Stored:
    return Stored(
        row.series,
        row.area,
        row.area,
        row.period,
        row.breakdown,
        row.value,
        row.status,
        0,
        row.sheet,
        row.row,
        row.column,
    )


def touched(reading: Reading, difference: Difference) -> set[Line]:
    """(series, area) of every change, and of the ratios that rest on them."""
    rows = [*difference.new, *(row for row, _ in difference.changed)]
    lines = {(row.series, row.area) for row in rows} | {(gone.series, gone.area) for gone in difference.gone}
    ratios = [spec for spec in reading.series.values() if spec.numerator]
    return lines | {(r.code, area) for r in ratios for code, area in lines if code in (r.numerator, r.denominator)}


def _revised(difference: Difference) -> frozenset[Period]:
    """Quarters in which a figure that stands would change or go."""
    periods = {row.period for row, _ in difference.changed} | {gone.period for gone in difference.gone}
    return frozenset(quarter_containing(period.last) for period in periods)


def _of_area(strategy: Strategy, area: str, change: _Change) -> list[Flip]:
    moved = [i for i in strategy.indicators if _moves(i, area, change.lines)]
    if not moved:
        return []
    before, after = (View(strategy, known, area, change.today, None) for known in (change.before, change.after))
    # a strategy without a figure opens at the newest quarter there is, which may lie after the one loaded
    shown = min(before.quarter, after.quarter)
    oldest = before.quarter.shift(-QUARTERS)
    earlier = [(q, q) for q in sorted(change.revised, reverse=True) if oldest < q < before.quarter]
    return [
        flip
        for indicator in moved
        for pair in [(shown, after.quarter), *(earlier if indicator.grain is Grain.QUARTER else [])]
        for flip in _flip(indicator, pair, (before, after))
    ]


def _moves(indicator: Indicator, area: str, lines: Collection[Line]) -> bool:
    return any((code, indicator.area or area) in lines for code in inputs(indicator))


def _flip(indicator: Indicator, pair: tuple[Period, Period], views: tuple[View, View]) -> list[Flip]:
    was, now = (
        score(indicator, view.evidence, quarter=quarter, area=view.area, today=view.today)
        for view, quarter in zip(views, pair, strict=True)
    )
    if was.rag == now.rag:
        return []
    strategy = views[0].strategy.code
    words = (strategy, indicator.code, indicator.title, now.area, now.area_name)
    return [Flip(*words, pair[1].key, pair[0].key, was.rag, now.rag)]
