"""What a page shows beside an indicator's own figures, sub-categories and other areas, read in one statement."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from dashboard.areas import Areas
from dashboard.groups import Group
from dashboard.periods import Period, parse, yyyymm
from dashboard.scorecard.compared import Comparison
from dashboard.scorecard.comparison import comparison, possible
from dashboard.scorecard.contribution import contribution, listed, of_portfolio, sub_series
from dashboard.scorecard.details import Contribution
from dashboard.scorecard.evidence import POPULATION, Evidence
from dashboard.scorecard.models import IndicatorScore
from dashboard.scorecard.veil import Veil
from dashboard.store.snapshot import Snapshot
from dashboard.store.store import Store
from dashboard.strategy import Indicator

# what is kept back of some series in some areas
Veiling = Callable[[set[str], set[str], Snapshot], Veil]


class Around:
    """One indicator in its period: its parts and its comparison, from at most one statement more."""

    def __init__(
        self,
        indicator: Indicator,
        score: IndicatorScore,
        evidence: Evidence,
        groups: Sequence[Group],
        chosen: str | None,
    ) -> None:
        self.indicator, self.score, self.evidence = indicator, score, evidence
        self.groups, self.chosen, self.period = groups, chosen, parse(score.period)
        self.why_not = possible(indicator, score, evidence, groups)
        self.names = sub_series(indicator, evidence.snapshot.series) if score.previous is not None else {}

    def read(self, store: Store, as_at: str | None, veil: Veiling) -> Evidence:
        """The evidence of every series and area that is needed; the indicator's own where none is."""
        compared = not self.why_not
        areas = {self.score.area, *(code for group in self.groups if compared for code in group.areas)}
        series = set(self.names) | (self._own() if compared else set())
        if not series:
            return self.evidence
        rows = store.around(series, areas, within=_spans(self.period, self.score), whole={POPULATION}, as_at=as_at)
        snapshot = replace(self.evidence.snapshot, rows=rows)
        return Evidence(snapshot, veil(series, areas, snapshot))

    def contribution(self, evidence: Evidence) -> Contribution | None:
        """What drove the change on a year before."""
        held = of_portfolio(self.score) if self.score.parts else listed(self.names, evidence, self.score)
        return contribution(self.score, held)

    def comparison(self, evidence: Evidence, areas: Areas) -> Comparison:
        """The area among others, named by the register, or the sentence why it cannot be."""
        if self.why_not:
            return Comparison(why_not=self.why_not)
        return comparison(
            self.indicator,
            self.score,
            evidence,
            groups=self.groups,
            chosen=self.chosen,
            names={code: areas.by_code[code].name for group in self.groups for code in group.areas},
        )

    def _own(self) -> set[str]:
        """The indicator's series or its parts', and what ratios among them are made of."""
        codes = {self.indicator.series, *(part.series for part in self.indicator.parts)}
        specs = [spec for code in codes if (spec := self.evidence.snapshot.series.get(code))]
        return codes | {part for spec in specs for part in (spec.numerator, spec.denominator) if part}


def _spans(period: Period, score: IndicatorScore) -> Collection[tuple[int, int]]:
    """The months of what is compared; those of the year before too, for what has no baseline of its own."""
    before = {period.year_before, parse(score.previous_period)} if score.previous_period else {period.year_before}
    return [(yyyymm(one.first), yyyymm(one.last)) for one in (period, *sorted(before))]
