"""The numbers a status rests on, each with its period and where it can be traced."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from dashboard.metrics.thresholds import exact as fraction
from dashboard.metrics.wording import figure
from dashboard.periods import Grain, Period, parse
from dashboard.scorecard.case import Case
from dashboard.scorecard.explained import Input, Role
from dashboard.scorecard.why_words import band, exact, rounded

_SUPPRESSED = "kept back"
_MISSING = "no figure"


def inputs(found: Case) -> tuple[Input, ...]:
    """Figure, what it is compared with, target, expected value, tolerance, and by how much it is missed."""
    return tuple(_inputs(found))


def _inputs(found: Case) -> Iterator[Input]:
    target, own = found.indicator.target, found.indicator
    yield _loaded(found, "figure", "Figure", found.period)
    if target.kind == "none":
        return
    yield from _compared(found)
    if target.value is not None:
        sign = "%" if target.kind == "change" or found.sign else ""
        plus = "+" if target.kind == "change" and target.value > 0 else ""
        yield Input(role="target", name="Target", text=f"{plus}{exact(target.value)}{sign}", value=target.value)
    if found.expected is None:
        return
    yield _expected(found)
    yield Input(role="tolerance", name="Tolerance", text=band(own), value=_tolerance(found))
    if own.rule == "direction":
        yield from _last_year(found)
    if found.value is not None and own.polarity != "none":
        yield _shortfall(found)


def _tolerance(found: Case) -> float:
    """In per cent, or in points."""
    own = found.indicator
    return float(fraction(own.tolerance) * 100) if own.tolerance_points is None else own.tolerance_points


def _compared(found: Case) -> Iterator[Input]:
    """What the target starts from: an earlier period, a line back to an earlier year, or a volume."""
    target = found.indicator.target
    if target.kind in ("change", "direction"):
        yield _loaded(found, "baseline", "Compared with", found.base)
    elif target.kind == "return":
        yield _year(found, "baseline", "Level to return to", parse(target.baseline or ""))
        line = found.line()
        if line is not None and line.since is not None:
            since = Period(line.since, parse(target.baseline or "").grain)
            yield _year(found, "start", "Where the line begins", since)
    elif target.expected_series:
        yield _volume(found, target.expected_series)


def _last_year(found: Case) -> Iterator[Input]:
    """The same period last year where the rule looks at it and the target does not."""
    if found.indicator.target.kind not in ("change", "direction") or found.base != found.period.year_before:
        yield _loaded(found, "previous", "Same period last year", found.period.year_before)


def _loaded(found: Case, role: Role, name: str, period: Period) -> Input:
    held = found.figures.get(period)
    value = found.whole(period)
    if value is None:
        text = _SUPPRESSED if held and held.status == "suppressed" else _MISSING
        return Input(role=role, name=name, text=text, period=period.key, period_label=period.label)
    own = found.indicator
    place = {"series": own.series, "breakdown": own.breakdown, "area": found.area}
    return _number(role, name, value, period, found.decimals, found.sign, place)


def _number(
    role: Role, name: str, value: float, period: Period, decimals: int, sign: str, place: dict[str, Any]
) -> Input:
    text, shown = exact(value) + sign, figure(value, decimals) + sign
    when = {"period": period.key, "period_label": period.label}
    return Input(role=role, name=name, text=text, value=value, shown=shown, **when, **place)


def _year(found: Case, role: Role, name: str, year: Period) -> Input:
    """A whole year's figure, added up from quarters where figures are by quarter."""
    if year.grain is found.period.grain:
        return _loaded(found, role, name, year)
    parts = [found.whole(Period(year.first + 3 * n, Grain.QUARTER)) for n in range(4)]
    if any(part is None for part in parts):
        return Input(role=role, name=name, text=_MISSING, period=year.key, period_label=year.label)
    total = float(sum(fraction(part) for part in parts if part is not None))
    whole = found.evidence.figures(found.indicator, found.area, year.grain).get(year)
    own = found.indicator
    # only where a trace would say the same
    same = whole is not None and whole.value == total
    place = {"series": own.series, "breakdown": own.breakdown, "area": found.area} if same else {}
    return _number(role, name, total, year, found.decimals, found.sign, place)


def _volume(found: Case, series: str) -> Input:
    held = found.evidence.series(series, found.area, "", found.period.grain).get(found.period)
    spec = found.evidence.snapshot.series.get(series)
    name, value = spec.title if spec else "Expected volume", held.whole if held else None
    if value is None:
        when = {"period": found.period.key, "period_label": found.period.label}
        text = _SUPPRESSED if held and held.status == "suppressed" else _MISSING
        return Input(role="baseline", name=name, text=text, **when)
    place = {"series": series, "area": found.area}
    return _number("baseline", name, value, found.period, spec.decimals if spec else 0, found.sign, place)


def _expected(found: Case) -> Input:
    assert found.expected is not None, "asked only where there is one"
    text, shown = exact(found.expected), _shown(found)
    when = {"period": found.period.key, "period_label": found.period.label}
    note = "" if text == shown else f"shown as {shown}{found.sign}"
    value = float(found.expected)
    return Input(role="expected", name="Expected", text=text + found.sign, value=value, note=note, **when)


def _shown(found: Case) -> str:
    """The expected value as it stands in sentences: with one decimal at most."""
    assert found.expected is not None, "asked only where there is one"
    return rounded(fraction(found.expected)).removesuffix(".0")


def _shortfall(found: Case) -> Input:
    """By how much the figure misses what is expected; none where it is met, and then by how much it is better."""
    assert found.value is not None and found.expected is not None, "asked only where there are both"
    aim = fraction(found.expected)
    missed = fraction(found.value) - aim if found.indicator.polarity == "low" else aim - fraction(found.value)
    share = f" ({rounded(abs(missed) / abs(aim) * 100)}% of what is expected)" if aim and not found.sign else ""
    size = exact(abs(missed)) + (" points" if found.sign else "")
    text = f"{size}{share}" if missed > 0 else "none"
    note = f"better by {size}{share}" if missed < 0 else ""
    return Input(role="shortfall", name="Shortfall", text=text, value=float(max(missed, Fraction(0))), note=note)
