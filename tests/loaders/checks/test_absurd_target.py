"""Targets out of all proportion to the figures."""

from datetime import date

import pytest

from dashboard.periods import financial_year, month
from dashboard.records import SeriesSpec
from dashboard.store.store import Store
from dashboard.strategy import Strategy
from tests.loaders.checks.examining import Figures

SPEC = SeriesSpec("fly_tipping.incidents", "Fly-tipping incidents", "incidents")
EXPECTED = SeriesSpec("fly_tipping.expected", "Expected incidents", "incidents")
YEARS = [financial_year(year) for year in (2021, 2022, 2023)]


def strategy(target: dict[str, object], grain: str = "year") -> Strategy:
    indicator = {"code": "fly-tipping", "title": "Fly-tipping", "series": SPEC.code, "grain": grain, "target": target}
    priority = {"code": "streets", "title": "Streets", "indicators": [indicator]}
    return Strategy.model_validate(
        {"code": "own", "title": "Own", "start": date(2024, 4, 1), "end": date(2027, 3, 31), "priorities": [priority]}
    )


def figures(*values: float, area: str = "E09000006") -> Figures:
    return Figures(SPEC, YEARS, {area: list(values)})


@pytest.mark.parametrize("target", [0, 420, 800_000])
def test_a_level_ten_times_off_is_found_at_the_newest_figure(target: float) -> None:
    declared = strategy({"kind": "level", "value": float(target)})
    (problem,) = figures(70_000, 71_000, 73_390).say("absurd-target", strategies=(declared,), home="E09000006")
    assert (problem.severity, problem.cell, problem.subject) == ("warning", "D2", "own/fly-tipping")
    assert "is 73,390 for 2023/24, and the target of “Fly-tipping” in “Own” is" in problem.message


def test_an_expected_volume_that_stands_is_compared(sqlite_store: Store) -> None:
    Figures(EXPECTED, YEARS, {"E09000006": [300.0, 310.0, 320.0]}).keep(sqlite_store)
    declared = strategy({"kind": "expected", "expected_series": EXPECTED.code})
    loaded = figures(70_000, 71_000, 73_390)
    assert len(loaded.say("absurd-target", sqlite_store, strategies=(declared,), home="E09000006")) == 1
    assert figures(250, 260, 270).say("absurd-target", sqlite_store, strategies=(declared,), home="E09000006") == []


@pytest.mark.parametrize(
    "target", [{"kind": "level", "value": 60_000.0}, {"kind": "change", "value": -2.0}, {"kind": "none"}]
)
def test_a_target_that_can_be_meant_is_let_alone(target: dict[str, object]) -> None:
    loaded = figures(70_000, 71_000, 73_390)
    assert loaded.say("absurd-target", strategies=(strategy(target),), home="E09000006") == []


def test_another_area_than_the_partnership_s_is_not_compared() -> None:
    declared = strategy({"kind": "level", "value": 420.0})
    elsewhere = figures(70_000, 71_000, 73_390, area="E09000007")
    assert elsewhere.say("absurd-target", strategies=(declared,), home="E09000006") == []


def test_months_are_compared_with_a_target_for_the_year() -> None:
    monthly = Figures(SPEC, [month(2024, 4), month(2024, 5)], {"E09000006": [300.0, 310.0]})
    fitting, absurd = (strategy({"kind": "level", "value": value}) for value in (3_600.0, 300.0))
    assert monthly.say("absurd-target", strategies=(fitting,), home="E09000006") == []
    (problem,) = monthly.say("absurd-target", strategies=(absurd,), home="E09000006")
    assert "is 300 a year" in problem.message


def test_a_figure_of_none_tells_nothing() -> None:
    declared = strategy({"kind": "level", "value": 420.0})
    assert figures(0, 0, 0).say("absurd-target", strategies=(declared,), home="E09000006") == []
