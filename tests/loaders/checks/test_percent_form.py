"""Shares as fractions among percentages."""

import pytest

from dashboard.periods import financial_year
from dashboard.records import SeriesSpec
from dashboard.store.store import Store
from tests.loaders.checks.examining import Figures

SHARE = SeriesSpec("survey.confidence", "Confidence", "%", "none", decimals=1)
YEARS = [financial_year(year) for year in range(2015, 2023)]
USUAL = [54.0, 55.5, 53.0, 56.0, 57.0, 55.0, 58.0, 56.5]


def test_a_fraction_among_percentages_is_found_at_its_cell() -> None:
    values = [*USUAL[:5], 0.55, *USUAL[6:]]
    (problem,) = Figures(SHARE, YEARS, {"E09000006": values}).say("percent-form")
    assert (problem.severity, problem.cell, problem.subject) == ("warning", "G2", "survey.confidence")
    assert "looks like a fraction among percentages: Confidence of Bromley is 0.55" in problem.message


def test_a_percentage_among_fractions_is_found() -> None:
    values = [value / 100 for value in USUAL]
    values[3] = 56.0
    (problem,) = Figures(SHARE, YEARS, {"E09000006": values}).say("percent-form")
    assert "a percentage among fractions" in problem.message


def test_a_year_of_fractions_is_found_against_what_stands(sqlite_store: Store) -> None:
    Figures(SHARE, YEARS, {"E09000006": USUAL}).keep(sqlite_store)
    (problem,) = Figures(SHARE, [financial_year(2023)], {"E09000006": [0.57]}).say("percent-form", sqlite_store)
    assert problem.cell == "B2"


@pytest.mark.parametrize("values", [USUAL, [value / 100 for value in USUAL], [1.5, 0.9, 1.1, 0.8, 1.2, 1.0, 0.7, 1.3]])
def test_shares_in_one_form_are_let_alone(values: list[float]) -> None:
    assert Figures(SHARE, YEARS, {"E09000006": values}).say("percent-form") == []
