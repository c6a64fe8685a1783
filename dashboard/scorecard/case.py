"""An indicator's judgement in a period, with all that went into it at hand."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from dashboard.metrics.rag import Rag, judge
from dashboard.metrics.targets import Line, line_back
from dashboard.metrics.thresholds import exact
from dashboard.metrics.wording import Grey
from dashboard.periods import Grain, Period, parse
from dashboard.scorecard.baseline import compared_with
from dashboard.scorecard.evidence import Evidence, Figure
from dashboard.scorecard.judging import expected_value, grey_kind, period_judged
from dashboard.strategy import Indicator


@dataclass(frozen=True)
class Case:
    """What `rag.judge` is given for an indicator in a period, and where it comes from."""

    indicator: Indicator
    evidence: Evidence
    area: str
    period: Period
    figures: dict[Period, Figure]

    @property
    def now(self) -> Figure | None:
        return self.figures.get(self.period)

    @property
    def value(self) -> float | None:
        return self.whole(self.period)

    @property
    def previous(self) -> float | None:
        return self.whole(self.period.year_before)

    @property
    def base(self) -> Period:
        """The period that a target of change or direction compares with."""
        return compared_with(self.indicator, self.period)

    @cached_property
    def expected(self) -> Decimal | None:
        return expected_value(self.indicator, self.evidence, self.figures, self.period, self.area)

    @property
    def kept_back(self) -> bool:
        return self.now is not None and self.now.status == "suppressed"

    @property
    def unit(self) -> str:
        spec = self.evidence.snapshot.series.get(self.indicator.series)
        return self.indicator.unit or (spec.unit if spec else "")

    @property
    def sign(self) -> str:
        return "%" if self.unit == "%" else ""

    @property
    def decimals(self) -> int:
        spec = self.evidence.snapshot.series.get(self.indicator.series)
        return spec.decimals if spec else 0

    @property
    def due(self) -> date:
        return self.period.end + timedelta(days=self.indicator.lag_days)

    def whole(self, period: Period) -> float | None:
        found = self.figures.get(period)
        return found.whole if found else None

    def rag(self, tolerance: Decimal | float | None = None, points: Decimal | float | None = None) -> Rag:
        """The status by the declared tolerance, or by another: a share, or points."""
        declared = tolerance is None and points is None
        return judge(
            self.value,
            self.expected,
            polarity=self.indicator.polarity,
            tolerance=self.indicator.tolerance if tolerance is None else tolerance,
            points=self.indicator.tolerance_points if declared else points,
            rule=self.indicator.rule,
            previous_year=self.previous,
        )

    def grey(self, today: date) -> Grey:
        """Which of the reasons there is no status for."""
        any_figures = bool(self.figures)
        return grey_kind(self.indicator, self.now, self.value, self.expected, any_figures, self.due, today)

    def line(self) -> Line | None:
        """The line of a target of return, as it stands in the period."""
        target = self.indicator.target
        start = parse(target.start) if target.start else None
        baseline, by = parse(target.baseline or ""), parse(target.by or "")
        known = {period: figure.value for period, figure in self.figures.items() if figure.whole is not None}
        return line_back(known, self.period, baseline=baseline, by=by, start=start)

    def moves_its_target(self) -> bool:
        """Whether what is expected is worked out from this very figure, as where a line back begins."""
        now, value = self.now, self.value
        if now is None or value is None:
            return False
        other = replace(self, figures=self.figures | {self.period: replace(now, value=value + 1)})
        return other.expected != self.expected

    @cached_property
    def step(self) -> Fraction | None:
        """What all figures are multiples of: 1 for counts, a tenth for published shares; None if there is nothing."""
        spec = self.evidence.snapshot.series.get(self.indicator.series)
        if spec is not None and spec.aggregation == "ratio" and not self.indicator.parts:
            return None
        step = Fraction(1, 10 ** max(self.decimals, 1 if self.sign else 0))
        return step if all((value / step).denominator == 1 for value in self._values()) else None

    def reach(self) -> tuple[Fraction | None, Fraction | None]:
        """Below and above what there are no figures: counts are never fewer than none, shares never beyond 100%."""
        values = self._values()
        most = Fraction(100) if self.sign and max(values, default=0) <= 100 else None
        return (Fraction(0) if min(values, default=0) >= 0 else None), most

    def _values(self) -> list[Fraction]:
        return [exact(figure.value) for figure in self.figures.values() if figure.value is not None]


def case(indicator: Indicator, evidence: Evidence, *, quarter: Period, area: str) -> Case:
    """The judgement of `indicator` that a meeting about `quarter` looks at."""
    place = indicator.area or area
    figures = evidence.figures(indicator, place, Grain(indicator.grain))
    return Case(indicator, evidence, place, period_judged(indicator, figures, quarter), figures)
