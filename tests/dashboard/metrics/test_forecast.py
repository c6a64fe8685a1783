"""The forecast: known answers, its record on ten years of real quarters, and what must hold of any."""

import csv
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.metrics.forecast import INTERVAL, chance, course, fit, interval, needed, share, simulated, year_end
from tests.dashboard.metrics._oracles import FOLDER, absent, oracle

CASES = oracle("forecast")
counts = st.lists(st.integers(0, 5000).map(float), min_size=5, max_size=45)


@pytest.mark.parametrize("case", CASES, ids=[f"{case['id']} {case['first_quarter']}" for case in CASES])
def test_the_known_answers_agree(case: dict[str, Any]) -> None:
    found = fit(case["y"])
    assert found is not None
    assert np.allclose(found.season, case["seasonal_index_next4"], rtol=1e-9)
    assert np.allclose(found.means, case["forecast"], rtol=1e-9)
    assert found.level == pytest.approx(case["level"], rel=1e-9)
    assert found.variance == pytest.approx(case["sigma2_log"], rel=1e-9)
    assert found.df == case["df"]


@pytest.fixture(scope="module")
def series() -> list[list[float]]:
    with (FOLDER / "mps_quarterly_counts.csv").open(encoding="utf-8", newline="") as file:
        return [[float(count) for count in row[1:]] for row in list(csv.reader(file))[1:]]


# origins of which no forecast quarter lies in the pandemic's: July 2019 to April 2021
ORIGINS = [origin for origin in range(20, 61) if not 37 <= origin <= 44]
# financial years that the pandemic touches neither as the year forecast nor as the one compared with
YEARS = [start for start in range(20, 61, 4) if not 33 <= start <= 47]


@absent
def test_it_errs_no_more_than_the_bar(series: list[list[float]]) -> None:
    errors = []
    for y in series[::3]:
        for origin in ORIGINS[::4]:
            model = fit(y[origin - 20 : origin])
            assert model is not None
            scale = np.abs(np.subtract(y[4:origin], y[: origin - 4])).mean()
            errors.append(np.abs(np.subtract(model.means, y[origin : origin + 4])).mean() / scale)
    assert np.mean(errors) <= 0.88


@absent
def test_its_year_end_intervals_and_chances_hold(series: list[list[float]]) -> None:
    inside, briers = [], {1: [], 2: [], 3: []}
    for y in series[::3]:  # of ten groups of offences in turn, so that each is met
        for start in YEARS:
            total, target = sum(y[start : start + 4]), 0.98 * sum(y[start - 4 : start])
            for known in (0, 1, 2, 3):
                model = fit(y[start + known - 20 : start + known])
                assert model is not None
                end = year_end(model, y[start : start + known], target=target)
                if known == 0:
                    inside.append(end.low <= total <= end.high)
                else:
                    briers[known].append((end.probability - (total <= target)) ** 2)  # type: ignore[operator]
    assert 0.76 <= np.mean(inside) <= 0.86
    assert [np.mean(briers[known]) <= bar for known, bar in ((1, 0.14), (2, 0.10), (3, 0.055))] == [True] * 3


def test_few_quarters_have_no_season_and_fewer_no_forecast() -> None:
    assert fit([10.0] * 4) is None
    short = fit([10.0, 20, 30, 40, 50])
    assert short is not None and list(short.season) == [1, 1, 1, 1]
    assert not year_end(short, []).seasonal


@pytest.mark.parametrize("values", [[1.0] * 7 + [float("nan")], [-1.0] * 8])
def test_a_gap_or_a_negative_number_is_said(values: list[float]) -> None:
    with pytest.raises(ValueError, match="without a gap"):
        fit(values)


@given(counts)
def test_the_same_series_has_the_same_forecast(y: list[float]) -> None:
    one, other = fit(y), fit(y)
    assert one is not None and other is not None
    assert np.array_equal(simulated(one, 4), simulated(other, 4))


@given(counts, st.floats(0, 20_000))
def test_meeting_and_missing_a_target_are_complements(y: list[float], target: float) -> None:
    model = fit(y)
    assert model is not None
    less = year_end(model, [], target=target + 0.25).probability
    more = year_end(model, [], target=target + 0.25, lower_is_better=False).probability
    totals_on_target = float((simulated(model, 4).sum(axis=1) == target + 0.25).mean())
    assert less is not None and more is not None
    assert less + more == pytest.approx(1 + totals_on_target)


def test_a_year_that_is_over_is_its_total() -> None:
    model = fit([10.0] * 12)
    assert model is not None
    end = year_end(model, [1.0, 2, 3, 4], target=10)
    assert (end.low, end.median, end.high, end.probability) == (10, 10, 10, 1.0)
    assert needed(10, [1.0, 2, 3, 4]) is None
    assert needed(100, [40.0, 30]) == 15


@pytest.mark.parametrize(
    ("probability", "words"),
    [
        (0.0, "unlikely"),
        (0.2, "less likely than not"),
        (0.5, "too close to call"),
        (0.6, "more likely than not"),
        (0.81, "likely"),
    ],
)
def test_words(probability: float, words: str) -> None:
    assert chance(probability) == words


@given(st.lists(st.integers(0, 99).map(float), min_size=1, max_size=50))
def test_an_interval_is_that_of_numpy(totals: list[float]) -> None:
    assert np.allclose(interval(np.asarray(totals)), np.quantile(totals, INTERVAL), rtol=1e-12)


@given(counts, st.integers(0, 3))
def test_the_course_of_a_year_ends_where_the_year_does(y: list[float], known: int) -> None:
    model = fit(y)
    assert model is not None
    passed = y[len(y) - known :]
    (low, median, high), totals = course(model, passed)
    end = year_end(model, passed, target=100)
    assert (low[-1], median[-1], high[-1]) == (end.low, end.median, end.high)
    assert share(totals, 100, True) == end.probability
    assert (low <= median).all() and (median <= high).all() and low.size == 4 - known
