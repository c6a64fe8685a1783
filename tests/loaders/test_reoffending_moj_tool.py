"""The reoffending data tool: totals among breakdowns, cohorts, groups, names of areas and faults."""

import io
from pathlib import Path

import openpyxl
import pytest

from dashboard.areas import read as read_areas
from dashboard.records import Reading
from loaders import reoffending_moj_tool
from loaders._book import open_book

AREAS = read_areas(Path(__file__).resolve().parents[2] / "data" / "areas.csv")
OLD = ["adult_child", "cohort", "region", "category", "subcat1", "subcat2", "offenders", "reoffenders", "reoffences"]
NEW = [*OLD[:6], "Number of\r\noffenders", "Number of\r\nreoffenders", "Number of\nre-offences"]
COHORT = "Apr 2012 to Mar 2013"
TOTAL = ["Total", "Total", "Total"]


def read(*rows: list[object], headings: list[str] = OLD, sheet: str = "Data") -> Reading:
    workbook = openpyxl.Workbook()
    workbook.active.title = "Introduction"
    table = workbook.create_sheet(sheet)
    for row in (headings, *rows):
        table.append(row)
    file = io.BytesIO()
    workbook.save(file)
    book = open_book(file.getvalue(), "tool.xlsx")
    assert reoffending_moj_tool.recognise(book)
    return reoffending_moj_tool.read(book, AREAS)


def values(reading: Reading, when: str = "FY2012-13", area: str = "E09000006") -> dict[tuple[str, str], float | None]:
    chosen = [o for o in reading.observations if (o.period.key, o.area) == (when, area)]
    return {(o.series.removeprefix("reoffending."), o.breakdown): o.value for o in chosen}


@pytest.mark.parametrize("headings", [OLD, NEW])
def test_rate_and_frequency_follow_from_the_counts(headings: list[str]) -> None:
    reading = read(["All", COHORT, "Bromley", *TOTAL, 2000, "500", 1500], headings=headings)
    assert values(reading) == {
        ("cohort", ""): 2000,
        ("reoffenders", ""): 500,
        ("reoffences", ""): 1500,
        ("rate", ""): 25,
        ("frequency", ""): 3,
    }
    assert values(reading) == values(reading, "R12:2013-03")
    assert reading.observations[0][6:] == (1, 2, 7)
    assert not reading.problems
    rate = reading.series["reoffending.rate"]
    assert (rate.aggregation, rate.per, rate.unit) == ("ratio", 100, "%")


def test_adults_and_children_add_up_where_there_is_no_row_for_all() -> None:
    reading = read(
        ["Adult", COHORT, "Bromley", *TOTAL, 900, 200, 600],
        ["Child", COHORT, "Bromley", *TOTAL, 100, 50, 150],
    )
    found = values(reading)
    assert (found["cohort", ""], found["cohort", "group=Adults"], found["cohort", "group=Children"]) == (1000, 900, 100)
    assert (found["rate", ""], found["rate", "group=Children"]) == (25, 50)
    assert any("added up" in note for note in reading.notes)


def test_breakdowns_are_left_out_and_said_so() -> None:
    reading = read(
        ["Adult", COHORT, "Bromley", "Age", "18 to 20", None, 90, 20, 60],
        ["Adult", COHORT, "Bromley", "Disposal", "Total", "Total", 880, 190, 590],
        ["Adult", COHORT, "Bromley", "Index offence", "Index offence total", None, 900, 200, 600],
    )
    assert values(reading)["cohort", "group=Adults"] == 900
    assert any("“Age”" in note for note in reading.notes)


def test_cohorts_of_other_quarters_are_rolling_years() -> None:
    reading = read(
        ["All", "Jan 2013 to Dec 2013", "Bromley", *TOTAL, 10, 5, 5],
        ["All", "Jul 2012 - Jun 2013", "Bromley", *TOTAL, 10, 4, 5],
        ["All", "Jan to Mar 2014", "Bromley", *TOTAL, 10, 3, 5],
    )
    keys = {o.period.key for o in reading.observations}
    assert keys == {"R12:2013-12", "R12:2013-06", "FY2013-14-Q4"}


def test_regions_and_police_areas_of_one_name() -> None:
    row = [*TOTAL, 10, 5, 5]
    reading = read(["All", COHORT, "West Midlands", *row], ["All", COHORT, "West Midlands PCC", *row])
    assert set(reading.areas) == {"E12000005", "E23000014"}
    assert set(read(["All", COHORT, "Durham", *row], sheet="PCC_data").areas) == {"E23000008"}


def test_a_marker_is_no_number_and_makes_no_rate() -> None:
    reading = read(["All", COHORT, "Bromley", *TOTAL, 10, "*", 5])
    assert {o.series: o.status for o in reading.observations if o.value is None} == {
        "reoffending.reoffenders": "suppressed",
        "reoffending.rate": "suppressed",
        "reoffending.frequency": "suppressed",
    }


@pytest.mark.parametrize(
    ("row", "severity", "code", "cell"),
    [
        (["All", COHORT, "Bexley", *TOTAL, "ten", 5, 5], "error", "not-a-number", "G3"),
        (["All", COHORT, "Bromley", *TOTAL, 10, 5, 5], "error", "duplicate-key", "C3"),
        (["All", COHORT, "Bexley", *TOTAL, 10, 15, 5], "error", "part-exceeds-whole", "H3"),
        (["All", "Apr 2097 to Mar 2098", "Bexley", *TOTAL, 10, 5, 5], "error", "future-period", "B3"),
        (["All", "2012ish", "Bexley", *TOTAL, 10, 5, 5], "error", "bad-period", "B3"),
        (["All", COHORT, "Bromly", *TOTAL, 10, 5, 5], "error", "unknown-area", "C3"),
    ],
)
def test_a_fault_is_named_with_its_cell(row: list[object], severity: str, code: str, cell: str) -> None:
    problem = read(["All", COHORT, "Bromley", *TOTAL, 10, 5, 5], row).problems[0]
    assert (problem.severity, problem.code, problem.cell) == (severity, code, cell)
    assert problem.message.startswith(f"Data!{cell} ")
