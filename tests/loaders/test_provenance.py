"""A trace with its originals: the samples always, the published files where they are."""

import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event

from dashboard.scorecard.board import Board
from dashboard.scorecard.provenance import Cell, Trace
from dashboard.scorecard.trace import trace
from dashboard.settings import DATA, areas_file
from dashboard.store.store import Store
from dashboard.strategy import load_strategies
from loaders._load import load
from loaders._provenance import explained, extracts
from tests.stores import sampled


def board_of(store: Store) -> Board:
    return Board(store, load_strategies(DATA / "strategies"), areas_file())


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Board]:
    with closing(sampled(tmp_path_factory.mktemp("samples") / "samples.sqlite")) as store:
        yield board_of(store)


def shown(board: Board, series: str, period: str, area: str | None = None) -> Trace:
    return explained(board.store, trace(board, series, period, area=area))


def marked(cell: Cell) -> list[str]:
    """The texts of the marked cells of an excerpt."""
    assert cell.excerpt is not None
    names = [[f"{letter}{row.row}" for letter in cell.excerpt.columns] for row in cell.excerpt.rows]
    pairs = [
        pair for name, row in zip(names, cell.excerpt.rows, strict=True) for pair in zip(name, row.cells, strict=True)
    ]
    return [text for name, text in pairs if name in cell.excerpt.marked]


def test_the_misprinted_total_shows_its_cell_and_the_parts_that_were_added_up(board: Board) -> None:
    found = shown(board, "csp.property_crime", "FY2012-13-Q1")
    assert found.value == 3281
    assert found.words == "4 parts added up: 834 + 126 + 1,787 + 534."
    assert [(cell.role, cell.value, cell.cell, marked(cell)) for cell in found.cells] == [
        ("part", 834, "C6", ["834"]),
        ("part", 126, "C7", ["126"]),
        ("part", 1787, "C8", ["1787"]),
        ("part", 534, "C9", ["534"]),
        ("total", 3281, "C10", ["3580"]),
    ]
    total = found.cells[-1]
    assert (total.file, total.sheet, total.printed) == ("crime-2012-13-q1.csv", "crime-2012-13-q1", "3580")
    assert "prints 3,580" in total.warnings[0].message
    assert (total.source, total.source_title, total.publisher) == (
        "crime.return",
        "Crime by quarter",
        "Metropolitan Police",
    )
    assert [cell.printed for cell in found.cells[:-1]] == [None] * 4


def test_a_total_of_the_mets_file_shows_its_rows(board: Board) -> None:
    (cell,) = shown(board, "crime.total", "2025-06").cells
    assert (cell.cell, cell.value) == (None, sum(row.value for row in cell.rows))
    assert len(cell.rows) == len(marked(cell)) == 13
    assert cell.excerpt is not None
    assert cell.excerpt.rows[0].cells == ("Offence Group", "Borough", "202506")
    assert {row.cells[1] for row in cell.excerpt.rows if not row.heading} == {"Bromley"}


def test_one_piece_of_the_sheet_holds_all_that_is_in_it(board: Board) -> None:
    _, (piece,) = extracts(board.store, trace(board, "crime.burglary", "FY2025-26-Q1"))
    assert [cell.period for cell in piece.cells] == ["2025-04", "2025-05", "2025-06"]
    assert piece.excerpt is not None
    assert piece.excerpt.marked == ("BW38", "BX38", "BY38")


def test_what_is_sensitive_is_shown_without_its_neighbours(board: Board) -> None:
    (cell,) = shown(board, "marac.cases", "FY2021-22", "E23000001").cells
    assert cell.excerpt is not None
    assert [row.row for row in cell.excerpt.rows] == [1, 5]
    assert cell.excerpt.columns == ("A", "B", "C")


def test_an_empty_cell_that_stands_as_nought_says_so(sqlite_store: Store) -> None:
    text = "MajorText,MinorText,BoroughName,202404\nBURGLARY,HOME,Bromley,\n"
    load(sqlite_store, [("met.csv", text.encode())], by="analyst")
    (cell,) = shown(board_of(sqlite_store), "crime.burglary.home", "2024-04").cells
    assert (cell.value, cell.printed) == (0, "")


def test_at_most_ten_statements_for_a_trace_with_its_originals(board: Board) -> None:
    counted: list[str] = []
    listen = lambda *a: counted.append(a[2])  # noqa: E731
    event.listen(board.store.engine, "before_cursor_execute", listen)
    shown(board, "crime.total", "FY2024-25")
    event.remove(board.store.engine, "before_cursor_execute", listen)
    assert 0 < len(counted) <= 10


@pytest.mark.realdata
def test_a_month_that_an_edition_revised_shows_both_values(sqlite_store: Store, real_data: Path) -> None:
    older = real_data / "crime/mps_borough_2023-08/MPS Borough Level Crime (most recent 24 months).csv"
    newer = real_data / "crime/mps_borough_2026-01/MPS Borough Level Crime (Historical).csv"
    for name, path in (("2023-08.csv", older), ("2026-01.csv", newer)):
        assert load(sqlite_store, [(name, path.read_bytes())], by="analyst")[0]["status"] == "committed"
    found = shown(board_of(sqlite_store), "crime.burglary", "2022-05")
    (cell,) = found.cells
    assert (found.value, cell.file, cell.cell) == (114, "2026-01.csv", None)
    assert [(row.value, row.cell) for row in cell.rows] == [(30, "ES132"), (84, "ES133"), (0, "ES134"), (0, "ES135")]
    assert marked(cell) == ["30", "84", "0", "0"]
    (before,) = cell.history
    assert (before.value, before.file, before.upload, before.ended_by) == (115, "2023-08.csv", 1, 2)
    (same,) = shown(board_of(sqlite_store), "crime.burglary", "2023-05").cells
    assert (same.value, same.file, [one.file for one in same.confirmed]) == (137, "2023-08.csv", ["2026-01.csv"])


@pytest.mark.realdata
def test_a_large_workbook_is_opened_again_in_a_fraction_of_loading_it(sqlite_store: Store, real_data: Path) -> None:
    path = real_data / "fly_tipping/Flytipping.xlsx"
    began = time.perf_counter()
    load(sqlite_store, [(path.name, path.read_bytes())], by="analyst")
    loaded = time.perf_counter() - began
    board = board_of(sqlite_store)
    shown(board, "fly_tipping.incidents", "FY2018-19")
    began = time.perf_counter()
    (cell,) = shown(board, "fly_tipping.incidents", "FY2018-19").cells
    assert time.perf_counter() - began < loaded / 2
    assert cell.excerpt is not None
    assert marked(cell) == ["3172"]
    assert "Total Incidents" in [text for row in cell.excerpt.rows if row.heading for text in row.cells]
