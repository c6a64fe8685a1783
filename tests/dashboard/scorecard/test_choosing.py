"""A lead's status: the computed one stays beside it, a second person agrees, new figures end it, the past stays."""

import tomllib
from itertools import product

import pytest

from dashboard.disclosure import Protected, Rules
from dashboard.errors import Overtaken, SaferError
from dashboard.scorecard.board import Board
from dashboard.scorecard.choosing import Place, approve, choose, status, withdraw
from dashboard.scorecard.judgements import RAGS, needs_second
from dashboard.scorecard.models import IndicatorScore, PriorityScore
from dashboard.settings import areas_file
from dashboard.store.moments import iso
from dashboard.store.store import Store
from dashboard.strategy import Strategy
from loaders._load import load
from tests.dashboard.scorecard.test_board import STRATEGY

QUARTER = "FY2024-25-Q1"
MONTHS = "202304,202305,202306,202404,202405,202406"
# burglary falls from 30 to 21, which is green; robbery rises from 10 to 20, which is red
HEAD = f"MajorText,MinorText,BoroughName,{MONTHS}\n"
MET = HEAD + "BURGLARY,HOME,Bromley,10,10,10,7,7,7\nROBBERY,PERSONAL,Bromley,3,3,4,6,7,7\n"
WHY = {"reason": "one-off", "text": "One shop was robbed nine times."}
LEAD, SECOND = "Police borough lead", "Head of community safety"


@pytest.fixture
def board(sqlite_store: Store) -> Board:
    load(sqlite_store, [("met.csv", MET.encode())], by="analyst")
    return Board(sqlite_store, {"test": Strategy.model_validate(tomllib.loads(STRATEGY))}, areas_file())


def place(code: str, area: str | None = None) -> Place:
    return Place("test", code, QUARTER, area)


def shown(board: Board, code: str, as_at: str | None = None) -> IndicatorScore | PriorityScore:
    card = board.scorecard("test", QUARTER, as_at=as_at)
    return next(one for p in card.priorities for one in (p, *p.indicators) if one.code == code)


def test_toward_red_a_lead_decides_alone_and_both_statuses_are_told(board: Board) -> None:
    _, waits = choose(board, place("burglary"), rag="amber", by=LEAD, **WHY)
    found = shown(board, "burglary")
    assert (waits, found.rag, found.rag_chosen, found.rag_computed) == (False, "amber", "amber", "green")
    assert found.judgement is not None
    assert found.judgement.state == "in force"
    assert found.reason.startswith(f"Amber, set by its lead ({LEAD}, ")
    assert "one-off event): One shop was robbed nine times. By the figures green:" in found.reason
    assert found.reason_computed.startswith("Green:")
    assert board.scorecard("test", QUARTER).judgements("in force") == 1


def test_a_second_person_who_has_agreed_already_is_told_with_the_status(board: Board) -> None:
    with pytest.raises(SaferError, match="A second person must"):
        choose(board, place("robbery"), rag="amber", by=LEAD, approved_by=LEAD.upper(), **WHY)
    assert shown(board, "robbery").judgement is None
    _, waits = choose(board, place("robbery"), rag="amber", by=LEAD, approved_by=SECOND, **WHY)
    found = shown(board, "robbery")
    assert (waits, found.rag, found.rag_computed) == (False, "amber", "red")
    assert f"one-off event, approved by {SECOND}): One shop" in found.reason


def test_toward_green_the_computed_status_stands_until_a_second_person_approves(board: Board) -> None:
    note, waits = choose(board, place("robbery"), rag="amber", by=LEAD, **WHY)
    before = shown(board, "robbery")
    assert (waits, before.rag, before.rag_chosen) == (True, "red", None)
    assert before.judgement is not None
    assert (before.judgement.state, before.judgement.rag) == ("proposed", "amber")
    assert before.reason.startswith("Red")
    with pytest.raises(SaferError, match="cannot approve it too"):
        approve(board, place("robbery"), by=f" {LEAD.upper()} ")
    approved = approve(board, place("robbery"), by=SECOND)
    after = shown(board, "robbery")
    assert (after.rag, after.rag_chosen, after.rag_computed) == ("amber", "amber", "red")
    assert f"approved by {SECOND}" in after.reason
    assert after.judgement is not None
    assert after.judgement.at == iso(note.since)
    # as at the moments of both, each is as it was
    assert shown(board, "robbery", iso(note.since)).rag == "red"
    assert shown(board, "robbery", iso(approved.since)).rag == "amber"
    with pytest.raises(SaferError, match="No status of Robbery waits for approval"):
        approve(board, place("robbery"), by="Somebody else")


def test_a_judgement_lapses_when_its_figures_change_and_not_before(board: Board) -> None:
    choose(board, place("burglary"), rag="red", by=LEAD, **WHY)
    load(board.store, [("other.csv", MET.replace("6,7,7", "6,7,6").encode())], by="analyst")
    still = shown(board, "burglary")
    assert (still.rag, still.rag_chosen) == ("red", "red")
    moment = iso(board.store.notes.standing("judgement")[0].since)
    load(board.store, [("newer.csv", MET.replace("7,7,7", "7,7,8").encode())], by="analyst")
    gone = shown(board, "burglary")
    assert (gone.rag, gone.rag_chosen) == ("green", None)
    assert gone.judgement is not None
    assert gone.judgement.state == "lapsed"
    assert gone.judgement.said.startswith("Lapsed: new figures were loaded on ")
    assert shown(board, "burglary", moment).rag == "red"
    # the same words again are said of the new figures
    choose(board, place("burglary"), rag="red", by=LEAD, **WHY)
    assert shown(board, "burglary").rag == "red"


def test_an_undo_takes_the_status_back_with_the_figures(board: Board) -> None:
    load(board.store, [("newer.csv", MET.replace("7,7,7", "7,7,8").encode())], by="analyst")
    choose(board, place("burglary"), rag="red", by=LEAD, **WHY)
    choose(board, place("crime"), rag="amber", by=LEAD, **WHY)
    board.store.undo(2, by="analyst")
    for code in ("burglary", "crime"):
        found = shown(board, code)
        assert found.rag_chosen is None
        assert found.judgement is not None
        assert found.judgement.said.startswith("Lapsed: its figures are not those it was said of.")


def test_a_status_set_of_a_figure_kept_back_holds_for_those_who_may_see_it(sqlite_store: Store) -> None:
    said = "MajorText,MinorText,BoroughName,202304,202404,202405,202406\nBURGLARY,HOME,Bromley,3,1,0,1\n"
    load(sqlite_store, [("met.csv", said.encode())], by="analyst")
    strategies = {"test": Strategy.model_validate(tomllib.loads(STRATEGY))}
    kept = Rules(protected=(Protected(series="crime.burglary", threshold=5),))
    veiled = Board(sqlite_store, strategies, areas_file(), disclosure=kept)
    choose(veiled, place("burglary"), rag="red", by=LEAD, **WHY)
    found = shown(veiled, "burglary")
    assert isinstance(found, IndicatorScore)
    assert (found.value, found.status, found.rag) == (None, "suppressed", "red")
    open_ = shown(Board(sqlite_store, strategies, areas_file(), disclosure=Rules()), "burglary")
    assert isinstance(open_, IndicatorScore)
    assert (open_.value, open_.rag_chosen) == (2, "red")


def test_a_priority_is_chosen_too_and_lapses_with_any_of_its_indicators(board: Board) -> None:
    choose(board, place("crime"), rag="amber", by=LEAD, **WHY)
    assert shown(board, "crime").rag == "red"
    approve(board, place("crime"), by=SECOND)
    found = shown(board, "crime")
    assert (found.rag, found.rag_computed, found.rag_chosen) == ("amber", "red", "amber")
    load(board.store, [("newer.csv", MET.replace("6,7,7", "6,7,8").encode())], by="analyst")
    assert shown(board, "crime").rag == "red"


def test_a_priority_follows_what_was_chosen_for_its_indicators(board: Board) -> None:
    choose(board, place("robbery"), rag="green", by=LEAD, **WHY)
    approve(board, place("robbery"), by=SECOND)
    choose(board, place("burglary"), rag="amber", by=LEAD, **WHY)
    found = shown(board, "crime")
    assert (found.rag, found.rag_computed, found.rag_chosen) == ("amber", "red", None)
    assert "Burglary, set by its lead" in found.reason


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"rag": "purple"}, "Status: choose"),
        ({"rag": "green"}, "Status: green is what the figures say already"),
        ({"reason": "because"}, "Reason: choose one of known data error"),
        ({"text": "  too   short to read  "}, "In your words: write at least 20 characters (now 17)"),
    ],
)
def test_what_cannot_be_taken_says_which_field_and_what_to_do(board: Board, words: dict[str, str], said: str) -> None:
    with pytest.raises(SaferError) as raised:
        choose(board, place("burglary"), by=LEAD, **({"rag": "red"} | WHY | words))
    assert str(raised.value).startswith(said)
    assert board.store.notes.ever("judgement") == []


def test_a_lead_sets_statuses_of_the_partnerships_own_area(board: Board) -> None:
    with pytest.raises(SaferError, match="of Bromley only"):
        choose(board, place("burglary", "E09000007"), rag="red", by=LEAD, **WHY)
    choose(board, place("burglary"), rag="red", by=LEAD, **WHY)
    elsewhere = board.scorecard("test", QUARTER, "E09000007").priorities[0].indicators[0]
    assert (elsewhere.rag_chosen, elsewhere.judgement) == (None, None)


def test_whoever_comes_second_is_told(board: Board) -> None:
    choose(board, place("burglary"), rag="red", by=LEAD, expected=None, **WHY)
    with pytest.raises(Overtaken):
        choose(board, place("burglary"), rag="amber", by=SECOND, expected=None, **WHY)
    assert shown(board, "burglary").rag == "red"


def test_what_was_said_stays_in_the_history(board: Board) -> None:
    first, _ = choose(board, place("burglary"), rag="red", by=LEAD, **WHY)
    choose(board, place("burglary"), rag="amber", by=SECOND, **WHY)
    withdraw(board, place("burglary"), by=LEAD)
    assert shown(board, "burglary").rag == "green"
    said = board.indicator("test", "burglary", QUARTER).spoken
    assert [(one.rag, one.author) for one in said] == [("amber", SECOND), ("red", LEAD)]
    assert said[0].ended.endswith(f"by {LEAD}") and said[1].ended.endswith(f"by {SECOND}")
    (then,) = board.indicator("test", "burglary", QUARTER, as_at=iso(first.since)).spoken
    assert (then.rag, then.ended) == ("red", "")
    with pytest.raises(SaferError, match="none to withdraw"):
        withdraw(board, place("burglary"), by=LEAD)


def test_a_second_person_is_needed_for_every_step_toward_green_and_for_no_other() -> None:
    order = ("green", "grey", "amber", "red")
    for computed, chosen in product(RAGS, RAGS):
        assert needs_second(computed, chosen) == (order.index(chosen) < order.index(computed))


def test_a_code_means_an_indicator_or_else_a_priority(board: Board) -> None:
    assert isinstance(status(board, place("crime")).score, PriorityScore)
    with pytest.raises(SaferError, match="no indicator or priority “neither”"):
        status(board, place("neither"))


def test_what_has_no_figures_can_be_judged_worse_by_one(board: Board) -> None:
    _, waits = choose(board, place("nothing"), rag="amber", by=LEAD, **WHY)
    found = shown(board, "nothing")
    assert (waits, found.rag, found.rag_computed) == (False, "amber", "grey")
