"""What drove an indicator's change on a year before: the parts of a portfolio, or the sub-categories of a series."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dashboard.metrics.change import change
from dashboard.metrics.contribution import Piece, regrouped, rest, sorted_by_weight
from dashboard.metrics.wording import figure
from dashboard.periods import Grain, parse
from dashboard.records import SeriesSpec
from dashboard.scorecard.baseline import named_baseline
from dashboard.scorecard.contribution_words import sentence
from dashboard.scorecard.details import Contribution
from dashboard.scorecard.evidence import Evidence
from dashboard.scorecard.models import IndicatorScore, Part
from dashboard.strategy import Indicator

NOT_LISTED = "Not in a listed part"
TOTAL = ".total"


class Listed(NamedTuple):
    """Parts with a figure in both periods, names of those with one in one only, and whether any is suppressed."""

    parts: tuple[Part, ...]
    halves: tuple[str, ...] = ()
    suppressed: bool = False


def sub_series(indicator: Indicator, series: Mapping[str, SeriesSpec]) -> dict[str, str]:
    """Codes and names of the sub-categories of an indicator's series: one word more, counted in the same unit."""
    spec = series.get(indicator.series)
    if spec is None or spec.aggregation != "sum" or indicator.parts or indicator.breakdown:
        return {}
    # the total of a family is made of its groups, a group of what its name begins
    family = indicator.series.removesuffix(TOTAL) + "."
    return {
        code: _name(one.title)
        for code, one in series.items()
        if code.startswith(family)
        and "." not in code[len(family) :]
        and code != indicator.series
        and (one.unit, one.aggregation) == (spec.unit, spec.aggregation)
    }


def _name(title: str) -> str:
    """A sub-category without the words of its group."""
    own = title.partition(": ")[2] or title
    return own[:1].upper() + own[1:]


def listed(names: Mapping[str, str], evidence: Evidence, score: IndicatorScore) -> Listed:
    """The sub-categories of an indicator's area that have figures in its period and in the one it is set against."""
    period, parts, halves, suppressed = parse(score.period), list[Part](), list[str](), False
    before = parse(score.previous_period) if score.previous_period else period.year_before
    for code, name in names.items():
        found = evidence.series(code, score.area, "", Grain(period.grain))
        both = [found.get(period), found.get(before)]
        suppressed |= any(one is not None and one.status == "suppressed" for one in both)
        values = [one.value if one and one.complete == one.of else None for one in both]
        if None not in values:
            parts.append(_part(Part(series=code, title=name, value=values[0], previous=values[1])))
        elif any(value is not None for value in values):
            halves.append(name)
    return Listed(tuple(part for part in parts if part.value or part.previous), tuple(halves), suppressed)


def contribution(score: IndicatorScore, held: Listed) -> Contribution | None:
    """What drove the change of a judged indicator; None without parts, or without figures in both periods."""
    now, before = score.value, score.previous
    if now is None or before is None or held.suppressed or len(held.parts) < 2:
        return None
    pieces = {_piece(part): part for part in held.parts}
    ended, began = regrouped(list(pieces))
    if ended:
        return Contribution(summary=_regrouped(ended, began), parts=held.parts, drawn=False)
    ordered = [pieces[piece] for piece in sorted_by_weight(list(pieces), now - before)]
    left = rest(list(pieces), before, now, NOT_LISTED)
    return Contribution(
        summary=sentence(list(pieces), before, now, decimals=score.decimals),
        notes=tuple(_notes(score, list(pieces), left, held.halves)),
        parts=(*ordered, *([_left(left)] if left else [])),
    )


def of_portfolio(score: IndicatorScore) -> Listed:
    """The parts a portfolio declares."""
    return Listed(tuple(part for part in score.parts if part.value is not None and part.previous is not None))


def _piece(part: Part) -> Piece:
    return Piece(part.title, part.previous or 0, part.value or 0)


def _part(part: Part) -> Part:
    moved = change(part.value, part.previous)
    percent = None if moved.percent is None else float(moved.percent)
    return part.model_copy(update={"change": float(moved.absolute or 0), "change_pct": percent})


def _left(piece: Piece) -> Part:
    return _part(Part(series="", title=piece.name, value=round(piece.now, 6), previous=round(piece.before, 6)))


def _notes(score: IndicatorScore, pieces: Sequence[Piece], left: Piece | None, halves: Sequence[str]) -> list[str]:
    said = []
    if left:
        now, before = sum(p.now for p in pieces), sum(p.before for p in pieces)
        shown = [figure(value, score.decimals) for value in (now, score.value or 0, before, score.previous or 0)]
        said.append(
            f"The listed parts make up {shown[0]} of {shown[1]}, and {shown[2]} of {shown[3]} {_when(score)}; "
            "the rest is shown as a part of its own."
        )
    if halves:
        said.append(f"Without a figure in one of the two periods, and so not listed: {', '.join(halves)}.")
    return said


def _when(score: IndicatorScore) -> str:
    period = parse(score.period)
    base = named_baseline(period, parse(score.previous_period or period.year_before.key))
    return f"in {base}" if base else "a year before"


def _regrouped(ended: Sequence[str], began: Sequence[str]) -> str:
    old, new = (" and ".join(f"“{name}”" for name in names) for names in (ended, began))
    return (
        f"The categories were changed between the two periods: {old} ended where {new} began. "
        "Only the total can be compared."
    )
