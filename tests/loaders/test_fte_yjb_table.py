"""Table 2.11: title rows, regions and their totals, footnotes on names, years as columns."""

import io
from pathlib import Path

import openpyxl
import pytest

from dashboard.areas import read as read_areas
from dashboard.records import Reading
from loaders import fte_yjb_table
from loaders._book import open_book

AREAS = read_areas(Path(__file__).resolve().parents[2] / "data" / "areas.csv")
TITLE = "2.11: Rates of first time entrants per 100,000 10 to 17 year olds, years ending December"
HEADINGS = ["Region", "Local Authority/Region", 2022, 2023]


def read(*rows: list[object], title: str = TITLE, headings: list[object] = HEADINGS) -> Reading:
    workbook = openpyxl.Workbook()
    workbook.active.title = "Contents"
    sheet = workbook.create_sheet("2.11")
    for row in ([title], ["This sheet has one table"], ["Source: PNC"], headings, *rows):
        sheet.append(row)
    file = io.BytesIO()
    workbook.save(file)
    book = open_book(file.getvalue(), "yjb.xlsx")
    assert fte_yjb_table.recognise(book)
    return fte_yjb_table.read(book, AREAS)


def values(reading: Reading) -> dict[tuple[str, str], float | None]:
    return {(o.area, o.period.key): o.value for o in reading.observations}


def test_authorities_regions_and_footnotes() -> None:
    reading = read(
        ["Eastern", "Bedford [note 12]", 100, "[x]"],
        ["Eastern", "Total Eastern", 110, 120],
        ["London", "Bromley", 115, 85],
        ["Total London", None, 200, 190],
        ["[note 12] Includes part of another authority."],
    )
    assert values(reading) == {
        ("E06000055", "CY2022"): 100,
        ("E06000055", "CY2023"): None,
        ("E12000006", "CY2022"): 110,
        ("E12000006", "CY2023"): 120,
        ("E09000006", "CY2022"): 115,
        ("E09000006", "CY2023"): 85,
        ("E12000007", "CY2022"): 200,
        ("E12000007", "CY2023"): 190,
    }
    assert not reading.problems
    assert reading.observations[0][6:] == (1, 5, 3)


def test_years_to_march_are_financial_years() -> None:
    reading = read(["London", "Bromley", 115, 85], title="First time entrants, years ending March")
    assert set(values(reading)) == {("E09000006", "FY2021-22"), ("E09000006", "FY2022-23")}


@pytest.mark.parametrize(
    ("row", "severity", "code", "cell"),
    [
        (["London", "Bexley", 115, "n.k."], "error", "not-a-number", "D6"),
        (["London", "Bromley", 115, 85], "error", "duplicate-key", "C6"),
        (["London", "Bromly", 115, 85], "error", "unknown-area", "B6"),
    ],
)
def test_a_fault_is_named_with_its_cell(row: list[object], severity: str, code: str, cell: str) -> None:
    problem = read(["London", "Bromley", 115, 85], row).problems[0]
    assert (problem.severity, problem.code, problem.cell) == (severity, code, cell)
    assert problem.message.startswith(f"2.11!{cell} ")


def test_a_year_to_come_and_a_year_twice_are_errors() -> None:
    reading = read(["London", "Bromley", 1, 2, 3, 4], headings=[*HEADINGS, 2098, 2023])
    assert {"future-period", "duplicate-period"} <= {problem.code for problem in reading.problems}


def test_another_table_is_not_recognised() -> None:
    book = open_book(b"Region,Local Authority/Region,2022\nLondon,Bromley,3\n", "custody.csv")
    assert fte_yjb_table.recognise(book) is None
