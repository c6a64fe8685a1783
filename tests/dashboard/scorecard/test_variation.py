"""Figures against their own past: which points are judged, the words, and why there may be none."""

from itertools import cycle, islice
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.periods import Grain, parse
from dashboard.scorecard.variation import Variation, variation
from tests.dashboard.scorecard._figures import SUPPRESSED, Value, evidence, indicator

NONE = {"polarity": "none", "target": {"kind": "none"}}
LEVEL = {"target": {"kind": "level", "value": 300.0}}


def usual(count: int) -> list[Value]:
    """Counts that go up and down about 100."""
    return list(islice(cycle([100.0, 104.0, 97.0, 101.0, 99.0, 103.0, 96.0, 100.0]), count))


def judged(first: str, values: list[Value], period: str, *, aggregation: str = "sum", **options: Any) -> Variation:
    return variation(
        indicator(**options), evidence(first, values, aggregation=aggregation), period=parse(period), area="E"
    )


@pytest.mark.parametrize(
    ("last", "options", "word", "high"),
    [
        (100.0, {}, "common", False),
        (60.0, {}, "improving", False),
        (140.0, {}, "concerning", True),
        (140.0, {"polarity": "high"}, "improving", True),
        (60.0, {"polarity": "high"}, "concerning", False),
        (140.0, NONE, "neutral", True),
        (60.0, NONE, "neutral", False),
    ],
)
def test_the_newest_month_has_the_word(last: float, options: dict[str, Any], word: str, high: bool) -> None:
    found = judged("2023-04", [*usual(23), last], "FY2024-25-Q4", **options)
    assert (found.word, found.high, found.points) == (word, high, "months")
    assert found.why == "Judged on the 24 months to Mar 2025."


@pytest.mark.parametrize(
    ("value", "assurance"), [(360.0, "pass"), (240.0, "fail"), (300.0, "hit-or-miss"), (None, "none")]
)
def test_assurance_follows_from_what_is_asked_of_a_month(value: float | None, assurance: str) -> None:
    target = {"kind": "none"} if value is None else {"kind": "level", "value": value}
    assert judged("2023-04", usual(24), "FY2024-25-Q4", target=target).assurance == assurance


def test_a_share_is_asked_of_every_month_as_it_is() -> None:
    options: dict[str, Any] = {"polarity": "high", "target": {"kind": "level", "value": 50.0}}
    found = judged("2023-04", usual(24), "FY2024-25-Q4", aggregation="last", **options)
    assert found.assurance == "pass"


def test_a_change_is_asked_of_the_same_month_a_year_before() -> None:
    asked = {"target": {"kind": "change", "value": -50.0}}
    assert judged("2023-04", usual(24), "FY2024-25-Q4", **asked).assurance == "fail"


def test_a_return_asks_a_third_of_its_quarter() -> None:
    back = {"target": {"kind": "return", "baseline": "FY2022-23", "by": "FY2024-25"}}
    assert judged("2022-04", [*[50.0] * 12, *usual(24)], "FY2024-25-Q4", **back).assurance == "fail"


def test_nothing_after_the_judged_period_counts_and_no_more_than_three_years() -> None:
    found = judged("2019-04", [*usual(60), 900.0, 900.0], "FY2023-24-Q4")
    assert (found.word, len(found.run)) == ("common", 36)
    assert found.why == "Judged on the 36 months to Mar 2024, the newest of 60 in a row."


def test_a_gap_ends_the_run() -> None:
    found = judged("2022-04", [*usual(10), None, *usual(25)], "FY2024-25-Q4")
    assert (found.word, len(found.run)) == ("common", 25)
    assert found.why == "Judged on the 25 months to Mar 2025; Feb 2023 has no figure."
    short = judged("2023-04", [*usual(18), SUPPRESSED, *usual(5)], "FY2024-25-Q4")
    assert (short.word, short.assurance) == ("too-few", "none")
    assert short.why == "Trial limits: 5 months in a row, and limits need 13; Oct 2024 has no figure."


@pytest.mark.parametrize(
    ("values", "word", "why"),
    [
        ([5.0] * 12, "too-few", "Trial limits: 12 months in a row, and limits need 13."),
        ([0.0] * 24, "common", "All 24 months to Mar 2025 were 0: there has been nothing to vary."),
        ([7.0], "too-few", "Only 1 month in a row, and 13 months are needed, or 10 quarters or years."),
        ([], None, "There is no figure for Jan–Mar 2025 to set against those before."),
    ],
)
def test_why_nothing_can_be_told_is_said(values: list[Value], word: str | None, why: str) -> None:
    first = parse("2025-03").shift(1 - len(values)).key
    found = judged(first, values, "FY2024-25-Q4")
    assert (found.word, found.why) == (word, why)


def test_a_suppressed_figure_has_neither_icon() -> None:
    for suppressed in (
        judged("2023-04", [*usual(23), SUPPRESSED], "FY2024-25-Q4"),
        judged("FY2020-21-Q1", [*usual(19), SUPPRESSED], "FY2024-25-Q4"),
    ):
        assert (suppressed.word, suppressed.assurance, suppressed.chart) == (None, None, None)
        assert "suppressed" in suppressed.why


@pytest.mark.parametrize(
    ("first", "period", "grain", "points"),
    [("FY2021-22-Q1", "FY2024-25-Q4", Grain.QUARTER, "quarters"), ("FY2009-10", "FY2024-25", Grain.YEAR, "years")],
)
def test_without_months_runs_are_counted(first: str, period: str, grain: Grain, points: str) -> None:
    found = judged(first, usual(16), period, grain=grain)
    assert (found.word, found.assurance, found.points, found.chart) == ("common", "none", points, None)
    fallen = judged(first, [*[200.0 + n for n in range(8)], *[100.0 + n for n in range(8)]], period, grain=grain)
    assert (fallen.word, fallen.high) == ("improving", False)
    assert fallen.why.startswith(f"There are no 13 months in a row: runs about the middle of 16 {points} to ")


def test_rolling_years_are_no_points_of_a_series() -> None:
    found = judged("R12:2023-12", usual(24), "R12:2025-11", grain=Grain.R12)
    assert (found.word, found.why) == ("too-few", "Rolling years overlap, and there are no months to judge.")


@given(st.lists(st.integers(0, 200).map(float), min_size=13, max_size=36), st.sampled_from([2.0, 0.5]))
def test_turned_polarity_turns_the_word_and_a_unit_changes_nothing(values: list[Value], unit: float) -> None:
    first = parse("2025-03").shift(1 - len(values)).key
    low, high = (judged(first, values, "FY2024-25-Q4", polarity=way) for way in ("low", "high"))
    turned = {"improving": "concerning", "concerning": "improving"}
    assert turned.get(str(low.word), low.word) == high.word
    scaled = judged(first, [float(value or 0) * unit for value in values], "FY2024-25-Q4")
    assert (scaled.word, scaled.high) == (low.word, low.high)
