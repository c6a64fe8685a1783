"""The words of why a status is what it is: rules, numbers written exactly, thresholds, what would end a grey one."""

from decimal import Decimal
from fractions import Fraction
from math import trunc

from dashboard.metrics.thresholds import Band
from dashboard.metrics.wording import figure
from dashboard.strategy import Indicator

# as many decimals as a number is written with in full, and how many are written where there are more
_LONGEST, _CUT = 6, 4
# the largest denominator of a fraction that is taken for what a long decimal stands for
_PLAIN = 10**8
RULES = {"variance": "Variance from the target", "direction": "Variance with direction of travel"}
_ORDER = {"low": "Lower is better.", "high": "Higher is better."}
# how often a year's offences ended at the target or below, by the change asked on the year before
BASE_RATES = {-2.0: 32, -5.0: 23, -10.0: 12}
_BASE = (
    "How often such a target is met: {share}% of years ended {percent} or more below the year before "
    "(32 Metropolitan Police boroughs and ten groups of offences, 2010–2025)."
)


def exact(value: Decimal | Fraction | float) -> str:
    """A number in full: 266.56; one whose decimals do not end soon with the first of them: 3,203.6666…"""
    number = value if isinstance(value, Fraction) else Fraction(Decimal(str(value)))
    # a third of a whole number comes with no more digits than a decimal holds
    plain = number.limit_denominator(_PLAIN)
    number = plain if abs(plain - number) < Fraction(1, _PLAIN**2) else number
    for places in range(_LONGEST + 1):
        if (number * 10**places).denominator == 1:
            return figure(_decimal(number), places)
    return f"{figure(_decimal(Fraction(trunc(number * 10**_CUT), 10**_CUT)), _CUT)}…"


def _decimal(number: Fraction) -> Decimal:
    return Decimal(number.numerator) / Decimal(number.denominator)


def rounded(value: Fraction) -> str:
    """A share or a distance as it is said beside its calculation: 5.6."""
    return figure(_decimal(value), 1)


def band(indicator: Indicator) -> str:
    """The declared tolerance in words: 5%, 2 points."""
    return tolerance_words(indicator.tolerance, indicator.tolerance_points)


def tolerance_words(share: Decimal | float, points: Decimal | float | None) -> str:
    if points is None:
        return f"{exact(Fraction(Decimal(str(share))) * 100)}%"
    return f"{exact(points)} point{'' if Fraction(Decimal(str(points))) == 1 else 's'}"


def declared(indicator: Indicator) -> tuple[str, str]:
    """The declared tolerance as a number, and what it is given in: (5, %), (2, points)."""
    if indicator.tolerance_points is None:
        return exact(Fraction(Decimal(str(indicator.tolerance))) * 100), "%"
    return exact(indicator.tolerance_points), "points"


def rule_of(indicator: Indicator) -> str:
    """What is green, amber and red, in words; empty where neither way is good."""
    if indicator.polarity == "none":
        return ""
    side = "above" if indicator.polarity == "low" else "below"
    order, none = _ORDER[indicator.polarity], band(indicator) in ("0%", "0 points")
    if indicator.rule == "direction":
        upto = f"at what is expected or {'less' if side == 'above' else 'more'}"
        green = upto if none else f"up to {band(indicator)} {side} what is expected"
        return f"{order} Green {green}; beyond that amber if no worse than the same period last year, otherwise red."
    green = f"at what is expected or {'less' if side == 'above' else 'more'}"
    if none:
        return f"{order} Green {green}, otherwise red: there is no tolerance."
    return f"{order} Green {green}, amber up to {band(indicator)} {side} it, red beyond."


def band_words(found: Band, *, sign: str, step: Fraction | None) -> str:
    """Where a status is: at 266 or less, from 267 to 279, from 280; of any number: above 23.5% up to 24.7%."""
    low, high = (None if end is None else _end(end, step) + sign for end in (found.low, found.high))
    if low is None:
        return f"at {high} or less" if found.high_in else f"below {high}"
    if high is None:
        return f"from {low}" if found.low_in else f"above {low}"
    if low == high:
        return f"at {low}"
    if not found.high_in:
        return f"from {low} to below {high}"
    return f"from {low} to {high}" if found.low_in else f"above {low} up to {high}"


def _end(value: Fraction, step: Fraction | None) -> str:
    """A threshold with as many decimals as its steps have, or in full."""
    if step is None:
        return exact(value)
    places = next(places for places in range(_LONGEST + 1) if (step * 10**places).denominator == 1)
    return figure(_decimal(value), places)


def distance_words(value: Fraction, found: Band, *, unit: str, step: Fraction) -> str:
    """How far a figure is from the nearest of another status: 16 more, 0.4 points fewer."""
    nearest = found.low if found.low is not None and value < found.low else found.high
    assert nearest is not None, "a status that is another has an end on this side"
    apart, less = abs(nearest - value), "fewer" if step == 1 and unit != "%" else "less"
    points = f" point{'' if apart == 1 else 's'}" if unit == "%" else ""
    return f"{_end(apart, step)}{points} {'more' if nearest > value else less}"


def base_rate(indicator: Indicator, unit: str) -> str:
    """How often targets of this kind are met; empty for other targets and what is not offences."""
    target = indicator.target
    fits = target.kind == "change" and not target.baseline and indicator.polarity == "low" and unit == "offences"
    if not fits or target.value not in BASE_RATES:
        return ""
    return _BASE.format(share=BASE_RATES[target.value], percent=f"{exact(abs(target.value))}%")
