"""Transcribed MARAC figures: forces, gaps, zeros that mean not submitted, and faults."""

from pathlib import Path

import pytest

from dashboard.areas import read as read_areas
from dashboard.records import Reading
from loaders import marac_csv
from loaders._book import open_book

ROOT = Path(__file__).resolve().parents[2]
REAL = ROOT.parent / "shared" / "data" / "marac" / "marac_data_2018_2025.csv"
AREAS = read_areas(ROOT / "data" / "areas.csv")
HEADING = (
    "pfa_name_safelives,financial_year,marac_count,cases_discussed,recommended_cases,cases_per_10k_adult_females,"
    "repeat_cases,repeat_cases_pct,children_in_household,housing_referrals,source\n"
)
KENT = "Kent,2023-24,13,2905,3100,37.4,1016,34.97,3717,162.5,SafeLives"


def read(*lines: str) -> Reading:
    book = open_book((HEADING + "\n".join(lines)).encode(), "marac.csv")
    assert marac_csv.recognise(book)
    return marac_csv.read(book, AREAS)


def values(reading: Reading, area: str, when: str) -> dict[str, float | None]:
    chosen = [o for o in reading.observations if (o.area, o.period.key) == (area, when)]
    return {o.series.removeprefix("marac.") + o.breakdown: o.value for o in chosen}


def test_a_row_of_a_force() -> None:
    reading = read(KENT)
    found = values(reading, "E23000032", "FY2023-24")
    assert found.pop("repeat_rate") == pytest.approx(1016 / 2905 * 100)
    assert found == {
        "maracs": 13,
        "cases": 2905,
        "recommended_cases": 3100,
        "cases_per_10k": 37.4,
        "repeats": 1016,
        "children": 3717,
        "referralsagency=Housing": 162.5,
    }
    assert not reading.problems


def test_no_cases_are_taken_as_not_submitted() -> None:
    reading = read(KENT, "Norfolk,2023-24,0,0,0,,0,,0,0,SafeLives", "Norfolk,2024-25,,,,,,,,,SafeLives")
    assert set(values(reading, "E23000024", "FY2023-24").values()) == {None}
    assert set(values(reading, "E23000024", "FY2024-25").values()) == {None}
    assert [(p.severity, p.code, p.cell) for p in reading.problems] == [("warning", "not-submitted", "D3")]


def test_a_small_area_may_have_no_repeats() -> None:
    reading = read("City of London,2018-19,1,6,10,20.2,0,0,2,0,SafeLives")
    found = values(reading, "E23000034", "FY2018-19")
    assert (found["repeats"], found["repeat_rate"], found["referralsagency=Housing"]) == (0, 0, 0)
    assert not reading.problems


@pytest.mark.parametrize(
    ("line", "severity", "code", "cell"),
    [
        (KENT.replace("2905", "some").replace("Kent", "Essex"), "error", "not-a-number", "D3"),
        (KENT, "error", "duplicate-key", "D3"),
        (KENT.replace("2023-24", "2097-98"), "error", "future-period", "B3"),
        (KENT.replace("2023-24", "2023-25"), "error", "bad-period", "B3"),
        (KENT.replace("1016", "10160").replace("Kent", "Essex"), "error", "part-exceeds-whole", "G3"),
        (KENT.replace("34.97", "44.97").replace("Kent", "Essex"), "warning", "ratio-mismatch", "H3"),
        (KENT.replace("Kent", "Kentt"), "error", "unknown-area", "A3"),
    ],
)
def test_a_fault_is_named_with_its_cell(line: str, severity: str, code: str, cell: str) -> None:
    problem = read(KENT, line).problems[0]
    assert (problem.severity, problem.code, problem.cell) == (severity, code, cell)
    assert problem.message.startswith(f"marac!{cell} ")


@pytest.mark.realdata
@pytest.mark.skipif(not REAL.exists(), reason="the published files are not beside the project")
def test_the_published_file() -> None:
    reading = marac_csv.read(open_book(REAL.read_bytes(), REAL.name), AREAS)
    found = values(reading, "E23000001", "FY2024-25")
    assert (found["cases"], found["repeats"], found["referralsagency=Housing"]) == (16585, 3828, 565.93)
    assert found["repeat_rate"] == pytest.approx(23.0811, abs=0.0001)
    assert len(reading.areas) == 38
    assert [problem.code for problem in reading.problems] == ["not-submitted"]
