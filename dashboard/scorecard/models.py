"""What a screen, a command or an export shows: plain frozen models, no behaviour."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

Rag = Literal["red", "amber", "green", "grey"]


class Model(BaseModel):
    model_config = ConfigDict(frozen=True)


class TargetView(Model):
    """The target as declared: kind (change, level, return, direction, expected, none), value, and in words."""

    kind: str
    value: float | None = None
    text: str = ""


class Warned(Model):
    """A warning kept with the upload that a shown number comes from; `accepted` is why somebody let it pass."""

    code: str
    message: str
    accepted: str = ""
    sheet: str | None = None
    cell: str | None = None
    upload: int | None = None


class Part(Model):
    """One part of a portfolio in the period and a year before."""

    series: str
    title: str
    breakdown: str = ""
    value: float | None = None
    previous: float | None = None
    change: float | None = None
    change_pct: float | None = None


class LastYear(Model):
    """The test against the same period last year: its verdict and p, the 95% interval of the change in per cent, and
    in words how, or why there is none."""

    verdict: str | None = None
    p: float | None = None
    low: float | None = None
    high: float | None = None
    why: str = ""


class YearEnd(Model):
    """The year's total as forecast with its 80% interval, or as it came (`actual`), against what the year is asked.

    `p_target` is the probability of meeting the target, `words` its words, `rag` the status of the forecast;
    `needed` is what each quarter to come may (or must) bring. Before the first quarter `no_skill` says so.
    """

    forecast: float
    low: float
    high: float
    p_target: float | None = None
    rag: Rag | None = None
    year: str = ""
    year_label: str = ""
    words: str = ""
    target: float | None = None
    known_quarters: int = 0
    needed: float | None = None
    needed_words: str = ""
    no_skill: str = ""
    actual: bool = False
    seasonal: bool = True
    note: str = ""


class Chosen(Model):
    """A status set by a lead: in force, proposed until a second person approves it, or lapsed; `computed` is what the
    figures said then, `said` all of it in words. `note` is the id of what was said."""

    state: Literal["in force", "proposed", "lapsed"]
    rag: Rag
    computed: Rag
    reason: str
    text: str
    author: str
    at: str
    approved_by: str | None = None
    said: str = ""
    note: int


class Spoken(Model):
    """A status that a lead once set, as it was said; `ended` says in words until when it stood."""

    quarter: str
    quarter_label: str
    rag: Rag
    computed: Rag
    reason: str
    text: str
    author: str
    at: str
    approved_by: str | None = None
    ended: str = ""


class IndicatorScore(Model):
    """An indicator judged in its period. Percentages are rounded to one decimal, half away from zero.

    `variation` and `assurance` are words of the contract, `variation_high` the side of an unusual newest point;
    each `…_why` says in words how it was judged or why it could not be.
    `grey` is the kind of reason for which there is no colour: late, suppressed, no-target, …
    `previous` is the figure of the year before, or of the year that a target of direction names; `behind` says how
    late the figures come, where an older year than the last is shown for it.
    """

    code: str
    title: str
    series: str
    breakdown: str = ""
    area: str
    area_name: str
    period: str
    period_label: str
    value: float | None = None
    status: str | None = None
    unit: str = ""
    decimals: int = 0
    previous_period: str | None = None
    previous: float | None = None
    change: float | None = None
    change_pct: float | None = None
    target: TargetView | None = None
    expected: float | None = None
    rag: Rag = "grey"
    rag_computed: Rag = "grey"
    rag_chosen: Rag | None = None
    grey: str | None = None
    reason: str = ""
    reason_computed: str = ""
    judgement: Chosen | None = None
    polarity: str = "low"
    headline: bool = True
    variation: str | None = None
    assurance: str | None = None
    variation_high: bool = False
    variation_why: str = ""
    test: LastYear | None = None
    year_end: YearEnd | None = None
    year_end_why: str = ""
    sentence: str = ""
    latest_available: str | None = None
    latest_label: str | None = None
    freshness: str = ""
    behind: str = ""
    rate_per_1000: float | None = None
    rate_words: str = ""
    revised_from: float | None = None
    revised_at: str | None = None
    parts: tuple[Part, ...] = ()
    within: tuple[Part, ...] = ()
    share: float | None = None
    share_of: str = ""
    warnings: tuple[Warned, ...] = ()
    spark: tuple[float | None, ...] = ()
    spark_labels: tuple[str, ...] = ()
    uploads: tuple[int, ...] = ()


class PriorityScore(Model):
    code: str
    title: str
    lead: str = ""
    ambition: str = ""
    rag: Rag = "grey"
    rag_computed: Rag = "grey"
    rag_chosen: Rag | None = None
    reason: str = ""
    reason_computed: str = ""
    judgement: Chosen | None = None
    counts: dict[str, int] = {}
    indicators: tuple[IndicatorScore, ...] = ()


class Scorecard(Model):
    """A strategy in a quarter and area, as known at a moment (None: now)."""

    strategy: str
    strategy_title: str
    quarter: str
    quarter_label: str
    area: str
    area_name: str
    as_at: str | None = None
    priorities: tuple[PriorityScore, ...] = ()

    def judgements(self, state: str) -> int:
        """How many statuses were set by a lead and are in that state."""
        every: list[PriorityScore | IndicatorScore] = [*self.priorities]
        every += [score for priority in self.priorities for score in priority.indicators]
        return sum(one.judgement is not None and one.judgement.state == state for one in every)


class Choices(Model):
    """What the selectors offer: (code, label) pairs."""

    strategies: tuple[tuple[str, str], ...]
    quarters: tuple[tuple[str, str], ...]
    areas: tuple[tuple[str, str], ...]
