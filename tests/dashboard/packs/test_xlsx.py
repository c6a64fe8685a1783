"""The pack as a workbook: all of it is there, its numbers are the scorecard's, and it says what it is of."""

import io
import random
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl
import pytest

from dashboard.packs.formats import made, offered
from dashboard.packs.marking import mark
from dashboard.packs.pack import Pack
from dashboard.packs.xlsx import leaving
from dashboard.scorecard.action_book import ActionBook
from dashboard.scorecard.actions import Action
from dashboard.scorecard.board import Board
from dashboard.store.store import Store
from dashboard.strategy import Strategy
from loaders._load import load
from tests.dashboard.packs._packs import CRIME, PAPER, board_of, pack_of, sampled
from tests.test_kept_back import BROMLEY, STRATEGY, meetings


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Board]:
    found = sampled(tmp_path_factory.mktemp("pack"))
    yield found
    found.store.close()


@pytest.fixture(scope="module")
def pack(board: Board) -> Pack:
    return pack_of(board, **PAPER)


@pytest.fixture(scope="module")
def book(pack: Pack) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(made(pack, "xlsx")))


def table(book: openpyxl.Workbook, title: str) -> list[dict[str, Any]]:
    sheet = next(sheet for sheet in book.worksheets if sheet["A1"].value == title)
    (found,) = sheet.tables.values()
    head, *body = [[cell.value for cell in row] for row in sheet[found.ref]]
    return [dict(zip(head, row, strict=True)) for row in body]


def test_a_workbook_is_offered() -> None:
    assert "xlsx" in offered()


def test_every_part_of_the_pack_is_a_table(pack: Pack, book: openpyxl.Workbook) -> None:
    statuses = table(book, "Status of the priorities")
    assert [row["Priority"] for row in statuses] == [chapter.score.title for chapter in pack.priorities]
    found = table(book, "Indicators with their figures")
    for row, entry in zip(found, pack.entries, strict=True):
        score = entry.score
        for head, value in (("Figure", score.value), ("Figure before", score.previous), ("Change", score.change)):
            assert row[head] == (value if value is not None else "[x]"), (score.code, head)
    assert len(table(book, "What needs discussion")) == len(pack.exceptions) > 0
    assert len(table(book, "What is said of priorities and indicators")) > len(pack.priorities)


def test_each_chart_has_its_figures_and_is_drawn_on_a_sheet_of_its_own(pack: Pack, book: openpyxl.Workbook) -> None:
    charts = [chart for entry in pack.entries for chart in (*entry.charts, *entry.panels)]
    drawn = [sheet for sheet in book.worksheets if sheet._charts]
    assert [sheet["A1"].value for sheet in drawn] == [chart.title for chart in charts]
    for sheet, chart in zip(drawn, charts, strict=True):
        assert sheet["A2"].value == chart.summary
        held = book[sheet.title.replace("Chart", "Table")]
        numbers = [cell.value for row in held for cell in row if isinstance(cell.value, int | float)]
        lines = (*chart.lines, *([chart.target] if chart.target else []))
        values = [value for line in lines for value in line.values if value is not None]
        # a line of what is to come begins at the last figure, which the table has once
        assert {round(number, 9) for number in numbers} == {round(value, 9) for value in values}


def test_it_says_what_it_is_of_on_its_cover_and_in_its_properties(pack: Pack, book: openpyxl.Workbook) -> None:
    cover = [cell.value for cell in book["Cover"]["A"]]
    assert pack.line in cover and pack.header.as_at in cover and pack.header.strategy_title in cover
    assert book.properties.description == pack.line
    found = mark(made(pack, "xlsx"), "pack.xlsx")
    assert (found.file_type, found.fingerprint, found.asked) == ("xlsx", pack.fingerprint, pack.asked)
    assert book.properties.created == pack.moment


def test_the_same_pack_makes_the_same_bytes(board: Board, pack: Pack) -> None:
    again = pack_of(board, **PAPER, as_at=pack.asked.as_at)
    assert made(pack, "xlsx") == made(again, "xlsx")


def test_what_is_kept_back_is_in_no_part_of_it(sqlite_store: Store) -> None:
    for year in (2023, 2024):
        load(sqlite_store, [(f"{year}.xlsx", meetings(year, random.Random(year)))], by="coordinator")
    board = board_of(sqlite_store, {"test": STRATEGY})
    pack = pack_of(board, strategy="test", quarter="FY2024-25-Q4")
    kept = [entry for entry in pack.entries if entry.score.status == "suppressed"]
    assert kept
    book = openpyxl.load_workbook(io.BytesIO(made(pack, "xlsx")))
    for row in table(book, "Indicators with their figures"):
        if row["Indicator"] in {entry.score.title for entry in kept}:
            assert (row["Figure"], row["Change"], row["Change, %"]) == ("[c]", "[c]", "[c]")
    cells = [cell.value for sheet in book.worksheets if sheet["A1"].value and "months" in str(sheet["A1"].value)
             for line in sheet for cell in line]  # fmt: skip
    assert "[c]" in cells and not [value for value in cells if isinstance(value, int) and 0 < value < 5]
    with zipfile.ZipFile(io.BytesIO(made(pack, "xlsx"))) as parts:
        names = parts.namelist()
        assert not [name for name in names if "embed" in name.lower() or "external" in name.lower()]
        assert not any(b"Cache" in parts.read(name) for name in names if "charts/chart" in name)


def test_words_that_look_like_formulas_stay_words(board: Board) -> None:
    text = '=HYPERLINK("http://example.org")\x07'
    ActionBook(board.store).add(
        Action(code="2012-05", minute="9", meeting="=1", met="2012-05-01", resolution=text),
        by="@x",  # type: ignore[arg-type]
    )
    book = openpyxl.load_workbook(io.BytesIO(made(pack_of(board, **PAPER), "xlsx")))
    title = next(title for sheet in book.worksheets if "Actions as of" in (title := str(sheet["A1"].value)))
    (row,) = [row for row in table(book, title) if row["Meeting"] == "=1"]
    assert row["Resolution"] == text.replace("\x07", "")
    assert not [cell for sheet in book.worksheets for line in sheet for cell in line if cell.data_type == "f"]


def test_a_pack_with_nothing_in_it_is_a_workbook_still(sqlite_store: Store) -> None:
    pack = pack_of(board_of(sqlite_store), strategy="current", quarter="FY2025-26-Q2")
    book = openpyxl.load_workbook(io.BytesIO(made(pack, "xlsx")))
    assert {row["Figure"] for row in table(book, "Indicators with their figures")} == {"[x]"}
    assert len(leaving(pack).tables) >= 6


def test_narratives_commitments_names_of_files_and_titles_stay_words(sqlite_store: Store) -> None:
    """Hostile words in everything somebody can write or load, from the store to the cells."""
    name, words = "=HYPERLINK(1).csv", "@SUM(1+1)*cmd|' /C calc'!A0"
    (done,) = load(sqlite_store, [(name, CRIME.encode())], by="-2+3")
    assert done["status"] == "committed" and done["problems"], "a warning is kept with the file"
    hostile = Strategy.model_validate(
        {
            "code": "test", "title": "+1", "start": "2012-04-01", "end": "2013-03-31",
            "priorities": [{"code": "one", "title": "=1+2", "lead": "＝1", "ambition": "-1+1", "indicators": [
                {"code": "property", "title": "=3+4", "series": "csp.property_crime", "target": {"kind": "change",
                 "value": -2}}]}],
        }
    )  # fmt: skip
    notes, at = sqlite_store.notes, "2026-01-01T00:00:00+00:00"
    told = {"about": "indicator", "area": BROMLEY, "text": words, "author": "+Lead", "at": at}
    notes.say(kind="narrative", subject="test/property/FY2012-13-Q1", body=told, by="+Lead", expected=None)
    notes.say(kind="commitment", subject="test/one/1", body={"text": words, "lead": "@lead"}, by="x", expected=None)
    pack = pack_of(board_of(sqlite_store, {"test": hostile}), strategy="test", quarter="FY2012-13-Q1")
    book = openpyxl.load_workbook(io.BytesIO(made(pack, "xlsx")))
    cells = [cell for sheet in book.worksheets for line in sheet for cell in line if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f"]
    said = {cell.value: cell.quotePrefix for cell in cells if isinstance(cell.value, str)}
    for text in (name, words, "+1", "=1+2", "=3+4", "＝1", "-1+1", "@lead"):
        assert said[text] is True, text
