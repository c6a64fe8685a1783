"""A strategy's series as figures by period, derived to the grain an indicator is judged in."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from dashboard.metrics.aggregate import derive, ratio
from dashboard.periods import Grain, Period
from dashboard.scorecard.veil import OPEN, Veil
from dashboard.store.observations import Stored
from dashboard.store.snapshot import Snapshot
from dashboard.strategy import Indicator, Strategy

# read with every strategy: rates are worked out by it
POPULATION = "population.total"


@dataclass(frozen=True)
class Figure:
    """A value in a period: how many of its parts there are, and the observations it rests on."""

    value: float | None
    status: str = "final"
    complete: int = 1
    of: int = 1
    published: bool = True

    @property
    def known(self) -> bool:
        """Whether the figure is there, be it shown or kept back."""
        return self.value is not None or self.status == "suppressed"

    @property
    def whole(self) -> float | None:
        """The value if all of its period is in it: two months are not a quarter."""
        return self.value if self.complete >= self.of else None


@dataclass
class Evidence:
    """Figures of every series of a strategy in the areas it needs; those that `veil` keeps back have no value."""

    snapshot: Snapshot
    veil: Veil = OPEN
    _stored: dict[tuple[str, str, str], dict[Period, Stored]] = field(init=False)
    _made: dict[tuple[str, str, str, Grain], dict[Period, Figure]] = field(init=False, default_factory=dict)
    _shown: dict[tuple[str, str, str, Grain], dict[Period, Figure]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._stored = defaultdict(dict)
        for row in self.snapshot.rows:
            self._stored[row.series, row.area, row.breakdown][row.period] = row

    def stored(self, series: str, area: str, breakdown: str = "") -> dict[Period, Stored]:
        return self._stored.get((series, area, breakdown), {})

    def figures(self, indicator: Indicator, area: str, grain: Grain) -> dict[Period, Figure]:
        """The indicator's figures: its series, or the sums of its parts where it is a portfolio."""
        if not indicator.parts:
            return self.series(indicator.series, area, indicator.breakdown, grain)
        parts = [self.series(part.series, area, part.breakdown, grain) for part in indicator.parts]
        return {period: _summed([part.get(period) for part in parts]) for period in set().union(*parts)}

    def sums(self, indicator: Indicator) -> bool:
        """Whether longer periods are sums, of the series or of every part of a portfolio."""
        specs = [self.snapshot.series.get(code) for code in [p.series for p in indicator.parts] or [indicator.series]]
        return all(spec is not None and spec.aggregation == "sum" for spec in specs)

    def series(self, code: str, area: str, breakdown: str, grain: Grain) -> dict[Period, Figure]:
        key = (code, area, breakdown, grain)
        if key not in self._shown:
            self._shown[key] = {period: self._seen(period, one, key) for period, one in self._known(*key).items()}
        return self._shown[key]

    def _seen(self, period: Period, figure: Figure, key: tuple[str, str, str, Grain]) -> Figure:
        """A figure as it may be shown. Whole or not is told: it is no number of people."""
        if figure.value is None or not self.veil.hides(key[0], key[1], key[2], period):
            return figure
        return replace(figure, value=None, status="suppressed")

    def _known(self, code: str, area: str, breakdown: str, grain: Grain) -> dict[Period, Figure]:
        key = (code, area, breakdown, grain)
        if key not in self._made:
            self._made[key] = self._derived(*key)
        return self._made[key]

    def _derived(self, code: str, area: str, breakdown: str, grain: Grain) -> dict[Period, Figure]:
        spec = self.snapshot.series.get(code)
        own = self.stored(code, area, breakdown)
        made = {p: Figure(row.value, row.status) for p, row in own.items() if p.grain is grain}
        if spec is None or spec.aggregation == "none":
            return made
        if spec.aggregation == "ratio":
            return self._ratios(code, area, breakdown, grain) | made
        values = {p: row.value for p, row in own.items()}
        found = derive(values, grain, spec.aggregation)
        worse = _statuses(own.values(), grain)
        return {
            p: Figure(d.value, worse.get(p, "final"), d.complete, d.of, False)
            for p, d in found.items()
            if p not in made
        } | made

    def _ratios(self, code: str, area: str, breakdown: str, grain: Grain) -> dict[Period, Figure]:
        spec = self.snapshot.series[code]
        over = self._known(spec.denominator or "", area, breakdown, grain)
        made = {}
        for period, top in self._known(spec.numerator or "", area, breakdown, grain).items():
            under = over.get(period)
            value = ratio(top.value, under.value if under else None, spec.per)
            if value is not None:
                made[period] = Figure(value, top.status, top.complete, top.of, False)
        return made


def _statuses(rows: Iterable[Stored], grain: Grain) -> dict[Period, str]:
    """Suppressed months make their quarter suppressed: it cannot be added up."""
    if grain is not Grain.QUARTER:
        return {}
    from_months = [row for row in rows if row.period.grain is Grain.MONTH and row.status == "suppressed"]
    return {Period((row.period.first - 3) // 3 * 3 + 3, Grain.QUARTER): "suppressed" for row in from_months}


def _summed(parts: list[Figure | None]) -> Figure:
    """The sum of a portfolio's parts; without one of them there is no total."""
    present = [part for part in parts if part is not None]
    values = [part.value for part in present if part.value is not None]
    if len(values) < len(parts):
        status = next((part.status for part in present if part.value is None), "missing")
        fewest = min((part.complete for part in present), default=0)
        return Figure(None, status, fewest, max((part.of for part in present), default=1), False)
    return Figure(sum(values), "final", published=False)


def codes(strategy: Strategy) -> set[str]:
    """Every series a strategy's indicators and their parts name, and the population."""
    found = {POPULATION}
    for priority in strategy.priorities:
        for indicator in priority.indicators:
            found |= {indicator.series} | {part.series for part in indicator.parts} | inner(indicator)
            if indicator.target and indicator.target.expected_series:
                found.add(indicator.target.expected_series)
    return found


def inner(indicator: Indicator) -> set[str]:
    """The series that are only told beside an indicator's figure: what lies within it, and the whole it is part of."""
    found = {one.series for one in indicator.within} | {one.printed_change for one in indicator.within}
    if indicator.share_of:
        found |= {indicator.share_of.series, indicator.share_of.printed}
    return {code for code in found if code}


def areas(strategy: Strategy, area: str) -> set[str]:
    """The area shown, and those of indicators that are only published for another."""
    named = {indicator.area for priority in strategy.priorities for indicator in priority.indicators}
    return {area} | {code for code in named if code}
