"""Another tolerance tried: the last periods as they are rated, and as they would be. Nothing is changed by it."""

import re
from collections.abc import Iterator
from decimal import Decimal

from dashboard.periods import LENGTH, Grain, Period
from dashboard.scorecard.case import Case, case
from dashboard.scorecard.evidence import Evidence
from dashboard.scorecard.explained import Rerated, Trial
from dashboard.scorecard.why_words import band, exact, tolerance_words
from dashboard.strategy import Indicator

PERIODS = 8
_NUMBER = re.compile(r"[0-9]{1,3}(\.[0-9]{1,6})?|\.[0-9]{1,6}")
_MOST = 100
_ERROR = "“{text}” is not a tolerance. Enter a number from 0 to 100, such as 7.5."
_NOTHING = "There are no figures to rate."
_NOUNS = {Grain.MONTH: "months", Grain.QUARTER: "quarters", Grain.R12: "rolling years"}


def tried(indicator: Indicator, evidence: Evidence, *, quarter: Period, area: str, text: str) -> Trial:
    """The last periods re-rated by the tolerance somebody wrote; a sentence in their place where it is none."""
    by, number = _by(indicator), number_in(text)
    if number is None:
        told = {"sign": by, "declared": band(indicator), "error": _ERROR.format(text=text)}
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
    cases = [Case(indicator, evidence, newest.area, period, newest.figures) for period in _periods(newest)]
    rows = tuple(_row(one, tolerance, tolerance_points) for one in cases)
    judged = [row for row in rows if row.declared != "grey"]
    differ = sum(row.declared != row.tried for row in judged)
    number = tolerance_points if tolerance_points is not None else (tolerance or Decimal(0)) * 100
    made = Trial(
        asked=exact(number),
        sign=_by(indicator),
        declared=band(indicator),
        tried=tolerance_words(tolerance or Decimal(0), tolerance_points),
        periods=rows,
        judged=len(judged),
        differ=differ,
    )
    return made.model_copy(update={"summary": _summary(made, indicator)})


def _by(indicator: Indicator) -> str:
    return "%" if indicator.tolerance_points is None else "points"


def _periods(newest: Case) -> list[Period]:
    """The newest first; rolling years as often as there are figures of them."""
    period = newest.period
    if period.grain is Grain.R12:
        return sorted((one for one in newest.figures if one <= period), reverse=True)[:PERIODS]
    return [Period(period.first - LENGTH[period.grain] * back, period.grain) for back in range(PERIODS)]


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


def _summary(made: Trial, indicator: Indicator) -> str:
    """How many of the periods would have another status, and which."""
    count, noun = len(made.periods), _NOUNS.get(Grain(indicator.grain), "years")
    if not made.judged:
        return f"None of the last {count} {noun} can be judged, by whatever tolerance." if count else _NOTHING
    blind = f" {count - made.judged} of them cannot be judged." if made.judged < count else ""
    if made.tried == made.declared:
        return f"{made.tried} is the tolerance as declared: every status of the last {count} {noun} stays.{blind}"
    said = f"With a tolerance of {made.tried} in place of {made.declared},"
    if not made.differ:
        return f"{said} none of the last {count} {noun} would have another status.{blind}"
    changed = ", ".join(_changed(made))
    return f"{said} {made.differ} of the last {count} {noun} would have another status: {changed}.{blind}"


def _changed(made: Trial) -> Iterator[str]:
    for row in made.periods:
        if row.declared != row.tried:
            yield f"{row.period_label.partition(' (')[0]} {row.tried} in place of {row.declared}"
