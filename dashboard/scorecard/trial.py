"""Another tolerance tried: the last periods as they are rated, and as they would be. Nothing is changed by it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from dashboard.periods import Grain, Period
from dashboard.scorecard.case import Case, case
from dashboard.scorecard.evidence import Evidence
from dashboard.scorecard.explained import Rerated, Trial
from dashboard.scorecard.why_words import band, declared, exact, tolerance_words
from dashboard.strategy import Indicator

PERIODS = 8
_NUMBER = re.compile(r"[0-9]{1,3}(\.[0-9]{1,6})?|\.[0-9]{1,6}")
_MOST = 100
_ERROR = "“{text}” is not a tolerance. Enter a number from 0 to 100, such as 7.5."
_NOUNS = {Grain.MONTH: "month", Grain.QUARTER: "quarter", Grain.R12: "rolling year"}


def tried(indicator: Indicator, evidence: Evidence, *, quarter: Period, area: str, text: str) -> Trial:
    """The last periods re-rated by the tolerance somebody wrote; a sentence in their place where it is none."""
    number = number_in(text)
    if number is None:
        told = {"sign": declared(indicator)[1], "declared": band(indicator), "error": _ERROR.format(text=text)}
        return Trial(asked=text, **told)
    if indicator.tolerance_points is not None:
        return rerated(indicator, evidence, quarter=quarter, area=area, tolerance_points=number)
    return rerated(indicator, evidence, quarter=quarter, area=area, tolerance=number / 100)


def number_in(text: str) -> Decimal | None:
    """A tolerance from 0 to 100 as people write it: 7.5, 7.5%; None where it is none."""
    plain = text.strip().removesuffix("%").rstrip()
    number = Decimal(plain) if _NUMBER.fullmatch(plain) else None
    return number if number is not None and number <= _MOST else None


def rerated(
    indicator: Indicator,
    evidence: Evidence,
    *,
    quarter: Period,
    area: str,
    tolerance: Decimal | None = None,
    tolerance_points: Decimal | None = None,
) -> Trial:
    """The last eight periods rated by another tolerance: a share of what is expected, or points in its unit."""
    newest = case(indicator, evidence, quarter=quarter, area=area)
    rows = tuple(_row(one, tolerance, tolerance_points) for one in _cases(newest))
    judged = [row for row in rows if row.declared != "grey"]
    differ = sum(row.declared != row.tried for row in judged)
    number = tolerance_points if tolerance_points is not None else (tolerance or Decimal(0)) * 100
    made = Trial(
        asked=exact(number),
        sign=declared(indicator)[1],
        declared=band(indicator),
        tried=tolerance_words(tolerance or Decimal(0), tolerance_points),
        periods=rows,
        judged=len(judged),
        differ=differ,
        noun=_NOUNS.get(newest.period.grain, "year"),
    )
    return made.model_copy(update={"summary": _summary(made)})


def _cases(newest: Case) -> list[Case]:
    """The newest first; rolling years as often as there are figures of them, and none before a line back begins."""
    period = newest.period
    if period.grain is Grain.R12:
        periods = sorted((one for one in newest.figures if one <= period), reverse=True)[:PERIODS]
    else:
        periods = [period.shift(-back) for back in range(PERIODS)]
    cases = [replace(newest, period=one) for one in periods]
    return cases[:1] + [one for one in cases[1:] if _asked(one)]


def _asked(found: Case) -> bool:
    """Whether the period comes after the year in which a line back begins."""
    line = found.line() if found.indicator.target.kind == "return" else None
    return line is None or line.since is None or found.period.first >= line.since + 12


def _row(found: Case, tolerance: Decimal | None, points: Decimal | None) -> Rerated:
    """A period; of one whose figure is kept back nothing else is told."""
    now, expected = found.now, found.expected
    return Rerated(
        period=found.period.key,
        period_label=found.period.label,
        value=found.value,
        status="suppressed" if found.kept_back else "" if now is None or found.value is None else now.status,
        expected="" if expected is None or found.kept_back else exact(expected) + found.sign,
        declared=found.rag(),
        tried=found.rag(tolerance, points),
    )


def _summary(made: Trial) -> str:
    """How many of the periods would have another status, and which."""
    count = len(made.periods)
    span = f"last {count} {made.noun}s" if count > 1 else f"last {made.noun}"
    if not made.judged:
        return f"The {span} cannot be judged, by whatever tolerance." if count else "There are no figures to rate."
    blind = f" {count - made.judged} of them cannot be judged." if made.judged < count else ""
    if made.tried == made.declared:
        return f"{made.tried} is the tolerance as declared: every status of the {span} stays.{blind}"
    said = f"With a tolerance of {made.tried} in place of {made.declared},"
    if not made.differ:
        return f"{said} no status of the {span} would be another.{blind}"
    which = f"{made.differ} of the {span}" if count > 1 else f"the {span}"
    return f"{said} {which} would have another status: {', '.join(_changed(made))}.{blind}"


def _changed(made: Trial) -> Iterator[str]:
    for row in made.periods:
        if row.declared != row.tried:
            yield f"{row.period_label.partition(' (')[0]} {row.tried} in place of {row.declared}"
