"""Rates for every 1,000 people."""

from decimal import Decimal

import pytest

from dashboard.metrics.rates import Population, per_1000, population_in

KNOWN = [
    Population(2011, 309_392, "Census 2011"),
    Population(2022, 329_578, "mid-2022 estimate"),
    Population(2021, 330_000, "Census 2021"),
]


@pytest.mark.parametrize(("year", "basis"), [(2011, "Census 2011"), (2020, "Census 2011"), (2025, "mid-2022 estimate")])
def test_the_newest_population_that_is_not_later_counts(year: int, basis: str) -> None:
    found = population_in(KNOWN, year)
    assert found is not None
    assert found.basis == basis


def test_before_the_first_population_there_is_none() -> None:
    assert population_in(KNOWN, 2010) is None
    assert population_in([], 2020) is None


def test_of_two_for_one_year_the_later_said_counts_and_nobody_is_no_population() -> None:
    revised = [*KNOWN, Population(2022, 329_830, "mid-2022 estimate"), Population(2024, 0, "mid-2024 estimate")]
    assert population_in(revised, 2025) == Population(2022, 329_830, "mid-2022 estimate")


def test_a_rate_is_exact_and_rounded_away_from_zero() -> None:
    assert per_1000(251, KNOWN[1]) == Decimal("0.76")
    assert per_1000(1, Population(2022, 8_000, "")) == Decimal("0.13")
    assert per_1000(0, KNOWN[0]) == 0


def test_without_a_count_or_people_there_is_no_rate() -> None:
    assert per_1000(None, KNOWN[0]) is None
    assert per_1000(251, None) is None
