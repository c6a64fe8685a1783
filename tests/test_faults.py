"""A full disk, a locked database, one that goes away, two at once, a clock set back: all or nothing, in words."""

import os
import resource
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, insert, text

from dashboard.errors import BackupNotWritten, DatabaseTrouble
from dashboard.store.engine import make_engine, writing
from dashboard.store.moments import moment, now
from dashboard.store.recovery.backup import write
from dashboard.store.schema import note
from dashboard.store.store import Store
from loaders._apart import load_apart
from loaders._load import load
from loaders._worker import Fell, apart
from tests.kills import crime
from tests.stores import POSTGRES

HOW: dict[str, Any] = {"by": "analyst", "dry_run": False, "source": None, "strict": False}
HOURS = 3_600_000_000


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAFER_SECRET_KEY", "a key for this test only")


def _each_connection(store: Store, pragma: str) -> Callable[[Any, Any], None]:
    def say(connection: Any, _record: Any) -> None:
        connection.execute(pragma)

    store.engine.dispose()
    event.listen(store.engine, "connect", say)
    return say


def whole(store: Store) -> bool:
    return not [fault for finding in store.verify() for fault in finding.faults] and store.audit.verify().sound


def test_a_full_disk_leaves_nothing_behind_and_is_said_in_words(sqlite_store: Store) -> None:
    load(sqlite_store, [("one.csv", crime(1).encode())], by="analyst")
    with sqlite_store.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    full = _each_connection(sqlite_store, f"PRAGMA max_page_count={pages}")
    with pytest.raises(DatabaseTrouble, match=r"disk .* full.*Nothing has changed.*Make room"):
        load(sqlite_store, [("two.csv", crime(2).encode())], by="analyst")
    with pytest.raises(Fell, match="Nothing has changed"):
        load_apart(sqlite_store, "two.csv", crime(2).encode(), seconds=60.0, **HOW)
    assert [row["file"] for row in sqlite_store.uploads()] == ["one.csv"] and whole(sqlite_store)
    event.remove(sqlite_store.engine, "connect", full)
    sqlite_store.engine.dispose()
    assert load(sqlite_store, [("two.csv", crime(2).encode())], by="analyst")[0]["status"] == "committed"


def test_a_backup_that_finds_no_room_leaves_the_one_before(sqlite_store: Store, tmp_path: Path) -> None:
    load(sqlite_store, [("one.csv", crime(1).encode())], by="analyst")
    before = write(sqlite_store.engine, tmp_path / "a.zip").sha256
    sqlite_store.pending.add("large.csv", os.urandom(100_000), by="x")
    sqlite_store.close()

    def within_forty_kilobytes(_: Any) -> dict[str, Any]:
        resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))
        try:
            write(sqlite_store.engine, tmp_path / "a.zip")
        except BackupNotWritten as error:
            return {"said": str(error)}
        return {"said": ""}

    assert "could not be written: File too large" in apart(within_forty_kilobytes)["said"]
    assert sorted(path.name for path in tmp_path.iterdir() if "zip" in path.name) == ["a.zip"]
    assert write(sqlite_store.engine, tmp_path / "b.zip").sha256 != before  # and another one can be made


def test_a_locked_database_is_said_in_words_and_works_once_it_is_free(sqlite_store: Store) -> None:
    _each_connection(sqlite_store, "PRAGMA busy_timeout=50")
    other = sqlite3.connect(str(sqlite_store.engine.url.database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseTrouble, match="Somebody else is writing"):
        load(sqlite_store, [("one.csv", crime(1).encode())], by="analyst")
    assert sqlite_store.uploads() == []  # reading goes on meanwhile
    other.execute("ROLLBACK")
    other.close()
    assert load(sqlite_store, [("one.csv", crime(1).encode())], by="analyst")[0]["status"] == "committed"


def test_a_database_that_went_away_is_noticed_and_found_again(store: Store) -> None:
    if store.engine.dialect.name != "postgresql":
        pytest.skip("SQLite has no server that could go away")
    admin = make_engine(POSTGRES)
    with pytest.raises(DatabaseTrouble, match=r"went away\. Nothing has changed"), writing(store.engine) as connection:
        mine = connection.execute(text("SELECT pg_backend_pid()")).scalar()
        with admin.connect() as other:
            other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": mine})
        connection.execute(text("SELECT 1"))
    admin.dispose()
    assert store.healthy() and store.uploads() == []
    assert load(store, [("one.csv", crime(1).encode())], by="analyst")[0]["status"] == "committed"


def test_of_two_analysts_who_load_at_once_both_are_kept_whole(store: Store) -> None:
    files = [(f"{number}.csv", crime(number).replace("GROUP", f"PART {number}").encode()) for number in (1, 2)]
    store.close()
    processes = []
    for name, content in files:
        process = os.fork()
        if process == 0:
            done = load_apart(store, name, content, seconds=60.0, **HOW)
            os._exit(0 if done["status"] == "committed" else 1)
        processes.append(process)
    assert [os.waitpid(process, 0)[1] for process in processes] == [0, 0]
    assert sorted(str(row["file"]) for row in store.uploads()) == ["1.csv", "2.csv"] and whole(store)


def test_a_clock_that_was_set_back_puts_nothing_before_what_stands(store: Store) -> None:
    """What stands was said an hour from now, as a clock that was ahead had it."""
    ahead = now() + HOURS
    with writing(store.engine) as connection:
        said = {"kind": "x", "subject": "x", "body": "{}", "said_by": "x", "valid_from": ahead}
        connection.execute(insert(note).values(**said))
    for number in (1, 2):
        load(store, [(f"{number}.csv", crime(number).encode())], by="analyst")
    store.undo(2, by="analyst")
    two, one = store.uploads()
    moments = [ahead, *(moment(str(at)) for at in (one["loaded_at"], two["loaded_at"], two["undone_at"]))]
    assert moments == sorted(set(moments))
    assert {row.value for row in store.observations(["crime.group_0.sort_0"], as_at=str(one["loaded_at"]))} == {1}
