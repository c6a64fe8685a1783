"""The SafeLives workbook: its year, regions over forces, routes in pairs of columns, markers and faults."""

import io
from pathlib import Path

import openpyxl
import pytest

from dashboard.areas import read as read_areas
from dashboard.records import Reading
from loaders import marac_csv, marac_return, marac_safelives
from loaders._book import open_book

ROOT = Path(__file__).resolve().parents[2]
REAL = ROOT.parent / "shared" / "data" / "marac" / "reconstructed_Marac-data-2023-2024.xlsx"
AREAS = read_areas(ROOT / "data" / "areas.csv")
TITLE = "Cases by police force area and region, year ending March 20241"
HEADINGS = ["Area Name", "Number of MARACs", "Number of cases discussed", "Number of cases per 10,000 adult females2"]
HEADINGS += ["Number of repeat cases", "Percentage of repeat cases", "Number of children in household"]
ROWS: list[list[object]] = [
    ["West Midlands", 7, 300, 30.5, 90, 30, 250],
    ["Staffordshire", 4, 200, 31.5, 50, 25, 150],
    ["West Midlands", 3, 100, "No population data", 40, 40, 100],
    [],
    ["London", 29, 500, 29.5, 100, 20, 400],
    ["Metropolitan Police", 29, 500, 29.5, 100, "#DIV/0!", "No Data"],
]
ROUTES: list[list[object]] = [
    ["West Midlands", 200.5, 60, 20, 10, 3, 1],
    ["Staffordshire", 150.5, 60, 20, 10, 3, 1],
    ["West Midlands", 50, 60, 0, 10, 0, 1],
]


def read(
    rows: list[list[object]] | None = None, *, title: str = TITLE, routes: str = TITLE, name: str = "m.xlsx"
) -> Reading:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Cases"
    for row in ([], [title], [], HEADINGS, *(ROWS if rows is None else rows), ["1. A footnote."]):
        sheet.append(["", *row])
    sheet = workbook.create_sheet("Referral routes")
    pairs = ["Area Name", "Police", "", "Substance Abuse Services", "", "Multi Agency Safeguarding Hub (MASH)"]
    below = ["", "Number ", "%", "Number ", "%", "Number ", "%"]
    for row in ([], [routes], [], pairs, below, *ROUTES):
        sheet.append(["", *row])
    file = io.BytesIO()
    workbook.save(file)
    book = open_book(file.getvalue(), name)
    assert marac_safelives.recognise(book)
    return marac_safelives.read(book, AREAS)


def values(reading: Reading, series: str) -> dict[tuple[str, str], float | None]:
    return {(o.area, o.breakdown): o.value for o in reading.observations if o.series == series}


def test_a_region_and_a_force_of_one_name_are_told_apart() -> None:
    reading = read()
    assert values(reading, "marac.cases") == {
        ("E12000005", ""): 300,
        ("E23000015", ""): 200,
        ("E23000014", ""): 100,
        ("E12000007", ""): 500,
        ("E23000001", ""): 500,
    }
    assert {o.period.key for o in reading.observations} == {"FY2023-24"}
    assert not reading.problems


def test_markers_are_missing_and_the_share_follows_from_the_counts() -> None:
    reading = read()
    assert values(reading, "marac.cases_per_10k")["E23000014", ""] is None
    assert values(reading, "marac.children")["E23000001", ""] is None
    assert values(reading, "marac.repeat_rate")["E23000001", ""] == 20


def test_routes_are_the_numbers_not_the_shares() -> None:
    found = values(read(), "marac.referrals")
    assert found["E12000005", "agency=Police"] == 200.5
    assert found["E23000014", "agency=Substance misuse"] == 0
    assert found["E23000015", "agency=MASH"] == 3
    assert len(found) == 9


def test_a_force_that_did_not_submit_is_missing() -> None:
    reading = read([*ROWS, ["East", 0, 50, 1, 5, 10, 5], ["Norfolk", 0, 0, "No population data", 0, "", 0]])
    assert values(reading, "marac.cases")["E23000024", ""] is None
    assert ("not-submitted", "D12") in [(p.code, p.cell) for p in reading.problems]


@pytest.mark.parametrize("title", ["Marac data April 2023 - March 2024", "Cases in 2023-24", "Cases 2023/2024"])
def test_the_year_as_other_editions_say_it(title: str) -> None:
    assert {o.period.key for o in read(title=title, routes="Routes").observations} == {"FY2023-24"}


def test_the_year_from_the_name_or_not_at_all() -> None:
    reading = read(title="Cases", routes="Routes", name="Marac-data-2022-2023.xlsx")
    assert {o.period.key for o in reading.observations} == {"FY2022-23"}
    assert [p.code for p in read(title="Cases", routes="Routes").problems] == ["no-period"]


@pytest.mark.parametrize(
    ("rows", "code", "cell"),
    [
        ([["Kent", 3, "few", 1, 2, 3, 4]], "not-a-number", "D5"),
        ([["Kent", 3, 10, 1, 20, 3, 4]], "part-exceeds-whole", "F5"),
        ([["Kent", 3, 10, 1, 2, 20, 4], ["Kent", 3, 10, 1, 2, 20, 4]], "duplicate-key", "D6"),
        ([["Kentt", 3, 10, 1, 2, 20, 4]], "unknown-area", "B5"),
        ([["South East", 3, 10, 1, 2, 20, 4], ["Kent", 3, 9, 1, 2, 22, 4]], "total-mismatch", "D5"),
    ],
)
def test_a_fault_is_named_with_its_cell(rows: list[list[object]], code: str, cell: str) -> None:
    found = [(p.code, p.cell) for p in read(rows).problems]
    assert (code, cell) in found


def test_a_year_to_come_and_titles_that_disagree() -> None:
    future = TITLE.replace("2024", "2098")
    assert [(p.code, p.cell) for p in read(title=future, routes=future).problems] == [("future-period", "B2")]
    assert [p.code for p in read(routes="year ending March 2023").problems] == ["period-conflict"]


@pytest.mark.realdata
@pytest.mark.skipif(not REAL.exists(), reason="the published files are not beside the project")
def test_the_reconstructed_workbook() -> None:
    book = open_book(REAL.read_bytes(), REAL.name)
    reading = marac_safelives.read(book, AREAS)
    cases = values(reading, "marac.cases")
    assert (cases["E12000005", ""], cases["E23000014", ""], cases["E23000001", ""]) == (4191, None, 15365)
    assert values(reading, "marac.referrals")["E23000001", "agency=Police"] == 9382.67
    assert {problem.code for problem in reading.problems} == {"not-submitted"}
    assert len(reading.areas) == 55
    assert marac_csv.recognise(book) is None
    assert marac_return.recognise(book) is None
