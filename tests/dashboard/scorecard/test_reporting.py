"""Reporting on a commitment: all or nothing with a new date, faults by field, and nobody overwrites unseen."""

from datetime import date

import pytest

from dashboard.errors import Overtaken, SaferError
from dashboard.scorecard.board import Board
from dashboard.scorecard.commitments import Commitment
from dashboard.scorecard.plan import Planned, take
from dashboard.scorecard.reporting import Meant, promise, report
from dashboard.settings import DATA, areas_file
from dashboard.store.store import Store
from dashboard.strategy import load_strategies

MEANT = Meant("2020-priority-three", "disrupt-gangs", "2.1", "FY2020-21-Q4")
DUE = date(2021, 3, 1)


@pytest.fixture
def board(sqlite_store: Store) -> Board:
    plan = [Planned("disrupt-gangs", "2.1", Commitment(text="Share", start=date(2020, 4, 1), due=DUE))]
    take(sqlite_store, MEANT.strategy, plan, by="analyst")
    return Board(sqlite_store, load_strategies(DATA / "strategies"), areas_file())


def test_green_past_its_date_needs_a_new_one_and_both_are_kept_together(board: Board) -> None:
    with pytest.raises(SaferError, match=r"Status: commitment 2\.1 was due on 1 Mar 2021, and that has passed"):
        report(board, MEANT, {"status": "green", "due": "1/3/2021"}, by="Lead")
    assert promise(board, MEANT).progress is None
    report(board, MEANT, {"status": "green", "due": "30 June 2021", "achieved": "yes", "outlook": "more"}, by="Lead")
    found = promise(board, MEANT)
    assert (found.status, found.overdue, found.due, found.by) == ("green", False, "30 Jun 2021", "Lead")
    assert found.qualifier == "Achieved this period, more"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"status": ""}, "Status: choose red, amber, green"),
        ({"status": "red", "due": "soon"}, "Due date: “soon” is no day. Write it as 31/03/2021."),
        ({"status": "red", "due": "1/1/2020"}, "Due date: commitment 2.1 is due on 1 Jan 2020, before its start"),
        ({"status": "red", "evidence": "javascript:x"}, "Evidence: commitment 2.1 has an evidence link"),
        ({"status": "red", "narrative": "x" * 4001}, "Narrative: commitment 2.1 is longer than 4,000 characters"),
    ],
)
def test_a_fault_names_its_field_and_keeps_nothing(board: Board, said: dict[str, str], why: str) -> None:
    with pytest.raises(SaferError) as raised:
        report(board, MEANT, said, by="Lead")
    assert str(raised.value).startswith(why)
    assert promise(board, MEANT).progress is None
    assert promise(board, MEANT).commitment.due == DUE


def test_whoever_comes_second_is_told_and_nothing_of_theirs_is_kept(board: Board) -> None:
    seen = promise(board, MEANT)
    report(board, MEANT, {"status": "amber", "due": "1/3/2021"}, by="Lead", seen=(seen.note, seen.progress_note))
    with pytest.raises(Overtaken):
        report(board, MEANT, {"status": "red", "due": "1/4/2021"}, by="Other", seen=(seen.note, seen.progress_note))
    assert (promise(board, MEANT).status, promise(board, MEANT).commitment.due) == ("amber", DUE)


def test_what_is_not_there_is_said(board: Board) -> None:
    with pytest.raises(SaferError, match=r"There is no commitment 9\.9 any more"):
        promise(board, MEANT._replace(number="9.9"))
    with pytest.raises(SaferError, match="“FY2020-21” is not a quarter"):
        promise(board, MEANT._replace(quarter="FY2020-21"))
