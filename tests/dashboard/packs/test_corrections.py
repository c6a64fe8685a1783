"""What the last paper said that is otherwise now: told openly in every format, and nothing that is kept back."""

from datetime import date
from pathlib import Path

import pytest

from dashboard.packs.formats import made, offered
from dashboard.packs.pack import NO_EARLIER, Pack
from dashboard.packs.reading import lines
from dashboard.scorecard.board import Board
from dashboard.scorecard.meetings import Meeting, add, freeze, one
from dashboard.scorecard.reconciled import reconciled
from dashboard.settings import DATA
from dashboard.store.store import Store
from loaders._load import load
from tests.dashboard.packs._packs import CRIME, PAPER, board_of, pack_of
from tests.dashboard.packs._slides import opened, tables, titles
from tests.dashboard.packs.test_kept_back import ASKED
from tests.loaders.test_marac_return import workbook
from tests.test_kept_back import HEADINGS, STRATEGY

ASB = DATA / "samples" / "asb-2012-13-q1.csv"
CODE, TITLE = "2012-09", "September 2012"
HEADING = "Changes to what the last paper said"


def planned(board: Board, code: str, **asked: str) -> Meeting:
    """A meeting on what is asked."""
    card = board.scorecard(**asked)
    return Meeting(code=code, title=TITLE, date=date(2012, 9, 13), strategy=card.strategy, quarter=card.quarter,
                   area=card.area)  # fmt: skip


def held(board: Board, **asked: str) -> None:
    """Such a meeting, frozen now."""
    add(board.store, planned(board, CODE, **asked), by="Chair")
    freeze(board.store, CODE, by="Chair")


@pytest.fixture
def board(sqlite_store: Store) -> Board:
    """A paper of anti-social behaviour was frozen; then its figures were sent again."""
    load(sqlite_store, [(ASB.name, ASB.read_bytes())], by="analyst")
    made = board_of(sqlite_store)
    held(made, **PAPER)
    text = ASB.read_text(encoding="utf-8")
    for was, now in (("2276,2291", "2276,3391"), ("4584", "5684")):
        assert was in text
        text = text.replace(was, now)
    load(sqlite_store, [("asb-again.csv", text.encode())], by="analyst")
    return made


def rows(pack: Pack) -> list[list[str]]:
    """The rows of figures as they are on the page."""
    assert pack.earlier
    return [[one.title, one.period_label, one.before, one.after, one.moved, one.brought]
            for one in pack.earlier.corrections]  # fmt: skip


def test_the_pack_holds_what_the_page_shows(board: Board) -> None:
    pack = pack_of(board, **PAPER)
    assert pack.earlier == reconciled(board, one(board.store, CODE))
    assert rows(pack) == [
        ["Recorded anti-social behaviour", "Apr–Jun 2012 (Q1 2012/13)", "4,584", "5,684 [r]", "+24.0%", "asb-again.csv"]
    ]
    assert [(turned.was, turned.now) for turned in pack.earlier.statuses if turned.indicator] == [("green", "red")]
    assert f"Note that 1 figure of the paper of {TITLE} has been corrected since." in pack.recommendations


@pytest.mark.parametrize("kind", ["docx", "html", "pptx"])
@pytest.mark.parametrize("layout", ["quarterly", "progress"])
def test_each_paper_tells_them_in_a_table(board: Board, undrawn: None, kind: str, layout: str) -> None:
    pack = pack_of(board, **PAPER, layout=layout)
    said = lines(made(pack, kind), kind)
    (row,) = rows(pack)
    # a table's cells follow one another
    assert any(said[place : place + len(row)] == row for place in range(len(said)))
    assert f"1 figure of the paper of {TITLE} has been corrected since." in "\n".join(said)
    assert any(HEADING in line for line in said) or kind == "pptx"


def test_slides_have_one_of_figures_and_one_of_statuses(board: Board) -> None:
    pack = pack_of(board, **PAPER)
    deck = opened(pack)
    figures = next(slide for slide in deck.slides if slide.shapes.title.text == f"Figures corrected since {TITLE}")
    assert tables(figures)[0][1:] == rows(pack)
    assert f"Statuses that would differ since {TITLE}" in titles(deck)


def test_the_workbook_has_a_sheet_of_each(board: Board) -> None:
    pack = pack_of(board, **PAPER)
    said = lines(made(pack, "xlsx"), "xlsx")
    assert {"4584", "5684", "24", "[r]", "asb-again.csv"} <= set(said)
    assert f"1 figure of the paper of {TITLE} has been corrected since" in said
    assert f"Statuses that would differ since {TITLE}" in said


def test_of_one_priority_it_tells_what_concerns_it(board: Board) -> None:
    pack = pack_of(board, **PAPER, priority="property-crime")
    assert pack.earlier is not None
    assert not pack.corrected
    assert pack.since == f"No figure of the paper of {TITLE} has been corrected since."


@pytest.mark.parametrize("kind", sorted(offered()))
def test_where_all_stands_a_sentence_says_so(sqlite_store: Store, undrawn: None, kind: str) -> None:
    load(sqlite_store, [(ASB.name, ASB.read_bytes())], by="analyst")
    board = board_of(sqlite_store)
    before = "\n".join(lines(made(pack_of(board, **PAPER), kind), kind))
    assert NO_EARLIER in before
    held(board, **PAPER)
    add(sqlite_store, planned(board, "2012-12", **PAPER), by="Chair")
    after = "\n".join(lines(made(pack_of(board, **PAPER), kind), kind))
    assert f"No figure of the paper of {TITLE} has been corrected since." in after
    assert HEADING not in after


def test_the_paper_of_a_frozen_meeting_is_compared_with_the_one_before_it(board: Board) -> None:
    again = pack_of(board, **PAPER, as_at=CODE)
    assert again.earlier is None
    assert again.since == NO_EARLIER


def test_a_figure_that_its_source_keeps_back_by_now_is_said_to_be(sqlite_store: Store) -> None:
    load(sqlite_store, [("crime.csv", CRIME.encode())], by="analyst")
    board = board_of(sqlite_store)
    held(board, **PAPER)
    load(
        sqlite_store,
        [("again.csv", CRIME.replace("3579,3580", "3579,[c]").replace("187,126", "187,[c]").encode())],
        by="analyst",
    )
    (row,) = [row for row in rows(pack_of(board, **PAPER)) if row[0] == "Property crime"]
    assert row[2:] == ["3,281", "kept back [c]", "–", "again.csv"]


def test_of_small_numbers_of_people_nothing_is_told(tmp_path: Path) -> None:
    """What is kept back now is kept back of the earlier paper as well: two of them side by side would tell it."""
    store = Store.open(f"sqlite:///{tmp_path / 'marac.sqlite'}")
    board = board_of(store, {"test": STRATEGY})

    def send(cases: int, male: int) -> None:
        sent = [["Bromley MARAC", date(2024, month, 5), 14 + cases, cases, 8, 6, 2, 2, 2, male if month == 5 else 0]
                for month in (4, 5, 6)]  # fmt: skip
        (done,) = load(store, [("meetings.xlsx", workbook(*sent, headings=HEADINGS))], by="coordinator")
        assert done["status"] == "committed", done["problems"]

    send(6, 6)
    held(board, strategy="test", quarter="FY2024-25-Q1")
    send(6, 3)
    pack = pack_of(board, strategy=ASKED["strategy"], quarter=ASKED["quarter"])
    assert "Male victims" in pack.header.kept_back
    assert rows(pack) == []
    store.close()
