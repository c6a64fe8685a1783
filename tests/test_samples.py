"""The samples tell the story they should: the 2012 paper with its mistake found, and today's strategy alive."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.scorecard.board import Board
from dashboard.scorecard.models import IndicatorScore
from dashboard.settings import DATA, areas_file
from dashboard.store.store import Store
from dashboard.strategy import load_strategies
from loaders._load import load


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Board]:
    store = Store.open(f"sqlite:///{tmp_path_factory.mktemp('samples') / 'samples.sqlite'}")
    files = [(path.name, path.read_bytes()) for path in sorted((DATA / "samples").glob("*.csv"))]
    results = load(store, files, by="samples")
    assert {str(result["status"]) for result in results} == {"committed"}, results
    yield Board(store, load_strategies(DATA / "strategies"), areas_file())
    store.close()


def scores(board: Board, strategy: str, quarter: str | None = None) -> dict[str, IndicatorScore]:
    card = board.scorecard(strategy, quarter)
    return {item.code: item for priority in card.priorities for item in priority.indicators}


def test_the_paper_of_2012_is_reproduced(board: Board) -> None:
    found = scores(board, "2012-13", "FY2012-13-Q1")
    assert [(i.value, i.change, i.change_pct, i.rag) for i in found.values()] == [
        (983, -224, -18.6, "green"),
        (3281, -298, -8.3, "green"),
        (4584, -950, -17.2, "green"),
        (None, None, None, "grey"),
    ]
    assert "not yet published" in found["confidence"].reason


def test_the_printed_total_that_was_last_years_is_found_by_its_cell(board: Board) -> None:
    (warning,) = scores(board, "2012-13", "FY2012-13-Q1")["property"].warnings
    assert (warning.code, warning.sheet, warning.cell) == ("total-mismatch", "crime-2012-13-q1", "C10")
    assert "3,580" in warning.message
    assert "3,281" in warning.message


def test_todays_strategy_lives(board: Board) -> None:
    card = board.scorecard("current")
    assert card.quarter == "FY2025-26-Q2"
    found = scores(board, "current")
    assert (found["violence"].value, found["violence"].previous) == (1678, 1734)
    assert (found["burglary"].value, found["burglary"].previous) == (251, 280)
    assert found["all-offences"].change_pct == -0.6
    judged = [item for item in found.values() if item.rag != "grey"]
    assert len(judged) >= 8


def test_every_strategy_can_be_shown_in_each_of_its_quarters(board: Board) -> None:
    for code in board.strategies:
        for quarter, _ in board.choices(code).quarters:
            for priority in board.scorecard(code, quarter).priorities:
                assert priority.reason
                for item in priority.indicators:
                    assert item.reason, item.code


def test_the_samples_are_named_with_their_sources() -> None:
    named = (DATA / "samples" / "SOURCES.md").read_text(encoding="utf-8")
    assert [p.name for p in Path(DATA / "samples").glob("*.csv") if p.name not in named] == []
