"""What is expected next, when it is due, and how late it is."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.metrics.schedule import due, expected, following, how_late, how_long_after, how_soon
from dashboard.periods import LENGTH, Grain, Period, parse


@pytest.mark.parametrize(
    ("last", "frequency", "wanted"),
    [
        ("2025-11", "month", "2025-12"),
        ("2025-12", "month", "2026-01"),
        ("FY2012-13-Q1", "quarter", "FY2012-13-Q2"),
        ("FY2012-13-Q4", "quarter", "FY2013-14-Q1"),
        ("FY2021-22", "year", "FY2022-23"),
        ("CY2023", "year", "CY2024"),
        ("R12:2024-09", "year", "R12:2025-09"),
        # twelve months that are published every quarter
        ("R12:2024-09", "quarter", "R12:2024-12"),
        ("FY2023-24", "quarter", "R12:2024-06"),
        ("R12:2024-09", "month", "R12:2024-10"),
        # months that break off within a quarter, and at its end
        ("2025-11", "quarter", "FY2025-26-Q3"),
        ("2025-12", "quarter", "FY2025-26-Q4"),
        ("FY2024-25-Q2", "month", "2024-10"),
        ("2025-03", "year", "FY2025-26"),
        ("FY2024-25-Q2", "year", "FY2024-25"),
    ],
)
def test_the_period_that_follows(last: str, frequency: Any, wanted: str) -> None:
    assert following(parse(last), frequency).key == wanted


def test_a_figure_is_due_its_lag_after_the_end_of_its_period() -> None:
    assert due(parse("2025-12"), 45) == date(2026, 2, 14)
    assert due(parse("FY2012-13-Q1"), 30) == date(2012, 7, 30)
    assert due(parse("FY2023-24"), 0) == date(2024, 3, 31)


@pytest.mark.parametrize(
    ("today", "state", "days", "overdue"),
    [
        (date(2026, 1, 14), "up-to-date", -31, []),
        (date(2026, 1, 15), "due-soon", -30, []),
        (date(2026, 2, 14), "due-soon", 0, []),
        (date(2026, 2, 15), "late", 1, ["2025-12"]),
        (date(2026, 4, 14), "late", 59, ["2025-12", "2026-01"]),
        (date(2026, 5, 16), "late", 91, ["2025-12", "2026-01", "2026-02", "2026-03"]),
    ],
)
def test_late_soon_and_up_to_date(today: date, state: str, days: int, overdue: list[str]) -> None:
    found = expected(parse("2025-12"), frequency="month", lag_days=45, today=today)
    assert (found.period.key, found.due) == ("2025-12", date(2026, 2, 14))
    assert (found.state, found.days, [p.key for p in found.overdue]) == (state, days, overdue)


@given(
    st.integers(2000 * 12, 2030 * 12),
    st.sampled_from([Grain.MONTH, Grain.R12]),
    st.sampled_from(["month", "quarter", "year"]),
)
def test_what_follows_begins_before_it_is_over_and_ends_later(first: int, grain: Grain, frequency: Any) -> None:
    last = Period(first, grain)
    after = following(last, frequency)
    assert after.last > last.last
    assert after.first <= last.last + 1  # no month is skipped
    assert LENGTH[after.grain] <= 12


@given(st.integers(1, 500), st.integers(0, 700))
def test_everything_overdue_was_due_before_today_and_nothing_else(days: int, lag: int) -> None:
    period = parse("2020-01")
    today = due(period, lag) + timedelta(days=days)
    overdue = expected(period, frequency="month", lag_days=lag, today=today).overdue
    assert all(due(p, lag) < today for p in overdue)
    assert due(following(overdue[-1], "month"), lag) >= today


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, "1 day late"),
        (59, "59 days late"),
        (60, "60 days late (2 months)"),
        (131, "131 days late (4 months)"),
        (730, "730 days late (24 months)"),
        (731, "731 days late (over 2 years)"),
        (5139, "5,139 days late (over 14 years)"),
    ],
)
def test_lateness_in_words(days: int, words: str) -> None:
    assert how_late(days) == words


def test_soon_in_words() -> None:
    assert [how_soon(days) for days in (0, 1, 2, 30)] == [
        "due today",
        "due tomorrow",
        "due in 2 days",
        "due in 30 days",
    ]


@pytest.mark.parametrize(
    ("lag", "words"),
    [
        (0, "in the days after"),
        (7, "1 week after"),
        (30, "4 weeks after"),
        (45, "6 weeks after"),
        (60, "9 weeks after"),
        (180, "6 months after"),
        (420, "14 months after"),
        (670, "22 months after"),
    ],
)
def test_how_long_after_in_words(lag: int, words: str) -> None:
    assert how_long_after(lag) == words
