"""A strategy as its file declares it: priorities, indicators, targets, tolerances, portfolios."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator

from dashboard.declared import Code, Declared, read
from dashboard.errors import BadPeriod, BadStrategy
from dashboard.periods import LENGTH, Grain, Period, parse

SeriesCode = Annotated[str, Field(pattern=r"^[a-z0-9_-]+(\.[a-z0-9_-]+)+$")]
Breakdown = Annotated[str, Field(pattern=r"^([^=\s][^=]*=.+)?$")]
Title = Annotated[str, Field(min_length=1, max_length=200)]
# strict: neither "5" in quotation marks nor true is a number
Real = Annotated[float, Field(strict=True, allow_inf_nan=False)]
_WHOLE_YEARS = (Grain.YEAR, Grain.CALENDAR)
_CHOICES = ("value", "baseline", "by", "start", "expected_series")
SAME_PERIOD = "the same period last year"


class Target(Declared):
    """What is asked of a figure.

    `change`: `value` per cent on the same period a year before, or on `baseline`; `level`: `value` itself;
    `return`: the level of the year `baseline` again by the year `by`, in even steps from the year `start`;
    `direction`: no worse than the year before, or than the year `baseline`;
    `expected`: the volume in `expected_series`, or `value`; `none`: shown for information.
    `words` replaces the wording made from these; `{before}` in it stands for what is compared with.
    """

    kind: Literal["change", "level", "return", "direction", "expected", "none"] = "none"
    value: Real | None = None
    baseline: str | None = None
    by: str | None = None
    start: str | None = None
    expected_series: SeriesCode | None = None
    words: str = ""

    @field_validator("words")
    @classmethod
    def _a_wording(cls, text: str) -> str:
        if set("{}") & set(text.replace("{before}", "")):
            raise ValueError("the only thing in braces that words can hold is {before}")
        return text

    @field_validator("baseline", "by", "start")
    @classmethod
    def _a_period(cls, text: str | None) -> str | None:
        if text is not None:
            _period(text)
        return text

    @model_validator(mode="after")
    def _says_what_it_needs(self) -> Self:
        given = {name for name in _CHOICES if getattr(self, name) is not None}
        needed, allowed = _NEEDS[self.kind]
        for name in sorted(needed - given):
            raise ValueError(f"a target of kind “{self.kind}” needs its {name}")
        for name in sorted(given - needed - allowed):
            raise ValueError(f"a target of kind “{self.kind}” has no {name}")
        if self.kind == "expected" and len(given) != 1:
            raise ValueError("a target of kind “expected” needs either value or expected_series")
        if self.kind == "return":
            _ordered_years([_period(text) for text in (self.baseline, self.start, self.by) if text])
        return self

    @property
    def text(self) -> str:
        """The target in words where no period is judged: −2% on the same period last year."""
        return self.against(_period(self.baseline).short if self.baseline else SAME_PERIOD)

    def against(self, before: str) -> str:
        """The target in words, compared with the period named `before`: −2% on Apr–Jun 2011."""
        return self.words.replace("{before}", before) if self.words else _said(self, before)


# kind → what it must say and what else it may say
_NEEDS: dict[str, tuple[set[str], set[str]]] = {
    "change": ({"value"}, {"baseline"}),
    "level": ({"value"}, set()),
    "return": ({"baseline", "by"}, {"start"}),
    "direction": (set(), {"baseline"}),
    "expected": (set(), {"value", "expected_series"}),
    "none": (set(), set()),
}


def _said(target: Target, before: str) -> str:
    number = _number(target.value or 0)
    base, by = (_period(text).short if text else "" for text in (target.baseline, target.by))
    sign = "+" if (target.value or 0) > 0 else ""
    return {
        "change": f"{sign}{number}% on {before}" if target.value else f"no change on {before}",
        "level": f"target {number}",
        "return": f"back to the {base} level by {by}",
        "direction": f"no worse than {before}",
        "expected": "the expected volume" if target.value is None else f"expected {number}",
        "none": "no target",
    }[target.kind]


def _number(value: float) -> str:
    return f"{value:,.10g}".replace("-", "−")


def _period(text: str) -> Period:
    try:
        return parse(text)
    except BadPeriod as error:
        raise ValueError(str(error)) from error


def _ordered_years(years: list[Period]) -> None:
    if years[0].grain not in _WHOLE_YEARS or len({year.grain for year in years}) > 1:
        raise ValueError("baseline, start and by are all financial years, or all calendar years")
    if any(later.first <= earlier.first for earlier, later in pairwise(years)):
        raise ValueError("by must come after baseline, and start between them")


class Part(Declared):
    """One series of a portfolio."""

    series: SeriesCode
    title: Title
    breakdown: Breakdown = ""


class Within(Part):
    """A series counted within an indicator's figure that need not make it up with others.

    `printed_change` is the series of its change on a year before, where that is printed and the counts are not.
    """

    printed_change: SeriesCode | None = None


class ShareOf(Declared):
    """The whole of which an indicator's figure is a share; `printed` is the series of the share as it is printed,
    where the whole is not."""

    series: SeriesCode
    title: Title
    printed: SeriesCode | None = None


class Indicator(Declared):
    """A series judged against a target. With `parts` it is their sum, and `series` names the portfolio.

    `area` is the only area it is published for, where that is not the area shown. `tolerance` is a share of
    the expected figure; `tolerance_points` replaces it by percentage points. `lag_days`: days from the end of
    a period until its figure is due. `why` says in a sentence why it is watched.
    """

    code: Code
    title: Title
    series: SeriesCode
    breakdown: Breakdown = ""
    parts: tuple[Part, ...] = ()
    within: tuple[Within, ...] = ()
    share_of: ShareOf | None = None
    unit: str | None = None
    polarity: Literal["low", "high", "none"] = "low"
    grain: Grain = Grain.QUARTER
    area: str | None = Field(None, min_length=1)
    target: Target = Target()
    rule: Literal["variance", "direction"] = "variance"
    tolerance: Real = Field(0.05, ge=0, le=1)
    tolerance_points: Real | None = Field(None, ge=0, le=100)
    headline: bool = True
    lag_days: int = Field(30, ge=0, le=1500, strict=True)
    why: str = ""

    @model_validator(mode="after")
    def _can_be_judged(self) -> Self:
        if self.polarity == "none" and self.target.kind != "none":
            raise ValueError("a target needs a polarity: low or high")
        _once(((f"{p.series} {p.breakdown}".strip()) for p in self.parts), "part")
        if self.breakdown and self.parts:
            raise ValueError("a portfolio has no breakdown of its own: give each part its own")
        if self.target.baseline:
            self._comparable(_period(self.target.baseline))
        return self

    def _comparable(self, baseline: Period) -> None:
        """Calendar, financial and rolling figures are never compared with each other."""
        kind = Grain.YEAR if LENGTH[self.grain] < 12 else self.grain
        # a rolling year has no fixed place in a calendar, and only a quarter has its share of a milestone
        shareless = self.grain in (Grain.MONTH, Grain.APR_DEC) and self.target.kind == "return"
        if baseline.grain is not kind or self.grain is Grain.R12 or shareless:
            raise ValueError(f"a baseline of {baseline.key} does not go with figures by {self.grain.value}")


class Priority(Declared):
    """What the partnership wants to change; its status follows from its indicators by `rollup`."""

    code: Code
    title: Title
    lead: str = ""
    ambition: str = ""
    rollup: Literal["worst_headline", "worst", "counts"] = "worst_headline"
    indicators: tuple[Indicator, ...] = ()

    @model_validator(mode="after")
    def _has_a_headline(self) -> Self:
        if self.rollup == "worst_headline" and self.indicators and not any(i.headline for i in self.indicators):
            raise ValueError('none of its indicators is a headline: mark one, or use rollup = "worst"')
        return self


class Strategy(Declared):
    """A document with dates: the priorities of a partnership over some years."""

    code: Code
    title: Title
    start: date
    end: date
    description: str = ""
    priorities: tuple[Priority, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if self.end <= self.start:
            raise ValueError(f"end ({self.end}) must come after start ({self.start})")
        _once((p.code for p in self.priorities), "priority")
        # an indicator's address is its code alone, so one code serves one indicator in the whole strategy
        _once((i.code for p in self.priorities for i in p.indicators), "indicator")
        return self

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """Every indicator, in the order of the priorities."""
        return tuple(indicator for priority in self.priorities for indicator in priority.indicators)


def _once(codes: Iterable[str], what: str) -> None:
    twice = [code for code, count in Counter(codes).items() if count > 1]
    if twice:
        raise ValueError(f"the {what} “{twice[0]}” is there more than once")


def read_strategy(path: Path) -> Strategy:
    """The strategy in a TOML file. Raises BadStrategy naming the file, the entry and why."""
    return read(path, Strategy, error=BadStrategy, what="strategy")


def strategy_files(folder: Path) -> dict[str, tuple[str, Strategy]]:
    """The file's name and the strategy in it by its code, the newest first. Raises BadStrategy."""
    found: dict[str, tuple[str, Strategy]] = {}
    for path in sorted(folder.glob("*.toml")):
        strategy = read_strategy(path)
        if strategy.code in found:
            raise BadStrategy(file=path.name, entry="code", why=f"another file has the strategy “{strategy.code}”")
        found[strategy.code] = path.name, strategy
    return dict(sorted(found.items(), key=lambda item: (item[1][1].start, item[0]), reverse=True))


def load_strategies(folder: Path) -> dict[str, Strategy]:
    """Every strategy of a folder by its code, the newest first. Raises BadStrategy."""
    return {code: strategy for code, (_, strategy) in strategy_files(folder).items()}
