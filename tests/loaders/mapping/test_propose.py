"""Proposals: what is decided and why, what is asked, and what a person's word changes."""

from loaders._mapping.asked import Hints
from loaders._mapping.propose import propose
from loaders._mapping.spec import Role, Source
from tests.loaders.mapping._books import AREAS, book, figures, proposed

TABLE: list[list[object]] = [
    ["Wardens in Bromley"],
    [],
    ["Activity", "Q1 2024/25", "Q2 2024/25", "Target"],
    ["Patrols", 12, 15, 20],
    ["Warnings", 3, 4, 5],
    ["Total", 15, 19, ""],
]


def test_reasons_are_given_for_every_column() -> None:
    proposal = proposed(TABLE)
    assert proposal.questions == ()
    said = " ".join(proposal.reasons)
    assert "Row 3 heads the table on Return." in said
    assert "2 columns from B on are headed with periods." in said
    assert "Column A: measure" in said
    assert "Column D: ignore" in said
    assert "The area is Bromley, from “Wardens in Bromley”." in said


def test_the_same_book_gives_the_same_proposal() -> None:
    assert proposed(TABLE).mapping == proposed(TABLE).mapping


def test_the_area_is_asked_when_nothing_says_it_and_read_when_it_is_told() -> None:
    rows = [["Wardens"], *TABLE[1:]]
    asked = proposed(rows)
    assert [question.key for question in asked.questions] == ["area"]
    assert asked.reading is not None
    assert [problem.code for problem in asked.reading.problems] == ["no-area"]
    told = proposed(rows, area="E09000006")
    assert told.questions == ()
    assert figures(told.reading)["Patrols", "E09000006", "FY2024-25-Q1"] == 12


def test_a_total_may_be_taken_or_left() -> None:
    assert ("Total", "E09000006", "FY2024-25-Q1") in figures(proposed(TABLE).reading)
    assert ("Total", "E09000006", "FY2024-25-Q1") not in figures(proposed(TABLE, totals="leave").reading)


def test_a_role_that_was_told_is_kept() -> None:
    rows: list[list[object]] = [
        ["Borough", "Q", "Team", "Cases"],
        ["Bromley", "Q1 2024/25", "North", 4],
        ["Bromley", "Q1 2024/25", "South", 6],
    ]
    told = proposed(rows, roles={3: "measure"})
    assert told.mapping is not None
    assert told.mapping.roles(Role.MEASURE)[0].at == 3
    assert ("South", "E09000006", "FY2024-25-Q1") in figures(told.reading)


def test_heading_rows_that_were_told_are_kept() -> None:
    told = proposed(TABLE, rows=(3,))
    assert told.mapping is not None
    assert told.mapping.rows == (3,)


def test_a_year_so_far_is_no_year() -> None:
    rows: list[list[object]] = [["Bromley"], ["", "Q1 2024/25", "Q2 2024/25", "2024/25"], ["Patrols", 12, 15, 27]]
    proposal = proposed(rows)
    assert set(figures(proposal.reading)) == {
        ("Patrols", "E09000006", "FY2024-25-Q1"),
        ("Patrols", "E09000006", "FY2024-25-Q2"),
    }
    assert proposal.reading is not None
    assert any("a total so far" in note for note in proposal.reading.notes)


def test_the_day_a_report_was_run_is_not_its_period() -> None:
    rows: list[list[object]] = [["Report run on 14/07/2025"], ["Quarter 4 2024/25"], ["Borough", "Visits", "Calls"]]
    proposal = proposed([*rows, ["Bromley", 3, 4], ["Bexley", 5, 6]])
    assert figures(proposal.reading)["Calls", "E09000004", "FY2024-25-Q4"] == 6


def test_two_periods_in_the_title_are_asked_about() -> None:
    rows: list[list[object]] = [["Apr-Jun 2024 and Jul-Sep 2024"], ["Q1 2024/25"], ["Q2 2024/25"]]
    proposal = proposed([*rows, ["Borough", "Visits", "Calls"], ["Bromley", 3, 4]])
    (question,) = proposal.questions
    assert question.key == "period"
    assert [code for code, _ in question.options] == ["FY2024-25-Q1", "FY2024-25-Q2"]


def test_measures_carry_their_unit_and_how_a_year_follows() -> None:
    rows: list[list[object]] = [
        ["Bromley"],
        ["Indicator", "Q1 2024/25", "Q2 2024/25"],
        ["Detection rate (%)", 12.5, 15.1],
        ["Open cases at end of quarter", 40, 41],
        ["Visits", 3, 4],
    ]
    proposal = proposed(rows)
    assert proposal.mapping is not None
    assert [(m.unit, m.aggregation) for m in proposal.mapping.measures] == [
        ("%", "none"),
        ("number", "last"),
        ("number", "sum"),
    ]


def test_a_sheet_without_numbers_has_no_table() -> None:
    proposal = proposed([["Contact", "Telephone"], ["Team", "none"]])
    assert proposal.mapping is None
    assert proposal.reasons == ("No sheet holds a table with numbers in it.",)


def test_nothing_that_a_sheet_may_hold_is_raised() -> None:
    for rows in (
        [[]],
        [[""]],
        [[1]],
        [[None, 1], [True, "x"]],
        [["a", "a"], [1, 2], ["a", "a"], [1, 2]],
        [[2024, 2025], [1, 2]],
    ):
        propose(book(rows), AREAS, Hints())


def test_columns_of_personal_data_are_refused() -> None:
    rows: list[list[object]] = [["Borough", "Quarter", "Date of birth", "Cases"], ["Bromley", "Q1 2024/25", "x", 4]]
    proposal = proposed(rows)
    assert proposal.reading is not None
    (problem,) = proposal.reading.problems
    assert (problem.code, problem.cell) == ("personal-data", "C1")


def test_a_fixed_period_is_for_the_sheet_it_was_said_for() -> None:
    rows: list[list[object]] = [["Borough", "Visits", "Calls"], ["Bromley", 3, 4]]
    told = proposed(rows, period="FY2024-25-Q1")
    assert told.mapping is not None
    assert told.mapping.period.source is Source.FIXED
    assert figures(told.reading)["Calls", "E09000006", "FY2024-25-Q1"] == 4
    assert told.mapping.made_from
