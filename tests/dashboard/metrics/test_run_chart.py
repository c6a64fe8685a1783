"""Run charts against the known answers of Anhøj's rules."""

from typing import Any

import pytest

from dashboard.metrics.run_chart import run_chart
from tests.dashboard.metrics._oracles import absent, oracle

CASES = oracle("run_chart")


@absent
def test_there_are_known_answers() -> None:
    assert len(CASES) == 93


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_runs_and_crossings_agree(case: dict[str, Any]) -> None:
    found = run_chart(case["y"], centre=None if case["centre"] == "median" else case["cl"])
    assert found.centre == pytest.approx(case["cl"])
    wanted = ("n_useful", "longest_run", "longest_run_max", "n_crossings", "n_crossings_min", "signal")
    assert (
        found.useful,
        found.longest_run,
        found.longest_run_max,
        found.crossings,
        found.crossings_min,
        found.signal,
    ) == tuple(case[name] for name in wanted)


def test_a_long_run_and_too_few_crossings_are_signals() -> None:
    assert run_chart([1.0] * 8 + [9.0] * 8).signal
    assert not run_chart([1.0, 9.0] * 8).signal


@pytest.mark.parametrize("values", [[], [1.0, float("nan")]])
def test_what_has_no_run_chart_is_said(values: list[float]) -> None:
    with pytest.raises(ValueError, match="at least one value"):
        run_chart(values)
