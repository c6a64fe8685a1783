"""The pack: the scorecard's figures and words, a moment at which it can be made again, and its fingerprint."""

from datetime import UTC, datetime

import pytest

from dashboard.errors import BadMoment, SaferError, UnknownArea, UnknownStrategy
from dashboard.inert import writable
from dashboard.packs.clean import cleaned
from dashboard.packs.fingerprint import fingerprint
from dashboard.packs.formats import FORMATS, offered
from dashboard.packs.pack import Pack
from dashboard.scorecard.board import Board
from dashboard.scorecard.choosing import Place, choose
from dashboard.scorecard.meetings import Meeting, add, freeze
from dashboard.scorecard.mine import Asked, Words, keep
from dashboard.store.store import Store
from loaders._load import load
from tests.dashboard.packs._packs import CRIME, PAPER, board_of, many, pack_of


def test_it_holds_what_the_scorecard_shows(board: Board, paper: Pack) -> None:
    card = board.scorecard(**PAPER, as_at=paper.asked.as_at)
    assert tuple(chapter.score for chapter in paper.priorities) == card.priorities
    assert [entry.score for entry in paper.entries] == [s for p in card.priorities for s in p.indicators]


def test_the_paper_of_2012_says_the_total_and_the_warning_of_the_wrong_one(paper: Pack) -> None:
    entry = next(entry for entry in paper.entries if entry.score.code == "property")
    assert (entry.words.shown, entry.words.difference, entry.words.change) == ("3,281", "−298", "−8.3%")
    assert [(part.title, part.shown) for part in entry.parts] == [
        ("Burglary", "834"),
        ("Robbery", "126"),
        ("Theft and handling", "1,787"),
        ("Criminal damage", "534"),
    ]
    assert entry.parts_total and entry.parts_total.shown == "3,281"
    (warning,) = paper.warnings
    assert (warning.place, warning.file) == ("crime-2012-13-q1!C10", "crime-2012-13-q1.csv")
    assert "3,580" in warning.message


def test_exceptions_name_what_is_being_done_about_them(paper: Pack) -> None:
    (one,) = paper.exceptions
    assert (one.title, one.figure) == ("Property crime", "3,281 offences, −8.3% on Apr–Jun 2011")
    assert one.comment is None


def test_the_good_news_is_green_or_improving(paper: Pack) -> None:
    assert {one.title for one in paper.good} == {"Violent crime", "Property crime", "Recorded anti-social behaviour"}


def test_asked_again_by_what_it_says_it_is_the_same(board: Board, paper: Pack) -> None:
    again = pack_of(board, **paper.asked.model_dump())
    assert again.fingerprint == paper.fingerprint
    assert again == paper


def test_without_a_moment_it_is_of_the_last_change_or_of_today(sqlite_store: Store) -> None:
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    empty = pack_of(board_of(sqlite_store), **PAPER)
    assert datetime.fromisoformat(empty.header.moment) == today
    load(sqlite_store, [("crime.csv", CRIME.encode())], by="analyst")
    loaded = pack_of(board_of(sqlite_store), **PAPER)
    assert datetime.fromisoformat(loaded.header.moment).timestamp() * 1e6 == pytest.approx(sqlite_store.latest(), abs=1)
    assert loaded.fingerprint != empty.fingerprint
    assert pack_of(board_of(sqlite_store), **PAPER).fingerprint == loaded.fingerprint


def test_what_is_loaded_later_does_not_change_it(sqlite_store: Store) -> None:
    load(sqlite_store, [("crime.csv", CRIME.encode())], by="analyst")
    before = pack_of(board_of(sqlite_store), **PAPER)
    load(sqlite_store, [("crime.csv", CRIME.replace("834", "843").encode())], by="analyst")
    assert pack_of(board_of(sqlite_store), **before.asked.model_dump()).fingerprint == before.fingerprint
    assert pack_of(board_of(sqlite_store), **PAPER).fingerprint != before.fingerprint


def test_another_word_is_another_fingerprint(paper: Pack) -> None:
    other = paper.model_copy(update={"summary": (*paper.summary, "One more word.")})
    assert fingerprint(other) != paper.fingerprint
    assert fingerprint(paper) == paper.fingerprint
    assert len(paper.fingerprint) == 12
    assert paper.mark.replace("-", "").endswith(paper.fingerprint)


def test_what_a_lead_says_takes_the_place_of_the_draft(sqlite_store: Store) -> None:
    load(sqlite_store, [("crime.csv", CRIME.encode())], by="analyst")
    board = board_of(sqlite_store)
    before = pack_of(board, **PAPER).exceptions[0]
    assert before.comment is None
    asked = Asked("2012-13", "property-crime", "FY2012-13-Q1")
    keep(
        board,
        asked,
        {"indicator-property": Words("The parts add up to 3,281.\n\nBurglary rose.", None)},
        by="Lead",
        sign=True,
    )
    pack = pack_of(board, **PAPER)
    entry = next(entry for entry in pack.entries if entry.score.code == "property")
    assert entry.narrative and entry.narrative.paragraphs == ("The parts add up to 3,281.", "Burglary rose.")
    assert not entry.narrative.draft
    assert entry.narrative.by.startswith("Written and signed off by Lead, ")
    assert pack.exceptions[0].comment == entry.narrative


def test_a_lead_s_status_stands_beside_the_one_worked_out(sqlite_store: Store) -> None:
    load(sqlite_store, [("crime.csv", CRIME.encode())], by="analyst")
    board = board_of(sqlite_store)
    text = "Burglary is rising faster than the total tells."
    choose(board, Place("2012-13", "property", "FY2012-13-Q1"), rag="red", reason="one-off", text=text, by="Lead")
    pack = pack_of(board, **PAPER)
    (one,) = [one for one in pack.exceptions if one.indicator == "property"]
    assert (one.rag, one.rag_computed) == ("red", "green")
    assert any("Agree a corrective action for Property crime" in said for said in pack.recommendations)


def test_a_frozen_meeting_is_named_by_its_code(sqlite_store: Store) -> None:
    load(sqlite_store, [("crime.csv", CRIME.encode())], by="analyst")
    board = board_of(sqlite_store)
    card = board.scorecard(**PAPER)
    day = datetime.now(UTC).date()
    meeting = Meeting(
        code="2012-09", title="September 2012", date=day, strategy=card.strategy, quarter=card.quarter, area=card.area
    )
    add(sqlite_store, meeting, by="Chair")
    freeze(sqlite_store, "2012-09", by="Chair")
    pack = pack_of(board, **PAPER, as_at="2012-09")
    load(sqlite_store, [("crime.csv", CRIME.replace("834", "843").encode())], by="analyst")
    assert pack.header.as_at.startswith("As at September 2012, frozen on ")
    assert pack_of(board, **pack.asked.model_dump()).fingerprint == pack.fingerprint


def test_one_priority_can_be_asked_for(board: Board) -> None:
    pack = pack_of(board, **PAPER, layout="progress", priority="property-crime")
    assert [chapter.score.code for chapter in pack.priorities] == ["property-crime"]
    assert pack.header.title == "Progress report, Apr–Jun 2012 (Q1 2012/13): Reduce property crime"
    assert [one.title for one in pack.exceptions] == ["Property crime"]


@pytest.mark.parametrize(
    ("asked", "error", "words"),
    [
        ({"strategy": "nothing"}, UnknownStrategy, "There is no strategy “nothing”"),
        (PAPER | {"priority": "nothing"}, SaferError, "Its priorities are: violent-crime"),
        (PAPER | {"area": "X"}, UnknownArea, "There is no area “X”"),
        (PAPER | {"as_at": "soon"}, BadMoment, "“soon” is not a moment"),
    ],
)
def test_what_is_not_there_is_refused_in_words(
    board: Board, asked: dict[str, str], error: type[SaferError], words: str
) -> None:
    with pytest.raises(error, match=words):
        pack_of(board, **asked)


def test_a_priority_without_indicators_and_two_hundred_of_them(sqlite_store: Store) -> None:
    load(sqlite_store, [("crime.csv", CRIME.encode())], by="analyst")
    pack = pack_of(board_of(sqlite_store, {"test": many(200)}), strategy="test", quarter="FY2012-13-Q1")
    assert [len(chapter.indicators) for chapter in pack.priorities] == [200, 0]
    assert {entry.words.shown for entry in pack.entries} == {"834"}


def test_text_is_made_fit_to_be_written_and_stays_text() -> None:
    nasty = "<b>=1+1</b>\x00\x0b \ud800\uffff 👩‍👩‍👧 سلام \u202e321\r\nnext"
    assert writable(nasty) == "<b>=1+1</b>  👩‍👩‍👧 سلام 321\nnext"


def test_cleaning_reaches_every_text_and_leaves_what_is_fit(paper: Pack) -> None:
    assert cleaned(paper) is paper
    soiled = paper.model_copy(
        update={"summary": ("a\x00b",), "header": paper.header.model_copy(update={"title": "\x01T"})}
    )
    assert (cleaned(soiled).summary, cleaned(soiled).header.title) == (("ab",), "T")


def test_only_formats_that_can_be_made_are_offered() -> None:
    assert set(offered()) <= set(FORMATS)
