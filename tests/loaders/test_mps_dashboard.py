"""The dashboard extract: boroughs once, never with their neighbourhoods, months, measures and faults."""

from pathlib import Path

import pytest

from dashboard.areas import read as read_areas
from dashboard.records import Reading
from loaders import mps_dashboard
from loaders._book import open_book
from loaders._load import recognise

AREAS = read_areas(Path(__file__).resolve().parents[2] / "data" / "areas.csv")
HEADING = (
    "Month_Year,Area Type,Borough_SNT,Area name,Area code,Offence Group,Offence Subgroup,Measure,Financial Year,"
    "FY_FYIndex,Count,Refresh Date\n"
)
VIOLENCE = "VIOLENCE AGAINST THE PERSON,VIOLENCE WITH INJURY"


def row(
    *,
    when: str = "01/04/2024",
    area: str = "Borough,Bromley,Bromley,E09000006",
    offence: str = VIOLENCE,
    count: str = "10",
) -> str:
    return f"{when},{area},{offence},Offences,fy24-25,24-25_01,{count},01/11/2024"


def read(*lines: str) -> Reading:
    book = open_book((HEADING + "\n".join(lines)).encode(), "dashboard.csv")
    loader, _ = recognise(book)
    assert loader is not None
    assert loader.SOURCE is mps_dashboard.SOURCE
    return mps_dashboard.read(book, AREAS)


def values(reading: Reading, area: str = "E09000006") -> dict[tuple[str, str], float | None]:
    return {(o.series, o.period.key): o.value for o in reading.observations if o.area == area}


def test_neighbourhoods_and_other_measures_are_not_added_to_their_borough() -> None:
    reading = read(
        row(),
        row(area="Safer Neighbourhood Team,Bromley - Bickley,Bickley,E05013987", count="4"),
        row(offence="ROBBERY,PERSONAL ROBBERY", count="3"),
        row(count="2").replace("Offences", "Positive Outcomes"),
    )
    assert values(reading) == {
        ("crime.total", "2024-04"): 13,
        ("crime.violence_against_the_person", "2024-04"): 10,
        ("crime.violence_against_the_person.violence_with_injury", "2024-04"): 10,
        ("crime.robbery", "2024-04"): 3,
        ("crime.robbery.personal_robbery", "2024-04"): 3,
    }
    assert set(reading.areas) == {"E09000006"}
    assert [note.split(" are left out")[0] for note in reading.notes] == [
        "1 rows of the area type “Safer Neighbourhood Team”",
        "1 rows of the measure “Positive Outcomes”",
    ]
    cells = {o.series: (o.row, o.column) for o in reading.observations}
    assert cells["crime.robbery.personal_robbery"] == (4, 11)
    assert not reading.problems


def test_what_a_borough_does_not_list_is_nought() -> None:
    reading = read(row(), row(area="Borough,Bexley,Bexley,", offence="ROBBERY,PERSONAL ROBBERY", when="Apr 2024"))
    assert values(reading)["crime.robbery", "2024-04"] == 0
    assert values(reading, "E09000004")["crime.violence_against_the_person", "2024-04"] == 0


@pytest.mark.parametrize("when", ["04/2024", "2024-04-01", "202404", "Apr-24", "April 2024"])
def test_months_as_editions_write_them(when: str) -> None:
    assert {o.period.key for o in read(row(when=when)).observations} == {"2024-04"}


@pytest.mark.parametrize(
    ("line", "severity", "code", "cell"),
    [
        (row(count="ten", when="05/2024"), "error", "not-a-number", "K3"),
        (row(), "error", "duplicate-key", "K3"),
        (row(when="04/2097"), "error", "future-period", "A3"),
        (row(when="2024"), "error", "bad-period", "A3"),
        (row(offence=","), "error", "no-group", "F3"),
        (row(area="Borough,Bromly,Bromly,"), "error", "unknown-area", "C3"),
    ],
)
def test_a_fault_is_named_with_its_cell(line: str, severity: str, code: str, cell: str) -> None:
    problem = read(row(), line).problems[0]
    assert (problem.severity, problem.code, problem.cell) == (severity, code, cell)
    assert problem.message.startswith(f"dashboard!{cell} ")
