"""Intervals against the known answers of R and of PHEindicatormethods."""

from collections import defaultdict
from typing import Any

import pytest

from dashboard.metrics import intervals
from dashboard.metrics.year_on_year import exact as exact_p
from tests.dashboard.metrics._oracles import oracle

RATES: dict[str, list[dict[str, Any]]] = defaultdict(list, oracle("rates") or {})
PHE: dict[str, list[dict[str, Any]]] = defaultdict(list, oracle("phe_rates") or {})
# rows in which the reference has no numerator, no denominator or no bound have nothing to compare
WHOLE = [c for c in PHE["byars_wilson"] if None not in (c["lowercl"], c["uppercl"])]
AREAS = [c for c in PHE["rate"] + PHE["proportion"] if None not in (c["Numerator"], c["Denominator"])]
CONFIDENCE = {"95%": 0.95, "99.8%": 0.998}


def near(value: float | None) -> Any:
    return pytest.approx(value, rel=1e-7, abs=1e-12)


@pytest.mark.parametrize("case", RATES["rates"], ids=lambda c: f"{c['x']} of {c['n']} at {c['confidence']}")
def test_rates_agree(case: dict[str, Any]) -> None:
    found = intervals.rate(case["x"], case["n"], per=case["multiplier"], confidence=case["confidence"])
    assert (found.lower, found.upper, found.method) == (near(case["lower"]), near(case["upper"]), case["method"])


@pytest.mark.parametrize("case", RATES["proportions"], ids=lambda c: f"{c['x']} of {c['n']} at {c['confidence']}")
def test_proportions_agree(case: dict[str, Any]) -> None:
    wilson = intervals.proportion(case["x"], case["n"], confidence=case["confidence"])
    exact = intervals.clopper_pearson(case["x"], case["n"], confidence=case["confidence"])
    assert (wilson.lower, wilson.upper) == (near(case["wilson_lower"]), near(case["wilson_upper"]))
    assert (exact.lower, exact.upper) == (near(case["clopper_lower"]), near(case["clopper_upper"]))


@pytest.mark.parametrize("case", RATES["two_counts"], ids=lambda c: f"{c['before']} to {c['now']}")
def test_two_counts_agree(case: dict[str, Any]) -> None:
    exposures = {"exposure_now": case["exposure_now"], "exposure_before": case["exposure_before"]}
    found = intervals.ratio(case["now"], case["before"], **exposures)
    if case["ratio"] is None:
        assert found is None
        return
    assert found is not None
    if "ratio_lower" in case:
        assert found.lower == near(case["ratio_lower"])
        assert found.upper == near(float(case["ratio_upper"]))
    assert exact_p(case["now"], case["before"], **exposures) == near(case["p_poisson_test"])


@pytest.mark.parametrize("case", RATES["two_proportions"], ids=lambda c: f"{c['x1']}/{c['n1']}")
def test_differences_agree(case: dict[str, Any]) -> None:
    found = intervals.difference(case["x1"], case["n1"], case["x2"], case["n2"])
    assert (found.lower, found.upper) == (near(case["newcombe_lower"]), near(case["newcombe_upper"]))


@pytest.mark.parametrize("case", WHOLE, ids=lambda c: f"{c['x']} {c['method']} {c['confidence']}")
def test_the_methods_of_public_health_agree(case: dict[str, Any]) -> None:
    level = CONFIDENCE[case["confidence"]]
    found = (
        intervals.byar(case["x"], confidence=level)
        if case["method"] == "Byars"
        else intervals.proportion(case["x"], case["n"], confidence=level)
    )
    assert (found.lower, found.upper) == (near(case["lowercl"]), near(case["uppercl"]))


@pytest.mark.parametrize("case", AREAS, ids=lambda c: f"{c['Area']} {c['statistic']}")
def test_rates_and_proportions_of_areas_agree(case: dict[str, Any]) -> None:
    for level, name in ((0.95, "95_0"), (0.998, "99_8")):
        if f"lower{name}cl" not in case:
            continue
        found = _interval(case, level)
        assert (found.lower, found.upper) == (near(case[f"lower{name}cl"]), near(case[f"upper{name}cl"]))


def _interval(case: dict[str, Any], level: float) -> intervals.Interval:
    if case["method"] == "Wilson":
        found = intervals.proportion(case["Numerator"], case["Denominator"], confidence=level)
        scale = case["multiplier"]
        return intervals.Interval(found.lower * scale, found.upper * scale, found.method)
    return intervals.rate(case["Numerator"], case["Denominator"], per=case["multiplier"], confidence=level)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: intervals.count(-1),
        lambda: intervals.rate(1, 0),
        lambda: intervals.proportion(3, 2),
        lambda: intervals.proportion(0, 0),
    ],
)
def test_what_has_no_interval_is_said(wrong: Any) -> None:
    with pytest.raises(ValueError, match=r"never|needs|a part"):
        wrong()
