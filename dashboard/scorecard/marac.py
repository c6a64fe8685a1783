"""What a MARAC steering group looks at: cases against what is expected, who refers, repeats, children, equality.

Every figure is taken from the evidence as it may be shown; nothing is worked out from one that is kept back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dashboard.areas import Areas
from dashboard.marac import Expectation
from dashboard.metrics.aggregate import ratio
from dashboard.metrics.wording import figure as number
from dashboard.periods import Grain, Period
from dashboard.scorecard.evidence import Evidence, Figure
from dashboard.scorecard.veil import SYMBOL, WORDS

CASES, REFERRALS, VICTIMS = "marac.cases", "marac.referrals", "marac.victims"
ATTENDED, INVITED = "marac.agencies_attended", "marac.agencies_expected"
PER_10K, RECOMMENDED = "marac.cases_per_10k", "marac.recommended_cases"
_MEASURES = (CASES, "marac.repeats", "marac.repeat_rate", "marac.children", "marac.cases_with_children")
_HELD = (CASES, "marac.repeats", "marac.children", "marac.meetings")
CODES = frozenset({*_MEASURES, *_HELD, REFERRALS, VICTIMS, ATTENDED, INVITED, PER_10K, RECOMMENDED})
_COURSE = {Grain.QUARTER: 8, Grain.YEAR: 7}
_NONE = Figure(None, "missing")


class Line(NamedTuple):
    """A measure in a period, a year before, and over twelve months where that is asked; `share` is of all cases."""

    title: str
    series: str
    breakdown: str
    unit: str
    decimals: int
    now: Figure
    before: Figure
    year: Figure = _NONE
    share: float | None = None

    @property
    def change(self) -> float | None:
        """The change on a year before; None unless both may be shown."""
        known = self.now.value is not None and self.before.value is not None
        return self.now.value - self.before.value if known else None  # type: ignore[operator]

    @property
    def kept(self) -> bool:
        return any(
            figure.status == "suppressed" and figure.value is None for figure in (self.now, self.before, self.year)
        )


@dataclass(frozen=True)
class Part:
    """A MARAC's quarter from its returns, or its newest year from a publication."""

    area: str
    area_name: str
    period: Period
    twelve: Period | None
    sentence: str
    pattern: str
    measures: tuple[Line, ...]
    agencies: tuple[Line, ...]
    groups: tuple[Line, ...]
    attendance: tuple[Line, ...]
    course: tuple[tuple[Period, Figure], ...]
    expected: float | None = None

    @property
    def kept(self) -> bool:
        lines = (*self.measures, *self.agencies, *self.groups)
        return any(line.kept for line in lines) or any(f.status == "suppressed" for _, f in self.course)


@dataclass(frozen=True)
class Steering:
    """The area's returns, and the figures published of it or of the police force area it lies in; None where none."""

    area: str
    area_name: str
    quarters: tuple[Period, ...]
    own: Part | None
    published: Part | None


def places(areas: Areas, area: str) -> list[str]:
    """The area, and the police force areas whose published figures it is part of."""
    here = areas.by_code[area]
    forces = [row.code for row in areas.of_kind("force") if here.parent and row.parent == here.parent]
    return list(dict.fromkeys([area, *forces]))


def steering(evidence: Evidence, areas: Areas, area: str, quarter: Period | None, expectation: Expectation) -> Steering:
    """What there is of `area`, in `quarter` or the newest one that is whole."""
    held = [evidence.series(code, area, "", Grain.QUARTER) for code in _HELD]
    quarters = sorted({period for figures in held for period in figures})
    whole = [period for figures in held for period, figure in figures.items() if figure.known]
    shown = quarter or max(whole or quarters, default=None)
    own = _own(evidence, areas, area, shown, expectation) if quarters and shown else None
    found = [_published(evidence, areas, place, expectation) for place in places(areas, area)]
    published = next((part for part in found if part), None)
    return Steering(area, areas.by_code[area].name, tuple(quarters), own, published)


def _own(evidence: Evidence, areas: Areas, area: str, quarter: Period, expectation: Expectation) -> Part:
    twelve = Period(quarter.last - 11, Grain.R12)
    agencies = _lines(evidence, area, REFERRALS, quarter, twelve)
    expected = expectation.of(area)
    cases = evidence.series(CASES, area, "", Grain.R12).get(twelve, _NONE)
    told = _against(
        cases, twelve, expected.cases if expected else None, expectation, source=expected.source if expected else ""
    )
    return Part(
        area,
        areas.by_code[area].name,
        quarter,
        twelve,
        told,
        _pattern(agencies),
        tuple(
            _line(evidence, area, code, "", quarter, twelve) for code in _MEASURES if code in evidence.snapshot.series
        ),
        agencies,
        _shares(_lines(evidence, area, VICTIMS, quarter, twelve), cases),
        tuple(
            _line(evidence, area, code, "", quarter, twelve)
            for code in (INVITED, ATTENDED)
            if evidence.stored(code, area)
        ),
        _course(evidence, CASES, area, quarter),
        expected.cases / 4 if expected else None,
    )


def _published(evidence: Evidence, areas: Areas, area: str, expectation: Expectation) -> Part | None:
    """The newest year that is stored as such."""
    years = [period for period in evidence.stored(CASES, area) if period.grain is Grain.YEAR]
    if not years:
        return None
    year = max(years)
    agencies = _lines(evidence, area, REFERRALS, year, None)
    cases, wanted, rate = (
        evidence.series(code, area, "", Grain.YEAR).get(year, _NONE) for code in (CASES, RECOMMENDED, PER_10K)
    )
    measures = [code for code in (*_MEASURES, PER_10K) if evidence.stored(code, area)]
    return Part(
        area,
        areas.by_code[area].name,
        year,
        None,
        _against(cases, year, wanted.value, expectation, rate=rate.value),
        _pattern(agencies),
        tuple(_line(evidence, area, code, "", year, None) for code in measures),
        agencies,
        (),
        (),
        _course(evidence, PER_10K, area, year),
        expectation.per_10k,
    )


def _line(evidence: Evidence, area: str, code: str, breakdown: str, period: Period, twelve: Period | None) -> Line:
    spec = evidence.snapshot.series[code]
    held = evidence.series(code, area, breakdown, period.grain)
    year = evidence.series(code, area, breakdown, Grain.R12).get(twelve, _NONE) if twelve else _NONE
    title = breakdown.partition("=")[2] or spec.title
    figures = (held.get(period, _NONE), held.get(period.year_before, _NONE), year)
    return Line(title, code, breakdown, spec.unit, spec.decimals, *figures)


def _lines(evidence: Evidence, area: str, code: str, period: Period, twelve: Period | None) -> tuple[Line, ...]:
    """Each part of a series: the largest that may be shown first, then by name."""
    named = {
        row.breakdown for row in evidence.snapshot.rows if row.series == code and row.area == area and row.breakdown
    }
    lines = [_line(evidence, area, code, breakdown, period, twelve) for breakdown in named]
    return tuple(sorted(lines, key=lambda line: (-(line.now.value if line.now.value is not None else -1), line.title)))


def _shares(lines: Iterable[Line], cases: Figure) -> tuple[Line, ...]:
    """Twelve months' victims of each group as a share of the cases, where both may be shown."""
    return tuple(line._replace(share=ratio(line.year.value, cases.value, 100)) for line in lines)


def _course(evidence: Evidence, code: str, area: str, last: Period) -> tuple[tuple[Period, Figure], ...]:
    held = evidence.series(code, area, "", last.grain)
    periods = [last.shift(-back) for back in reversed(range(_COURSE[last.grain]))]
    return tuple((period, held[period]) for period in periods if period in held)


def _against(
    cases: Figure,
    period: Period,
    expected: float | None,
    expectation: Expectation,
    *,
    rate: float | None = None,
    source: str = "",
) -> str:
    """118 cases in the 12 months to Dec 2014: 23% of the 520 that SafeLives expects."""
    when = f"in the {period.short}" if period.grain is Grain.R12 else f"in {period.short}"
    if cases.value is None:
        return _unknown(cases, when)
    said = f"{number(cases.value)} cases {when}"
    if not expected:
        return (
            f"{said}. How many SafeLives expects in this area is not known: it depends on the number of adult females."
        )
    share = cases.value * 100 / expected
    per = cases.value * expectation.per_10k / expected if rate is None else rate
    by = f", by {source}" if source else ""
    return (
        f"{said}: {number(share)}% of the {number(expected)} that SafeLives expects{by}. That is {number(per, 1)} for "
        f"every 10,000 adult females, against {number(expectation.per_10k)}."
    )


def _unknown(cases: Figure, when: str) -> str:
    if cases.status == "suppressed":
        return f"The number of cases {when} is {SYMBOL}: {WORDS}."
    if cases.of == 1:
        return f"The number of cases {when} is not known."
    parts = "months" if cases.of == 12 else "quarters"
    return f"The number of cases {when} is not known: {cases.complete} of {cases.of} {parts} have been returned."


def _pattern(agencies: Sequence[Line]) -> str:
    """Which agency's referrals changed most; nothing where none can be compared."""
    compared = [line for line in agencies if line.change]
    if not compared:
        return ""
    most = max(compared, key=lambda line: abs(line.change or 0))
    assert most.change is not None
    assert most.now.value is not None
    assert most.before.value is not None
    way = "more" if most.change > 0 else "fewer"
    return (
        f"Of the figures that can be compared, referrals from {most.title} changed most: {counted(most.now.value)}, "
        f"{counted(abs(most.change))} {way} than a year before."
    )


def counted(value: float) -> str:
    """A count; one that is shared by two agencies is a half."""
    return number(value, 0 if value.is_integer() else 1)
