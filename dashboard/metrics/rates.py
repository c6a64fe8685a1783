"""Counts for every thousand people, by the newest population that was known for the time."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import NamedTuple


class Population(NamedTuple):
    """How many people live in an area: the year it is for, and how it is known (mid-2022 estimate, Census 2021)."""

    year: int
    people: float
    basis: str


def population_in(known: Iterable[Population], year: int) -> Population | None:
    """The newest population for `year` or an earlier one; None where all are for later years.

    Of two for the same year the later in `known` counts.
    """
    held = {one.year: one for one in known if one.year <= year and one.people > 0}
    return held[max(held)] if held else None


def per_1000(count: float | None, population: Population | None) -> Decimal | None:
    """`count` ÷ people × 1,000, to two decimals, halves away from zero; None where either is missing."""
    if count is None or population is None:
        return None
    rate = Fraction(str(count)) * 1000 / Fraction(str(population.people))
    return (Decimal(rate.numerator) / Decimal(rate.denominator)).quantize(Decimal("0.01"), ROUND_HALF_UP)
