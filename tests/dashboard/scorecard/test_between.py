"""What changed between two moments: figures with their upload, statuses, judgements, targets, actions."""

from pathlib import Path

import pytest
from sqlalchemy import event

from dashboard.errors import SaferError
from dashboard.scorecard.between import between
from dashboard.scorecard.board import Board
from dashboard.scorecard.changes import Changes
from dashboard.scorecard.strategies import opened
from dashboard.settings import areas_file
from dashboard.store.moments import iso, now
from dashboard.store.store import Store
from loaders._load import load

MONTHS = [f"2023{m:02d}" for m in range(4, 13)] + [f"2024{m:02d}" for m in range(1, 7)]
STRATEGY = """
code = "test"
title = "A test strategy"
start = 2024-04-01
end = 2025-03-31
[[priorities]]
code = "crime"
title = "Crime"
[[priorities.indicators]]
code = "burglary"
title = "Burglary"
series = "crime.burglary"
target = { kind = "change", value = -10.0 }
[[priorities]]
code = "other"
title = "Other"
[[priorities.indicators]]
code = "robbery"
title = "Robbery"
series = "crime.robbery"
target = { kind = "direction" }
"""


def board_of(store: Store, folder: Path, text: str = STRATEGY) -> Board:
    (folder / "test.toml").write_text(text, encoding="utf-8")
    return Board(store, opened(store, folder), areas_file())


def handed_in(store: Store, name: str, *last: int) -> str:
    """Burglary: ten a month, and the last three as given; the moment just after."""
    head = ",".join(["MajorText", "MinorText", "BoroughName", *MONTHS[: 12 + len(last)]])
    row = ",".join(["BURGLARY", "HOME", "Bromley", *["10"] * 12, *map(str, last)])
    load(store, [(name, f"{head}\n{row}\n".encode())], by="analyst")
    return iso(now())


def told(store: Store, folder: Path, since: str, until: str | None = None) -> Changes:
    return between(board_of(store, folder), "test", "FY2024-25-Q1", since=since, until=until)


def test_a_revised_figure_and_the_status_it_turned(store: Store, tmp_path: Path) -> None:
    board_of(store, tmp_path)
    first = handed_in(store, "first.csv", 9, 9, 9)
    second = handed_in(store, "second.csv", 9, 9, 12)
    found = told(store, tmp_path, first)
    (value,) = found.values
    assert (value.indicator, value.period, value.was, value.now) == ("burglary", "FY2024-25-Q1", 27, 30)
    assert (value.upload, value.file, value.words) == (2, "second.csv", "27 → 30")
    assert [(r.priority, r.indicator, r.was, r.now) for r in found.rags] == [
        ("crime", "", "green", "red"),
        ("crime", "burglary", "green", "red"),
    ]
    assert not told(store, tmp_path, second).any
    assert told(store, tmp_path, first, first).values == ()


def test_a_new_quarter_is_compared_with_the_one_looked_at_before(store: Store, tmp_path: Path) -> None:
    board = board_of(store, tmp_path)
    before = handed_in(store, "first.csv")
    handed_in(store, "second.csv", 9, 9, 8)
    found = between(board, "test", "FY2024-25-Q1", since=before, from_quarter="FY2023-24-Q4")
    assert [(v.period, v.was, v.now, v.words) for v in found.values] == [("FY2024-25-Q1", None, 26, "26 (new)")]
    assert [(r.indicator, r.was, r.now) for r in found.rags] == [("", "grey", "green"), ("burglary", "grey", "green")]


def test_an_undone_upload_takes_its_figure_with_it(store: Store, tmp_path: Path) -> None:
    board_of(store, tmp_path)
    handed_in(store, "first.csv")
    with_it = handed_in(store, "second.csv", 9, 9, 9)
    store.undo(2, by="analyst")
    (value,) = told(store, tmp_path, with_it).values
    assert (value.was, value.now, value.upload, value.words) == (27, None, None, "27 no longer stands")


def test_targets_judgements_and_actions(store: Store, tmp_path: Path) -> None:
    board_of(store, tmp_path)
    since = handed_in(store, "first.csv", 9, 9, 9)
    action = {"minute": "3", "resolution": "Write to schools", "owner": "Education lead", "due": None, "status": "open"}
    board_of(store, tmp_path, STRATEGY.replace("-10.0", "-2.5"))
    judged = {
        "of": "indicator",
        "area": "E09000006",
        "rag": "red",
        "reason": "one-off",
        "author": "x",
        "computed": "green",
    }
    for strategy in ("test", "elsewhere"):
        subject = f"{strategy}/burglary/FY2024-25-Q1"
        store.notes.say(kind="judgement", subject=subject, body=judged | {"text": "NHS figures are to come."}, by="x")
    store.notes.say(kind="action", subject="june/3", body=action, by="clerk")
    found = between(Board(store, opened(store, tmp_path), areas_file()), "test", "FY2024-25-Q1", since=since)
    assert [(t.title, t.was, t.now) for t in found.targets] == [
        (
            "Burglary",
            "−10% on the same period last year, 5% tolerance",
            "−2.5% on the same period last year, 5% tolerance",
        )
    ]
    assert [(j.title, j.priority, j.was, j.now, j.by) for j in found.judgements] == [
        ("Burglary", "crime", "", "Red: NHS figures are to come.", "x")
    ]
    assert [(a.minute, a.resolution, a.was, a.now) for a in found.actions] == [("3", "Write to schools", None, "open")]
    assert found.of("other").judgements == () and found.of("crime").targets == found.targets
    document = found.model_dump(mode="json", by_alias=True)
    assert (document["from"], document["to"], document["actions"][0]["due"]) == (since, None, "")


def test_moments_the_wrong_way_round_are_said(store: Store, tmp_path: Path) -> None:
    with pytest.raises(SaferError, match="Give the earlier moment first"):
        told(store, tmp_path, "2026-01-31", "2025-01-31")


def test_it_takes_no_more_statements_than_a_page_may(sqlite_store: Store, tmp_path: Path) -> None:
    board = board_of(sqlite_store, tmp_path)
    first = handed_in(sqlite_store, "first.csv", 9, 9, 9)
    handed_in(sqlite_store, "second.csv", 9, 9, 12)
    counted: list[str] = []
    event.listen(sqlite_store.engine, "before_cursor_execute", lambda *a: counted.append(a[2]))
    between(board, "test", "FY2024-25-Q1", since=first)
    assert 0 < len(counted) <= 9
