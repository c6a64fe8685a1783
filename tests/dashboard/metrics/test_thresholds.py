"""Thresholds agree with the judgement on both sides of every boundary, whatever the rule."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.metrics.rag import judge
from dashboard.metrics.thresholds import Band, bands, edges

COUNTS = st.integers(0, 20_000).map(Decimal)
SHARES = st.decimals(0, 100, places=1)


def _rules(number: st.SearchStrategy[Decimal]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "polarity": st.sampled_from(["low", "high"]),
            "rule": st.sampled_from(["variance", "direction"]),
            "tolerance": st.decimals(0, 1, places=3),
            "points": st.none() | st.decimals(0, 30, places=1),
            "previous_year": st.none() | number,
        }
    )


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def _colour(found: tuple[Band, ...], value: Fraction) -> str:
    """The one band that holds the value."""
    (name,) = [
        band.rag
        for band in found
        if (band.low is None or value > band.low or (band.low_in and value == band.low))
        and (band.high is None or value < band.high or (band.high_in and value == band.high))
    ]
    return name


def _around(found: tuple[Band, ...], step: Fraction) -> list[Fraction]:
    ends = [end for band in found for end in (band.low, band.high) if end is not None]
    return sorted({end + side * step for end in ends for side in (-1, 0, 1)})


@given(target=st.decimals(0, 20_000, places=2), options=_rules(COUNTS))
def test_whole_numbers_agree_on_both_sides(target: Decimal, options: dict[str, Any]) -> None:
    found = bands(edges(target, **options), polarity=options["polarity"], step=Fraction(1))
    for value in _around(found, Fraction(1)):
        assert _colour(found, value) == judge(_decimal(value), target, **options)
        assert value.denominator == 1


@given(target=st.decimals(0, 100, places=2), options=_rules(SHARES))
def test_tenths_agree_on_both_sides(target: Decimal, options: dict[str, Any]) -> None:
    found = bands(edges(target, **options), polarity=options["polarity"], step=Fraction(1, 10))
    for value in _around(found, Fraction(1, 10)):
        assert _colour(found, value) == judge(_decimal(value), target, **options)


@given(target=st.decimals(0, 20_000, places=2), options=_rules(COUNTS))
def test_any_number_agrees_at_the_edge_and_a_hair_beside_it(target: Decimal, options: dict[str, Any]) -> None:
    found = bands(edges(target, **options), polarity=options["polarity"])
    for value in _around(found, Fraction(1, 10**9)):
        assert _colour(found, value) == judge(_decimal(value), target, **options)


@given(target=st.decimals(0, 120, places=1), options=_rules(SHARES), actual=st.decimals(0, 100, places=1))
def test_figures_that_can_be_are_in_a_band_and_no_band_is_empty(
    target: Decimal, options: dict[str, Any], actual: Decimal
) -> None:
    least, most, step = Fraction(0), Fraction(100), Fraction(1, 10)
    found = bands(edges(target, **options), polarity=options["polarity"], step=step, least=least, most=most)
    assert _colour(found, Fraction(actual)) == judge(actual, target, **options)
    for band in found:
        inside = max(band.low if band.low is not None else least, least)
        assert inside <= most
        assert judge(_decimal(inside), target, **options) == band.rag


def ends(found: tuple[Band, ...]) -> list[tuple[str, float | None, float | None]]:
    return [(b.rag, None if b.low is None else float(b.low), None if b.high is None else float(b.high)) for b in found]


@pytest.mark.parametrize(
    ("target", "options", "step", "expected"),
    [
        (266, {"polarity": "low"}, 1, [("green", None, 266), ("amber", 267, 279), ("red", 280, None)]),
        # 5% of 260 is 13: 273 exactly is amber
        (260, {"polarity": "low"}, 1, [("green", None, 260), ("amber", 261, 273), ("red", 274, None)]),
        (55, {"polarity": "high", "points": 2}, 0.1, [("green", 55, None), ("amber", 53, 54.9), ("red", None, 52.9)]),
        # no whole number lies within 5% of 10, and nothing has a share of none
        (10, {"polarity": "low"}, 1, [("green", None, 10), ("red", 11, None)]),
        (0, {"polarity": "low"}, 1, [("green", None, 0), ("red", 1, None)]),
        # with direction of travel amber reaches to the figure of the year before, if that is worse than the limit
        (
            95,
            {"polarity": "low", "rule": "direction", "tolerance": 0.02, "previous_year": 100},
            1,
            [("green", None, 96), ("amber", 97, 100), ("red", 101, None)],
        ),
        (
            95,
            {"polarity": "low", "rule": "direction", "tolerance": 0.1, "previous_year": 100},
            1,
            [("green", None, 104), ("red", 105, None)],
        ),
    ],
)
def test_known_thresholds(target: int, options: dict[str, Any], step: float, expected: list[Any]) -> None:
    found = bands(edges(target, **options), polarity=options["polarity"], step=Fraction(str(step)))
    assert ends(found) == expected
