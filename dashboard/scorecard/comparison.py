"""An indicator of one area beside the same of others: intervals, better or worse, who stands out, and the rank."""

from collections import Counter
from collections.abc import Mapping, Sequence
from statistics import median

from dashboard.groups import Group
from dashboard.metrics import funnel
from dashboard.metrics.compare import Bounds, with_benchmark
from dashboard.metrics.funnel import FEWEST, Place
from dashboard.periods import Period, parse
from dashboard.scorecard.compared import AreaFigure, Basis, Comparison
from dashboard.scorecard.comparison_words import no_people, notes, summary
from dashboard.scorecard.evidence import Evidence
from dashboard.scorecard.measured import Measured, basis, interval, measure, per
from dashboard.scorecard.models import IndicatorScore
from dashboard.scorecard.people import per_people
from dashboard.strategy import Indicator

FEWEST_AREAS = 2


def possible(indicator: Indicator, score: IndicatorScore, evidence: Evidence, groups: Sequence[Group]) -> str:
    """Why there can be no comparison, in a sentence; empty where others have to be read."""
    if indicator.area:
        return f"Published for {score.area_name} as a whole, so there is no other area to compare it with."
    if not groups:
        return f"{score.area_name} is in no group of areas that it could be compared with."
    if score.status == "suppressed":
        return f"The figure of {score.area_name} is suppressed: it is not compared with others."
    if score.value is None:
        return f"{score.area_name} has no figure for {score.period_label}, so there is nothing to compare."
    if basis(indicator, score.unit, evidence) is None:
        return (
            f"Areas of different size can only be compared by rates, and no population is known that {score.unit} "
            "could be set against."
        )
    return ""


def comparison(
    indicator: Indicator,
    score: IndicatorScore,
    evidence: Evidence,
    *,
    groups: Sequence[Group],
    chosen: str | None,
    names: Mapping[str, str],
) -> Comparison:
    """The areas of a group in the period of `score`, from `evidence` that holds those of every group.

    The group is the one `chosen`, or the first in which another area has a figure; only such groups are offered.
    """
    kind, period = basis(indicator, score.unit, evidence), parse(score.period)
    assert kind is not None, "possible() says so before"
    every = {code for group in groups for code in group.areas}
    held = {code: measure(indicator, kind, evidence, code, period) for code in every}
    known = {code for code, one in held.items() if _comparable(one, kind)}
    offered = [group for group in groups if len(known.intersection(group.areas)) >= FEWEST_AREAS]
    group = next((one for one in groups if one.code == chosen), offered[0] if offered else groups[0])
    if score.area not in known or group not in offered:
        return Comparison(
            group=group.code, groups=_titles(offered), why_not=_why_not(score, period, held[score.area], kind)
        )
    within = {code: held[code] for code in group.areas}
    made = _among(within, indicator, score, evidence, kind, group, names)
    said = {"summary": summary(made), "notes": notes(made, evidence, period, group), "groups": _titles(offered)}
    return made.model_copy(update=said)


def _titles(groups: Sequence[Group]) -> tuple[tuple[str, str], ...]:
    return tuple((group.code, group.title) for group in groups)


def _why_not(score: IndicatorScore, period: Period, here: Measured, kind: Basis) -> str:
    if not _comparable(here, kind):
        return no_people(score, period, here.status)
    return f"Only {score.area_name} has a figure for {score.period_label} in this group: nothing to compare it with."


def _among(
    held: Mapping[str, Measured],
    indicator: Indicator,
    score: IndicatorScore,
    evidence: Evidence,
    kind: Basis,
    group: Group,
    names: Mapping[str, str],
) -> Comparison:
    each = per(indicator, kind, evidence)
    reference = _together([one for one in held.values() if _comparable(one, kind)], kind, each)
    areas = _areas(indicator, held, kind, each, reference, names, score.area)
    known = [one.value for one in areas if one.value is not None]
    return Comparison(
        period_label=score.period_label,
        group=group.code,
        basis=kind,
        unit=f"{score.unit} {per_people(parse(score.period))}" if kind == "per_people" else score.unit,
        figure_unit=score.unit,
        decimals=_decimals(score, kind, known),
        figure_decimals=score.decimals,
        reference=reference,
        reference_name=group.together if kind != "published" else "the middle of the areas",
        areas=areas,
        counts=dict(Counter(one.verdict for one in areas)),
    )


def _comparable(one: Measured, kind: Basis) -> bool:
    return one.figure is not None and (kind == "published" or bool(one.of))


def _together(held: Sequence[Measured], kind: Basis, each: int) -> float:
    """Events of all the areas over what they are set against; the middle value where there are no parts."""
    if kind == "published":
        return float(median(one.figure for one in held if one.figure is not None))
    return sum(one.events or 0 for one in held) / sum(one.of or 0 for one in held) * each


def _areas(
    indicator: Indicator,
    held: Mapping[str, Measured],
    kind: Basis,
    each: int,
    reference: float,
    names: Mapping[str, str],
    here: str,
) -> tuple[AreaFigure, ...]:
    values = {code: _given(one, kind, each) for code, one in held.items() if _comparable(one, kind)}
    order, places = Counter(values.values()), _places(held, values, kind, each, reference)
    made = []
    for code, one in held.items():
        value, found = values.get(code), interval(one, kind, each) if code in values else None
        bounds = Bounds(found.lower, found.upper) if found else None
        made.append(
            AreaFigure(
                code=code,
                name=names.get(code, code),
                here=code == here,
                figure=one.figure,
                status=None if value is not None else one.status,
                value=value,
                lower=found.lower if found else None,
                upper=found.upper if found else None,
                method=found.method if found else "",
                verdict=with_benchmark(bounds, reference, indicator.polarity),
                place=places.get(code),
                rank=None if value is None else 1 + sum(other < value for other in values.values()),
                tied=value is not None and order[value] > 1,
            )
        )
    return tuple(sorted(made, key=lambda a: (a.value is None, a.value or 0, a.name)))


def _given(one: Measured, kind: Basis, each: int) -> float:
    if kind == "published":
        return float(one.figure or 0)
    return (one.events or 0) / (one.of or 1) * each


def _places(
    held: Mapping[str, Measured], values: Mapping[str, float], kind: Basis, each: int, reference: float
) -> dict[str, Place]:
    """Who lies outside the funnel even with the variation between areas; a count of none has no place on it."""
    shares = kind == "share"
    codes = [code for code in values if held[code].of and (shares or held[code].events)]
    if kind == "published" or len(codes) < FEWEST:
        return {}
    events, of = ([float(getattr(held[code], name)) for code in codes] for name in ("events", "of"))
    if shares:
        if any(x > n for x, n in zip(events, of, strict=True)):
            return {}
        found = funnel.proportions(events, of)
        return dict(zip(codes, found.places([x / n for x, n in zip(events, of, strict=True)]), strict=True))
    expected = [n * reference / each for n in of]
    found = funnel.ratios(events, expected)
    return dict(zip(codes, found.places([x / e for x, e in zip(events, expected, strict=True)]), strict=True))


def _decimals(score: IndicatorScore, kind: Basis, values: Sequence[float]) -> int:
    """As many as tell the areas apart: two for rates below ten."""
    if kind == "per_people":
        return 2 if max(values) < 10 else 1
    return max(score.decimals, 1) if kind != "published" else score.decimals
