"""Why an indicator has its status: the rule, the inputs, the calculation, and what would change it."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from dashboard.metrics.thresholds import Band, bands, edges
from dashboard.metrics.thresholds import exact as fraction
from dashboard.metrics.wording import named
from dashboard.periods import Period
from dashboard.scorecard.case import Case, case
from dashboard.scorecard.evidence import Evidence
from dashboard.scorecard.explained import Threshold, Why
from dashboard.scorecard.why_grey import ends
from dashboard.scorecard.why_inputs import inputs
from dashboard.scorecard.why_steps import steps
from dashboard.scorecard.why_words import RULES, band_words, base_rate, declared, distance_words, exact, rule_of
from dashboard.strategy import Indicator

_ITSELF = (
    "What is expected is worked out from this figure itself, so another figure would move both: "
    "there are no thresholds to give."
)


def why(indicator: Indicator, evidence: Evidence, *, quarter: Period, area: str, today: date) -> Why:
    """Why `indicator` has the status it has in `quarter` for `area` (or the indicator's own area)."""
    found = case(indicator, evidence, quarter=quarter, area=area)
    rag, asked = found.rag(), indicator.target.kind != "none"
    tolerance, given_in = declared(indicator) if asked else ("", "")
    judged = {
        "rag": rag,
        "rule_name": RULES[indicator.rule] if asked else "",
        "rule": rule_of(indicator) if asked else "",
        "target": indicator.target.against(named(found.base)).removeprefix("target ") if asked else "",
        "tolerance": tolerance,
        "tolerance_in": given_in,
        "inputs": () if found.kept_back else inputs(found),
        "base_rate": base_rate(indicator, found.unit),
    }
    if rag == "grey":
        kind = found.grey(today)
        return Why(**judged, grey=kind, ends=ends(found, kind, today))
    here = () if found.moves_its_target() else _bands(found)
    return Why(
        **judged,
        steps=tuple(steps(found)),
        thresholds=tuple(_threshold(found, band) for band in here),
        would_change=" ".join(_changes(found, here)) if here else _ITSELF,
    )


def _bands(found: Case) -> tuple[Band, ...]:
    expected, own = found.expected, found.indicator
    assert expected is not None, "what has a colour has an expected value"
    worst = edges(
        expected,
        polarity=own.polarity,
        tolerance=own.tolerance,
        points=own.tolerance_points,
        rule=own.rule,
        previous_year=found.previous,
    )
    least, most = found.reach()
    return bands(worst, polarity=own.polarity, step=found.step, least=least, most=most)


def _threshold(found: Case, band: Band) -> Threshold:
    low, high = (None if end is None else float(end) for end in (band.low, band.high))
    return Threshold(rag=band.rag, low=low, high=high, words=band_words(band, sign=found.sign, step=found.step))


def _changes(found: Case, here: tuple[Band, ...]) -> Iterator[str]:
    """The status by figure, how far the figure is from each other one, and why one cannot be."""
    step, value, rag = found.step, found.value, found.rag()
    assert value is not None, "what has a colour has a figure"
    said = ", ".join(f"{band.rag} {band_words(band, sign=found.sign, step=step)}" for band in here)
    yield f"{said[0].upper()}{said[1:]}."
    others = [band for band in here if band.rag != rag]
    if step is not None and others:
        first, *rest = ((distance_words(fraction(value), b, unit=found.unit, step=step), b.rag) for b in others)
        more = "".join(f", {distance} {name}" for distance, name in rest)
        yield f"{first[0][0].upper()}{first[0][1:]} would make it {first[1]}{more}."
    yield from _about_amber(found, {band.rag for band in here})
    yield from (f"No figure can be {name}." for name in ("green", "red") if name not in {b.rag for b in here})


def _about_amber(found: Case, there: set[str]) -> Iterator[str]:
    own, before = found.indicator, named(found.period.year_before)
    if own.rule == "direction":
        yield from _about_direction(found, before, amber="amber" in there)
    elif "amber" not in there and {"green", "red"} <= there:
        yield f"There is no amber: {_no_room(found)}."


def _about_direction(found: Case, before: str, *, amber: bool) -> Iterator[str]:
    if found.previous is None:
        yield f"There is no amber: there is no figure for {before} to be no worse than."
        return
    figure = f"the figure of {before}, {exact(found.previous)}{found.sign},"
    yield f"Amber ends at {figure} the same period last year." if amber else f"There is no amber: {figure} is green."


def _no_room(found: Case) -> str:
    """Why no figure lies between green and red."""
    own = found.indicator
    declared = own.tolerance if own.tolerance_points is None else own.tolerance_points
    if fraction(declared) == 0:
        return "the tolerance is none"
    if not found.expected and own.tolerance_points is None:
        return "a share of 0 is none"
    whole = "whole number" if found.step == Fraction(1) else "figure"
    return f"no {whole} lies within the tolerance"
