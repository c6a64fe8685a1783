"""Longer periods from shorter ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.metrics.aggregate import derive, ratio
from dashboard.periods import Grain, Period, financial_year, month, ordinal, parse


def months(first: str, *values: float | None) -> dict[Period, float | None]:
    start = parse(first).first
    return {Period(start + n, Grain.MONTH): value for n, value in enumerate(values)}


def test_three_months_make_a_quarter() -> None:
    found = derive(months("2024-04", 1, 2, 3), Grain.QUARTER, "sum")
    assert found[parse("FY2024-25-Q1")] == (6, 3, 3)


def test_two_months_do_not() -> None:
    assert derive(months("2024-04", 1, 2), Grain.QUARTER, "sum")[parse("FY2024-25-Q1")] == (None, 2, 3)
    assert derive(months("2024-04", 1, 2, None), Grain.QUARTER, "sum")[parse("FY2024-25-Q1")] == (None, 2, 3)


def test_a_published_figure_wins_over_a_derived_one() -> None:
    values = months("2024-04", 1, 2, 3) | {parse("FY2024-25-Q1"): 7.0}
    assert derive(values, Grain.QUARTER, "sum")[parse("FY2024-25-Q1")].value == 7


def test_decimals_add_up_as_they_are_printed() -> None:
    assert derive(months("2024-04", 0.1, 0.2, 0.3), Grain.QUARTER, "sum")[parse("FY2024-25-Q1")].value == 0.6


def test_an_incomplete_year_counts_the_parts_it_has_most_of() -> None:
    values = months("2024-04", 1) | {parse(f"FY2024-25-Q{n}"): 5.0 for n in (1, 2, 3)}
    assert derive(values, Grain.YEAR, "sum")[financial_year(2024)] == (None, 3, 4)


def test_a_year_published_by_months_and_by_quarters_is_counted_once() -> None:
    values = months("2024-04", *[1.0] * 12) | {parse(f"FY2024-25-Q{n}"): 3.0 for n in (1, 2, 3, 4)}
    assert derive(values, Grain.YEAR, "sum")[financial_year(2024)].value == 12


def test_the_last_of_a_stock_is_taken() -> None:
    assert derive(months("2024-04", 5, 6, 4), Grain.QUARTER, "last")[parse("FY2024-25-Q1")].value == 4


def test_what_may_not_be_added_is_not() -> None:
    assert derive(months("2024-04", 1, 2, 3), Grain.QUARTER, "none") == {}


def test_april_to_december_is_made_of_three_quarters_or_nine_months() -> None:
    nine = parse("FY2024-25-Q1-Q3")
    quarters = {parse(f"FY2024-25-Q{n}"): float(n) for n in (1, 2, 3, 4)}
    assert derive(quarters, Grain.APR_DEC, "sum") == {nine: (6, 3, 3)}
    assert derive(months("2024-04", *range(1, 13)), Grain.APR_DEC, "sum") == {nine: (45, 9, 9)}
    assert derive(months("2024-04", *range(1, 9)), Grain.APR_DEC, "sum") == {nine: (None, 8, 9)}


def test_a_year_is_not_made_of_its_first_nine_months() -> None:
    values = {parse("FY2024-25-Q1-Q3"): 9.0, parse("FY2024-25-Q4"): 3.0}
    assert derive(values, Grain.YEAR, "sum")[financial_year(2024)] == (None, 1, 4)


def test_calendar_and_financial_years_are_different_periods() -> None:
    values = months("2024-01", *range(1, 25))
    financial = derive(values, Grain.YEAR, "sum")
    calendar = derive(values, Grain.CALENDAR, "sum")
    assert financial[financial_year(2024)].value == sum(range(4, 16))
    assert calendar[parse("CY2024")].value == sum(range(1, 13))


@given(st.lists(st.integers(0, 500), min_size=24, max_size=24))
def test_rolling_years_are_sums_of_their_twelve_months(values: list[int]) -> None:
    first = ordinal(2020, 4)
    found = derive({Period(first + n, Grain.MONTH): float(v) for n, v in enumerate(values)}, Grain.R12, "sum")
    for offset in range(13):
        assert found[Period(first + offset, Grain.R12)].value == sum(values[offset : offset + 12])


def test_a_ratio_is_made_from_its_sums() -> None:
    assert ratio(3828, 16585, 100) == pytest.approx(3828 / 16585 * 100)
    assert ratio(11, 20, 100) == 55  # 55.00000000000001 in floating point
    assert ratio(1, 0) is None
    assert ratio(None, 5) is None


def test_a_month_is_in_its_quarter() -> None:
    assert month(2012, 6).first in parse("FY2012-13-Q1").months()
