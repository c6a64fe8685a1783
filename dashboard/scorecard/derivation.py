"""How a figure is found among what stood at a moment: stored, or made from others by its series' own rule."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dashboard.metrics.aggregate import derive, ratio
from dashboard.periods import LENGTH, Grain, Period
from dashboard.records import SeriesSpec
from dashboard.scorecard.cells import EXACT
from dashboard.scorecard.provenance import Role, Rule
from dashboard.store.history import History, Told
from dashboard.strategy import Indicator


@dataclass(frozen=True)
class Found:
    """A figure as it was found: stored (`told`), or made by `rule` from the figures `of`."""

    code: str
    breakdown: str
    period: Period
    value: float | None
    status: str
    role: Role = "figure"
    title: str = ""
    told: Told | None = None
    rule: Rule | None = None
    of: tuple["Found", ...] = ()
    whole: int = 0


class Search:
    """Finds figures among what stood at a moment (None: now), and how the derived ones are made."""

    def __init__(self, history: History, moment: int | None) -> None:
        self.history, self.moment = history, moment
        self.standing = {(t.series, t.breakdown, t.period): t for t in history.told if t.stood_at(moment)}

    def figure(self, code: str, breakdown: str, period: Period, role: Role = "figure") -> Found | None:
        """Stored for this very period, or else made by the series' own rule; None where it cannot be made."""
        spec, own = self.history.series.get(code), self.standing.get((code, breakdown, period))
        if spec is None:
            return None
        if own is not None:
            held = Found(code, breakdown, period, own.value, own.status, role, spec.title, told=own)
            return replace(held, **self._worked_out(own, spec))  # type: ignore[arg-type]
        if spec.aggregation == "ratio":
            return self._ratio(spec, breakdown, period, role)
        return self._longer(spec, breakdown, period, role) if spec.aggregation != "none" else None

    def portfolio(self, whole: Indicator, period: Period) -> Found | None:
        """The sum of the parts, which have no figure without one of them; the file's own total goes with it."""
        parts = [self.figure(part.series, part.breakdown, period, "part") for part in whole.parts]
        present = [replace(found, title=part.title) for found, part in zip(parts, whole.parts, strict=True) if found]
        if len(present) < len(parts):
            return None
        value, status = _sum(present)
        total = self.standing.get((whole.series, "", period))
        own = self.history.series.get(whole.series)
        title = own.title if own else whole.title
        return Found(whole.series, "", period, value, status, "figure", title, total, "portfolio", tuple(present))

    def share(self, code: str, breakdown: str, period: Period) -> tuple[int, int]:
        """How many of the shorter periods of a period are there, of how many: the larger share of two grains."""
        counted = [(len(self._held(code, breakdown, parts)), len(parts)) for parts in _shorter(period)]
        return max(counted, key=lambda pair: pair[0] / pair[1], default=(0, 0))

    def _worked_out(self, own: Told, spec: SeriesSpec) -> dict[str, object]:
        """The numerator and denominator of a stored ratio that no cell holds."""
        if own.row or spec.aggregation != "ratio" or own.value is None:
            return {}
        made = self._ratio(spec, own.breakdown, own.period, "figure")
        if made is None or made.value is None or round(made.value - own.value, EXACT) != 0:
            return {}
        return {"rule": "ratio", "of": made.of}

    def _ratio(self, spec: SeriesSpec, breakdown: str, period: Period, role: Role) -> Found | None:
        top = self.figure(spec.numerator or "", breakdown, period, "numerator")
        under = self.figure(spec.denominator or "", breakdown, period, "denominator")
        if top is None or under is None:
            return None
        value = ratio(top.value, under.value, spec.per)
        status = top.status if value is not None else _why_none((top, under))
        return Found(spec.code, breakdown, period, value, status, role, spec.title, None, "ratio", (top, under))

    def _longer(self, spec: SeriesSpec, breakdown: str, period: Period, role: Role) -> Found | None:
        """From its quarters, or else from its months, all of which must be there; whole ones first."""
        made = [
            self._from(self._held(spec.code, breakdown, parts), spec, breakdown, period, role)
            for parts in _shorter(period)
            if len(self._held(spec.code, breakdown, parts)) == len(parts)
        ]
        return next((found for found in made if found.value is not None), made[0] if made else None)

    def _held(self, code: str, breakdown: str, periods: list[Period]) -> list[Told]:
        found = (self.standing.get((code, breakdown, period)) for period in periods)
        return [told for told in found if told is not None]

    def _from(self, held: list[Told], spec: SeriesSpec, breakdown: str, period: Period, role: Role) -> Found:
        made = derive({t.period: t.value for t in held}, period.grain, spec.aggregation)[period]
        parts = [Found(t.series, breakdown, t.period, t.value, t.status, "part", spec.title, told=t) for t in held]
        rule: Rule = "last" if spec.aggregation == "last" else "sum"
        kept = tuple(parts[-1:] if rule == "last" and made.value is not None else parts)
        status = "final" if made.value is not None else _why_none(tuple(parts))
        return Found(
            spec.code, breakdown, period, made.value, status, role, spec.title, None, rule, kept, whole=len(parts)
        )


def _shorter(period: Period) -> Iterator[list[Period]]:
    """The quarters and the months a period consists of, where it does."""
    for grain in (Grain.QUARTER, Grain.MONTH):
        length = LENGTH[grain]
        if length < LENGTH[period.grain] and period.first % length == 0:
            yield [Period(first, grain) for first in range(period.first, period.last + 1, length)]


def _sum(parts: list[Found]) -> tuple[float | None, str]:
    values = [part.value for part in parts if part.value is not None]
    return (sum(values), "final") if len(values) == len(parts) else (None, _why_none(tuple(parts)))


def _why_none(parts: tuple[Found, ...]) -> str:
    without = [part.status for part in parts if part.value is None]
    return "suppressed" if "suppressed" in without else without[0] if without else "missing"
