"""One strategy in one quarter and area, judged from the evidence at hand."""

from collections.abc import Collection
from datetime import date

from dashboard.annotations import Annotation
from dashboard.errors import SaferError
from dashboard.periods import Grain, Period, parse, quarter_containing
from dashboard.scorecard.account import Account, account, told
from dashboard.scorecard.evidence import Evidence
from dashboard.scorecard.explained import Trial, Why
from dashboard.scorecard.inputs import newest_load
from dashboard.scorecard.judgements import KIND, applied, chosen, subject
from dashboard.scorecard.judging import score
from dashboard.scorecard.kept import Kept
from dashboard.scorecard.models import Chosen, IndicatorScore, PriorityScore
from dashboard.scorecard.rollup import WORSE, rolled_up
from dashboard.scorecard.trial import tried
from dashboard.scorecard.why import why
from dashboard.store.notes import Note
from dashboard.store.version import FIGURES
from dashboard.strategy import Indicator, Priority, Strategy


class View:
    """One strategy in one quarter and area, with its evidence at hand."""

    def __init__(
        self,
        strategy: Strategy,
        evidence: Evidence,
        area: str,
        today: date,
        quarter: str | None,
        accounts: Kept[Account] | None = None,
        as_at: str | None = None,
        annotations: Collection[Annotation] = (),
        notes: Collection[Note] = (),
    ) -> None:
        self.strategy, self.evidence, self.area, self.today = strategy, evidence, area, today
        self.quarter = _quarter(quarter) if quarter else self._newest()
        self._accounts, self._as_at = Kept() if accounts is None else accounts, as_at
        self.annotations = annotations
        self._judgements = {note.subject: note for note in notes if note.kind == KIND}

    @property
    def asked(self) -> tuple[Evidence, Period, str]:
        return self.evidence, self.quarter, self.area

    def score(self, indicator: Indicator) -> IndicatorScore:
        judged = score(indicator, self.evidence, quarter=self.quarter, area=self.area, today=self.today)
        return applied(told(judged, indicator, self.account(indicator)), self._chosen(indicator, judged))

    def _chosen(self, indicator: Indicator, judged: IndicatorScore) -> Chosen | None:
        """What the lead chose for an indicator, against the figures there are."""
        note = self._said(indicator.code)
        if note is None:
            return None
        area, period = judged.area, parse(judged.period)
        newest = newest_load(indicator, self.evidence, area=area, period=period)
        return chosen(note, of="indicator", computed=judged.rag, area=area, value=judged.value, newest=newest)

    def _said(self, code: str) -> Note | None:
        return self._judgements.get(subject(self.strategy.code, code, self.quarter.key))

    def why(self, indicator: Indicator) -> Why:
        return why(indicator, self.evidence, quarter=self.quarter, area=self.area, today=self.today)

    def trial(self, indicator: Indicator, text: str | None) -> Trial | None:
        """Another tolerance as it was written; None without one, or without a target."""
        if not text or indicator.target.kind == "none":
            return None
        return tried(indicator, self.evidence, quarter=self.quarter, area=self.area, text=text)

    def account(self, indicator: Indicator) -> Account:
        """Worked out once for each version of the figures, indicator, quarter, area and moment."""
        figures = self.evidence.snapshot.version[:FIGURES]
        key = (figures, indicator, self.quarter, self.area, self._as_at)
        return self._accounts.get(key, lambda: self._account(indicator))

    def _account(self, indicator: Indicator) -> Account:
        return account(indicator, self.evidence, quarter=self.quarter, area=self.area, annotations=self.annotations)

    def priority(self, priority: Priority) -> PriorityScore:
        """A priority with its indicators and its status: rolled up from theirs, or chosen by its lead."""
        scores = tuple(self.score(indicator) for indicator in priority.indicators)
        rag, reason = rolled_up(priority, scores)
        by_figures = [score.model_copy(update={"rag": score.rag_computed, "rag_chosen": None}) for score in scores]
        rolled = PriorityScore(
            code=priority.code,
            title=priority.title,
            lead=priority.lead,
            ambition=priority.ambition,
            rag=rag,
            rag_computed=rolled_up(priority, tuple(by_figures))[0],
            reason=reason,
            counts={colour: sum(s.rag == colour for s in scores) for colour in WORSE},
            indicators=scores,
        )
        return applied(rolled, self._chosen_of(priority, rolled))

    def _chosen_of(self, priority: Priority, rolled: PriorityScore) -> Chosen | None:
        """What the lead chose for a priority: it lapses with new figures of any of its indicators."""
        note = self._said(priority.code)
        if note is None:
            return None
        judged = zip(priority.indicators, rolled.indicators, strict=True)
        loads = [newest_load(i, self.evidence, area=s.area, period=parse(s.period)) for i, s in judged]
        newest = max((load for load in loads if load is not None), default=None)
        computed = rolled.rag_computed
        return chosen(note, of="priority", computed=computed, area=self.area, value=None, newest=newest)

    def quarters(self) -> list[Period]:
        """The strategy's quarters up to the newest that has figures, newest first."""
        first = quarter_containing(self.strategy.start.year * 12 + self.strategy.start.month - 1)
        newest = max(self._newest(), first)
        return [first.shift(n) for n in range((newest.first - first.first) // 3, -1, -1)]

    def _newest(self) -> Period:
        """The newest quarter within the strategy in which a quarterly indicator has its whole figure."""
        start, end = self.strategy.start, self.strategy.end
        last = quarter_containing(end.year * 12 + end.month - 1)
        first = quarter_containing(start.year * 12 + start.month - 1)
        found = []
        for priority in self.strategy.priorities:
            for item in priority.indicators:
                if item.grain == Grain.QUARTER:
                    figures = self.evidence.figures(item, item.area or self.area, Grain.QUARTER)
                    found += [p for p, f in figures.items() if f.known and f.complete == f.of]
        inside = [period for period in found if first <= period <= last]
        return max(inside, default=min(last, max(first, quarter_containing(_months(self.today)).shift(-1))))


def _months(day: date) -> int:
    return day.year * 12 + day.month - 1


def _quarter(text: str) -> Period:
    period = parse(text)
    if period.grain is not Grain.QUARTER:
        raise SaferError(message=f"“{text}” is not a quarter. Write it as FY2012-13-Q1.")
    return period
