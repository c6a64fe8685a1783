"""The audit log is only added to, and whatever is done to it behind its back shows."""

import stat
import threading
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from dashboard.errors import NoKey
from dashboard.store import keys
from dashboard.store.acting import Actor, as_actor
from dashboard.store.audit import outline
from dashboard.store.engine import writing
from dashboard.store.store import Store

_FORGED = {
    "changed": ("UPDATE audit SET who = 'somebody else' WHERE number = 2",),
    "taken out": ("DELETE FROM audit WHERE number = 2",),
    "moved up": ("DELETE FROM audit WHERE number = 2", "UPDATE audit SET number = 2 WHERE number = 3"),
}


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAFER_SECRET_KEY", "a key for this test only")


@pytest.fixture
def three(store: Store) -> Store:
    for name in ("one", "two", "three"):
        store.audit.note(f"test.{name}", "a subject", by="analyst", after={"n": 1})
    return store


def test_a_row_says_who_what_on_what_from_where(store: Store) -> None:
    with as_actor(Actor("Head of youth justice", "10.0.0.7")):
        store.audit.note("judgement.set", "2025/violence", by="ignored", after={"rag": "red"})
    (row,) = store.audit.rows()
    told = row.as_row()
    del told["at"]
    assert told == {
        "number": 1,
        "who": "Head of youth justice",
        "what": "judgement.set",
        "subject": "2025/violence",
        "origin": "10.0.0.7",
        "before": {},
        "after": {"rag": "red"},
    }
    assert store.audit.verify().sound


@pytest.mark.parametrize("statement", ["UPDATE audit SET who = 'x'", "DELETE FROM audit WHERE number = 3"])
def test_the_database_itself_refuses_to_change_or_delete(three: Store, statement: str) -> None:
    with pytest.raises(DBAPIError, match="only ever added to"), writing(three.engine) as connection:
        connection.exec_driver_sql(statement)
    assert three.audit.verify().rows == 3


def test_replacing_a_row_is_refused_on_sqlite(sqlite_store: Store) -> None:
    sqlite_store.audit.note("test.one")
    names = "number, at, 'x', what, subject, origin, before, after, mac"
    with pytest.raises(DBAPIError, match="only ever added to"), writing(sqlite_store.engine) as connection:
        connection.exec_driver_sql(f"INSERT OR REPLACE INTO audit SELECT {names} FROM audit")


@pytest.mark.parametrize("forged", _FORGED)
def test_what_is_done_behind_its_back_is_named(three: Store, forged: str) -> None:
    _open_up(three)
    with writing(three.engine) as connection:
        for statement in _FORGED[forged]:
            connection.exec_driver_sql(statement)
    found = three.audit.verify()
    assert not found.sound
    assert found.broken in (2, 3)
    assert "row 2 is" in found.why


def test_rows_that_are_missing_at_the_end_are_noticed(sqlite_store: Store) -> None:
    for n in range(3):
        sqlite_store.audit.note(f"test.{n}")
    _open_up(sqlite_store)
    with writing(sqlite_store.engine) as connection:
        connection.exec_driver_sql("DELETE FROM audit WHERE number > 1")
    found = sqlite_store.audit.verify()
    assert (found.broken, found.why) == (2, "rows 2 to 3 are missing at the end")


def test_a_chain_written_anew_with_another_key_is_noticed(three: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAFER_SECRET_KEY", "the key of somebody else")
    other = Store(three.engine)
    assert other.audit.verify().broken == 1


def test_what_is_undone_is_not_put_down(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), writing(store.engine) as connection:
        store.audit.add(connection, "test.undone")
        raise ZeroDivisionError
    store.audit.note("test.kept")
    assert [row.what for row in store.audit.rows()] == ["test.kept"]
    assert store.audit.verify().sound


def test_many_at_once_make_one_chain(store: Store) -> None:
    def several() -> None:
        for n in range(10):
            store.audit.note("test.many", str(n))

    threads = [threading.Thread(target=several) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (store.audit.verify().rows, store.audit.verify().why) == (40, "")


def test_a_clock_that_goes_back_does_not_change_the_order(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter([2_000_000, 1_000_000])
    monkeypatch.setattr("dashboard.store.audit.now", lambda: next(moments))
    store.audit.note("test.later")
    store.audit.note("test.earlier")
    assert [row.what for row in store.audit.rows()] == ["test.earlier", "test.later"]
    assert store.audit.verify().sound


def test_a_line_break_in_a_name_stays_in_its_row(store: Store) -> None:
    store.audit.note("test", "a file\n2026-01-01 administrator signed in\x1b[2J", by="x\ud800")
    (row,) = store.audit.rows()
    assert "\n" not in row.subject
    assert "\x1b" not in row.subject
    assert store.audit.verify().sound


def test_the_key_is_made_once_beside_the_database_and_only_its_owner_reads_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SAFER_SECRET_KEY")
    url = f"sqlite:///{tmp_path / 'own.sqlite'}"
    for _ in range(2):
        store = Store.open(url)
        store.audit.note("test")
        store.close()
    key = tmp_path / "own.sqlite.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "own.sqlite.audit-head").stat().st_mode) == 0o600
    store = Store.open(url)
    assert (store.audit.verify().rows, store.audit.verify().sound) == (2, True)
    store.close()


def test_without_a_key_a_database_on_a_server_has_one_of_this_machine(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    if store.engine.dialect.name == "sqlite":
        pytest.skip("about databases on a server")
    monkeypatch.delenv("SAFER_SECRET_KEY", raising=False)
    monkeypatch.setattr(keys, "ON_THIS_MACHINE", tmp_path / "safer.key")
    store.audit.note("test")
    assert stat.S_IMODE((tmp_path / "safer.key").stat().st_mode) == 0o600
    assert store.audit.verify().sound


def test_where_no_key_can_be_kept_it_is_said(store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    if store.engine.dialect.name == "sqlite":
        pytest.skip("about databases on a server")
    monkeypatch.delenv("SAFER_SECRET_KEY", raising=False)
    monkeypatch.setattr(keys, "ON_THIS_MACHINE", tmp_path / "missing" / "safer.key")
    with pytest.raises(NoKey, match="Set SAFER_SECRET_KEY"):
        store.audit.note("test")


def test_free_text_is_kept_as_a_fingerprint_only() -> None:
    found = outline({"rag": "amber", "text": "Jane Doe of Elm Road was arrested.", "quarter": "FY2025-26-Q1", "n": 3})
    assert found is not None
    assert {name: found[name] for name in ("rag", "quarter", "n")} == {
        "rag": "amber",
        "quarter": "FY2025-26-Q1",
        "n": 3,
    }
    assert "text" not in found
    assert len(found["sha256"]) == 64


def _open_up(store: Store) -> None:
    """Take the triggers away, as somebody with the whole database in hand can."""
    with writing(store.engine) as connection:
        if store.engine.dialect.name == "sqlite":
            for name in ("audit_no_update", "audit_no_delete", "audit_in_order"):
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
        else:
            connection.exec_driver_sql("DROP TRIGGER audit_no_change ON audit")
