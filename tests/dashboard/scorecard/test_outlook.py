"""The end of the year: forecast, target, status, and why there may be none."""

from typing import Any

import pytest

from dashboard.periods import Grain, parse
from dashboard.scorecard.outlook import Outlook, outlook
from tests.dashboard.scorecard._figures import SUPPRESSED, Value, evidence, indicator

STEADY: list[Value] = [100.0, 120.0, 80.0, 100.0] * 3


def ahead(values: list[Value], period: str, first: str = "FY2022-23-Q1", **options: Any) -> Outlook:
    return outlook(indicator(**options), evidence(first, values), period=parse(period), area="E")


def test_a_year_of_two_quarters_ends_where_the_others_lead() -> None:
    found = ahead([*STEADY, 90.0, 110.0], "FY2025-26-Q2")
    end = found.end
    assert end is not None and (end.year, end.known_quarters, end.target) == ("FY2025-26", 2, 392.0)
    assert end.low < end.forecast < end.high and 340 < end.forecast < 400
    assert end.p_target is not None and 0.5 < end.p_target < 1 and end.words in ("more likely than not", "likely")
    assert (end.rag, end.actual, end.no_skill, end.note) == ("green", False, "", "")
    assert (end.needed, end.needed_words) == (96.0, "On target with no more than 96 in each of the 2 quarters to come.")
    assert (found.known, found.aims) == ((90.0, 110.0), (98.0, 117.6, 78.4, 98.0))
    assert [round(low) <= round(middle) <= round(high) for low, middle, high in found.course] == [True, True]


def test_a_year_that_is_over_is_its_total() -> None:
    found = ahead([*STEADY, 90.0, 110.0, 90.0, 104.0], "FY2025-26-Q4")
    assert found.end is not None
    assert (found.end.forecast, found.end.low, found.end.high) == (394, 394, 394)
    assert (found.end.p_target, found.end.rag, found.end.actual, found.end.words) == (0.0, "amber", True, "missed")
    assert found.end.needed is None and found.course == ()


def test_before_the_first_quarter_nobody_knows() -> None:
    found = ahead(STEADY, "FY2025-26-Q1")
    assert found.end is not None
    assert (found.end.no_skill, found.end.p_target, found.end.rag) == ("no forecast skill yet", None, None)
    assert found.end.known_quarters == 0


@pytest.mark.parametrize(
    ("target", "aim"),
    [
        ({"kind": "change", "value": -10.0}, 360.0),
        ({"kind": "change", "value": -10.0, "baseline": "FY2022-23"}, 360.0),
        ({"kind": "direction"}, 400.0),
        ({"kind": "level", "value": 90.0}, 360.0),
        ({"kind": "expected", "value": 95.0}, 380.0),
        ({"kind": "return", "baseline": "FY2022-23", "by": "FY2025-26"}, 400.0),
        ({"kind": "none"}, None),
    ],
)
def test_what_the_year_is_asked_follows_from_the_target(target: dict[str, Any], aim: float | None) -> None:
    found = ahead([*STEADY, 90.0], "FY2025-26-Q1", target=target)
    assert found.end is not None and found.end.target == aim
    if aim is None:
        assert (found.end.p_target, found.end.rag, found.end.needed) == (None, None, None)
    else:
        assert sum(value or 0 for value in found.aims) == pytest.approx(aim)


def test_where_more_is_better_the_chance_is_the_other_one() -> None:
    more = ahead([*STEADY, 90.0], "FY2025-26-Q1", polarity="high")
    less = ahead([*STEADY, 90.0], "FY2025-26-Q1", polarity="low")
    assert more.end and less.end and more.end.p_target is not None and less.end.p_target is not None
    assert more.end.p_target + less.end.p_target == pytest.approx(1, abs=0.05)
    assert more.end.needed_words == "On target with at least 101 in each of the 3 quarters to come."


@pytest.mark.parametrize(
    ("values", "polarity", "words"),
    [
        ([200.0, 300.0], "low", "The target for the year is already passed."),
        ([200.0, 300.0], "high", "The target for the year is already met."),
        ([100.0, 100.0, 100.0], "low", "On target with no more than 92 in the last quarter."),
    ],
)
def test_what_is_left_is_said(values: list[Value], polarity: str, words: str) -> None:
    found = ahead([*STEADY, *values], f"FY2025-26-Q{len(values)}", polarity=polarity)
    assert found.end is not None and found.end.needed_words == words


@pytest.mark.parametrize(
    ("first", "values", "why"),
    [
        ("FY2025-26-Q1", [None], "There is no whole quarter to forecast from."),
        ("FY2024-25-Q4", [9.0, 8.0], "Only 2 quarters in a row, and a forecast needs 5."),
        ("FY2025-26-Q1", [9.0], "Only 1 quarter in a row, and a forecast needs 5."),
        (
            "FY2023-24-Q1",
            [5.0, 5, 5, 5, None, 5, 5, 9],
            "Only 3 quarters in a row, and a forecast needs 5; Apr–Jun 2024 has no figure.",
        ),
        ("FY2023-24-Q2", [0.0] * 8, "Every quarter to Apr–Jun 2025 was 0: there is nothing to forecast from."),
        ("FY2023-24-Q2", [5.0, -5, 5, 5, 5, 5, 5, 5], "A quarter is negative: the forecast is one of counts."),
        ("FY2021-22-Q1", [5.0] * 8, "There are no figures after Jan–Mar 2023."),
        ("FY2023-24-Q2", [5.0] * 7 + [SUPPRESSED], "The figure is suppressed, and so is the year it is part of."),
    ],
)
def test_why_there_is_no_forecast_is_said(first: str, values: list[Value], why: str) -> None:
    found = ahead(values, "FY2025-26-Q1", first)
    assert (found.end, found.why) == (None, why)


def test_a_gap_within_the_year_leaves_it_without_a_sum() -> None:
    found = ahead([*STEADY, 90.0, None, 90.0], "FY2025-26-Q3")
    assert (found.end, found.why) == (None, "Jul–Sep 2025 has no figure, so the year so far cannot be added up.")


def test_only_counts_of_a_quarter_or_a_month_add_up() -> None:
    yearly = ahead([400.0] * 9, "FY2024-25", "FY2016-17", grain=Grain.YEAR)
    assert (yearly.end, yearly.why) == (None, "Only counts of a quarter or a month add up to a year.")
    shares = evidence("FY2022-23-Q1", [*STEADY, 90.0], aggregation="last", unit="%")
    assert outlook(indicator(), shares, period=parse("FY2025-26-Q1"), area="E").end is None


def test_what_the_forecast_does_without_is_said() -> None:
    few = ahead([100.0, 110.0, 90.0, 100.0, 95.0], "FY2025-26-Q1", "FY2024-25-Q1")
    assert few.end is not None and not few.end.seasonal
    assert few.end.note == "With fewer than eight quarters in a row, the season is not known."
    nothing = ahead([100.0] * 5, "FY2025-26-Q2", "FY2024-25-Q2")
    assert nothing.end is not None and nothing.end.target is None
    assert nothing.end.note.startswith("2024/25 is not whole: no target for the year follows from it.")
