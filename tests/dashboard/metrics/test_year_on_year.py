"""The year-on-year test: known answers, its size on real quarters, and its words."""

import csv
from typing import Any

import pytest

from dashboard.metrics.year_on_year import exact, year_on_year
from tests.dashboard.metrics._oracles import FOLDER, absent, oracle

CASES = oracle("year_on_year")


@pytest.mark.parametrize("case", CASES, ids=[f"{case['id']} {len(case['y'])}" for case in CASES])
def test_the_known_answers_agree(case: dict[str, Any]) -> None:
    found = year_on_year(case["y"], pairs=case["window"], prior=False)
    assert found is not None and found.ratio and found.lower and found.upper
    near = pytest.approx
    assert found.phi == near(case["phi"], rel=1e-9)
    assert found.statistic == near(case["t"], rel=1e-9)
    assert found.p == near(case["p"], rel=1e-9)
    for ratio, name in ((found.ratio, "pct_change"), (found.lower, "pct_lower"), (found.upper, "pct_upper")):
        assert (ratio - 1) * 100 == near(case[name], rel=1e-9)


@pytest.mark.parametrize("case", CASES, ids=[f"{case['id']} {len(case['y'])}" for case in CASES])
def test_the_exact_test_agrees(case: dict[str, Any]) -> None:
    assert exact(case["y"][-1], case["y"][-5]) == pytest.approx(case["p_poisson_exact"], rel=1e-7)


def real_series() -> list[list[float]]:
    with (FOLDER / "mps_quarterly_counts.csv").open(encoding="utf-8", newline="") as file:
        return [[float(count) for count in row[1:]] for row in list(csv.reader(file))[1:]]


@absent
def test_it_rejects_about_as_often_as_it_says_on_real_quarters() -> None:
    # a quarter of the pandemic, or one compared with it, differs by far more than quarters ever do
    usual = [end for end in range(5, 65) if end - 1 not in range(40, 48)]
    tests = [year_on_year(y[:end]) for y in real_series() for end in usual[::3]]
    rejected = sum(1 for test in tests if test is not None and test.p < 0.05)
    assert len(tests) > 5000
    assert 0.03 < rejected / len(tests) < 0.07


@pytest.mark.parametrize(
    ("values", "verdict"),
    [
        ([100.0, 100, 100, 100] * 4 + [100.0], "within usual variation"),
        ([100.0, 100, 100, 100] * 4 + [400.0], "more than usual variation"),
        ([1.0, 2, 1, 2, 3], "too few to tell"),
        ([0.0, 0, 0, 0, 0], "too few to tell"),
    ],
)
def test_words(values: list[float], verdict: str) -> None:
    found = year_on_year(values)
    assert found is not None and found.verdict == verdict


def test_from_nothing_there_is_no_ratio() -> None:
    found = year_on_year([0.0, 1, 2, 3, 15])
    assert found is not None
    assert (found.ratio, found.lower, found.upper) == (None, None, None)


@pytest.mark.parametrize("values", [[], [1.0] * 4, [None, 1.0, 1, 1, 1], [1.0, 1, 1, 1, None]])
def test_without_both_quarters_there_is_no_test(values: list[float | None]) -> None:
    assert year_on_year(values) is None


def test_small_counts_are_judged_by_the_larger_p() -> None:
    values = [4.0, 4, 4, 4] * 3 + [12.0]
    found = year_on_year(values)
    assert found is not None
    assert found.p >= exact(12, 4)
