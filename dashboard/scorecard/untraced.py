"""Why a number cannot be traced, and which can be instead, in sentences."""

from dashboard.errors import SaferError, UnknownSeries
from dashboard.metrics.wording import named
from dashboard.periods import Grain, Period
from dashboard.store.history import Span

_GRAINS = {
    Grain.MONTH: "months",
    Grain.QUARTER: "quarters",
    Grain.APR_DEC: "April to December",
    Grain.YEAR: "financial years",
    Grain.CALENDAR: "calendar years",
    Grain.R12: "12-month periods",
}
_LISTED = 5


class NoFigure(SaferError):
    """There is no figure for this series, area, period and breakdown."""


def unknown_series(code: str, known: list[str]) -> UnknownSeries:
    near = [other for other in known if other.split(".")[0] == code.split(".")[0]][:_LISTED]
    hint = f"Series of that family: {', '.join(near)}." if near else "`safer series` lists them."
    return UnknownSeries(code=code, hint=hint)


def no_figure(title: str, *, period: Period, area: str, why: str, held: list[Span], areas: list[str]) -> NoFigure:
    """`why` is a further sentence or nothing; `held` are the spans there are in this area, `areas` those with any."""
    said = [f"{title} has no figure for {named(period)} in {area}.", why, _instead(held, areas)]
    return NoFigure(message=" ".join(part for part in said if part))


def no_breakdown(title: str, breakdown: str, *, area: str, held: list[Span]) -> NoFigure:
    texts = sorted({span.breakdown for span in held if span.breakdown})
    instead = f"It has: {_some(texts)}." if texts else "It has none."
    return NoFigure(message=f"{title} has no breakdown “{breakdown}” in {area}. {instead}")


def _instead(held: list[Span], areas: list[str]) -> str:
    if held:
        return f"It has {_and([_span(span) for span in held])}."
    return f"It has figures for {_some(areas)}." if areas else "It has no figures at all."


def _span(span: Span) -> str:
    grain = _GRAINS[span.first.grain]
    if span.first == span.last:
        return f"{named(span.first)} alone" if span.first.grain is Grain.MONTH else named(span.first)
    return f"{grain} from {named(span.first)} to {named(span.last)}"


def _and(texts: list[str]) -> str:
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} and {texts[-1]}"


def _some(texts: list[str]) -> str:
    more = len(texts) - _LISTED
    return _and([*texts[:_LISTED], f"{more} more"] if more > 0 else texts)
