"""What a cell may say, and what is refused."""

import datetime as dt

import pytest

from loaders._grammar import NotANumber, period, value


@pytest.mark.parametrize(
    ("text", "number", "status"),
    [
        ("1,234", 1234, "final"),
        ("12.5%", 12.5, "final"),
        ("£1,200", 1200, "final"),
        ("−3", -3, "final"),
        ("1,234 [r]", 1234, "revised"),
        ("120 [p]", 120, "provisional"),
        (" 7 ", 7, "final"),
        ("", None, "missing"),
        ("..", None, "missing"),
        ("No Data", None, "missing"),
        ("not yet published", None, "missing"),
        ("[c]", None, "suppressed"),
        ("fewer than 5", None, "suppressed"),
    ],
)
def test_numbers_and_markers(text: str, number: float | None, status: str) -> None:
    found = value(text)
    assert (found.number, found.status) == (number, status)


@pytest.mark.parametrize(
    "cell", ["1_000", "nan", "inf", "1e9", "٣", "12,34", "twelve", True, dt.date(2024, 1, 1), float("nan"), 2.0**70]
)
def test_what_only_looks_like_a_number_is_refused(cell: object) -> None:
    with pytest.raises(NotANumber):
        value(cell)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("201204", "2012-04"),
        ("Apr '17 to Mar '185, 6", "FY2017-18"),
        ("Apr–Jun 2012", "FY2012-13-Q1"),
        ("Apr-Jun 11", "FY2011-12-Q1"),
        ("Jan to Mar 12", "FY2011-12-Q4"),
        ("Q1 2012/13", "FY2012-13-Q1"),
        ("2011-12", "FY2011-12"),
        ("2012/13", "FY2012-13"),
        ("January 2024", "2024-01"),
        ("Apr–Dec 2020", "FY2020-21-Q1-Q3"),
        ("April to December 2019", "FY2019-20-Q1-Q3"),
        ("Apr 2012 to Mar 2013", "FY2012-13"),
        ("Year ending March 2024", "FY2023-24"),
        ("Year ending June 2025", "R12:2025-06"),
        ("R12:2019-12", "R12:2019-12"),
    ],
)
def test_periods_as_partners_write_them(text: str, key: str) -> None:
    found = period(text)
    assert found is not None
    assert found.key == key


@pytest.mark.parametrize("text", ["2012-14", "Apr to Jul 2012", "Jan to Sep 2012", "2019", "Total", "", "13/2012"])
def test_what_is_no_period(text: str) -> None:
    assert period(text) is None
