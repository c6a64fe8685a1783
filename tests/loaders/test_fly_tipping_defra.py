"""Defra's fly-tipping workbook: totals, breakdowns, England's two rows, and what is said of faults."""

import io
from pathlib import Path

import openpyxl
import pytest
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from dashboard.areas import read as read_areas
from dashboard.records import Reading
from loaders import fly_tipping_defra
from loaders._book import open_book

ROOT = Path(__file__).resolve().parents[2]
REAL = ROOT.parent / "shared" / "data" / "fly_tipping" / "Flytipping.xlsx"
AREAS = read_areas(ROOT / "data" / "areas.csv")
BANDS = ["", "", "", "", "TOTAL", "Land type", "", "Waste type", "Size and costs", ""]
HEADINGS = [
    *("Year", "ONS Code", "LA Name", "Region", "Total Incidents", "Highway Incidents", "Council Land Incidents"),
    *("Animal Carcass Incidents", "Single Item Incidents", "Single Item Clearance Costs (£)"),
]
ACTION_HEADINGS = [
    *("Year", "ONS Code", "LA Name", "Region", "Total Actions", "Investigation Actions"),
    *("Investigation Action Costs (£)", "Total Fixed Penalty Notice Actions", "Prosecution Actions"),
    *("Fine Outcomes (issued by courts)", "£0 to £50 fines", "Total fines (£)"),
]
BROMLEY = ["2021-22", "E09000006", "Bromley ", "London", 10, 7, 3, 1, 4, ":"]


def book_of(*rows: list[object], headings: list[str] = HEADINGS, bands: list[str] = BANDS) -> bytes:
    workbook = openpyxl.Workbook()
    workbook.active.title = "Notes"
    sheet = workbook.create_sheet("LA_incidents")
    for row in (["Fly-tipping incidents"], bands, headings, *rows):
        sheet.append(row)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def read(content: bytes, name: str = "fly.xlsx") -> Reading:
    book = open_book(content, name)
    assert fly_tipping_defra.recognise(book)
    return fly_tipping_defra.read(book, AREAS)


def values(reading: Reading, series: str, area: str = "E09000006") -> dict[tuple[str, str], float | None]:
    return {(o.period.key, o.breakdown): o.value for o in reading.observations if (o.series, o.area) == (series, area)}


def test_incidents_by_land_waste_and_size() -> None:
    reading = read(book_of(BROMLEY))
    assert values(reading, "fly_tipping.incidents") == {
        ("FY2021-22", ""): 10,
        ("FY2021-22", "land=Highway"): 7,
        ("FY2021-22", "land=Council land"): 3,
        ("FY2021-22", "waste=Animal carcass"): 1,
        ("FY2021-22", "size=Single item"): 4,
    }
    assert values(reading, "fly_tipping.clearance_cost") == {("FY2021-22", "size=Single item"): None}
    assert not reading.problems
    cost = next(o for o in reading.observations if o.series == "fly_tipping.clearance_cost")
    assert (cost.status, cost.sheet, cost.row, cost.column) == ("missing", 1, 4, 10)


def test_without_bands_and_in_another_order_the_headings_say_enough() -> None:
    turned = [*HEADINGS[4:], *HEADINGS[:4]]
    reading = read(book_of([*BROMLEY[4:], *BROMLEY[:4]], headings=turned, bands=[]))
    assert values(reading, "fly_tipping.incidents") == values(read(book_of(BROMLEY)), "fly_tipping.incidents")


def test_actions_costs_outcomes_and_fines() -> None:
    workbook = openpyxl.Workbook()
    workbook.active.append(ACTION_HEADINGS)
    workbook.active.append(["2021-22", "E09000006", "Bromley", "London", 30, 20, 500, 8, 2, 1, 3, 660])
    file = io.BytesIO()
    workbook.save(file)
    reading = read(file.getvalue())
    assert values(reading, "fly_tipping.actions") == {
        ("FY2021-22", ""): 30,
        ("FY2021-22", "action=Investigation"): 20,
        ("FY2021-22", "action=Fixed penalty notice"): 8,
        ("FY2021-22", "action=Prosecution"): 2,
    }
    assert values(reading, "fly_tipping.prosecutions") == {("FY2021-22", ""): 2}
    assert values(reading, "fly_tipping.cost") == {("FY2021-22", "action=Investigation"): 500}
    assert values(reading, "fly_tipping.outcomes") == {("FY2021-22", "outcome=Fine"): 1}
    assert values(reading, "fly_tipping.fines_issued") == {("FY2021-22", "band=£0 to £50"): 3}
    assert values(reading, "fly_tipping.fines") == {("FY2021-22", ""): 660}
    assert reading.series["fly_tipping.cost"].unit == "£"


def test_of_two_england_totals_the_comparable_one_is_kept() -> None:
    rest = [10, 7, 3, 1, 4, 5]
    reading = read(
        book_of(
            ["2018-19", "*Total", "*Total", "*Total England (original)", 99, 90, 9, 1, 4, 5],
            ["2018-19", "*Total", "*Total", "*Total England (comparable with 2019/20)", *rest],
            ["2018-19", "*Total", "*Total", "East", *rest],
        )
    )
    assert values(reading, "fly_tipping.incidents", "E92000001")["FY2018-19", ""] == 10
    assert values(reading, "fly_tipping.incidents", "E12000006")["FY2018-19", ""] == 10
    assert "two England totals for 2018-19" in reading.notes[0]
    assert not reading.problems


def test_an_unknown_authority_with_a_code_is_registered() -> None:
    reading = read(book_of(["2021-22", "E07000999", "Newshire", "E Midlands", 1, 1, 0, 1, 1, 0]))
    assert reading.areas["E07000999"] == ("E07000999", "Newshire", "district", "E12000004")


def test_without_a_code_the_name_must_be_known() -> None:
    reading = read(book_of(["2021-22", "", "Bromly", "London", 1, 1, 0, 1, 1, 0], ["2021-22", "x", *BROMLEY[2:]]))
    (problem,) = reading.problems
    assert (problem.severity, problem.code, problem.cell) == ("error", "unknown-area", "C4")
    assert "Bromley" in problem.hint
    assert {o.area for o in reading.observations} == {"E09000006"}


@pytest.mark.parametrize(
    ("row", "severity", "code", "cell"),
    [
        (["2020-21", *BROMLEY[1:5], "seven", *BROMLEY[6:]], "error", "not-a-number", "F5"),
        (BROMLEY, "error", "duplicate-key", "B5"),
        (["2098-99", *BROMLEY[1:]], "error", "future-period", "A5"),
        (["last year", *BROMLEY[1:]], "error", "bad-period", "A5"),
        (["2020-21", *BROMLEY[1:4], 12, *BROMLEY[5:]], "warning", "total-mismatch", "E5"),
    ],
)
def test_a_fault_is_named_with_its_cell(row: list[object], severity: str, code: str, cell: str) -> None:
    (problem,) = read(book_of(BROMLEY, row)).problems
    assert (problem.severity, problem.code, problem.cell) == (severity, code, cell)
    assert problem.message.startswith(f"LA_incidents!{cell} ")
    assert problem.hint


def test_estimates_that_are_fractions_may_be_one_apart() -> None:
    assert not read(book_of(["2021-22", *BROMLEY[1:4], 10.6, *BROMLEY[5:]])).problems


def test_a_heading_that_is_there_twice_is_an_error() -> None:
    (problem,) = read(book_of([*BROMLEY, 7], headings=[*HEADINGS, "Highway Incidents"], bands=[])).problems
    assert (problem.code, problem.cell) == ("duplicate-key", "K3")


def test_the_open_document_edition() -> None:
    document = OpenDocumentSpreadsheet()
    for name in ("Revisions", "LA_incidents"):
        table = Table(name=name)
        for row in (BANDS, HEADINGS, BROMLEY):
            line = TableRow()
            for cell in row:
                kind = {"valuetype": "float", "value": cell} if isinstance(cell, int) else {"valuetype": "string"}
                made = TableCell(**kind)
                made.addElement(P(text=str(cell)))
                line.addElement(made)
            table.addElement(line)
        document.spreadsheet.addElement(table)
    file = io.BytesIO()
    document.write(file)
    reading = read(file.getvalue(), "fly.ods")
    assert values(reading, "fly_tipping.incidents")["FY2021-22", ""] == 10
    assert {o.sheet for o in reading.observations} == {1}


def test_another_workbook_is_not_recognised() -> None:
    assert fly_tipping_defra.recognise(open_book(b"Year,LA Name,Total\n2021-22,Bromley,3\n", "x.csv")) is None


@pytest.mark.realdata
@pytest.mark.skipif(not REAL.exists(), reason="the published files are not beside the project")
def test_the_published_workbook() -> None:
    reading = read(REAL.read_bytes(), REAL.name)
    bromley = values(reading, "fly_tipping.incidents")
    assert [bromley[year, ""] for year in ("FY2012-13", "FY2018-19", "FY2021-22")] == [2495, 3172, 3558]
    assert bromley["FY2021-22", "land=Highway"] == 3087
    assert values(reading, "fly_tipping.prosecutions")["FY2021-22", ""] == 1
    assert values(reading, "fly_tipping.incidents", "E92000001")["FY2018-19", ""] == 957157
    keys = [o[:4] for o in reading.observations]
    assert len(keys) == len(set(keys))
    assert not reading.refused
    assert [problem.cell for problem in reading.problems] == ["E680", "E1013", "E1019"]
