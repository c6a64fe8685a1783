"""The MARAC return: meetings added up by month, blanks and zeros, dates, names, and personal data."""

import datetime as dt
import io
from pathlib import Path

import openpyxl
import pytest

from dashboard.areas import read as read_areas
from dashboard.records import Reading
from loaders import marac_csv, marac_return, marac_safelives
from loaders._book import open_book

ROOT = Path(__file__).resolve().parents[2]
REAL = ROOT.parent / "shared" / "data" / "marac" / "reconstructed_Marac-return-template-2025.xlsx"
AREAS = read_areas(ROOT / "data" / "areas.csv")
HEADINGS = [
    "MARAC Name",
    "Meeting date",
    "Cases discussed",
    "Number of repeat cases",
    "Number of children in the household",
    "Police",
    "Housing",
    "LGBTQ+ community cases",
]
BROMLEY = "Bromley MARAC"


def workbook(*rows: list[object], headings: list[str] = HEADINGS) -> bytes:
    book = openpyxl.Workbook()
    for row in (headings, *rows):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def read(*rows: list[object], headings: list[str] = HEADINGS) -> Reading:
    book = open_book(workbook(*rows, headings=headings), "return.xlsx")
    assert marac_return.recognise(book)
    return marac_return.read(book, AREAS)


def values(reading: Reading) -> dict[tuple[str, str], float | None]:
    return {(o.series.removeprefix("marac.") + o.breakdown, o.period.key): o.value for o in reading.observations}


def test_meetings_of_a_month_add_up() -> None:
    reading = read(
        [BROMLEY, dt.date(2025, 4, 3), 20, 5, 24, 12.5, 7.5, 0],
        [BROMLEY, "17/04/2025", 10, 3, 6, 8, 2, 1],
        ["Bromley", 45780, 12, 6, 9, 10, 2, None],
    )
    assert values(reading) == {
        ("cases", "2025-04"): 30,
        ("repeats", "2025-04"): 8,
        ("repeat_rate", "2025-04"): pytest.approx(26.6667, abs=0.001),
        ("children", "2025-04"): 30,
        ("meetings", "2025-04"): 2,
        ("referralsagency=Police", "2025-04"): 20.5,
        ("referralsagency=Housing", "2025-04"): 9.5,
        ("victimsgroup=LGBTQ+", "2025-04"): 1,
        ("cases", "2025-05"): 12,
        ("repeats", "2025-05"): 6,
        ("repeat_rate", "2025-05"): 50,
        ("children", "2025-05"): 9,
        ("meetings", "2025-05"): 1,
        ("referralsagency=Police", "2025-05"): 10,
        ("referralsagency=Housing", "2025-05"): 2,
    }
    assert {o.area for o in reading.observations} == {"E09000006"}
    assert not reading.problems
    cells = {(o.series, o.period.key): (o.row, o.column) for o in reading.observations}
    assert cells["marac.cases", "2025-05"] == (4, 3)
    assert cells["marac.cases", "2025-04"] == (0, 0)
    assert reading.series["marac.cases"].sensitive


def test_a_figure_not_collected_at_every_meeting_has_no_sum() -> None:
    reading = read([BROMLEY, "03/04/2025", 20, 5, None], [BROMLEY, "17/04/2025", 10, 3, 6])
    assert ("children", "2025-04") not in values(reading)
    assert [(p.severity, p.code, p.cell) for p in reading.problems] == [("warning", "part-collected", "E2")]


def test_a_total_row_is_not_a_meeting() -> None:
    reading = read([BROMLEY, "03/04/2025", 20, 5], ["Total", None, 20, 5])
    assert values(reading)["cases", "2025-04"] == 20
    assert "Row 3 is a total" in reading.notes[0]


@pytest.mark.parametrize(
    ("row", "code", "cell"),
    [
        ([BROMLEY, "17/04/2025", "about ten", 3], "not-a-number", "C3"),
        ([BROMLEY, "17/04/2025", -1, None], "not-a-number", "C3"),
        ([BROMLEY, "17/04/2025", 10, 13], "part-exceeds-whole", "D3"),
        ([BROMLEY, "17/04/2025", 10, 3, 6, 5, 2, 11], "part-exceeds-whole", "H3"),
        ([BROMLEY, "03/04/2025", 10, 3], "duplicate-key", "B3"),
        ([BROMLEY, "03/04/2099", 10, 3], "future-period", "B3"),
        ([BROMLEY, "April", 10, 3], "bad-date", "B3"),
        ([BROMLEY, None, 10, 3], "bad-date", "B3"),
        ([BROMLEY, "31/04/2025", 10, 3], "bad-date", "B3"),
        (["Bromly MARAC", "17/04/2025", 10, 3], "unknown-area", "A3"),
        (["Bromley and Croydon MARAC", "17/04/2025", 10, 3], "unknown-area", "A3"),
        ([None, "17/04/2025", 10, 3], "unknown-area", "A3"),
        ([BROMLEY, "17/04/2025", 10, 3, "AB 12 34 56 C"], "personal-data", "E3"),
        ([BROMLEY, "17/04/2025", 10, 3, "call 07700 900123"], "personal-data", "E3"),
    ],
)
def test_a_fault_is_an_error_with_its_cell(row: list[object], code: str, cell: str) -> None:
    reading = read([BROMLEY, "03/04/2025", 20, 5], row)
    problem = reading.problems[0]
    assert (problem.severity, problem.code, problem.cell) == ("error", code, cell)
    assert problem.message.startswith(f"Sheet!{cell} ")
    assert "07700" not in problem.message


def test_near_misses_are_offered() -> None:
    assert read(["Bromly MARAC", "17/04/2025", 10, 3]).problems[0].hint.startswith("Did you mean Bromley")


@pytest.mark.parametrize(
    "heading",
    [
        "Name of victim",
        "Victim's name",
        "Victim name",
        "DOB",
        "Date of Birth",
        "Address",
        "Home address",
        "Victim address",
        "Postcode",
        "Phone",
        "Mobile number",
        "Telephone",
        "Surname",
        "NI number",
        "National Insurance Number",
        "Email",
        "Name of perpetrator",
    ],
)
def test_a_column_of_personal_data_is_refused(heading: str) -> None:
    reading = read([BROMLEY, "03/04/2025", 20], headings=[*HEADINGS, heading])
    assert [(p.code, p.cell) for p in reading.problems] == [("personal-data", "I1")]


def test_referral_sources_that_do_not_add_up_are_doubted() -> None:
    agencies = list(marac_return.AGENCIES)
    reading = read([BROMLEY, "03/04/2025", 20, *[1] * len(agencies)], headings=[*HEADINGS[:3], *agencies])
    assert [(p.severity, p.code, p.cell) for p in reading.problems] == [("warning", "total-mismatch", "C2")]


def test_areas_within_names() -> None:
    found = {name: marac_return.area_of(AREAS, name) for name in ("Tower Hamlets MARAC 2", "MARAC - West Berkshire")}
    assert {name: area.code for name, area in found.items() if area} == {
        "Tower Hamlets MARAC 2": "E09000030",
        "MARAC - West Berkshire": "E06000037",
    }


def test_an_empty_return_holds_no_meetings() -> None:
    problem = read().problems[0]
    assert (problem.severity, problem.code) == ("error", "no-rows")
    assert "holds no meetings" in problem.message


def test_a_return_and_an_annual_file_are_not_taken_for_each_other() -> None:
    book = open_book(workbook([BROMLEY, "03/04/2025", 20, 5]), "return.xlsx")
    assert marac_csv.recognise(book) is None
    assert marac_safelives.recognise(book) is None


@pytest.mark.realdata
@pytest.mark.skipif(not REAL.exists(), reason="the published files are not beside the project")
def test_the_template() -> None:
    book = open_book(REAL.read_bytes(), REAL.name)
    reading = marac_return.read(book, AREAS)
    assert [problem.code for problem in reading.problems] == ["no-rows"]
    header = marac_return.first_header(book, marac_return.WANTED, marac_return.OPTIONAL)
    assert header is not None
    assert len(header.columns) == 32


def test_attendance_is_counted_and_more_than_were_expected_is_refused() -> None:
    head = [*HEADINGS[:3], "Agencies expected", "Agencies attending"]
    reading = read([BROMLEY, dt.date(2025, 4, 3), 3, 14, 11], [BROMLEY, "17/04/2025", 20, 14, 13], headings=head)
    found = values(reading)
    assert (found["agencies_expected", "2025-04"], found["agencies_attended", "2025-04"]) == (28, 24)
    assert not reading.problems
    refused = read([BROMLEY, dt.date(2025, 4, 3), 30, 11, 14], headings=head)
    (problem,) = refused.problems
    assert (problem.code, problem.cell) == ("part-exceeds-whole", "E2")
    assert "14 agencies came of 11 expected" in problem.message
