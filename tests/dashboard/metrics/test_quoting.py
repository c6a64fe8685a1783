"""Figures in free text: what is one, what is none, and which values it stands for."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.metrics.quoting import quoted

PAPER = (
    "During April to June 2012 there were 983 violent crime offences, a reduction of 224 (−19%) on the same period "
    "last year; this includes a reduction of 52 in harassment and 159 in assault with injury."
)


def texts(text: str, *names: str) -> list[str]:
    return [figure.text.strip() for figure in quoted(text, names)]


def test_the_figures_of_a_sentence_of_the_paper() -> None:
    assert texts(PAPER) == ["983", "224", "−19%", "52", "159"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("4,584 incidents, down 17.2 per cent", ["4,584", "17.2 per cent"]),
        ("up 2.5 points to 55%.", ["2.5 points", "55%"]),
        ("It fell by -3 (+4%), then by 5-6", ["-3", "+4%", "5", "6"]),
        ("£200,000 a year", ["£200,000"]),
        ("from 412 to 420.", ["412", "420"]),
        ("In 2012/13, on 16 September 2012, at 10:30, Q1", []),
        ("children aged 10 to 17 and the under 18s, 15 year olds", []),
        ("in 2019 and by 2020, over 12 months and 3 quarters, the 4th", []),
        ("2 of 3 months", []),
        ("about £1.2m, the A21, form W3b, version 2.1.3", []),
        ("March 31 was busy: 31 calls", ["31"]),
        ("May 200 people", ["200"]),
    ],
)
def test_what_is_a_figure(text: str, found: list[str]) -> None:
    assert texts(text) == found


def test_digits_of_a_title_are_no_figures() -> None:
    name = "MARAC cases per 10,000 adult women"
    assert texts("marac cases per 10,000 adult women stood at 48.2, not 10,000", name) == ["48.2", "10,000"]


@pytest.mark.parametrize(
    ("text", "value", "is_it"),
    [
        ("19%", -18.5584, True),
        ("−19%", -18.5584, True),
        ("+19%", -18.5584, False),
        ("18.6%", -18.5584, True),
        ("18.5%", -18.5, True),
        ("19%", -18.4999, False),
        ("3%", 2.5, True),
        ("983", 983.0, True),
        ("984", 983.0, False),
    ],
)
def test_a_figure_is_a_value_to_the_decimals_it_is_written_with(text: str, value: float, is_it: bool) -> None:
    (figure,) = quoted(text)
    assert figure.is_of(value) is is_it


@pytest.mark.parametrize(
    ("text", "value", "anew"),
    [
        ("4,584", 12345.0, "12,345"),
        ("−19%", -17.6, "−18%"),
        ("-19 per cent", 3.2, "+3 per cent"),
        ("−0.4%", 0.0, "0.0%"),
        ("224", -217.0, "217"),
        ("£1,000", 950.0, "£950"),
        ("2.0 points", 1.26, "1.3 points"),
    ],
)
def test_a_new_figure_is_written_as_the_old_one_was(text: str, value: float, anew: str) -> None:
    (figure,) = quoted(text)
    assert figure.anew(value) == anew


@given(st.floats(min_value=-1e9, max_value=1e9, allow_nan=False), st.sampled_from(["1", "+1.0%", "−1.00", "1 points"]))
def test_what_is_written_anew_is_found_again_and_is_the_value(value: float, model: str) -> None:
    (figure,) = quoted(model)
    (again,) = quoted(figure.anew(value))
    assert again.is_of(value)
    assert again.kind == figure.kind
    assert again.size >= Decimal(0)
