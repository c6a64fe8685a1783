"""Periods that have not begun."""

from datetime import UTC, datetime

from dashboard.periods import calendar_year, month
from dashboard.records import SeriesSpec
from tests.loaders.checks.examining import Examiner, Figures, Met

SPEC = SeriesSpec("asb.noise", "Noise", "incidents")


def test_a_month_to_come_is_an_error_at_its_heading(examiner: Examiner, met: Met) -> None:
    met.rows[0][-1] = "203001"
    (problem,) = examiner.all(met.content)
    assert (problem.code, problem.severity, problem.cell) == ("future-period", "error", "AA1")
    assert "figures are headed Jan 2030, which is in the future" in problem.message


def test_the_month_that_has_begun_is_let_alone() -> None:
    today = datetime.now(UTC).date()
    assert month(2026, 1).first == 2026 * 12
    now = Figures(SPEC, [month(2025, 12), month(2026, 1)], {"E09000006": [5, 6]})  # as on 1 January 2026
    assert now.say("future-period") == []
    assert len(Figures(SPEC, [month(2026, 2)], {"E09000006": [5]}).say("future-period")) == 1
    assert today.year >= 2025


def test_a_year_that_its_loader_refuses_is_named_once(examiner: Examiner) -> None:
    year = calendar_year(datetime.now(UTC).year + 1)
    text = f"Short Desc,Data item,Years,LA and Regions,Values\nFirstYJS,FTE (rate),{year.key[2:]},Bromley,200\n"
    codes = [problem.code for problem in examiner.all(text, "lait.csv")]
    assert codes.count("future-period") == 1
