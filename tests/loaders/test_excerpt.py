"""A piece of a sheet: headings found wherever they stand, labels, neighbours, marks."""

from typing import Any

import pytest

from dashboard.scorecard.provenance import Excerpt
from loaders._book import Sheet
from loaders._excerpt import excerpt, heading_rows


def sheet(*rows: list[Any]) -> Sheet:
    return Sheet("Data", 0, [list(row) for row in rows])


WIDE = sheet(
    ["MajorText", "MinorText", "BoroughName", *(str(202401 + n) for n in range(12))],
    *(["BURGLARY", f"KIND {n}", "Bromley", *(str(n * 100 + m) for m in range(12))] for n in range(1, 9)),
)
RETURN = sheet(
    ["Quarterly return: Recorded crime"],
    ["Area:", "Bromley"],
    [],
    ["Measure", "Apr–Jun 2011", "Apr–Jun 2012"],
    ["Burglary", 712, 834],
    ["Theft", 1992, 1787],
    ["Total", 2704, 2621],
)


def piece(of: Sheet, *places: tuple[int, int], around: int = 2) -> Excerpt:
    made = excerpt(of, places, around=around)
    assert made is not None
    return made


def grid(made: Excerpt) -> list[list[str]]:
    return [list(row.cells) for row in made.rows]


def test_a_cell_of_a_wide_table_has_its_heading_labels_and_neighbours() -> None:
    made = piece(WIDE, (5, 8))
    assert made.columns == ("A", "B", "C", "F", "G", "H", "I", "J")
    assert [(row.row, row.heading) for row in made.rows] == [
        (1, True),
        (3, False),
        (4, False),
        (5, False),
        (6, False),
        (7, False),
    ]
    assert grid(made)[0] == ["MajorText", "MinorText", "BoroughName", "202403", "202404", "202405", "202406", "202407"]
    assert grid(made)[3] == ["BURGLARY", "KIND 4", "Bromley", "402", "403", "404", "405", "406"]
    assert made.marked == ("H5",)


def test_a_narrow_table_is_shown_whole_with_what_stands_above_it() -> None:
    made = piece(RETURN, (6, 3))
    assert made.columns == ("A", "B", "C")
    assert [row.row for row in made.rows] == [1, 2, 4, 5, 6, 7]
    assert grid(made)[1] == ["Area:", "Bromley", ""]


def test_without_neighbours_only_headings_labels_and_the_marks_remain() -> None:
    made = piece(RETURN, (5, 3), (7, 3), around=0)
    assert (made.columns, made.marked) == (("A", "C"), ("C5", "C7"))
    assert [row.cells for row in made.rows if not row.heading][-2:] == [("Burglary", "834"), ("Total", "2621")]


@pytest.mark.parametrize(
    ("rows", "place", "heads"),
    [
        ([["Area", "202404"], ["Bexley", "5"], ["Bromley", "6"]], (3, 2), {1}),
        ([["Area", "Count"], ["Bexley", "5"], ["Bromley", ":"], ["Camden", "7"]], (4, 2), {1}),
        ([["Table 1"], [], ["Area", 2018, 2019], ["Bexley", 1992, 5], ["Bromley", 6, 7]], (5, 2), {3}),
        ([["", "Incidents", ""], ["Area", 2018, 2019], ["Bexley", 4, 5], ["Bromley", 6, 7]], (4, 2), {1, 2}),
        ([["", "Incidents", ""], ["Area", "Total", "Per head"], ["Bromley", 6, 7]], (3, 2), {1, 2}),
        ([["", 2018, 2019], ["Area", "n", "n"], ["Bromley", 6, 7]], (3, 2), {1, 2}),
        ([["Area", "n"], ["Bexley", 1], ["Area", "n"], ["Bromley", 2]], (4, 2), {3}),
        ([["Bromley", 2]], (1, 2), set()),
    ],
    ids=["months", "a marker is none", "years", "a band over years", "a band", "years over words", "stacked", "none"],
)  # fmt: skip
def test_headings_are_found(rows: list[list[Any]], place: tuple[int, int], heads: set[int]) -> None:
    assert heading_rows(sheet(*rows), [place]) == heads


def test_a_year_in_figures_beside_a_long_table_is_a_label() -> None:
    long = sheet(
        ["Year", "Area", *(f"Other {n}" for n in range(10)), "Values"],
        [2019, "Bromley", *(n for n in range(10)), 163],
    )
    made = piece(long, (2, 13))
    assert made.columns[:2] == ("A", "B")


def test_a_long_text_is_cut() -> None:
    made = piece(sheet(["x" * 200, "n"], ["Bromley", 1]), (2, 2))
    assert (len(grid(made)[0][0]), grid(made)[0][0][-1]) == (60, "…")


@pytest.mark.parametrize("place", [(99, 1), (1, 99), (0, 0)])
def test_a_place_outside_the_sheet_has_no_excerpt(place: tuple[int, int]) -> None:
    assert excerpt(WIDE, [place]) is None
