"""Disposals by region: stacked blocks, teams of several authorities, regions taken once."""

import io
from pathlib import Path

import openpyxl
import pytest

from dashboard.areas import read as read_areas
from dashboard.records import Reading
from loaders import fte_disposals
from loaders._book import open_book

ROOT = Path(__file__).resolve().parents[2]
REAL = ROOT.parent / "shared" / "data" / "first_time_entrants" / "Disposals by region 2012-13 Table.xls"
AREAS = read_areas(ROOT / "data" / "areas.csv")
GROUPS = ["Regional Disposals 2012/13", "Age", None, None, "Gender"]
HEADINGS = [None, "10 - 14", 15, None, "Female", "Male", "TOTAL"]


def block(name: str, fines: int = 3, orders: int = 4, total: object = None) -> list[list[object]]:
    whole = fines + orders
    return [
        [name],
        [None],
        ["First-tier"],
        ["Fine", 1, fines - 1, None, 1, fines - 1, fines],
        [None],
        ["Custody"],
        ["Section 226b (*)", 1, orders - 1, None, 1, orders - 1, orders],
        [None],
        ["TOTAL", 2, whole - 2, None, 2, whole - 2, whole if total is None else total],
        [None],
    ]


def read(**sheets: list[list[object]]) -> Reading:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in (GROUPS, HEADINGS, *rows, ["(*) The Act of 2012 replaced it."]):
            sheet.append(row)
    file = io.BytesIO()
    workbook.save(file)
    book = open_book(file.getvalue(), "disposals.xlsx")
    assert fte_disposals.recognise(book)
    return fte_disposals.read(book, AREAS)


def totals(reading: Reading) -> dict[str, float | None]:
    return {o.area: o.value for o in reading.observations if not o.breakdown}


def test_a_block_with_its_parts() -> None:
    reading = read(London=[*block("London", 30, 40), *block("Bromley")])
    assert totals(reading) == {"E12000007": 70, "E09000006": 7}
    assert {o.breakdown: o.value for o in reading.observations if o.area == "E09000006"} == {
        "": 7,
        "age=10-14": 2,
        "age=15": 5,
        "gender=Female": 2,
        "gender=Male": 5,
        "disposal=Fine": 3,
        "disposal=Section 226b": 4,
    }
    assert {o.period.key for o in reading.observations} == {"FY2012-13"}
    assert not reading.problems


def test_a_region_on_two_sheets_is_taken_once_and_compared() -> None:
    reading = read(National=[*block("National", 60, 80), *block("London", 30, 40)], London=block("London", 30, 41))
    assert totals(reading) == {"K04000001": 140, "E12000007": 70}
    (problem,) = reading.problems
    assert (problem.code, problem.sheet, problem.cell) == ("total-mismatch", "London", "G11")


def test_teams_of_several_authorities_get_a_code_of_their_own() -> None:
    reading = read(London=[*block("London"), *block("Tower Hamlets and City of London")])
    row = reading.areas["YOT-tower-hamlets-and-city-of-london"]
    assert (row.kind, row.parent) == ("yot", "E12000007")


def test_before_a_reorganisation_the_county_is_meant() -> None:
    reading = read(**{"South West": [*block("South West"), *block("Dorset")]})
    assert "E10000009" in totals(reading)


def test_zeros_of_a_team_whose_data_is_missing_are_not_none() -> None:
    reading = read(**{"North West": [*block("North West"), *block("Sefton - Data is missing due to problems", 0, 0)]})
    assert totals(reading)["E08000014"] is None
    assert {o.status for o in reading.observations if o.area == "E08000014"} == {"missing"}
    assert "Sefton" in reading.notes[0]


def test_faults_are_named_with_their_cells() -> None:
    reading = read(
        London=[*block("London"), *block("Bromley"), *block("Bromley"), *block("Bexly"), *block("Brent", total=9)]
    )
    found = {(problem.severity, problem.code, problem.cell) for problem in reading.problems}
    assert found == {
        ("error", "duplicate-key", "A23"),
        ("error", "unknown-area", "A33"),
        ("warning", "total-mismatch", "G51"),
    }
    twice = block("Bromley")
    twice.insert(4, twice[3])
    assert ("duplicate-key", "G17") in {(p.code, p.cell) for p in read(London=[*block("London"), *twice]).problems}
    (wrong,) = read(London=[*block("London"), *block("Bromley", total="few")]).problems
    assert (wrong.code, wrong.cell) == ("not-a-number", "G21")


@pytest.mark.realdata
def test_the_published_workbook(real_data: Path) -> None:
    path = real_data / "first_time_entrants" / REAL.name
    reading = fte_disposals.read(open_book(path.read_bytes(), path.name), AREAS)
    found = totals(reading)
    assert (found["E09000006"], found["E12000007"], found["K04000001"]) == (319, 10291, 73022)
    keys = [o[:4] for o in reading.observations]
    assert len(keys) == len(set(keys))
    # The London sheet gives one team a total that its own parts exceed by one.
    assert [problem.cell for problem in reading.problems] == ["Q160"]
