"""Lists of actions: headings by meaning, every fault by row and cell, all of it out and back again unchanged."""

import csv
import io
from datetime import date

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.scorecard.actions import STATUSES, Action, Update
from dashboard.settings import DATA
from dashboard.written import line
from loaders._actions import Listed, read_actions
from loaders._actions_sheet import HEADINGS, written
from tests.dashboard.scorecard.test_actions import action

TODAY = date(2012, 12, 1)
HEAD = ["Minute number", "Group", "Date of meeting", "Agreed", "Lead", "By when", "Progress", "Update"]
ROW = [
    "4.1",
    "Strategic group",
    "13/09/2012",
    "AGREED that it be checked.",
    "Crime analyst",
    "30/11/2012",
    "Closed",
    "",
]


def read(*rows: list[object], head: list[str] = HEAD, known: tuple[Action, ...] = ()) -> Listed:
    file = io.StringIO(newline="")
    csv.writer(file).writerows([["Matters arising"], head, *rows])
    return read_actions(file.getvalue().encode(), "arising.csv", known=known, by="Clerk", today=TODAY)


def test_columns_are_found_by_what_their_headings_mean() -> None:
    (found,) = read(ROW).actions
    assert (found.reference, found.owner, found.status, found.due) == (
        "2012-09/4.1", "Crime analyst", "done", date(2012, 11, 30),
    )  # fmt: skip


def test_a_workbook_is_read_with_its_dates_as_dates() -> None:
    book, file = openpyxl.Workbook(), io.BytesIO()
    for row in (
        HEAD,
        [4.1, "Strategic group", date(2012, 9, 13), "AGREED", None, date(2012, 11, 30), "ongoing", "Asked."],
    ):
        book.active.append(row)
    book.save(file)
    (found,) = read_actions(file.getvalue(), "a.xlsx", known=(), by="Clerk", today=TODAY).actions
    assert (found.minute, found.met, found.due, found.status) == (
        "4.1",
        date(2012, 9, 13),
        date(2012, 11, 30),
        "in-progress",
    )
    assert found.updates == (Update(on=TODAY, text="Asked.", by="Clerk"),)


def test_every_fault_is_named_by_its_row_and_cell_and_nothing_is_left_to_take() -> None:
    late = [*ROW[:5], "1/9/2012", "maybe", ""]
    found = read(ROW, late, ROW, ["", *ROW[1:]], [*ROW[:2], "2/12/2012", *ROW[3:]])
    cells = [(problem.code, problem.cell) for problem in found.problems]
    assert cells == [
        ("not-an-action", "F4"), ("not-an-action", "G4"), ("duplicate-key", "A5"), ("not-an-action", "A6"),
        ("not-an-action", "C7"), ("not-an-action", "F7"),
    ]  # fmt: skip
    assert found.actions == []
    assert all(f"(row {problem.cell[1:]})" in problem.message for problem in found.problems if problem.cell)
    assert any("before the meeting of 13 Sep 2012" in problem.message for problem in found.problems)


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"Minute,Meeting\n4.1,Group\n", "a.csv", "no-headings"),
        (b"", "a.csv", "empty-file"),
        (b"x", "a.pdf", "unknown-format"),
        (b"Minute,Meeting,Meeting date,Resolution\n", "a.csv", "no-rows"),
    ],
)
def test_a_file_that_holds_no_list_says_what_to_do(content: bytes, name: str, code: str) -> None:
    (problem,) = read_actions(content, name, known=(), by="Clerk", today=TODAY).problems
    assert problem.code == code
    assert problem.hint


def test_a_column_that_is_not_there_leaves_what_stands() -> None:
    standing = action(status="in-progress", due=date(2012, 11, 1), left=True)
    (found,) = read(ROW[:4], head=HEAD[:4], known=(standing,)).actions
    assert (found.status, found.due, found.owner, found.left) == (
        "in-progress",
        date(2012, 11, 1),
        "Crime analyst",
        True,
    )
    (found,) = read(ROW[:5], head=HEAD[:5], known=(standing,)).actions
    assert found.left


def test_words_without_a_day_are_not_taken_a_second_time() -> None:
    standing = action(updates=(Update(on=date(2012, 11, 1), text="Asked.", by="Clerk"),))
    (found,) = read([*ROW[:7], "Asked.\nAnswered."], known=(standing,)).actions
    assert [(u.on, u.text) for u in found.updates] == [(TODAY, "Answered.")]


words = st.text(max_size=40).map(line)
some = words.filter(bool)
days = st.dates(min_value=date(2000, 1, 1), max_value=date(2012, 11, 30))
names = some.map(lambda text: line(text.replace(":", "-").replace("\n", " "))).filter(bool)
updates = st.builds(Update, on=days, text=some, by=names)


@st.composite
def actions(draw: st.DrawFn) -> Action:
    met, wait = draw(days), draw(st.integers(0, 900))
    due = draw(st.sampled_from([None, date.fromordinal(met.toordinal() + wait)]))
    owner = draw(words)
    return Action(
        code=f"{met:%Y-%m}", minute=draw(st.sampled_from(["1", "4.1", "5.7", "A(b)"])), meeting=draw(some), met=met,
        resolution=draw(some), owner=owner, due=due, status=draw(st.sampled_from(list(STATUSES))),
        left=bool(owner) and draw(st.booleans()), updates=tuple(draw(st.lists(updates, max_size=3))),
    )  # fmt: skip


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@given(action_=actions())
@settings(max_examples=60, deadline=None)
def test_what_is_written_out_is_read_back_as_it_was(ending: str, action_: Action) -> None:
    found = read_actions(written([action_], ending), f"a.{ending}", known=(), by="Clerk", today=TODAY)  # type: ignore[arg-type]
    assert found.problems == []
    assert found.actions == [action_]


@pytest.mark.parametrize("text", ["=1+1", "+44", "-2% target", "@SUM(A1)", "＝1", "'quoted", "'=x"])
def test_no_cell_is_taken_for_a_formula(text: str) -> None:
    rows = list(csv.reader(io.StringIO(written([action(owner=text)], "csv").decode("utf-8-sig"), newline="")))
    assert rows[0] == list(HEADINGS)
    assert rows[1][HEADINGS.index("Owner")] == f"'{text}"
    sheet = openpyxl.load_workbook(io.BytesIO(written([action(owner=text)], "xlsx"))).active
    assert all(cell.data_type != "f" for row in sheet for cell in row)


def test_the_samples_can_be_taken_as_they_are() -> None:
    for path in sorted((DATA / "samples" / "actions").glob("*.csv")):
        found = read_actions(path.read_bytes(), path.name, known=(), by="samples", today=date(2026, 1, 1))
        assert found.problems == []
        assert len(found.actions) > 5
