"""Periods as partners write them, whole and in parts."""

import datetime as dt

import pytest

from loaders._mapping.said import Said, Times, settle
from loaders._mapping.times import said_under, say

SPELLINGS = {
    "Q1 2025/26": "FY2025-26-Q1",
    "Q1 25/26": "FY2025-26-Q1",
    "2025-26 Q1": "FY2025-26-Q1",
    "FY25/26 Q1": "FY2025-26-Q1",
    "Apr-Jun 25": "FY2025-26-Q1",
    "Quarter 1 (Apr - Jun) 2025/26": "FY2025-26-Q1",
    "Q1 (Apr-Jun 2025)": "FY2025-26-Q1",
    "1 April 2025 to 30 June 2025": "FY2025-26-Q1",
    "01/04/2025 - 30/06/2025": "FY2025-26-Q1",
    "Quarter ended 30 June 2025": "FY2025-26-Q1",
    "3 months to Dec 2025": "FY2025-26-Q3",
    "Jan-Mar 2025/26": "FY2025-26-Q4",
    "First Quarter 2025-2026": "FY2025-26-Q1",
    "Apr, May, Jun 2025": "FY2025-26-Q1",
    "Month ending 30 June 2025": "2025-06",
    "Apr-25": "2025-04",
    "Dec 2024 to Nov 2025": "R12:2025-11",
    "24-25": "FY2024-25",
    "2025M04": "2025-04",
    "04/2025": "2025-04",
    "01.04.2025": "2025-04",
    "1-Apr-25": "2025-04",
    "YE Mar-25": "FY2024-25",
    "FYE 2025": "FY2024-25",
    "QE Jun 25": "FY2025-26-Q1",
}


@pytest.mark.parametrize(("text", "key"), SPELLINGS.items())
def test_spellings(text: str, key: str) -> None:
    when = settle(say(text), Times())
    assert when is not None
    assert when.key == key


@pytest.mark.parametrize("text", ["Q1 2025", "2025", "Q1", "April", "Apr-Jun"])
def test_what_is_only_half_said_is_not_guessed(text: str) -> None:
    said = say(text)
    assert said.anything
    assert settle(said, Times()) is None


@pytest.mark.parametrize(
    "text", ["16-17", "18-24", "Violence with injury", "£2,025", "24 hours", "1 in 4", "13/2025", "1.5"]
)
def test_what_says_no_time(text: str) -> None:
    assert not say(text).anything


def test_a_quarter_that_contradicts_its_months_is_no_period() -> None:
    assert settle(say("Q2 Apr-Jun 2025"), Times()) is not None  # the second quarter of a calendar year
    assert settle(say("Q3 (Apr-Jun) 2025/26"), Times()) is None


def test_the_parts_of_two_cells_make_a_period() -> None:
    assert _key(say("2025/26").joined(say("Q3"))) == "FY2025-26-Q3"
    assert _key(say("Q4").with_context(say("2025/26"))) == "FY2025-26-Q4"
    assert _key(say("01/04/2024").joined(say("30/06/2024"))) == "FY2024-25-Q1"
    assert _key(say("2025/26").joined(said_under(2.0, "quarter", Times()))) == "FY2025-26-Q2"


def test_months_without_a_year_lie_in_the_twelve_that_end_where_the_title_says() -> None:
    around = Said(year=2024, fiscal=True, until=2025 * 12 + 2)  # … to March 2025
    assert _key(say("Oct").with_context(around)) == "2024-10"
    assert _key(say("Feb").with_context(around)) == "2025-02"


def test_dates_stand_for_what_was_said() -> None:
    day = say(dt.date(2025, 6, 30))
    assert _key(day) == "2025-06"
    assert settle(day, Times(dates="quarter")).key == "FY2025-26-Q1"  # type: ignore[union-attr]
    assert settle(say(dt.date(2025, 3, 31)), Times(dates="year")).key == "FY2024-25"  # type: ignore[union-attr]


def test_day_numbers_are_dates_only_where_that_was_found() -> None:
    assert not say(45748.0).anything
    assert settle(say(45748.0, Times(serials=True)), Times(serials=True)).key == "2025-04"  # type: ignore[union-attr]


def _key(said: Said) -> str:
    when = settle(said, Times())
    assert when is not None
    return when.key
