"""XmR against the known answers of the reference tools, and the properties that any chart keeps."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.metrics.xmr import COMMON, xmr

ORACLE = Path(__file__).resolve().parents[4] / "shared" / "oracles" / "xmr.json"
CASES = json.loads(ORACLE.read_text()) if ORACLE.exists() else []
ASSURANCE = {"consistent_pass": "pass", "consistent_fail": "fail", "inconsistent": "inconsistent", None: None}
values = st.lists(st.integers(0, 60).map(float), min_size=3, max_size=40)


def chart(case: dict[str, Any], variant: str) -> Any:
    asked = case["input"]
    places = [asked["dates"].index(day) for day in asked["rebase"]]
    return xmr(
        asked["y"],
        direction=asked["improvement_direction"],
        target=asked["target"],
        rebase=places,
        fix_after=asked["fix_after_n_points"],
        screen=asked["screen_outliers"],
        variant=variant,  # type: ignore[arg-type]
    )


@pytest.mark.skipif(not CASES, reason="the known answers are not beside the project")
def test_there_are_known_answers() -> None:
    assert len(CASES) == 48


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_limits_labels_and_icons_agree(case: dict[str, Any]) -> None:
    found, wanted = chart(case, "A"), case["expected"]
    assert np.allclose(found.mean, wanted["mean"], rtol=1e-9)
    if case["id"] != "constant_screened":  # the reference has no limits there; ours are the mean
        assert np.allclose(found.lower, wanted["lpl"], rtol=1e-9, atol=1e-9)
        assert np.allclose(found.upper, wanted["upl"], rtol=1e-9, atol=1e-9)
    assert list(found.labels) == wanted["special_cause_type"]
    assert list(found.kinds) == wanted["point_type"]
    assert (found.variation, found.assurance) == (wanted["variation_icon"], ASSURANCE[wanted["assurance_type"]])


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_default_is_the_rule_of_the_tools_of_today(case: dict[str, Any]) -> None:
    found, wanted = chart(case, "B"), case["expected_mdc2023"]
    assert list(found.labels) == wanted["special_cause_type"]
    assert list(found.kinds) == wanted["point_type"]
    assert found.variation == wanted["variation_icon"]


def test_variant_c_takes_a_third_point_anywhere() -> None:
    y = [10.0, 11, 9, 10, 11, 9, 10, 10, 11, 9, 10, 11, 9, 14.6, 9.5, 14.6]
    assert [xmr(y, variant="C").labels[n] for n in (13, 15)] == ["2 in 3 Above CL"] * 2
    assert [xmr(y, variant="B").labels[n] for n in (13, 15)] == [COMMON] * 2


def test_a_constant_series_has_its_mean_for_limits_and_no_flag() -> None:
    found = xmr([4.0] * 14, direction="decrease", target=3)
    assert set(found.lower) == set(found.upper) == {4.0}
    assert (set(found.labels), found.variation) == ({COMMON}, "common_cause")


@pytest.mark.parametrize(("value", "count"), [(0.1, 3), (33.3, 6), (1 / 3, 10), (7.7, 7)])
def test_equal_numbers_lie_on_their_mean_whatever_their_decimals(value: float, count: int) -> None:
    found = xmr([value] * count)
    assert (set(found.labels), set(found.upper)) == ({COMMON}, {value})


def test_few_points_give_trial_limits() -> None:
    assert xmr([1.0] * 12).trial
    assert not xmr([1.0] * 13).trial
    assert xmr([1.0] * 30, rebase=[20]).trial


@pytest.mark.parametrize(("y", "options"), [([], {}), ([1.0, float("nan")], {}), ([1.0] * 20, {"fix_after": 11})])
def test_what_has_no_chart_is_said(y: list[float], options: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="at least"):
        xmr(y, **options)  # type: ignore[arg-type]


@given(values)
def test_turning_a_series_over_turns_its_labels_over(y: list[float]) -> None:
    swap = str.maketrans({})
    found = [label.translate(swap) for label in xmr(y).labels]
    turned = xmr([-value for value in y]).labels
    pairs = (("Above", "Below"), ("UCL", "LCL"), ("Increasing", "Decreasing"))
    for one, other in pairs:
        found = [l.replace(one, "\0").replace(other, one).replace("\0", other) for l in found]  # noqa: E741
    assert list(turned) == found


@given(values, st.sampled_from(["increase", "decrease"]))
def test_more_is_better_mirrors_less_is_better(y: list[float], direction: Any) -> None:
    other = "decrease" if direction == "increase" else "increase"
    names = {"special_cause_improvement": "special_cause_concern", "special_cause_concern": "special_cause_improvement"}
    assert [names.get(k, k) for k in xmr(y, direction=direction).kinds] == list(xmr(y, direction=other).kinds)


@given(values, st.sampled_from([2.0, 8.0, 0.5]))
def test_a_unit_changes_limits_by_its_factor_and_no_label(y: list[float], factor: float) -> None:
    one, other = xmr(y), xmr([value * factor for value in y])
    assert np.allclose(one.upper * factor, other.upper)
    assert one.labels == other.labels


@given(values, values)
def test_a_rebase_never_changes_what_came_before(before: list[float], after: list[float]) -> None:
    whole, first = xmr(before + after, rebase=[len(before)]), xmr(before)
    assert whole.labels[: len(before)] == first.labels
    assert np.array_equal(whole.upper[: len(before)], first.upper)
