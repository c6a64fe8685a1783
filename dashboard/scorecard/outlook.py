"""Where the year will end: the quarters that are known, the rest as their past leads one to expect, and the target."""

from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from dashboard.metrics.change import rounded
from dashboard.metrics.forecast import FEWEST, chance, course, fit, needed, seasonal, share
from dashboard.metrics.rag import judge
from dashboard.metrics.wording import figure
from dashboard.periods import LENGTH, Grain, Period
from dashboard.scorecard.evidence import Evidence
from dashboard.scorecard.models import Rag, YearEnd
from dashboard.scorecard.runs import Run, asked, last_run, whole
from dashboard.strategy import Indicator

Course = tuple[tuple[float, float, float], ...]
NO_SKILL = "no forecast skill yet"
_COUNTS = "Only counts of a quarter or a month add up to a year."


@dataclass(frozen=True)
class Outlook:
    """`end` is None where the year's end cannot be said, and `why` says so.

    `known` are the year's quarters so far, `aims` what is asked of each of the four, `course` the low, median and high
    of the running total at the end of each quarter to come.
    """

    end: YearEnd | None = None
    why: str = ""
    year: Period | None = None
    known: tuple[float, ...] = ()
    aims: tuple[float | None, ...] = ()
    course: Course = ()


def outlook(indicator: Indicator, evidence: Evidence, *, period: Period, area: str) -> Outlook:
    """The end of the financial year in which the judged `period` lies."""
    if LENGTH[indicator.grain] > 3 or not evidence.sums(indicator):
        return Outlook(why=_COUNTS)
    figures = evidence.figures(indicator, area, Grain(indicator.grain)).get(period)
    if figures is not None and figures.status == "suppressed" and figures.value is None:
        return Outlook(why="The figure is suppressed, and so is the year it is part of.")
    quarters = last_run(evidence.figures(indicator, area, Grain.QUARTER), upto=period.last)
    year = period.fiscal_year
    why = _not_to_be_said(quarters, year)
    if why:
        return Outlook(why=why)
    known = tuple(value for p, value in zip(quarters.periods, quarters.values, strict=True) if p.first >= year.first)
    aims = tuple(_float(asked(indicator, evidence, quarter, area)) for quarter in _quarters(year))
    target, before = asked(indicator, evidence, year, area), evidence.figures(indicator, area, Grain.YEAR)
    judged = _Judged(indicator, year, known, target, whole(before.get(year.year_before)))
    if len(known) == 4:
        return Outlook(judged.over(), year=year, known=known, aims=aims)
    end, way = judged.to_come(quarters)
    return Outlook(end, year=year, known=known, aims=aims, course=way)


def _not_to_be_said(run: Run, year: Period) -> str:
    """Why there is no forecast."""
    if not run:
        return "There is no whole quarter to forecast from."
    if run.end.last < year.first - 1:
        return f"There are no figures after {run.end.short}."
    if run.periods[0].first > year.first:
        missing = run.gap or run.periods[0].shift(-1)
        return f"{missing.short} has no figure, so the year so far cannot be added up."
    if run.end.last == year.last:
        return ""
    if len(run) < FEWEST:
        gap = f"; {run.gap.short} has no figure" if run.gap else ""
        return f"Only {len(run)} quarter{'' if len(run) == 1 else 's'} in a row, and a forecast needs {FEWEST}{gap}."
    if min(run.values) < 0:
        return "A quarter is negative: the forecast is one of counts."
    return "" if any(run.values) else f"Every quarter to {run.end.short} was 0: there is nothing to forecast from."


@dataclass(frozen=True)
class _Judged:
    indicator: Indicator
    year: Period
    known: tuple[float, ...]
    target: Decimal | None
    before: float | None

    def over(self) -> YearEnd:
        """A year whose four quarters are known ends where they do."""
        total = float(sum(Decimal(str(value)) for value in self.known))
        met = None if self.target is None else self._meets(total)
        words = "" if met is None else "met" if met else "missed"
        return self._end(total, total, total, p=None if met is None else float(met), words=words, actual=True)

    def to_come(self, quarters: Run) -> tuple[YearEnd, Course]:
        model = fit(quarters.values)
        assert model is not None, "there are quarters enough"
        way, totals = course(model, self.known)
        low, median, high = (float(rounded(float(value))) for value in way[:, -1])
        p = None
        # before a quarter of the year is known, no method tells better than how often targets are met at all
        if self.target is not None and self.indicator.polarity != "none" and self.known:
            p = share(np.asarray(totals), float(self.target), self.indicator.polarity == "low")
        end = self._end(low, median, high, p=p, words="" if p is None else chance(p), seasonal=seasonal(model))
        return end, tuple((float(a), float(b), float(c)) for a, b, c in way.T)

    def _end(
        self,
        low: float,
        median: float,
        high: float,
        *,
        p: float | None,
        words: str,
        actual: bool = False,
        seasonal: bool = True,
    ) -> YearEnd:
        left = None if self.target is None or actual else needed(float(self.target), self.known)
        return YearEnd(
            year=self.year.key,
            year_label=self.year.short,
            forecast=median,
            low=low,
            high=high,
            p_target=p,
            rag=self._rag(median) if p is not None else None,
            words=words,
            target=_float(self.target),
            known_quarters=len(self.known),
            needed=left,
            needed_words="" if left is None else self._needed(left),
            no_skill="" if self.known else NO_SKILL,
            note=self._note(seasonal),
            actual=actual,
            seasonal=seasonal,
        )

    def _note(self, seasonal: bool) -> str:
        """What the forecast had to do without."""
        asking = self.indicator.target.kind != "none"
        untold = f"{self.year.year_before.short} is not whole: no target for the year follows from it."
        few = "With fewer than eight quarters in a row, the season is not known."
        return " ".join(([untold] if asking and self.target is None else []) + ([] if seasonal else [few]))

    def _rag(self, total: float) -> Rag:
        return judge(
            total,
            self.target,
            polarity=self.indicator.polarity,
            tolerance=self.indicator.tolerance,
            rule=self.indicator.rule,
            previous_year=self.before,
            points=self.indicator.tolerance_points,
        )

    def _meets(self, total: float) -> bool:
        assert self.target is not None
        actual = Decimal(str(total))
        return actual <= self.target if self.indicator.polarity == "low" else actual >= self.target

    def _needed(self, left: float) -> str:
        """What the quarters to come may bring, or must."""
        low, count = self.indicator.polarity == "low", 4 - len(self.known)
        if left < 0 or (left == 0 and not low):
            return "The target for the year is already passed." if low else "The target for the year is already met."
        bound = "no more than" if low else "at least"
        each = "in the last quarter" if count == 1 else f"in each of the {count} quarters to come"
        # rounded towards the target, so that it is met
        edge = int(left) if low else -int(-left // 1)
        return f"On target with {bound} {figure(edge)} {each}."


def _quarters(year: Period) -> list[Period]:
    return [Period(year.first + 3 * n, Grain.QUARTER) for n in range(4)]


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
