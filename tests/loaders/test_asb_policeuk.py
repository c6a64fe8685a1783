"""police.uk street-level files: counts by authority and month, LSOAs that are blank or outside."""

from collections import Counter
from pathlib import Path

import pytest

from dashboard.areas import read as read_areas
from dashboard.records import Reading
from loaders import asb_policeuk
from loaders._book import open_book

AREAS = read_areas(Path(__file__).resolve().parents[2] / "data" / "areas.csv")
HEADINGS = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    "Last outcome category,Context\n"
)
MET = "Metropolitan Police Service"
ASB = "Anti-social behaviour"


def row(lsoa: str, kind: str, month: str = "2024-12", force: str = MET) -> str:
    return f",{month},{force},{force},0.01,51.4,On or near High Street,E01000001,{lsoa},{kind},,\n"


def read(*rows: str) -> Reading:
    book = open_book((HEADINGS + "".join(rows)).encode(), "2024-12-street.csv")
    assert asb_policeuk.recognise(book)
    return asb_policeuk.read(book, AREAS)


def counts(reading: Reading) -> dict[tuple[str, str, str, str], float | None]:
    return {(o.series, o.area, o.period.key, o.breakdown): o.value for o in reading.observations}


def test_incidents_are_counted_by_authority_and_month() -> None:
    reading = read(
        row("Bromley 001A", ASB),
        row("Bromley 027B", ASB),
        row("Bromley 027B", "Bicycle theft"),
        row("Kingston upon Thames 003C", ASB, "2024-11"),
    )
    assert counts(reading) == {
        ("asb.policeuk", "E09000006", "2024-12", ""): 2,
        ("policeuk.bicycle_theft", "E09000006", "2024-12", ""): 1,
        ("asb.policeuk", "E09000021", "2024-11", ""): 1,
        ("policeuk.bicycle_theft", "E09000021", "2024-11", ""): 0,
    }
    assert not reading.problems and not reading.notes
    assert all(o.row == 0 for o in reading.observations)


def test_incidents_without_a_known_authority_are_named_in_notes() -> None:
    reading = read(row("Bromley 001A", ASB), row("", ASB), row("", ASB), row("Ruritania 001A", ASB))
    assert counts(reading) == {("asb.policeuk", "E09000006", "2024-12", ""): 1}
    assert reading.notes[0].startswith("2 incidents have no LSOA")
    assert reading.notes[1].endswith("left out: Ruritania (1).")


def test_counts_of_another_force_do_not_replace_those_of_the_area_s_own() -> None:
    city = "City of London Police"
    reading = read(row("Camden 027B", ASB, force=city), row("City of London 001A", ASB, force=city))
    assert counts(reading) == {
        ("asb.policeuk", "E09000001", "2024-12", ""): 1,
        ("asb.policeuk", "E09000007", "2024-12", f"force={city}"): 1,
    }


@pytest.mark.parametrize("month", ["2024-13", "Dec 2024", "FY2024-25", ""])
def test_a_month_in_another_form_is_an_error(month: str) -> None:
    problem = read(row("Bromley 001A", ASB), row("Bromley 001A", ASB, month)).problems[0]
    assert (problem.severity, problem.code, problem.cell) == ("error", "bad-period", "B3")


def test_a_row_that_is_cut_short_is_an_error() -> None:
    problem = read(row("Bromley 001A", ASB), "\n", ",2024-12,Metro\n").problems[0]
    assert (problem.code, problem.cell) == ("short-row", "C4")


@pytest.mark.realdata
def test_the_city_of_london(real_data: Path) -> None:
    for path in sorted((real_data / "asb/policeuk_street").glob("*.csv")):
        book = open_book(path.read_bytes(), path.name)
        reading = asb_policeuk.read(book, AREAS)
        assert not reading.problems
        rows = [r for r in book.sheets[0].rows[1:] if r[9] == ASB and r[8].startswith("City of London ")]
        expected = Counter(r[1] for r in rows)
        found = {o.period.key: o.value for o in reading.observations if o.series == "asb.policeuk" and not o.breakdown}
        assert found == expected
