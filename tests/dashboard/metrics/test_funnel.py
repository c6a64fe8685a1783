"""Over-dispersed funnels against the known answers."""

from typing import Any

import numpy as np
import pytest

from dashboard.metrics.funnel import proportions, ratios
from tests.dashboard.metrics._oracles import absent, oracle

CASES = oracle("funnel_overdispersion")


@absent
def test_both_kinds_are_among_the_known_answers() -> None:
    assert {case["data_type"] for case in CASES} == {"SR", "PR"}


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_known_answers_agree(case: dict[str, Any]) -> None:
    made = ratios if case["data_type"] == "SR" else proportions
    found = made(case["numerator"], case["denominator"])
    assert np.allclose(found.z, case["z"], rtol=1e-9)
    assert found.phi == pytest.approx(case["phi"], rel=1e-9)
    assert found.tau2 == pytest.approx(case["tau2"], rel=1e-9)
    for level, name in enumerate(("95", "998")):
        assert np.allclose(found.lower[level], case[f"ll{name}"], rtol=1e-7)
        assert np.allclose(found.upper[level], case[f"ul{name}"], rtol=1e-7)
        assert np.allclose(found.wide_lower[level], case[f"odll{name}"], rtol=1e-7)
        assert np.allclose(found.wide_upper[level], case[f"odul{name}"], rtol=1e-7)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_same_areas_stand_out(case: dict[str, Any]) -> None:
    made = ratios if case["data_type"] == "SR" else proportions
    values = np.divide(case["numerator"], case["denominator"])
    places = made(case["numerator"], case["denominator"]).places(list(values))
    assert [place != "within" for place in places] == [bool(out) for out in case["outlier998_adjusted"]]


def test_areas_that_vary_by_chance_alone_get_no_wider_limits() -> None:
    found = ratios([100.0, 101, 99, 100, 102, 98], [100.0] * 6)
    assert found.tau2 == 0
    assert np.allclose(found.wide_upper[0], np.exp(1.959964 / 10), rtol=1e-6)


@pytest.mark.parametrize(
    ("counts", "of"), [([1.0] * 4, [2.0] * 4), ([0.0] * 6, [1.0] * 6), ([1.0] * 6, [float("nan")] * 6)]
)
def test_what_has_no_funnel_is_said(counts: list[float], of: list[float]) -> None:
    with pytest.raises(ValueError, match="at least five areas"):
        ratios(counts, of)


def test_more_than_all_is_said() -> None:
    with pytest.raises(ValueError, match="more than the whole"):
        proportions([2.0] * 6, [1.0] * 6)
