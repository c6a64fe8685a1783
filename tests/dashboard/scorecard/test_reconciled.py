"""Reconciliation: figures a meeting saw that are others since; what came new is no correction."""

from pathlib import Path

import pytest

from dashboard.errors import SaferError
from dashboard.scorecard import meetings
from dashboard.scorecard.board import Board
from dashboard.scorecard.reconciled import Correction, Reconciliation, reconciled
from dashboard.scorecard.strategies import opened
from dashboard.settings import DATA, areas_file
from dashboard.store.store import Store
from loaders._load import load

SAMPLE = DATA / "samples" / "asb-2012-13-q1.csv"
CODE = "2012-09-group"


@pytest.fixture
def board(store: Store) -> Board:
    load(store, [(SAMPLE.name, SAMPLE.read_bytes())], by="analyst")
    made = Board(store, opened(store, DATA / "strategies"), areas_file())
    asked = {"title": "September 2012", "date": "2012-09-13", "strategy": "2012-13", "quarter": "FY2012-13-Q1"}
    meetings.add(store, meetings.planned(made, CODE, **asked), by="analyst")
    return made


def told(board: Board) -> Reconciliation:
    return reconciled(board, meetings.one(board.store, CODE))


def revise(store: Store, *pairs: tuple[str, str]) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    for pair in pairs:
        assert pair[0] in text
        text = text.replace(*pair)
    load(store, [("revised.csv", text.encode())], by="analyst")


def test_a_meeting_that_is_not_frozen_has_no_paper(board: Board) -> None:
    with pytest.raises(SaferError, match="September 2012 is not frozen yet"):
        told(board)


def test_a_corrected_figure_is_told_with_what_it_was(board: Board) -> None:
    meetings.freeze(board.store, CODE, by="chair")
    assert told(board).headline == "No figure of the paper of September 2012 has been corrected since"
    revise(board.store, ("2276,2291", "2276,2391"), ("4584", "4684"))
    found = told(board)
    assert found.headline == "1 figure of the paper of September 2012 has been corrected since"
    (one,) = found.corrections
    assert (one.indicator, one.period, one.words) == ("asb", "FY2012-13-Q1", "was 4,584, now 4,684 [r]")
    assert one.change == pytest.approx(100 / 4584 * 100)
    assert (one.file, found.statuses) == ("revised.csv", ())


def test_figures_that_came_later_are_no_corrections(board: Board) -> None:
    meetings.freeze(board.store, CODE, by="chair")
    crime: Path = DATA / "samples" / "crime-2012-13-q1.csv"
    load(board.store, [(crime.name, crime.read_bytes())], by="analyst")
    found = told(board)
    assert found.corrections == ()
    assert {one.indicator for one in found.statuses} >= {"violence", "property"}


def test_a_figure_that_was_undone_no_longer_stands(board: Board) -> None:
    meetings.freeze(board.store, CODE, by="chair")
    board.store.undo(1, by="analyst")
    found = told(board)
    told_of = {one.period: one.words for one in found.corrections}
    assert told_of["FY2012-13-Q1"] == "was 4,584, no longer stands"
    assert told_of["FY2011-12-Q1"] == "was 5,534, no longer stands"
    assert all(one.now is None and one.upload is None for one in found.corrections)


@pytest.mark.parametrize(("was", "now", "said"), [(0.0, 3.0, None), (2.0, None, None), (4.0, 3.0, -25.0)])
def test_a_change_is_in_per_cent_of_what_the_paper_had(was: float, now: float | None, said: float | None) -> None:
    words = {"indicator": "a", "title": "A", "priority": "p", "period": "2012-04", "period_label": "April"}
    assert Correction(**words, was=was, now=now).change == said
