"""Crime by partnership: sheets of years, sums by sub-group and group, unassigned offences, and faults."""

import io
from pathlib import Path

import openpyxl
import pytest

from dashboard.areas import read as read_areas
from dashboard.records import Reading
from loaders import home_office_csp
from loaders._book import open_book
from loaders._load import recognise

AREAS = read_areas(Path(__file__).resolve().parents[2] / "data" / "areas.csv")
HEADINGS = ["Financial Year", "Financial Quarter", "Police Force", "CSP Name", "Offence Description", "Offence Group"]
HEADINGS += ["Offence Subgroup", "Offence Code", "Offence Count"]
MET = "Metropolitan Police"
THEFT = ["Theft offences", "Bicycle theft", "44"]
Row = list[object]


def row(*, year: str = "2015/16", number: object = 1, csp: str = "Bromley", offence: Row = THEFT, count: object) -> Row:
    return [year, number, MET, csp, "Description", *offence, count]


def read(*sheets: list[Row]) -> Reading:
    workbook = openpyxl.Workbook()
    workbook.active.title = "Cover"
    for index, rows in enumerate(sheets):
        sheet = workbook.create_sheet(f"{2015 + index}_{16 + index}")
        for line in (HEADINGS, *rows):
            sheet.append(line)
    file = io.BytesIO()
    workbook.save(file)
    book = open_book(file.getvalue(), "csp.xlsx")
    loader, _ = recognise(book)
    assert loader is not None
    assert loader.SOURCE is home_office_csp.SOURCE
    return home_office_csp.read(book, AREAS)


def values(reading: Reading, area: str = "E22000190") -> dict[tuple[str, str], float | None]:
    return {(o.series, o.period.key): o.value for o in reading.observations if o.area == area}


def test_offences_add_up_by_group_and_whole() -> None:
    reading = read(
        [row(count=5), row(count=7, offence=["Theft offences", "Bicycle theft", "44A"]), row(number=2, count=1)],
        [row(year="2016/17", count=9, offence=["Robbery", "Robbery of personal property", "34B"])],
    )
    assert values(reading) == {
        ("crime.total", "FY2015-16-Q1"): 12,
        ("crime.theft_offences", "FY2015-16-Q1"): 12,
        ("crime.theft_offences.bicycle_theft", "FY2015-16-Q1"): 12,
        ("crime.total", "FY2015-16-Q2"): 1,
        ("crime.theft_offences", "FY2015-16-Q2"): 1,
        ("crime.theft_offences.bicycle_theft", "FY2015-16-Q2"): 1,
        ("crime.total", "FY2016-17-Q1"): 9,
        ("crime.robbery", "FY2016-17-Q1"): 9,
        ("crime.robbery.robbery_of_personal_property", "FY2016-17-Q1"): 9,
    }
    assert not reading.problems


def test_other_partnerships_and_the_unassigned() -> None:
    reading = read([row(count=5, csp="Lambeth"), row(count=2, csp="Unassigned")])
    assert {a.code: (a.kind, a.parent) for a in reading.areas.values()} == {
        "CSP-LAMBETH": ("csp", "E23000001"),
        "CSP-UNASSIGNED-METROPOLITAN-POLICE": ("pseudo", "E23000001"),
    }
    assert any("unassigned" in note for note in reading.notes)


@pytest.mark.parametrize(
    ("line", "code", "cell"),
    [
        (row(count="five", number=2), "not-a-number", "I3"),
        (row(count=5), "duplicate-key", "I3"),
        (row(count=5, number=5), "bad-period", "B3"),
        (row(count=5, year="2097/98"), "future-period", "B3"),
        (row(count=5, csp=""), "no-key", "D3"),
        (row(count=5, offence=["", "", ""]), "no-key", "F3"),
    ],
)
def test_a_fault_is_an_error_with_its_cell(line: Row, code: str, cell: str) -> None:
    problem = read([row(count=5), line]).problems[0]
    assert (problem.severity, problem.code, problem.cell) == ("error", code, cell)
    assert problem.message.startswith(f"2015_16!{cell} ")
