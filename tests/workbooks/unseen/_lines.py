"""The commonest body of a table: a line a borough, a cell a period."""

from collections.abc import Sequence

from dashboard.periods import MONTHS, Period
from tests.workbooks._case import Figure, Maker


def lines(
    m: Maker, title: str, areas: dict[str, str], periods: Sequence[Period]
) -> tuple[list[list[object]], list[Figure]]:
    """Rows of borough and numbers, and the figures that they are."""
    rows: list[list[object]] = []
    figures = []
    for name, code in areas.items():
        values = [m.count() for _ in periods]
        rows.append([name, *values])
        figures += [Figure(title, code, p.key, v) for p, v in zip(periods, values, strict=True)]
    return rows, figures


def short_year(period: Period) -> str:
    """The financial year a period lies in, as 25/26."""
    year = period.fiscal_year.first // 12
    return f"{year % 100:02d}/{(year + 1) % 100:02d}"


def month_name(period: Period) -> str:
    return MONTHS[period.first % 12]


def two_digits(period: Period) -> str:
    """The calendar year of a period's last month, as 25."""
    return f"{period.last // 12 % 100:02d}"
