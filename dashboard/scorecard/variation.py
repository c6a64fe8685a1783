"""An indicator against its own past: the control chart of its months, or a run chart where there are none."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Literal

from dashboard.metrics import xmr as charts
from dashboard.metrics.run_chart import FEWEST as FEWEST_RUN
from dashboard.metrics.run_chart import RunChart, run_chart
from dashboard.metrics.wording import named
from dashboard.periods import YEARLY, Grain, Period
from dashboard.scorecard.evidence import Evidence
from dashboard.scorecard.runs import Run, asked, last_run, whole
from dashboard.strategy import Indicator

Word = Literal["common", "improving", "concerning", "neutral", "too-few"]
Assurance = Literal["pass", "fail", "hit-or-miss", "none"]
WINDOW = 36  # months: with more, crime has drifted so far that nearly every newest month is unusual
FEWEST = charts.FEWEST
NOUNS = {Grain.MONTH: "month", Grain.QUARTER: "quarter"} | dict.fromkeys(YEARLY, "year")
_DIRECTIONS: dict[str, charts.Direction] = {"low": "decrease", "high": "increase", "none": "neutral"}
_WORDS: dict[str, Word] = {
    "common": "common",
    "improvement": "improving",
    "concern": "concerning",
    "neutral": "neutral",
}
_ASSURED: dict[str | None, Assurance] = {"pass": "pass", "fail": "fail", "inconsistent": "hit-or-miss", None: "none"}  # nosec B105


@dataclass(frozen=True)
class Variation:
    """`word` and `assurance` as the contract has them, None where nothing may or can be said; `why` in words.

    `run` holds the points judged, with their chart or run chart; `high` tells on which side an unusual point lies.
    """

    word: Word | None = None
    assurance: Assurance | None = None
    high: bool = False
    why: str = ""
    run: Run = field(default_factory=Run)
    chart: charts.Chart | None = None
    runs: RunChart | None = None

    @property
    def points(self) -> str:
        """What its points are: months."""
        return f"{NOUNS[self.run.end.grain]}s" if self.run else "months"


def variation(
    indicator: Indicator, evidence: Evidence, *, period: Period, area: str, rebase: Collection[Period] = ()
) -> Variation:
    """The newest point up to the end of the judged `period`, set against those before it.

    `rebase` are months from which limits are worked out anew. A suppressed figure has neither icon.
    """
    judged = evidence.figures(indicator, area, Grain(indicator.grain)).get(period)
    if judged is not None and judged.status == "suppressed" and judged.value is None:
        return Variation(why="The figure is suppressed, and so is what its past would say of it.")
    months = _run(indicator, evidence, Grain.MONTH, period, area)
    if len(months) >= FEWEST:
        return _controlled(indicator, evidence, months, area, rebase)
    longer = [_run(indicator, evidence, grain, period, area) for grain in _longer(indicator)]
    runs = next((run for run in longer if len(run) >= FEWEST_RUN), None)
    if runs is not None:
        return _run_of(indicator, runs)
    if len(months) > 1:
        return _controlled(indicator, evidence, months, area, rebase)
    return _too_few(max([*longer, months], key=len), period, whole(judged) is not None)


def _longer(indicator: Indicator) -> list[Grain]:
    """Quarters, then years of the indicator's own kind; rolling years overlap and are no points of a series."""
    years = [Grain(indicator.grain)] if indicator.grain in YEARLY else []
    return [Grain.QUARTER, *years]


def _run(indicator: Indicator, evidence: Evidence, grain: Grain, period: Period, area: str) -> Run:
    """Figures in a row up to one within the judged period; none where that has none."""
    found = last_run(evidence.figures(indicator, area, grain), upto=period.last)
    return found if found and found.end.last >= period.first else Run()


def _controlled(
    indicator: Indicator, evidence: Evidence, found: Run, area: str, rebase: Collection[Period]
) -> Variation:
    run = found.newest(WINDOW)
    aim = asked(indicator, evidence, run.end, area)
    places = [place for place, month in enumerate(run.periods) if month in rebase]
    chart = charts.xmr(
        run.values,
        direction=_DIRECTIONS[indicator.polarity],
        target=None if aim is None else float(aim),
        rebase=places,
        variant="B",
    )
    if chart.trial:
        return Variation("too-few", "none", why=_trial(run), run=run, chart=chart)
    word, _, side = chart.variation.partition("_")
    return Variation(_WORDS[word], _ASSURED[chart.assurance], side == "high", _window(found, run), run=run, chart=chart)


def _window(found: Run, run: Run) -> str:
    """Which months the limits were worked out from, and why no more."""
    if not any(run.values):
        return f"All {len(run)} months to {found.end.short} were 0: there has been nothing to vary."
    said = f"Judged on the {len(run)} months to {found.end.short}"
    if len(run) < len(found):
        return f"{said}, the newest of {len(found)} in a row."
    return f"{said}; {found.gap.short} has no figure." if found.gap else f"{said}."


def _trial(run: Run) -> str:
    why = f"; {run.gap.short} has no figure" if run.gap else ""
    return f"Trial limits: {len(run)} months in a row, and limits need {FEWEST}{why}."


def _run_of(indicator: Indicator, run: Run) -> Variation:
    """A run chart has no limits, and so no assurance; an unusual run has the side of its newest point."""
    found, points = run_chart(run.values), f"{NOUNS[run.end.grain]}s"
    why = f"There are no {FEWEST} months in a row: runs about the middle of {len(run)} {points} to {run.end.short}."
    if not found.signal:
        return Variation("common", "none", why=why, run=run, runs=found)
    high = next(value for value in reversed(run.values) if value != found.centre) > found.centre
    better = high == (indicator.polarity == "high")
    word: Word = "neutral" if indicator.polarity == "none" else "improving" if better else "concerning"
    return Variation(word, "none", high, why, run=run, runs=found)


def _too_few(run: Run, period: Period, there: bool) -> Variation:
    if not there and not run:
        return Variation(why=f"There is no figure for {named(period)} to set against those before.")
    if not run:
        return Variation("too-few", "none", why="Rolling years overlap, and there are no months to judge.")
    noun = NOUNS[run.end.grain] + ("" if len(run) == 1 else "s")
    gap = f"; {run.gap.short} has no figure" if run.gap else ""
    why = f"{len(run)} {noun} in a row, and {FEWEST} months are needed, or {FEWEST_RUN} quarters or years{gap}."
    return Variation("too-few", "none", why=f"Only {why}", run=run)
