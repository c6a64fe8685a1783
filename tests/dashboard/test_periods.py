"""Periods read, written and shifted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import BadPeriod
from dashboard.periods import Grain, Period, ordinal, parse


@given(st.integers(ordinal(1950, 1), ordinal(2100, 1)), st.sampled_from(list(Grain)))
def test_what_is_written_is_read_back(first: int, grain: Grain) -> None:
    if grain is Grain.QUARTER:
        first -= first % 3
    if grain in (Grain.APR_DEC, Grain.YEAR):
        first = first // 12 * 12 + 3
    if grain is Grain.CALENDAR:
        first = first // 12 * 12
    period = Period(first, grain)
    assert parse(period.key) == period
    assert period.year_before.year_before.last == period.last - 24


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2012-13",
        "FY2012-14",
        "FY2012-13-Q5",
        "CY12",
        "R12:2019-13",
        "FY2012-13-Q1 x",
        "FY2020-21-Q1-Q2",
        "FY2020-22-Q1-Q3",
    ],
)
def test_what_is_not_a_period_is_said_to_be_none(text: str) -> None:
    with pytest.raises(BadPeriod, match="is not a period"):
        parse(text)


def test_periods_are_spoken_as_people_say_them() -> None:
    assert parse("FY2012-13-Q1").label == "Apr–Jun 2012 (Q1 2012/13)"
    assert parse("FY2012-13-Q4").label == "Jan–Mar 2013 (Q4 2012/13)"
    assert parse("FY2020-21-Q1-Q3").label == "Apr–Dec 2020"
    assert parse("R12:2019-12").label == "12 months to Dec 2019"


def test_april_to_december_comes_once_a_year() -> None:
    nine = parse("FY2020-21-Q1-Q3")
    assert (nine.start.isoformat(), nine.end.isoformat()) == ("2020-04-01", "2020-12-31")
    assert nine.shift(-1) == nine.year_before == parse("FY2019-20-Q1-Q3")


@pytest.mark.parametrize(
    ("key", "of", "part"),
    [
        ("FY2020-21", 4, "quarter"),
        ("FY2020-21", 12, "month"),
        ("FY2020-21-Q1-Q3", 3, "quarter"),
        ("FY2020-21-Q1-Q3", 9, "month"),
        ("FY2020-21-Q1", 3, "month"),
    ],
)
def test_what_a_period_is_made_of_follows_from_how_many_parts_it_has(key: str, of: int, part: str) -> None:
    assert parse(key).part(of) == part
