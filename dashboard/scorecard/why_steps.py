"""The calculation of a status as sentences, in exact arithmetic."""

from collections.abc import Iterator
from fractions import Fraction

from dashboard.metrics.thresholds import edges
from dashboard.metrics.thresholds import exact as fraction
from dashboard.metrics.wording import named
from dashboard.periods import Period, parse
from dashboard.scorecard.case import Case
from dashboard.scorecard.why_words import band, exact, rounded


def steps(found: Case) -> Iterator[str]:
    """What is expected, the distance from it, the limit, and the verdict; only where there is a status."""
    assert found.value is not None and found.expected is not None, "without both there is nothing to work out"
    said = (*_asked(found), _distance(found, fraction(found.value), fraction(found.expected)))
    for sentence in (*said, _limit(found), _verdict(found)):
        yield sentence.replace("….", "…")  # a number whose decimals go on ends the sentence


def _asked(found: Case) -> Iterator[str]:
    target, aim = found.indicator.target, exact(found.expected or 0) + found.sign
    if target.kind == "change":
        yield _changed(found, aim)
    elif target.kind == "direction":
        yield f"The figure of {named(found.base)}, {aim}, is what is expected of {named(found.period)}."
    elif target.kind == "return":
        yield from _line(found, aim)
    elif target.expected_series:
        yield f"The volume expected in {named(found.period)} is {aim}."
    else:
        yield f"The target is {aim} in every period."


def _changed(found: Case, aim: str) -> str:
    base, percent = exact(found.whole(found.base) or 0), fraction(found.indicator.target.value or 0)
    moved = f"{'plus' if percent > 0 else 'less'} {exact(abs(percent))}%" if percent else "with no change"
    where = f"{base}{found.sign} in {named(found.base)}"
    return f"{where}, {moved}, is {base} × {exact(100 + percent)} ÷ 100 = {aim} in {named(found.period)}."


def _line(found: Case, aim: str) -> Iterator[str]:
    """The milestone of the year, and the share of it that falls in the period."""
    target, line = found.indicator.target, found.line()
    assert line is not None, "what is expected follows from it"
    baseline, by = parse(target.baseline or ""), parse(target.by or "")
    year = exact(line.milestone) + found.sign
    if line.since is None:
        yield f"{baseline.short} had {exact(line.level)}{found.sign}, which is the level asked for by {by.short}."
    else:
        since = Period(line.since, baseline.grain)
        yield (
            f"The line runs from {exact(line.start)}{found.sign} in {since.short} "
            f"to {exact(line.level)}{found.sign}, the level of {baseline.short}, in {by.short}."
        )
        yield (
            f"{_part(line.done)} of the way, its year is at {exact(line.start)} + "
            f"({exact(line.level)} − {exact(line.start)}) × {_over(line.done)} = {year}."
        )
    if line.share != 1:
        yield f"{named(found.period)} takes {_over(line.share)} of the year, as in {baseline.short}: {aim}."


def _over(share: Fraction) -> str:
    return str(share.numerator) if share.denominator == 1 else f"{share.numerator:,}/{share.denominator:,}"


def _part(done: Fraction) -> str:
    return "None" if done == 0 else "All" if done == 1 else _over(done)


def _distance(found: Case, value: Fraction, aim: Fraction) -> str:
    if value == aim:
        return f"{exact(value)}{found.sign} is exactly what is expected."
    side, gap = "above" if value > aim else "below", exact(abs(value - aim))
    said = f"{exact(value)} − {exact(aim)} = {exact(value - aim)}"
    if found.sign:
        return f"{said}: {gap} point{'' if gap == '1' else 's'} {side} what is expected."
    share = f", {rounded(abs(value - aim) / abs(aim) * 100)}% of it" if aim else ""
    return f"{said}: {gap} {side} what is expected{share}."


def _limit(found: Case) -> str:
    """How far the tolerance reaches."""
    own, aim = found.indicator, fraction(found.expected or 0)
    points = own.tolerance_points
    allowed = fraction(points) if points is not None else abs(aim) * fraction(own.tolerance)
    if not allowed:
        return "A share of 0 is none: there is no tolerance." if own.tolerance and points is None else "No tolerance."
    low = own.polarity == "low"
    limit = exact(aim + allowed if low else aim - allowed) + found.sign
    reaches = f"{exact(aim)} {'+' if low else '−'} {exact(allowed)} = {limit}"
    if points is not None:
        return f"The tolerance of {band(own)} reaches to {reaches}."
    return f"The tolerance is {band(own)} of {exact(aim)}, which is {exact(allowed)}, and reaches to {reaches}."


def _verdict(found: Case) -> str:
    own, value, sign = found.indicator, exact(found.value or 0) + found.sign, found.sign
    worst = edges(
        found.expected or 0,
        polarity=own.polarity,
        tolerance=own.tolerance,
        points=own.tolerance_points,
        rule=own.rule,
        previous_year=found.previous,
    )
    rag, side = found.rag(), "above" if own.polarity == "low" else "below"
    green, amber = f"{exact(worst.green)}{sign}", f"{exact(worst.amber)}{sign}"
    if rag == "green":
        return f"{value} is not {side} {green}: green."
    if own.rule == "direction":
        return f"{value} is {side} {green}{_direction(found, side)}: {rag}."
    if rag == "amber":
        return f"{value} is {side} {green}, but not {side} {amber}: amber."
    return f"{value} is {side} {amber}: red."


def _direction(found: Case, side: str) -> str:
    before = named(found.period.year_before)
    if found.previous is None:
        return f", and there is no figure for {before} to be no worse than"
    than = f"{side} the {exact(found.previous)}{found.sign} of {before}"
    return f", but not {than}" if found.rag() == "amber" else f", and {than}"
