"""The figures of an indicator that a narrative may quote, each by a key that stays the same when it changes."""

from collections.abc import Iterable, Iterator

from pydantic import BaseModel, ConfigDict

from dashboard.metrics.change import percentage
from dashboard.metrics.quoting import Kind
from dashboard.periods import parse
from dashboard.scorecard.models import IndicatorScore, Part


class Fact(BaseModel):
    """A figure: what it is, of which series, its value; `name` is the part's or indicator's it is known by.

    `signed` tells a change, of which a text gives the size and a word for the direction.
    """

    model_config = ConfigDict(frozen=True)

    key: str
    what: str
    series: str
    value: float
    kind: Kind = "number"
    name: str = ""
    signed: bool = False


Facts = dict[str, Fact]


def facts(score: IndicatorScore) -> Facts:
    """Every figure of an indicator that may be shown; what is kept back or missing is not among them."""
    if score.value is None:
        return {}
    return {fact.key: fact for fact in [*_own(score), *_around(score), *_parts(score)]}


def facts_of(scores: Iterable[IndicatorScore]) -> Facts:
    """The figures of a priority: those of its indicators, known by their titles."""
    return {key: _named(fact, score.title) for score in scores for key, fact in facts(score).items()}


def _named(fact: Fact, title: str) -> Fact:
    return fact if fact.name else fact.model_copy(update={"name": title})


def _own(score: IndicatorScore) -> Iterator[Fact]:
    kind: Kind = "percent" if score.unit == "%" else "number"
    whole = Part(
        series=score.series, title=score.title, value=score.value, previous=score.previous, change=score.change
    )
    yield from _moved(score, whole, score.code, "", kind)


def _around(score: IndicatorScore) -> Iterator[Fact]:
    """What stands beside the figure: its share, its rate, what is asked of it and where the year may end."""
    kind: Kind = "percent" if score.unit == "%" else "number"
    end, target = score.year_end, score.target
    asked: Kind = "percent" if target and target.kind == "change" else kind
    found: list[tuple[str, str, float | None, Kind]] = [
        ("share", f"its share of {score.share_of}", score.share, "percent"),
        ("rate", score.rate_words, score.rate_per_1000, "number"),
        ("expected", "what its target asks for", score.expected, kind),
        ("target", "its target", target.value if target else None, asked),
        ("forecast", "the year as forecast", end.forecast if end else None, kind),
        ("forecast-low", "the lowest of the forecast", end.low if end else None, kind),
        ("forecast-high", "the highest of the forecast", end.high if end else None, kind),
        ("chance", "the chance of meeting the target", _percent(end.p_target if end else None), "percent"),
    ]
    for key, what, value, of in found:
        if value is not None:
            yield Fact(
                key=f"{score.code}/{key}", what=f"{score.title}: {what}", series=score.series, value=value, kind=of
            )


def _percent(chance: float | None) -> float | None:
    return None if chance is None else chance * 100


def _parts(score: IndicatorScore) -> Iterator[Fact]:
    for group, parts in (("part", score.parts), ("within", score.within)):
        for part in parts:
            code = f"{part.series} {part.breakdown}".strip()
            yield from _moved(score, part, f"{score.code}/{group}/{code}", part.title, "number")


def _moved(score: IndicatorScore, part: Part, key: str, name: str, kind: Kind) -> Iterator[Fact]:
    """A figure, the one a year before, and the change between them in numbers and in per cent."""
    now, before = parse(score.period).short, parse(score.previous_period or score.period).short
    share = None if kind == "percent" else percentage(part.value, part.previous)
    by: Kind = "points" if kind == "percent" else kind
    found: list[tuple[str, str, float | None, Kind, bool]] = [
        ("value", now, part.value, kind, False),
        ("previous", before, part.previous, kind, False),
        ("change", f"the change on {before}", part.change, by, True),
        ("change_pct", f"the change on {before} in per cent", None if share is None else float(share), "percent", True),
    ]
    for word, what, value, of, signed in found:
        if value is not None:
            said = f"{part.title}, {what}"
            series = part.series or score.series
            yield Fact(key=f"{key}/{word}", what=said, series=series, value=value, kind=of, name=name, signed=signed)
