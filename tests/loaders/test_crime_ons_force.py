"""ONS force area tables: merged headings, spacers, glued footnotes, rows of notes; figures of the real files."""

import io
from pathlib import Path

import openpyxl
import pytest

from dashboard.areas import read as read_areas
from dashboard.records import Reading
from loaders import crime_ons_force
from loaders._book import open_book

AREAS = read_areas(Path(__file__).resolve().parents[2] / "data" / "areas.csv")
MET = "E23000001"
OFFENCES = "Table P1:  Police recorded crime by offence group and police force area, number of offences, year ending "
INCIDENTS = "Table P7:  Anti-social behaviour incidents, by police force area, year ending March 2017 to March 20181,2"


def read(*sheets: tuple[str, list[list[object]]]) -> Reading:
    workbook = openpyxl.Workbook()
    workbook.active.title = "Notes"
    for name, rows in sheets:
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    workbook.save(file)
    book = open_book(file.getvalue(), "tables.xlsx")
    assert crime_ons_force.recognise(book)
    return crime_ons_force.read(book, AREAS)


def values(reading: Reading, area: str = MET) -> dict[tuple[str, str], float | None]:
    return {(o.series, o.period.key): o.value for o in reading.observations if o.area == area}


def p1(year: str) -> tuple[str, list[list[object]]]:
    return (
        "Table P1 ",
        [
            [OFFENCES + year],
            [],
            ["England and Wales"],
            [None, None, "Total recorded crime (excluding fraud3)", None, "Victim-based crime"],
            ["Area Code", "Area Name", None, None, "Robbery", "Residential burglary5,6"],
            [None, None, "Numbers"],
            ["K04000001", "ENGLAND AND WALES8", 500, None, 60, "-"],
            [MET, "Metropolitan Police", 100, None, "1,020", 30],
            [None, "British Transport Police", 10, None, 1, 1],
            ["Source: Police recorded crime, Home Office"],
            ["1. Police recorded crime data are not designated as National Statistics."],
        ],
    )


@pytest.mark.parametrize(
    ("year", "period"),
    [
        ("March 181,2,3", "FY2017-18"),
        ("December 20181,2", "R12:2018-12"),
        ("June 2025 [note 1]", "R12:2025-06"),
    ],
)
def test_offences_by_force(year: str, period: str) -> None:
    reading = read(p1(year))
    assert not reading.problems
    assert values(reading) == {
        ("crime.total", period): 100,
        ("crime.robbery", period): 1020,
        ("crime.residential_burglary", period): 30,
    }
    assert values(reading, "K04000001")["crime.residential_burglary", period] is None
    assert "British Transport Police has no area code" in reading.notes[0]


def p7(*headings: object) -> tuple[str, list[list[object]]]:
    return (
        "Table P7",
        [
            [INCIDENTS],
            [None, None, *headings],
            ["Area Code", "Area Name", *["Number of Incidents", "Rate per 1,000 population"] * 2],
            ["K04000001", "ENGLAND AND WALES (inc. BTP)7", 9, 9, 9, 9],
            ["K04000001", "ENGLAND AND WALES (exc. BTP)", 8, 8, 8, 8],
            [MET, "Metropolitan Police", "..", "..", 249118, 28.4],
            ["E23000034", "City of London", 700, "+", 800, "+"],
        ],
    )


def test_incidents_take_two_columns_a_year() -> None:
    reading = read(p7("Apr '16 to Mar '175, 6", None, "Apr '17 to Mar '185, 6"), ("P2", [["Table P2: something else"]]))
    assert not reading.problems
    assert values(reading) == {
        ("asb.police", "FY2016-17"): None,
        ("asb.police_rate", "FY2016-17"): None,
        ("asb.police", "FY2017-18"): 249118,
        ("asb.police_rate", "FY2017-18"): 28.4,
    }
    assert values(reading, "K04000001")["asb.police", "FY2017-18"] == 8
    assert reading.series["asb.police_rate"].aggregation == "none"
    assert "P2 is left out: it is not a table that is known." in reading.notes


def test_a_year_that_heads_two_pairs_of_columns_is_an_error() -> None:
    problem = read(p7("Apr '17 to Mar '18", None, "Apr '17 to Mar '18")).problems[0]
    assert (problem.severity, problem.code, problem.cell) == ("error", "duplicate-period", "E3")


def test_a_heading_that_is_no_year_and_a_title_without_one_are_errors() -> None:
    assert read(p7("Apr '16 to Mar '17", None, "last year")).problems[0].code == "bad-period"
    assert read(p1("not long ago")).problems[0].code == "no-period"


@pytest.mark.realdata
def test_the_tables_of_march_2018(real_data: Path) -> None:
    path = real_data / "crime/ons_force_tables/policeforceareatablesyearendingmarch2018v2.xlsx"
    reading = crime_ons_force.read(open_book(path.read_bytes(), path.name), AREAS)
    assert not reading.problems
    found = values(reading)
    assert found["asb.police", "FY2017-18"] == 249118
    assert found["asb.police_rate", "FY2017-18"] == pytest.approx(28.378, abs=0.001)
    assert found["crime.total", "FY2017-18"] == 815528
    assert found["population.total", "CY2016"] == 8762400
    assert len([note for note in reading.notes if "left out: " in note]) == 7


@pytest.mark.realdata
@pytest.mark.parametrize(
    ("name", "period", "total", "burglary"),
    [
        ("policeforceareatablesyearendingdecember2018.xlsx", "R12:2018-12", 835078, 80460),
        ("policeforceareatablesyejune25final.csv", "R12:2025-06", 940619, 50977),
    ],
)
def test_other_editions(real_data: Path, name: str, period: str, total: int, burglary: int) -> None:
    content = (real_data / "crime/ons_force_tables" / name).read_bytes()
    reading = crime_ons_force.read(open_book(content, name), AREAS)
    assert not reading.problems
    found = values(reading)
    assert (found["crime.total", period], found["crime.burglary", period]) == (total, burglary)
    assert len(reading.areas) == 55
