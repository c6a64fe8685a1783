"""When figures are expected: the next period of a source, the day it is due, and how late it is, also in words."""

from datetime import date, timedelta
from typing import Literal, NamedTuple

from dashboard.periods import LENGTH, MONTHS, Grain, Period, quarter_containing

Frequency = Literal["month", "quarter", "year"]
State = Literal["late", "due-soon", "up-to-date"]
STEP: dict[Frequency, int] = {"month": 1, "quarter": 3, "year": 12}
SOON = 30
# from here on a lateness is also said in months
_LONG = 60


class Expected(NamedTuple):
    """The next period and the day by which it is due; `overdue` are the periods whose day has passed, oldest first;
    `days` from that day until today: above 0 it is late."""

    period: Period
    due: date
    overdue: tuple[Period, ...]
    days: int

    @property
    def state(self) -> State:
        if self.days > 0:
            return "late"
        return "due-soon" if self.days >= -SOON else "up-to-date"


def expected(period: Period, *, frequency: Frequency, lag_days: int, today: date) -> Expected:
    """The period waited for, and all that are overdue by now. A figure is due on its day and late the day after."""
    overdue = []
    waited = period
    while today > due(waited, lag_days):
        overdue.append(waited)
        waited = following(waited, frequency)
    day = due(period, lag_days)
    return Expected(period, day, tuple(overdue), (today - day).days)


def due(period: Period, lag_days: int) -> date:
    """The last day of a period and the days it takes until its figures are there."""
    return period.end + timedelta(days=lag_days)


def following(last: Period, frequency: Frequency) -> Period:
    """The next period of a source whose newest is `last`.

    Years that come out every quarter roll on by three months; a return whose months break off within a quarter is
    waited for to the end of that quarter.
    """
    step, length = STEP[frequency], LENGTH[last.grain]
    if length == step:
        return Period(last.first + step, last.grain)
    if length == 12:
        return Period(last.first + step, Grain.R12)
    return containing(last.last + 1, frequency)


def containing(months: int, frequency: Frequency) -> Period:
    """The month, quarter or financial year in which a month lies, as months since year 0."""
    if frequency == "month":
        return Period(months, Grain.MONTH)
    return quarter_containing(months) if frequency == "quarter" else Period(months, Grain.MONTH).fiscal_year


def how_late(days: int) -> str:
    """12 days late; 131 days late (4 months); 1,005 days late (over 2 years)."""
    said = f"{days:,} day{'' if days == 1 else 's'} late"
    return f"{said} ({_long(days)})" if days >= _LONG else said


def how_soon(days: int) -> str:
    """Due today, tomorrow, in 12 days."""
    return {0: "due today", 1: "due tomorrow"}.get(days, f"due in {days} days")


def how_long_after(lag_days: int) -> str:
    """How long after a period its figures come: 6 weeks after, 14 months after."""
    return "in the days after" if round(lag_days / 7) == 0 else f"{how_late_each(lag_days)} after"


def how_late_each(lag_days: int) -> str:
    """The time from the end of each period to its figures: 6 weeks, 14 months."""
    if lag_days < 90:
        weeks = round(lag_days / 7)
        return f"{weeks} week{'' if weeks == 1 else 's'}"
    return f"{_months(lag_days)} months"


def _long(days: int) -> str:
    if days < 731:
        return f"{_months(days)} months"
    return f"over {days * 100 // 36525} years"


def _months(days: int) -> int:
    return round(days / 30.4375)


def day(when: date) -> str:
    """A day as a sentence says it: 14 Feb 2026."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"
