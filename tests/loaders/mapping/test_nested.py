"""Lines that add up to the line above them: measures below their area, places within it, months below their year."""

from loaders._mapping.nested import unnested
from loaders._mapping.places import Places
from tests.loaders.mapping._books import AREAS, Rows, book, figures, proposed

BROMLEY, BEXLEY = "E09000006", "E09000004"
PIVOT: Rows = [
    ["Row Labels", "Q1 2024/25", "Q2 2024/25"],
    ["Bromley", 5, 9],
    ["Sheds", 2, 4],
    ["Vans", 3, 5],
    ["Bexley", 11, 15],
    ["Sheds", 5, 7],
    ["Vans", 6, 8],
    ["Grand Total", 16, 24],
]
WARDS: Rows = [
    ["Fly-posting"],
    ["Area", "Q1 2024/25"],
    ["Bromley", 5],
    ["Biggin Hill", 2],
    ["Darwin", 3],
    ["Bexley", 11],
    ["Crayford", 5],
    ["Sidcup", 6],
]
YEARS: Rows = [
    ["Repairs in Bromley"],
    ["Month", "Raised", "Closed"],
    [2023, 6, 8],
    ["Nov", 2, 3],
    ["Dec", 4, 5],
    [2024, 13, 15],
    ["Jan", 6, 7],
    ["Feb", 7, 8],
]


def test_the_same_labels_below_each_area_are_measures() -> None:
    proposal = proposed(PIVOT)
    assert proposal.questions == ()
    assert figures(proposal.reading) == {
        ("Sheds", BROMLEY, "FY2024-25-Q1"): 2, ("Sheds", BROMLEY, "FY2024-25-Q2"): 4,
        ("Vans", BROMLEY, "FY2024-25-Q1"): 3, ("Vans", BROMLEY, "FY2024-25-Q2"): 5,
        ("Sheds", BEXLEY, "FY2024-25-Q1"): 5, ("Sheds", BEXLEY, "FY2024-25-Q2"): 7,
        ("Vans", BEXLEY, "FY2024-25-Q1"): 6, ("Vans", BEXLEY, "FY2024-25-Q2"): 8,
    }  # fmt: skip
    assert proposal.left == ("2 lines of Return add up the lines below them and are left out.",)


def test_places_within_an_area_are_left_out_by_name() -> None:
    proposal = proposed(WARDS)
    assert figures(proposal.reading) == {
        ("Fly-posting", BROMLEY, "FY2024-25-Q1"): 5,
        ("Fly-posting", BEXLEY, "FY2024-25-Q1"): 11,
    }
    (said,) = proposal.left
    assert said.startswith("4 lines of Return (Biggin Hill, Darwin, Crayford, Sidcup) add up to the area above them")


def test_lines_that_do_not_add_up_are_nobodys_parts() -> None:
    rows = [list(row) for row in WARDS]
    rows[3][1] = 7
    (sheet,) = book(rows).sheets
    assert unnested(sheet, Places(AREAS)) is sheet


def test_boroughs_alone_are_not_nested() -> None:
    (sheet,) = book([["Borough", "Q1 2024/25"], ["Bromley", 5], ["Bexley", 2], ["Croydon", 3]]).sheets
    assert unnested(sheet, Places(AREAS)) is sheet


def test_months_take_the_year_that_stands_above_them() -> None:
    proposal = proposed(YEARS)
    assert proposal.questions == ()
    assert figures(proposal.reading) == {
        ("Raised", BROMLEY, "2023-11"): 2, ("Closed", BROMLEY, "2023-11"): 3,
        ("Raised", BROMLEY, "2023-12"): 4, ("Closed", BROMLEY, "2023-12"): 5,
        ("Raised", BROMLEY, "2024-01"): 6, ("Closed", BROMLEY, "2024-01"): 7,
        ("Raised", BROMLEY, "2024-02"): 7, ("Closed", BROMLEY, "2024-02"): 8,
    }  # fmt: skip


def test_cells_keep_their_places() -> None:
    reading = proposed(YEARS).reading
    assert reading is not None
    assert {(row.value, row.row, row.column) for row in reading.observations if row.row == 8} == {(7, 8, 2), (8, 8, 3)}
