"""The sentence that says why a status is what it is."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from dashboard.metrics.wording import KEPT_BACK, figure, grey_reason, named, reason, shortest
from dashboard.periods import financial_year, quarter, rolling

LOW: dict[str, Any] = {
    "target": "−2% on Apr–Jun 2011",
    "polarity": "low",
    "tolerance": 0.05,
    "points": None,
    "rule": "variance",
    "previous": None,
}
POINTS = LOW | {"target": "target 55%", "polarity": "high", "points": 2.0, "unit": "%"}
TRAVEL = LOW | {"target": "target 100", "rule": "direction", "tolerance": 0.1, "previous": 120}


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(1182.86, 1, "1,182.9"), (-3, 0, "−3"), (0.5, 0, "1"), (-0.04, 1, "0.0"), (1234567, 0, "1,234,567")],
)
def test_numbers_are_written_as_people_read_them(value: float, decimals: int, text: str) -> None:
    assert figure(value, decimals) == text


def test_a_decimal_is_shown_where_there_is_one() -> None:
    assert [shortest(value) for value in (1242.003, 12.5, 40.0)] == ["1,242", "12.5", "40"]


@pytest.mark.parametrize(
    ("rag", "value", "expected", "how", "text"),
    [
        (
            "green",
            983,
            "1182.86",
            LOW,
            "Green: 983 is 16.9% below the 1,182.9 expected (−2% on Apr–Jun 2011). Amber above 1,182.9.",
        ),
        (
            "amber",
            1216,
            "1182.86",
            LOW,
            (
                "Amber: 1,216 is 2.8% above the 1,182.9 expected (−2% on Apr–Jun 2011), within the 5% tolerance. "
                "Red above 1,242."
            ),
        ),
        (
            "red",
            130,
            "100",
            LOW,
            (
                "Red: 130 is 30.0% above the 100 expected (−2% on Apr–Jun 2011): beyond the 5% tolerance. "
                "Green at 100 or less."
            ),
        ),
        ("green", 55, "55", POINTS, "Green: 55% is exactly the 55% expected (target 55%). Amber below 55%."),
        (
            "amber",
            54,
            "55",
            POINTS,
            "Amber: 54% is 1 point below the 55% expected (target 55%), within the 2-point tolerance. Red below 53%.",
        ),
        (
            "green",
            105,
            "100",
            TRAVEL,
            "Green: 105 is 5.0% above the 100 expected (target 100), within the 10% tolerance. Amber or red above 110.",
        ),
        (
            "amber",
            115,
            "100",
            TRAVEL,
            (
                "Amber: 115 is 15.0% above the 100 expected (target 100): off target, but no worse than the same "
                "period last year (120)."
            ),
        ),
        (
            "red",
            130,
            "100",
            TRAVEL,
            (
                "Red: 130 is 30.0% above the 100 expected (target 100): beyond the 10% tolerance and worse than the "
                "same period last year. Green at 110 or less."
            ),
        ),
    ],
)
def test_a_status_says_why_and_what_would_change_it(
    rag: str, value: float, expected: str, how: dict[str, Any], text: str
) -> None:
    assert reason(rag, value=value, expected=Decimal(expected), **how) == text


def test_the_period_a_year_before_is_named_where_it_is_known() -> None:
    amber = reason("amber", value=115, expected=Decimal(100), **TRAVEL, before="Apr–Jun 2011")
    assert amber.endswith("off target, but no worse than Apr–Jun 2011 (120).")
    red = reason("red", value=130, expected=Decimal(100), **TRAVEL, before="Apr–Jun 2011")
    assert "and worse than Apr–Jun 2011. Green" in red


def test_a_rolling_year_is_named_as_a_sentence_needs_it() -> None:
    assert [named(period) for period in (quarter(2012, 1), rolling(2019, 12))] == [
        "Apr–Jun 2012",
        "the 12 months to Dec 2019",
    ]


def test_a_share_is_never_rounded_onto_the_boundary_it_is_beyond() -> None:
    assert "just over 5.0% above" in reason("red", value=105.01, expected=Decimal(100), **LOW)
    assert "is 5.0% above" in reason("amber", value=105, expected=Decimal(100), **LOW)
    assert "less than 0.1% above" in reason("amber", value=2476, expected=Decimal("2475.48"), **LOW)
    assert "just over 2.0 points below" in reason("red", value=52.98, expected=Decimal(55), **POINTS)


def test_a_target_of_nothing_has_no_tolerance() -> None:
    said = reason("red", value=1, expected=Decimal(0), **LOW | {"target": "target 0"})
    assert said == "Red: 1 is above the 0 expected (target 0): off target. Green at 0 or less."


@pytest.mark.parametrize(
    ("why", "text"),
    [
        ("no-target", "Grey: no target is set: shown for information."),
        ("not-yet-due", "Grey: not yet due: Apr–Jun 2012 is expected by 30 Jul 2012."),
        ("late", "Grey: late: Apr–Jun 2012 was expected by 30 Jul 2012."),
        ("incomplete", "Grey: incomplete: 2 of 3 months of Apr–Jun 2012."),
        ("suppressed", f"Grey: suppressed: the figure for Apr–Jun 2012 is {KEPT_BACK}."),
    ],
)
def test_grey_has_words(why: Any, text: str) -> None:
    assert grey_reason(why, period=quarter(2012, 1), due=date(2012, 7, 30), complete=2, of=3) == text


def test_a_year_made_of_quarters_counts_quarters() -> None:
    said = grey_reason("incomplete", period=financial_year(2012), due=date(2013, 4, 30), complete=3, of=4)
    assert said == "Grey: incomplete: 3 of 4 quarters of 2012/13."
