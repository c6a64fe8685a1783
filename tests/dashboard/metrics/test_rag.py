"""RAG against the known answers, and at the boundaries that floating point gets wrong."""

import json
from pathlib import Path

import pytest

from dashboard.metrics.change import change, direction_of_travel
from dashboard.metrics.rag import judge
from dashboard.metrics.targets import expected_change

ORACLE = Path(__file__).resolve().parents[4] / "shared" / "oracles" / "rag.json"


@pytest.fixture(scope="module")
def oracle() -> dict[str, list[dict[str, object]]]:
    if not ORACLE.exists():
        pytest.skip("the known answers are not beside the project")
    return json.loads(ORACLE.read_text())


def test_every_known_answer_agrees(oracle) -> None:  # type: ignore[no-untyped-def]
    wrong = []
    for case in oracle["rag"]:
        target = case["target"]
        if "pct_change_target" in case:
            target = expected_change(case["last_year"], case["pct_change_target"])
        rule = "direction" if str(case["rule"]).startswith("havering") else "variance"
        found = judge(
            case["actual"],
            target,
            polarity=case["polarity"],
            tolerance=case["tolerance"],
            rule=rule,
            previous_year=case.get("previous_year"),
        )
        if found != case["expected"]:
            wrong.append((case, found))
    assert wrong == []
    assert len(oracle["rag"]) == 108


def test_every_known_direction_agrees(oracle) -> None:  # type: ignore[no-untyped-def]
    for case in oracle["direction_of_travel"]:
        found = direction_of_travel(case["now"], case["previous"], case["polarity"], case["no_change_band"])
        assert found == (case["direction"], case["judgement"])


@pytest.mark.parametrize(
    ("actual", "target", "polarity", "expected"),
    [
        (90, expected_change(100, -10), "low", "green"),  # 90/100 - 1 is -0.0999… in floating point
        (105, 100, "low", "amber"),
        (105.01, 100, "low", "red"),
        (0.1 + 0.2, 0.3, "high", "green"),
        (0, 0, "low", "green"),
        (1, 0, "low", "red"),
        (None, 100, "low", "grey"),
        (100, None, "low", "grey"),
    ],
)
def test_boundaries_are_exact(actual: float | None, target: float | None, polarity: str, expected: str) -> None:
    assert judge(actual, target, polarity=polarity) == expected


def test_points_are_a_tolerance_in_the_figures_own_unit() -> None:
    assert judge(53, 55, polarity="high", points=2) == "amber"
    assert judge(52.9, 55, polarity="high", points=2) == "red"


def test_a_percentage_is_rounded_half_away_from_zero() -> None:
    assert change(983, 1207)[:] == (-224, change(983, 1207).percent)
    assert str(change(983, 1207).percent) == "-18.6"
    assert str(change(1001.25, 1000).percent) == "0.1"
    assert str(change(99.75, 100).percent) == "-0.3"
    assert str(change(3343, 2180).percent) == "53.3"


def test_a_change_from_nothing_has_no_percentage() -> None:
    assert change(5, 0) == (5, None)
    assert change(None, 5) == (None, None)
