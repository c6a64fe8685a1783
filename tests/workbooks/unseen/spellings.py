"""Quarters, months and years as partners spell them, each in a workbook of its own."""

from collections.abc import Callable

from dashboard.periods import Period
from tests.workbooks._case import LONG_MONTHS, Case, Maker, Tab, fy, long_months, months_of
from tests.workbooks.unseen._lines import lines, month_name, short_year, two_digits

ORDINALS = ("1st", "2nd", "3rd", "4th")
NUMBERS = ("one", "two", "three", "four")
Spelling = Callable[[Period], str]

QUARTERS: dict[str, Spelling] = {
    "number, months in brackets, short year": lambda q: "Q{} ({} - {}) {}".format(
        q.quarter_number, *months_of(q)[:2], short_year(q)
    ),
    "year, colon, quarter": lambda q: f"{fy(q)}: Quarter {q.quarter_number}",
    "months, number in brackets": lambda q: "{} to {} {} (Q{})".format(*long_months(q), q.quarter_number),
    "ordinal": lambda q: f"{ORDINALS[q.quarter_number - 1]} Quarter {fy(q, between='-')}",
    "year in full": lambda q: f"Q{q.quarter_number} {q.fiscal_year.first // 12}-{q.fiscal_year.first // 12 + 1}",
    "FY before": lambda q: f"FY{short_year(q)} Q{q.quarter_number}",
    "three months": lambda q: f"{', '.join(LONG_MONTHS[k % 12][:3] for k in q.months())} {q.last // 12}",
    "run together": lambda q: f"{short_year(q)}Q{q.quarter_number}",
    "number in words": lambda q: f"Quarter {NUMBERS[q.quarter_number - 1]} {fy(q)}",
    "first to last day": lambda q: f"{q.start:%d %b %Y} - {q.end:%d %b %Y}",
    "quarter ended": lambda q: f"Quarter ended {q.end.day} {long_months(q)[1]} {q.last // 12}",
}
MONTH: dict[str, Spelling] = {
    "apostrophe": lambda p: f"{LONG_MONTHS[p.first % 12]} '{two_digits(p)}",
    "statistical office": lambda p: f"{p.first // 12}M{p.first % 12 + 1:02d}",
    "month slash year": lambda p: f"{p.first % 12 + 1:02d}/{p.first // 12}",
    "numbered from April": lambda p: f"M{(p.first % 12 - 3) % 12 + 1} ({month_name(p)} {two_digits(p)})",
    "year dash month": lambda p: f"{p.first // 12}-{month_name(p)}",
    "dots": lambda p: f"01.{p.first % 12 + 1:02d}.{p.first // 12}",
}
YEARS: dict[str, Spelling] = {
    "first to last month": lambda y: f"Apr {y.first // 12 % 100:02d} to Mar {y.last // 12 % 100:02d}",
    "year ending": lambda y: f"YE Mar-{two_digits(y)}",
    "both in full": lambda y: f"{y.first // 12}/{y.last // 12}",
    "FYE": lambda y: f"FYE {y.last // 12}",
}
TITLES = (
    "Table 4b - Nuisance vehicle reports by borough",
    "PUBLIC SPACE PROTECTION ORDER BREACHES",
    "How many warning letters were sent?",
    "Appendix C. Abandoned vehicles removed",
    "Drug-related litter – number of reports received",
)


def _workbook(m: Maker, periods: list[Period], spell: Spelling) -> Case:
    title, areas = m.pick(*TITLES), m.areas(m.random.randint(3, 6))
    body, figures = lines(m, title, areas, periods)
    corner = m.pick("Borough", "London borough", "Name of authority", "")
    head: list[object] = [corner, *(spell(p) for p in periods)]
    return Case("", [Tab("Data", [[title], [], head, *body])], figures, file="figures.xlsx")


def quarters(m: Maker, spell: Spelling) -> Case:
    """Boroughs by quarter."""
    return _workbook(m, m.quarters(5), spell)


def months(m: Maker, spell: Spelling) -> Case:
    """Boroughs by month."""
    return _workbook(m, m.months(9), spell)


def years(m: Maker, spell: Spelling) -> Case:
    """Boroughs by financial year."""
    year = m.year()
    return _workbook(m, [year.shift(step) for step in (-1, 0, 1)], spell)


def _spelt(make: Callable[[Maker, Spelling], Case], spell: Spelling) -> Callable[[Maker], Case]:
    return lambda m: make(m, spell)


FAMILIES = {
    f"{what}: {name}": (_spelt(make, spell), 1)
    for what, make, spellings in (("quarter", quarters, QUARTERS), ("month", months, MONTH), ("year", years, YEARS))
    for name, spell in spellings.items()
}
