"""Disclosure control: known tables, hundreds of random ones, and what must hold of any."""

import itertools
from typing import Any

import numpy as np
import pytest

from dashboard.metrics.disclosure import Line, hidden, intervals, primary, table
from tests.dashboard.metrics._oracles import absent, oracle

CASES = oracle("disclosure")


@absent
def test_there_are_known_tables() -> None:
    assert len(CASES) == 17


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_what_small_counts_alone_would_tell_agrees(case: dict[str, Any]) -> None:
    cells, lines = table(case["table"])
    small = primary(cells, case["threshold"])
    assert small == set(case["primary"])
    told = intervals(cells, lines, small, small)
    assert {key: pytest.approx(bounds, abs=1e-6) for key, bounds in told.items()} == {
        key: tuple(bounds) for key, bounds in case["primary_only_intervals"].items()
    }


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_no_small_count_can_be_worked_out_and_few_others_are_hidden(case: dict[str, Any]) -> None:
    cells, lines = table(case["table"])
    small = primary(cells, case["threshold"])
    found = hidden(cells, lines, threshold=case["threshold"])
    assert small <= found
    assert all(most - least > 1e-6 for least, most in intervals(cells, lines, found, small).values())
    assert len(found - small) <= case["reference_greedy"]["n_secondary"] + 1


def tables(count: int, seed: int) -> list[list[list[float]]]:
    random = np.random.default_rng(seed)
    shapes = [(int(random.integers(1, 5)), int(random.integers(2, 6))) for _ in range(count)]
    return [random.poisson(random.choice([2, 5, 9]), shape).astype(float).tolist() for shape in shapes]


def test_nothing_can_be_recovered_from_three_hundred_random_tables() -> None:
    recovered = []
    for counts in tables(300, 20120401):
        cells, lines = table(counts)
        found, small = hidden(cells, lines), primary(cells)
        told = intervals(cells, lines, found, small)
        recovered += [(counts, key) for key, (least, most) in told.items() if most - least <= 1e-6]
    assert recovered == []


def test_a_higher_threshold_never_shows_more() -> None:
    for counts in tables(25, 7):
        cells, lines = table(counts)
        patterns = [hidden(cells, lines, threshold=threshold) for threshold in (2, 3, 4, 5, 6, 8, 10)]
        assert all(lower <= higher for lower, higher in itertools.pairwise(patterns))


def test_what_was_hidden_before_stays_hidden() -> None:
    cells, lines = table([[3.0, 20, 30], [40, 50, 60]])
    first = hidden(cells, lines)
    revised, lines = table([[9.0, 20, 30], [40, 50, 60]])
    assert hidden(revised, lines, before=first) >= first
    assert hidden(revised, lines) == frozenset()


def test_zeros_are_shown() -> None:
    cells, lines = table([[0.0, 0, 9], [7, 8, 6]])
    assert hidden(cells, lines) == frozenset()


def test_a_wider_rule_hides_until_nothing_is_told_nearly() -> None:
    cells, lines = table([[1.0, 6, 30], [40, 5, 60], [9, 80, 7]])
    found = hidden(cells, lines, width=5)
    told = intervals(cells, lines, found, primary(cells))
    assert all(most - least >= 5 - 1e-6 for least, most in told.values())


def test_quarters_and_their_year_are_one_set() -> None:
    cells = {"Q1": 3.0, "Q2": 12.0, "Q3": 20.0, "Q4": 31.0, "year": 66.0}
    found = hidden(cells, [Line("year", ("Q1", "Q2", "Q3", "Q4"))])
    assert found == {"Q1", "Q2"}


def test_a_figure_that_adds_up_with_nothing_needs_no_company() -> None:
    assert hidden({"alone": 2.0, "other": 50.0}, []) == {"alone"}
