"""Why a status is what it is: every input as exact as it is, thresholds that the judgement keeps, what ends a grey."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.metrics.rag import judge
from dashboard.periods import Grain, Period, parse
from dashboard.records import SeriesSpec
from dashboard.scorecard.evidence import Evidence
from dashboard.scorecard.explained import Threshold, Why
from dashboard.scorecard.veil import Veil
from dashboard.scorecard.why import why
from dashboard.scorecard.why_words import exact
from dashboard.store.snapshot import Snapshot
from dashboard.strategy import Indicator
from tests.dashboard.scorecard._figures import SUPPRESSED, Value, evidence, indicator

QUARTER = parse("FY2025-26-Q1")
TODAY = date(2025, 8, 1)


def told(values: list[Value], today: date = TODAY, unit: str = "offences", **options: Any) -> Why:
    """Quarters from April 2024 on, judged in April to June 2025."""
    found = evidence("FY2024-25-Q1", values, unit=unit, aggregation="none" if unit == "%" else "sum")
    return why(indicator(**options), found, quarter=QUARTER, area="E", today=today)


def year(values: list[Value], **options: Any) -> Why:
    """Years from 2012/13 on, judged in the newest of them."""
    first = parse("FY2012-13")
    quarter = Period(first.shift(len(values) - 1).first + 9, Grain.QUARTER)
    own = {"grain": Grain.YEAR, "lag_days": 0, "unit": "incidents"} | options
    return why(indicator(**own), evidence(first.key, values), quarter=quarter, area="E", today=TODAY)


def texts(found: Why) -> dict[str, str]:
    return {one.role: one.text for one in found.inputs}


def test_every_input_is_given_in_full_with_its_period_and_its_place() -> None:
    found = told([181, 1, 1, 1, 170])
    assert texts(found) == {
        "figure": "170",
        "baseline": "181",
        "target": "−2%",
        "expected": "177.38",
        "tolerance": "5%",
        "shortfall": "none",
    }
    by = {one.role: one for one in found.inputs}
    assert (by["figure"].period, by["baseline"].period) == ("FY2025-26-Q1", "FY2024-25-Q1")
    assert (by["baseline"].series, by["baseline"].area, by["baseline"].shown) == ("a.b", "E", "181")
    assert by["expected"].note == "shown as 177.4"
    assert by["shortfall"].note == "better by 7.38 (4.2% of what is expected)"
    assert not by["target"].series and not by["expected"].series


def test_the_calculation_is_exact() -> None:
    found = told([181, 1, 1, 1, 180])
    assert found.rag == "amber"
    assert found.steps == (
        "181 in Apr–Jun 2024, less 2%, is 181 × 98 ÷ 100 = 177.38 in Apr–Jun 2025.",
        "180 − 177.38 = 2.62: 2.62 above what is expected, 1.5% of it.",
        "The tolerance is 5% of 177.38, which is 8.869, and reaches to 177.38 + 8.869 = 186.249.",
        "180 is above 177.38, but not above 186.249: amber.",
    )
    assert found.would_change == (
        "Green at 177 or less, amber from 178 to 186, red from 187. 3 fewer would make it green, 7 more red."
    )


@pytest.mark.parametrize(("value", "rag"), [(90, "green"), (91, "amber"), (94, "amber"), (95, "red")])
def test_thresholds_of_counts_are_whole_numbers(value: int, rag: str) -> None:
    # −10% on 100 is 90 exactly, and 5% of it 4.5
    found = told([100, 1, 1, 1, value], target={"kind": "change", "value": -10.0})
    assert found.rag == rag
    assert found.would_change.startswith("Green at 90 or less, amber from 91 to 94, red from 95.")


def test_shares_go_in_tenths_and_points() -> None:
    found = told([53, 53.1, 54, 54, 53.4], unit="%", polarity="high", tolerance_points=2.0,
                 target={"kind": "level", "value": 55.0})  # fmt: skip
    assert found.rag == "amber"
    assert found.would_change == (
        "Green from 55.0%, amber from 53.0% to 54.9%, red at 52.9% or less. "
        "1.6 points more would make it green, 0.5 points less red."
    )
    assert found.steps[1:3] == (
        "53.4 − 55 = −1.6: 1.6 points below what is expected.",
        "The tolerance of 2 points reaches to 55 − 2 = 53%.",
    )


def test_a_share_that_is_worked_out_is_judged_unrounded() -> None:
    """52.96 is shown as 53.0 but is not 53: thresholds of such figures have no steps."""
    found = told([53, 53, 53, 53, 52.96], unit="%", polarity="high", tolerance_points=2.0,
                 target={"kind": "level", "value": 55.0})  # fmt: skip
    assert found.rag == "red"
    assert found.would_change == "Green from 55%, amber from 53% to below 55%, red below 53%."


def test_amber_by_direction_ends_at_the_year_before() -> None:
    direction = {"rule": "direction", "tolerance": 0.01, "target": {"kind": "change", "value": -5.0}}
    found = told([100, 1, 1, 1, 98], **direction)
    assert found.rag == "amber"
    assert found.would_change == (
        "Green at 95 or less, amber from 96 to 100, red from 101. 3 fewer would make it green, 3 more red. "
        "Amber ends at the figure of Apr–Jun 2024, 100, the same period last year."
    )
    assert found.steps[-1] == "98 is above 95.95, but not above the 100 of Apr–Jun 2024: amber."
    wide = told([100, 1, 1, 1, 98], **direction | {"tolerance": 0.10})
    assert wide.rag == "green"
    assert "There is no amber: the figure of Apr–Jun 2024, 100, is green." in wide.would_change
    none = told([None, 1, 1, 1, 98], **direction | {"target": {"kind": "level", "value": 90.0}})
    assert none.steps[-1] == ("98 is above 90.9, and there is no figure for Apr–Jun 2024 to be no worse than: red.")
    assert texts(none)["previous"] == "no figure"


@pytest.mark.parametrize(
    ("values", "options", "said"),
    [
        ([10, 1, 1, 1, 5], {"target": {"kind": "direction"}}, "no whole number lies within the tolerance"),
        ([0, 1, 1, 1, 5], {"target": {"kind": "direction"}}, "a share of 0 is none"),
        ([100, 1, 1, 1, 5], {"tolerance": 0.0}, "the tolerance is none"),
    ],
)
def test_where_there_is_no_amber_it_says_why(values: list[Value], options: dict[str, Any], said: str) -> None:
    assert f"There is no amber: {said}." in told(values, **options).would_change


def test_a_status_no_figure_can_have_is_not_offered() -> None:
    found = told([0, 1, 1, 1, 0], polarity="high", target={"kind": "direction"})
    assert found.would_change == "Green from 0. No figure can be red."


def test_a_line_back_shows_its_milestone() -> None:
    back = {"target": {"kind": "return", "baseline": "FY2012-13", "start": "FY2015-16", "by": "FY2018-19"}}
    found = year([2495, 2809, 3377, 3343, 3100], **back)
    assert found.steps[:2] == (
        "The line runs from 3,343 in 2015/16 to 2,495, the level of 2012/13, in 2018/19.",
        "1/3 of the way, its year is at 3,343 + (2,495 − 3,343) × 1/3 = 3,060.3333…",
    )
    assert [(one.role, one.period) for one in found.inputs[1:3]] == [("baseline", "FY2012-13"), ("start", "FY2015-16")]
    assert "Green at 3,060 or less, amber from 3,061" in found.would_change
    reached = year([2495, 2809, 3377, 3343, 3100, 3000, 2400], **back)
    assert reached.steps[0] == "2012/13 had 2,495, which is the level asked for by 2018/19."


def test_where_the_figure_makes_its_own_target_there_are_no_thresholds() -> None:
    back = {"target": {"kind": "return", "baseline": "FY2012-13", "start": "FY2015-16", "by": "FY2018-19"}}
    found = year([2495, 2809, 3377, 3343], **back)
    assert (found.rag, found.thresholds) == ("green", ())
    assert found.would_change.startswith("What is expected is worked out from this figure itself")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"target": {"kind": "change", "value": -2.0}}, "32% of years ended 2% or more below the year before"),
        ({"target": {"kind": "change", "value": -5.0}}, "23% of years ended 5% or more below"),
        ({"target": {"kind": "change", "value": -10.0}}, "12% of years ended 10% or more below"),
        ({"target": {"kind": "change", "value": -3.0}}, ""),
        ({"target": {"kind": "direction"}}, ""),
        ({"target": {"kind": "change", "value": -2.0}, "unit": "incidents"}, ""),
        ({"target": {"kind": "change", "value": -2.0, "baseline": "FY2023-24"}}, ""),
    ],
)
def test_the_base_rate_stands_beside_the_targets_it_was_measured_for(options: dict[str, Any], said: str) -> None:
    own = {"code": "one", "title": "One", "series": "a.b"} | options
    found = evidence("FY2024-25-Q1", [100, 1, 1, 1, 90])
    rate = why(Indicator.model_validate(own), found, quarter=QUARTER, area="E", today=TODAY).base_rate
    assert said in rate and bool(said) == bool(rate)
    assert not rate or ("Metropolitan Police boroughs" in rate and "2010–2025" in rate)


@pytest.mark.parametrize(
    ("values", "today", "options", "grey", "said"),
    [
        ([100], date(2025, 7, 1), {}, "not-yet-due", "for Apr–Jun 2025 would end it. It is due by 30 Jul 2025."),
        ([100], date(2025, 9, 1), {}, "late", "it was due by 30 Jul 2025 and no file that is loaded has it."),
        ([], date(2025, 7, 1), {}, "no-data", "none is loaded for this area. Due by 30 Jul 2025: Apr–Jun 2025."),
        ([None, 1, 1, 1, 90], TODAY, {}, "no-baseline", "A figure for Apr–Jun 2024 to compare with would end it."),
        ([1, 1, 1, 1, 90], TODAY, {"target": {"kind": "none"}}, "no-target", "A target would end it."),
        ([], TODAY, {"target": {"kind": "none"}}, "no-data", "A target would end it."),
        ([None, 5], date(2025, 9, 1), {}, "late", "A figure for Apr–Jun 2024 to compare with is needed as well."),
    ],
)  # fmt: skip
def test_a_grey_status_says_what_would_end_it(
    values: list[Value], today: date, options: dict[str, Any], grey: str, said: str
) -> None:
    found = told(values, today, **options)
    assert (found.rag, found.grey) == ("grey", grey)
    assert said in found.ends
    assert not found.steps and not found.thresholds and not found.would_change


def test_months_that_are_missing_are_named() -> None:
    found = evidence("2024-04", [*[10] * 12, 9, 9])
    said = why(indicator(), found, quarter=QUARTER, area="E", today=TODAY)
    assert (said.grey, said.ends) == (
        "incomplete",
        "The rest of Apr–Jun 2025 would end it: Jun 2025 is not there. It was due by 30 Jul 2025.",
    )


def test_of_a_figure_that_is_kept_back_nothing_is_told() -> None:
    found = told([181, 1, 1, 1, SUPPRESSED])
    assert (found.grey, found.inputs, found.steps, found.thresholds) == ("suppressed", (), (), ())
    text = found.model_dump_json()
    assert "181" not in text and "177" not in text
    assert found.ends.startswith("Nothing will end it for Apr–Jun 2025")


def test_what_the_partnership_keeps_back_is_not_told_either() -> None:
    plain = evidence("FY2024-25-Q1", [3, 1, 1, 1, 90])
    hidden = Veil({"E": frozenset({("a.b", "", parse("FY2024-25-Q1"))})})
    found = why(indicator(), Evidence(plain.snapshot, hidden), quarter=QUARTER, area="E", today=TODAY)
    assert (found.grey, texts(found)["baseline"]) == ("no-baseline", "kept back")
    assert found.ends == "A figure for Apr–Jun 2024 to compare with (which is kept back) would end it."
    assert [one.value for one in found.inputs if one.role == "baseline"] == [None]


def test_an_expected_volume_is_traced_to_its_own_series() -> None:
    held = evidence("FY2024-25-Q1", [1, 1, 1, 1, 90]).snapshot
    rows = [*held.rows, *(row._replace(series="c.d", value=100.0) for row in held.rows)]
    both = {**held.series, "c.d": SeriesSpec("c.d", "Recommended", "cases")}
    found = why(
        indicator(polarity="high", target={"kind": "expected", "expected_series": "c.d"}),
        Evidence(Snapshot(rows, both, {}, held.uploads, {})),
        quarter=QUARTER,
        area="E",
        today=TODAY,
    )
    volume = found.inputs[1]
    assert (volume.name, volume.series, volume.text) == ("Recommended", "c.d", "100")
    assert found.steps[0] == "The volume expected in Apr–Jun 2025 is 100."


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (266.56, "266.56"),
        (0.1, "0.1"),
        (1234567, "1,234,567"),
        (Decimal(2) / Decimal(3), "0.6666…"),
        (Decimal(-8749) / Decimal(3), "−2,916.3333…"),
        (Decimal("0.00000049"), "0.0000…"),
    ],
)
def test_a_number_is_written_in_full_or_cut_off_visibly(value: Decimal | float, text: str) -> None:
    assert exact(value) == text


def _holds(one: Threshold, value: int) -> bool:
    return (one.low is None or value >= one.low) and (one.high is None or value <= one.high)


@given(
    base=st.integers(0, 3000),
    value=st.integers(0, 4000),
    percent=st.integers(-20, 20),
    tolerance=st.integers(0, 30),
    rule=st.sampled_from(["variance", "direction"]),
    polarity=st.sampled_from(["low", "high"]),
)
def test_the_thresholds_told_are_those_of_the_judgement(
    base: int, value: int, percent: int, tolerance: int, rule: str, polarity: str
) -> None:
    options = {"polarity": polarity, "rule": rule, "tolerance": tolerance / 100}
    found = told([base, 1, 1, 1, value], target={"kind": "change", "value": float(percent)}, **options)
    expected = Decimal(base) * (100 + percent) / 100
    assert [one.rag for one in found.thresholds if _holds(one, value)] == [found.rag]
    for one in found.thresholds:
        for end in (one.low, one.high):
            for beside in [] if end is None else [end - 1, end, end + 1]:
                said = judge(beside, expected, previous_year=base, **options)  # type: ignore[arg-type]
                assert (said == one.rag) == _holds(one, int(beside))
