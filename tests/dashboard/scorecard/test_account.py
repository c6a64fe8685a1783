"""Accounts on the board: worked out once, never told of figures that no longer stand, and in the sentence."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import event

import dashboard.scorecard.view as views
from dashboard.scorecard.board import Board
from dashboard.scorecard.models import IndicatorScore
from dashboard.settings import areas_file
from dashboard.store.engine import reading
from dashboard.store.store import Store
from dashboard.store.version import Version, version
from dashboard.strategy import read_strategy
from loaders._load import load

MONTHS = [f"{2021 + n // 12}{n % 12 + 1:02d}" for n in range(3, 51)]  # April 2021 to March 2025
STRATEGY = """
code = "test"
title = "A test strategy"
start = 2024-04-01
end = 2026-03-31
[[priorities]]
code = "crime"
title = "Crime"
[[priorities.indicators]]
code = "burglary"
title = "Burglary"
series = "crime.burglary"
target = { kind = "change", value = -10.0 }
"""


def file(last: float, *, months: list[str] = MONTHS) -> bytes:
    values = [*[str(100 + n % 5) for n in range(len(months) - 1)], str(last)]
    head = ",".join(["MajorText", "MinorText", "BoroughName", *months])
    return "\n".join([head, ",".join(["BURGLARY", "HOME", "Bromley", *values])]).encode()


@pytest.fixture
def board(store: Store, tmp_path: Path) -> Board:
    path = tmp_path / "test.toml"
    path.write_text(STRATEGY, encoding="utf-8")
    load(store, [("first.csv", file(102))], by="analyst")
    return Board(store, {"test": read_strategy(path)}, areas_file())


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The indicators whose accounts were worked out, as often as they were."""
    found: list[str] = []
    work: Callable[..., object] = views.account

    def watched(indicator: object, *args: object, **options: object) -> object:
        found.append(str(getattr(indicator, "code", "")))
        return work(indicator, *args, **options)

    monkeypatch.setattr(views, "account", watched)
    yield found


def shown(board: Board, as_at: str | None = None) -> IndicatorScore:
    """What a request shows."""
    return board.remembering().scorecard("test", as_at=as_at).priorities[0].indicators[0]


def test_an_account_is_worked_out_once_for_all_requests(board: Board, made: list[str]) -> None:
    first = shown(board)
    assert made == ["burglary"]
    assert shown(board) == first
    board.remembering().indicator("test", "burglary")
    assert made == ["burglary"]
    board.remembering().scorecard("test", "FY2024-25-Q3")
    assert made == ["burglary"] * 2


def test_a_load_and_an_undo_are_seen_at_once(board: Board) -> None:
    before = shown(board)
    assert (before.variation, before.year_end and before.year_end.forecast) == ("common", 1223)
    moment = str(board.store.uploads()[0]["loaded_at"])
    load(board.store, [("second.csv", file(180))], by="analyst")
    after = shown(board)
    assert (after.variation, after.year_end and after.year_end.forecast) == ("concerning", 1301)
    assert shown(board, moment) == before
    board.store.undo(2, by="analyst")
    assert shown(board) == before


def test_the_sentence_reconciles_what_is_known(board: Board) -> None:
    load(board.store, [("second.csv", file(180))], by="analyst")
    assert shown(board).sentence == (
        "Red: 37.9% above the trajectory to −10%. The rise on last year is more than usual variation, and the months "
        "show a worsening beyond chance; the year ended off its target."
    )


def test_an_indicator_has_the_panels_of_its_account(board: Board) -> None:
    detail = board.indicator("test", "burglary")
    assert [chart.key for chart in detail.panels] == ["burglary-variation", "burglary-year-end"]
    assert "the year ended" in detail.score.sentence and detail.panels[1].summary.startswith("2024/25 ended at 1,223")


def stood(store: Store) -> Version:
    with reading(store.engine) as connection:
        return version(connection)


def test_the_version_changes_with_every_load_undo_and_decision(store: Store) -> None:
    seen = [stood(store)]
    decided = {"source": "crime.mps_borough", "code": "scale-jump"}
    steps: list[Callable[[], object]] = [
        lambda: load(store, [("first.csv", file(102))], by="analyst"),
        lambda: load(store, [("second.csv", file(180))], by="analyst"),
        lambda: store.undo(2, by="analyst"),
        lambda: store.undo(1, by="analyst"),
        lambda: load(store, [("third.csv", file(102))], by="analyst"),
        lambda: store.decisions.decide(**decided, verdict="accept", by="analyst"),
        lambda: store.decisions.decide(**decided, verdict="error", by="analyst"),
        lambda: store.decisions.withdraw(**decided),
    ]
    for step in steps:
        step()
        assert stood(store) not in seen
        assert stood(store) == stood(store)
        seen.append(stood(store))


def test_the_version_is_one_statement_that_reads_no_table_of_figures(sqlite_store: Store) -> None:
    load(sqlite_store, [("first.csv", file(102))], by="analyst")
    asked: list[str] = []
    with reading(sqlite_store.engine) as connection:
        event.listen(sqlite_store.engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
        version(connection)
        assert len(asked) == 1
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked[0]}", ("undone", 1, 0)).all()
    read = [row[3] for row in plan if "observation" in row[3]]
    assert len(read) == 3
    assert all(words.startswith("SEARCH") or words == "SCAN observation" for words in read), read
