"""Metropolitan Police files by borough and by ward: every edition's headings, and figures of the real ones."""

from collections import defaultdict
from pathlib import Path

import pytest

from dashboard.areas import read as read_areas
from dashboard.records import Reading
from loaders import crime_mps_borough, crime_mps_ward
from loaders._book import open_book
from loaders._registry import Loader

AREAS = read_areas(Path(__file__).resolve().parents[2] / "data" / "areas.csv")
WARDS = "MajorText,MinorText,WardName,WardCode,LookUp_BoroughName,202501,202502\n"


def read(loader: Loader, text: str | bytes, name: str = "mps.csv") -> Reading:
    book = open_book(text.encode() if isinstance(text, str) else text, name)
    assert loader.recognise(book)
    return loader.read(book, AREAS)


def values(reading: Reading, series: str, area: str = "E09000006") -> dict[str, float | None]:
    return {o.period.key: o.value for o in reading.observations if (o.series, o.area) == (series, area)}


def quarters(reading: Reading, area: str = "E09000006") -> dict[tuple[str, str, int], float]:
    sums: dict[tuple[str, str, int], float] = defaultdict(float)
    for o in reading.observations:
        if o.area == area:
            sums[o.series, o.period.fiscal_year.key, o.period.quarter_number] += o.value or 0
    return sums


@pytest.mark.parametrize(
    "text",
    [
        "MajorText,MinorText,BoroughName,202501,202502\nBURGLARY,RESIDENTIAL,Bromley,10,20\nBURGLARY,OTHER,Bromley,1,2\n",
        (
            "MajorText,MinorText,LookUp_BoroughName,202501,202502\n"
            "Burglary,Residential,Bromley,10,20\nBurglary,Other,Bromley,1,2\n"
        ),
        (
            "Borough,Major Category,Minor Category,202501,202502\n"
            "Bromley,Burglary,Residential,10,20\nBromley,Burglary,Other,1,2\n"
        ),
        "Group,SubGroup,BOCU,202501,202502\nBurglary,Residential,Bromley,10,20\nBurglary,Other,Bromley,1,2\n",
    ],
    ids=["BoroughName", "LookUp_BoroughName", "borough first", "BOCU"],
)
def test_every_edition_s_headings_give_the_same_figures(text: str) -> None:
    reading = read(crime_mps_borough, text)
    assert not reading.problems
    assert values(reading, "crime.burglary") == {"2025-01": 11, "2025-02": 22}
    assert values(reading, "crime.burglary.residential") == {"2025-01": 10, "2025-02": 20}
    assert values(reading, "crime.total") == {"2025-01": 11, "2025-02": 22}


def test_a_row_that_is_absent_is_none_recorded() -> None:
    text = "MajorText,MinorText,BoroughName,202501\nARSON,ARSON,Bexley,3\nROBBERY,BUSINESS,Bromley,4\n"
    reading = read(crime_mps_borough, text)
    assert values(reading, "crime.arson.arson") == {"2025-01": 0}
    assert values(reading, "crime.total") == {"2025-01": 4}


@pytest.mark.parametrize("total_first", [True, False])
def test_a_group_s_own_row_beside_its_offences_is_its_total_and_counts_once(total_first: bool) -> None:
    offences = "BURGLARY,RESIDENTIAL,Bromley,10\nBURGLARY,OTHER,Bromley,1\n"
    rows = f"BURGLARY,,Bromley,11\n{offences}" if total_first else f"{offences}BURGLARY,,Bromley,11\n"
    reading = read(crime_mps_borough, f"MajorText,MinorText,BoroughName,202501\n{rows}ROBBERY,,Bromley,4\n")
    assert not reading.problems
    assert values(reading, "crime.burglary") == {"2025-01": 11}
    assert values(reading, "crime.robbery") == {"2025-01": 4}
    assert values(reading, "crime.total") == {"2025-01": 15}
    assert len({(o.series, o.area, o.period) for o in reading.observations}) == len(reading.observations)
    stated = next(o for o in reading.observations if o.series == "crime.burglary")
    assert stated.row == (2 if total_first else 4)


@pytest.mark.parametrize(
    ("text", "code", "cell"),
    [
        ("MajorText,MinorText,BoroughName,202501,202501\nROBBERY,BUSINESS,Bromley,4,5\n", "duplicate-period", "E1"),
        ("MajorText,MinorText,BoroughName,202501\nROBBERY,BUSINESS,Bromley,four\n", "not-a-number", "D2"),
        ("MajorText,MinorText,BoroughName,202501\nROBBERY,BUSINESS,Bromly,4\n", "unknown-area", "C2"),
        (
            "MajorText,MinorText,BoroughName,202501\nROBBERY,X,Bromley,4\nROBBERY,X,Bromley,4\n",
            "duplicate-key",
            "B3",
        ),
    ],
)
def test_a_fault_is_refused_with_its_cell(text: str, code: str, cell: str) -> None:
    problem = read(crime_mps_borough, text).problems[0]
    assert (problem.severity, problem.code, problem.cell) == ("error", code, cell)


def test_wards_go_by_code_and_lie_in_their_borough() -> None:
    rows = (
        "ROBBERY,BUSINESS,Bickley & Sundridge,E05013989,Bromley,4,5\n"
        "ROBBERY,PERSONAL,Bickley & Sundridge,E05013989,E05013989,1,2\n"
    )
    reading = read(crime_mps_ward, WARDS + rows)
    assert not reading.problems
    assert values(reading, "crime.robbery", "E05013989") == {"2025-01": 5, "2025-02": 7}
    ward = reading.areas["E05013989"]
    assert (ward.name, ward.kind, ward.parent) == ("Bickley & Sundridge", "ward", "E09000006")


def test_a_ward_without_a_ward_s_code_is_refused() -> None:
    problem = read(crime_mps_ward, WARDS + "ROBBERY,BUSINESS,Bickley,Bromley,Bromley,4,5\n").problems[0]
    assert (problem.severity, problem.code, problem.cell) == ("error", "unknown-area", "D2")


def test_a_ward_file_is_not_taken_for_a_borough_file() -> None:
    book = open_book((WARDS + "ROBBERY,BUSINESS,Bickley,E05013989,Bromley,4,5\n").encode(), "ward.csv")
    assert crime_mps_borough.recognise(book) is None
    borough = open_book(b"MajorText,MinorText,BoroughName,202501\nROBBERY,X,Bromley,4\n", "borough.csv")
    assert crime_mps_ward.recognise(borough) is None


@pytest.mark.realdata
def test_the_newest_borough_edition(real_data: Path) -> None:
    path = real_data / "crime/mps_borough_2026-01/MPS Borough Level Crime (most recent 24 months).csv"
    reading = read(crime_mps_borough, path.read_bytes())
    assert not reading.problems
    sums = quarters(reading)
    found = {
        series: (sums[f"crime.{series}", "FY2024-25", 2], sums[f"crime.{series}", "FY2025-26", 2])
        for series in ("total", "violence_against_the_person", "burglary")
    }
    assert found == {"total": (6304, 6267), "violence_against_the_person": (1734, 1678), "burglary": (280, 251)}


@pytest.mark.realdata
@pytest.mark.parametrize(
    ("path", "months", "quarter", "total"),
    [
        ("mps_borough_2019-04/MPS Borough Level Crime (most recent 24 months).csv", 24, ("FY2018-19", 1), 5881),
        ("mps_borough_2023-08/MPS Borough Level Crime (most recent 24 months).csv", 24, None, None),
        ("mps_borough_2026-01/MPS Borough Level Crime (Historical).csv", 164, ("FY2018-19", 1), 5816),
    ],
)
def test_older_editions(
    real_data: Path, path: str, months: int, quarter: tuple[str, int] | None, total: int | None
) -> None:
    reading = read(crime_mps_borough, (real_data / "crime" / path).read_bytes())
    assert not reading.problems
    assert len(values(reading, "crime.total")) == months
    if quarter:
        assert quarters(reading)[("crime.total", *quarter)] == total


@pytest.mark.realdata
def test_wards_of_bromley_fall_a_little_short_of_the_borough(real_data: Path) -> None:
    path = real_data / "crime/mps_ward_2026-01/MPS Ward Level Crime (most recent 24 months).csv"
    reading = read(crime_mps_ward, path.read_bytes())
    assert not reading.problems
    assert len(reading.areas) == 679
    assert all(area.parent for area in reading.areas.values())
    wards = {code for code, area in reading.areas.items() if area.parent == "E09000006"}
    total = sum(
        o.value or 0
        for o in reading.observations
        if o.area in wards and o.series == "crime.total" and "2025-07" <= o.period.key <= "2025-09"
    )
    assert (len(wards), total) == (22, 6214)
