"""The panels of an account: their sentences, their lines and their numbers as a table."""

from datetime import date
from typing import Any

import pytest

from dashboard.periods import Grain, parse
from dashboard.scorecard.account import account
from dashboard.scorecard.details import Chart
from dashboard.scorecard.judging import score
from dashboard.scorecard.panels import panels_of
from tests.dashboard.scorecard._figures import SUPPRESSED, Value, evidence, indicator
from tests.dashboard.scorecard.test_variation import usual


def drawn(first: str, values: list[Value], quarter: str, **options: Any) -> dict[str, Chart]:
    asked, figures = indicator(**options), evidence(first, values)
    judged = score(asked, figures, quarter=parse(quarter), area="E", today=date(2025, 5, 1))
    found = account(asked, figures, quarter=parse(quarter), area="E")
    return {chart.kind: chart for chart in panels_of(asked, figures, judged, found)}


def test_months_stand_between_their_limits_with_a_table() -> None:
    chart = drawn("2023-04", [*usual(23), 140.0], "FY2024-25-Q4")["control"]
    assert chart.summary.startswith(
        "Mar 2025, 140 offences, is above the upper limit of 113: getting worse. Hit or miss: the target lies within"
    )
    assert [line.role for line in chart.lines] == ["figures", "mean", "lower", "upper"]
    assert (len(chart.marks), chart.marks[-1], set(chart.segments)) == (24, "concerning", {0})
    assert chart.table_headings == ("Month", "One", "Mean", "Lower", "Upper", "What it is")
    assert chart.table_rows[0] == ("Mar 2025", "140", "102", "90.5", "113", "Getting worse")
    assert chart.table_periods[0] == ("2025-03", "", "", "", "")
    assert chart.note == "Judged on the 24 months to Mar 2025."
    # what follows last year stands over the year that is judged alone
    assert chart.target is not None
    assert [place for place, aim in enumerate(chart.target.values) if aim is not None] == list(range(12, 24))


def test_a_lower_limit_is_drawn_at_nothing_at_the_least() -> None:
    chart = drawn("2023-04", [0.0, 9.0] * 12, "FY2024-25-Q4")["control"]
    assert next(line for line in chart.lines if line.role == "lower").values == (0.0,) * 24


def test_a_level_stands_over_every_month() -> None:
    chart = drawn("2023-04", usual(24), "FY2024-25-Q4", target={"kind": "level", "value": 300.0})["control"]
    assert chart.target is not None and chart.target.values == (100.0,) * 24


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (usual(12), "2024/25, 101 offences, is above the median of 100: usual variation."),
        (
            [*[200.0 + n for n in range(8)], *[100.0 + n for n in range(8)]],
            (
                "2024/25, 107 offences, is below the median of 154: improving, for 8 in a row lie on one side of it, "
                "more than chance leaves."
            ),
        ),
        ([*usual(11), 1.0], "2024/25, 1 offence, is below the median of"),
        (
            [9.0, 8.0, 9.0, 8.0, 9.0, 4.0, 1.0, 2.0, 1.0, 2.0, 1.0, 2.0],
            "2024/25, 2 offences, is below the median of 3: improving, for it is crossed less often than chance would",
        ),
    ],
)
def test_years_stand_about_their_median(values: list[Value], said: str) -> None:
    first = parse("FY2024-25").shift(1 - len(values)).key
    chart = drawn(first, values, "FY2024-25-Q4", grain=Grain.YEAR)["control"]
    assert chart.summary.startswith(said)
    assert chart.table_headings == ("Year", "One", "Median")


def test_the_course_of_a_year_adds_up() -> None:
    chart = drawn("FY2022-23-Q1", [*[100.0, 120.0, 80.0, 100.0] * 3, 90.0, 110.0], "FY2025-26-Q2")["year-end"]
    lines = {line.role: line.values for line in chart.lines}
    assert lines["figures"] == (90.0, 200.0, None, None)
    assert lines["low"][:2] == lines["high"][:2] == (None, 200.0)
    assert chart.target is not None and chart.target.values == (98.0, 215.6, 294.0, 392.0)
    assert chart.summary.startswith("Forecast to end 2025/26 at ") and "against a target of 392: " in chart.summary
    assert chart.note == (
        "On target with no more than 96 in each of the 2 quarters to come. The forecast assumes no break in the series."
    )
    assert chart.table_rows[0][:3] == ("Apr–Jun 2025", "90", "90")
    assert chart.table_periods[0] == ("FY2025-26-Q1", *[""] * 5)


def test_a_year_before_its_first_quarter_and_one_that_is_over_say_so() -> None:
    steady: list[Value] = [100.0, 120.0, 80.0, 100.0] * 3
    early = drawn("FY2022-23-Q1", steady, "FY2025-26-Q1")["year-end"]
    assert early.summary.endswith("Before the year’s first quarter is known there is no forecast skill yet.")
    assert [line.values[0] is not None for line in early.lines] == [False, True, True, True]
    over = drawn("FY2022-23-Q1", steady, "FY2024-25-Q4")["year-end"]
    assert over.summary == "2024/25 ended at 400 offences against a target of 392, which it missed."
    assert len(over.lines) == 1


def test_there_is_no_panel_of_what_cannot_be_said() -> None:
    assert drawn("2023-04", [*usual(23), SUPPRESSED], "FY2024-25-Q4") == {}
    assert drawn("FY2024-25", [100.0], "FY2024-25-Q4", grain=Grain.YEAR) == {}
