"""Changes between two figures, and rounding."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.metrics.change import change, direction_of_travel, rounded


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        (0.5, 0, "1"),
        (-0.5, 0, "-1"),
        (2.5, 0, "3"),
        (1.005, 2, "1.01"),  # 1.00 in floating point
        (-1.25, 1, "-1.3"),
        (Fraction(1, 3), 1, "0.3"),
        (Fraction(-5, 2), 0, "-3"),
    ],
)
def test_halves_are_rounded_away_from_zero(value: float | Fraction, places: int, expected: str) -> None:
    assert str(rounded(value, places)) == expected


def test_a_change_is_exact() -> None:
    assert change(0.3, 0.1).absolute == Decimal("0.2")  # 0.19999… in floating point
    assert change(90, 100).percent == Decimal("-10.0")


def test_a_rise_from_below_nothing_is_a_rise() -> None:
    assert change(5, -10).percent == 150


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_percentage_is_within_half_of_its_last_place(now: int, before: int) -> None:
    found = change(now, before).percent
    assert found is not None
    assert abs(Fraction(found) - Fraction(now - before, before) * 100) <= Fraction(1, 20)


def test_neither_way_is_better_without_a_polarity() -> None:
    assert direction_of_travel(12, 10, "none") == ("up", "no judgement")
