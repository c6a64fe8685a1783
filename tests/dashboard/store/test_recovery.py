"""Backup and restore: the whole state before and after, on both databases; every damage is refused, nothing changes."""

import json
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select, text

from dashboard.errors import BackupDamaged, BackupNotWritten, BackupTooNew, DatabaseTooNew, NotEmpty
from dashboard.scorecard.board import Board
from dashboard.scorecard.listing import observations, series_list
from dashboard.scorecard.strategies import opened
from dashboard.settings import DATA, areas_file
from dashboard.store.engine import reading, writing
from dashboard.store.packed import pack
from dashboard.store.recovery import shelf
from dashboard.store.recovery.archive import MANIFEST, Archive
from dashboard.store.recovery.backup import LEFT_OUT, write
from dashboard.store.recovery.restore import restore, verified
from dashboard.store.schema import audit, metadata, note, original
from dashboard.store.store import Store
from loaders._load import load
from tests.stores import POSTGRES, empty, on_postgres

CRIME = DATA / "samples" / "crime-by-borough.csv"
SMALL = b"MajorText,MinorText,BoroughName,202404,202405\nBURGLARY,HOME,Bromley,9,8\nBURGLARY,HOME,Bexley,7,6\n"
MARAC = DATA / "samples" / "marac.csv"


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAFER_SECRET_KEY", "a key for this test only")


@pytest.fixture
def other(request: pytest.FixtureRequest, store: Store, tmp_path: Path) -> Iterator[Store]:
    """An empty store on the other database than `store`, where there is one; else another of the same."""
    if store.engine.dialect.name == "sqlite" and POSTGRES:
        with on_postgres(request.getfixturevalue("postgres_template")) as made:
            yield made
        return
    with closing(empty(tmp_path / "other.sqlite")) as made:
        yield made


def filled(store: Store, content: bytes = SMALL) -> Store:
    """With figures, a revision, an undo, a note said twice, a decision and a file in the tray."""
    load(store, [(CRIME.name, content), (MARAC.name, MARAC.read_bytes())], by="analyst")
    head, first, *rest = content.decode().split("\n")
    revised = "\n".join([head, first.rsplit(",", 1)[0] + ",9", *rest])
    load(store, [("revised.csv", revised.encode())], by="analyst")
    store.undo(3, by="another")
    for text_ in ("once", "twice"):
        said = {"kind": "narrative", "subject": "2012-13/x/FY2012-13-Q1", "body": {"text": text_ + "\u2028 🚓"}}
        store.notes.say(**said, by="Lead “of” £5")
    store.decisions.decide(source="crime.mps_borough", code="new-series", verdict="accept", by="analyst")
    store.pending.add("waiting.csv", b"\0\xff not text", by="web")
    return store


def state(store: Store) -> dict[str, Any]:
    """What the product says of everything, as JSON."""
    board = Board(store, opened(store, DATA / "strategies"), areas_file(), "E09000006")
    codes = [str(row["code"]) for row in series_list(store)]
    return json.loads(
        json.dumps(
            {
                "status": board.scorecard("current", None, None, None).model_dump(mode="json"),
                "observations": [observations(store, code) for code in codes],
                "notes": [n._asdict() for n in store.notes.ever("narrative")],
                "uploads": store.uploads(),
                "originals": [store.file(int(row["upload"]))[1].hex() for row in store.uploads()],
                "tray": [vars(file) for file in store.pending.all()],
                "decisions": [d.as_row() for d in store.decisions.standing()],
                "as at the first upload": [
                    observations(store, code, as_at=store.uploads()[-1]["loaded_at"]) for code in codes[:3]
                ],
            }
        )
    )


def rows(store: Store) -> dict[str, list[Any]]:
    """Every row of every table that is kept; the audit log also has one for the restore itself."""
    with reading(store.engine) as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key.columns))]
            for table in metadata.sorted_tables
            if table.name not in LEFT_OUT and table is not audit
        }


def test_the_restore_drill(store: Store, other: Store, tmp_path: Path) -> None:
    """Back up, lose everything, restore into an empty database of another kind: the product says what it said."""
    before, held = state(filled(store, CRIME.read_bytes())), rows(store)
    done = write(store.engine, tmp_path / "drill.zip")
    assert done.path.stat().st_mode & 0o777 == 0o600
    restore(other.engine, done.path, by="operator")
    assert rows(other) == held
    assert state(other) == before
    load(other, [("after.csv", CRIME.read_bytes().replace(b"Bromley", b"Bexley", 1))], by="analyst")
    other.undo(1, by="analyst")  # numbers go on where they were: nothing collides


def test_replacing_puts_back_what_stood_at_the_backup(store: Store, tmp_path: Path) -> None:
    held = rows(filled(store))
    write(store.engine, tmp_path / "a.zip")
    store.undo(1, by="somebody by mistake")
    store.notes.say(kind="narrative", subject="y", body={"text": "later"}, by="lead")
    changed = rows(store)
    with pytest.raises(NotEmpty, match="--replace"):
        restore(store.engine, tmp_path / "a.zip", by="operator")
    assert rows(store) == changed
    restore(store.engine, tmp_path / "a.zip", by="operator", replace=True)
    assert rows(store) == held


def test_the_audit_log_is_put_back_and_says_what_happened(store: Store, tmp_path: Path) -> None:
    store.audit.note("test.before", "x", by="analyst")
    path = write(store.engine, tmp_path / "a.zip").path
    store.audit.note("test.later", "y", by="analyst")
    restore(store.engine, path, by="operator", replace=True)
    found = [(row.number, row.what, row.who) for row in store.audit.rows()]
    assert found == [(2, "backup.restore", "operator"), (1, "test.before", "analyst")]
    assert json.loads(store.audit.rows()[0].before)["row"] == 2  # which is lost, and known to be
    assert store.audit.verify().sound
    store.audit.note("test.after", "z", by="analyst")
    assert store.audit.verify().sound


def test_a_backup_is_one_moment_while_others_write(store: Store, tmp_path: Path) -> None:
    """Pairs of notes are said in one transaction each; a backup never holds half a pair."""
    stop = threading.Event()

    def write_on() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            with writing(store.engine) as connection:
                for side in ("left", "right"):
                    said = {"kind": side, "subject": str(number), "body": "{}", "said_by": "x", "valid_from": number}
                    connection.execute(insert(note).values(**said))

    writer = threading.Thread(target=write_on)
    writer.start()
    try:
        for number in range(8):
            write(store.engine, tmp_path / f"{number}.zip")
    finally:
        stop.set()
        writer.join()
    counts = []
    for number in range(8):
        archive = Archive(tmp_path / f"{number}.zip")
        (part,) = [part for part in archive.manifest.tables if part.table == "note"]
        counts.append(part.rows)
        archive.close()
    assert all(count % 2 == 0 for count in counts)
    assert counts == sorted(counts) and counts[-1] > counts[0]


def test_no_byte_can_change_unnoticed(sqlite_store: Store, tmp_path: Path) -> None:
    load(sqlite_store, [("marac.csv", MARAC.read_bytes())], by="analyst")
    content = write(sqlite_store.engine, tmp_path / "a.zip").path.read_bytes()
    target = Store.open(f"sqlite:///{tmp_path / 'target.sqlite'}")
    held, refused, tried = rows(sqlite_store), 0, range(0, len(content), max(1, len(content) // 150))
    for place in tried:
        spoilt = tmp_path / "spoilt.zip"
        spoilt.write_bytes(content[:place] + bytes([content[place] ^ 0x55]) + content[place + 1 :])
        try:
            restore(target.engine, spoilt, by="operator", replace=True)
        except (BackupDamaged, BackupTooNew):
            refused += 1
        else:  # a date of the zip's own directory
            assert rows(target) == held
    assert refused > len(tried) * 0.75
    target.close()


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 0.999])
def test_a_cut_off_backup_is_refused_and_nothing_changes(sqlite_store: Store, tmp_path: Path, share: float) -> None:
    content = write(filled(sqlite_store).engine, tmp_path / "a.zip").path.read_bytes()
    held = rows(sqlite_store)
    (tmp_path / "cut.zip").write_bytes(content[: int(len(content) * share)])
    with pytest.raises(BackupDamaged, match=r"cut\.zip cannot be restored"):
        restore(sqlite_store.engine, tmp_path / "cut.zip", by="operator", replace=True)
    assert rows(sqlite_store) == held


def _rewritten(path: Path, change: Callable[[str, bytes], bytes | None], more: dict[str, bytes] | None = None) -> Path:
    """A backup with some of its files changed or left out, and others added."""
    made = path.with_name("changed.zip")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
        for name, content in (more or {}).items():
            new.writestr(name, content)
    return made


CHANGES: dict[str, tuple[Callable[[str, bytes], bytes | None], dict[str, bytes]]] = {
    "a row is gone": (lambda n, c: c.split(b"\n", 1)[1] if n == "tables/observation.jsonl" else c, {}),
    "an original is gone": (lambda n, c: None if n.startswith("originals/") else c, {}),
    "an original is another": (lambda n, c: c + b" " if n.startswith("originals/") else c, {}),
    "a table is gone": (lambda n, c: None if n == "tables/note.jsonl" else c, {}),
    "something was added": (lambda n, c: c, {"tables/more.jsonl": b""}),
    "it climbs out": (lambda n, c: c, {"../../etc/passwd": b""}),
    "no manifest": (lambda n, c: None if n == MANIFEST else c, {}),
    "another manifest": (lambda n, c: b"[]" if n == MANIFEST else c, {}),
}


@pytest.mark.parametrize("case", CHANGES)
def test_a_changed_backup_is_refused(sqlite_store: Store, tmp_path: Path, case: str) -> None:
    held = rows(filled(sqlite_store))
    path = write(sqlite_store.engine, tmp_path / "a.zip").path
    with pytest.raises(BackupDamaged):
        restore(sqlite_store.engine, _rewritten(path, *CHANGES[case]), by="operator", replace=True)
    assert rows(sqlite_store) == held


@pytest.mark.parametrize(("old", "new"), [(b'"format": 1', b'"format": 99'), (b'"revision": "', b'"revision": "9')])
def test_a_newer_backup_is_refused_in_words(sqlite_store: Store, tmp_path: Path, old: bytes, new: bytes) -> None:
    path = write(sqlite_store.engine, tmp_path / "a.zip").path
    newer = _rewritten(path, lambda name, content: content.replace(old, new) if name == MANIFEST else content)
    with pytest.raises(BackupTooNew, match="newer version"):
        verified(newer)


def test_a_newer_database_is_not_replaced(store: Store, tmp_path: Path) -> None:
    path = write(store.engine, tmp_path / "a.zip").path
    with writing(store.engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseTooNew):
        restore(store.engine, path, by="operator", replace=True)


def test_a_backup_of_earlier_tables_is_brought_up_to_date(store: Store, tmp_path: Path) -> None:
    """Written by the version that had notes and nothing later: only the columns and tables of then."""
    held = rows(filled(store))
    path = write(store.engine, tmp_path / "a.zip").path
    earlier = {"area", "series", "breakdown", "original", "upload", "pending", "decision", "mapping", "note"}
    earlier |= {"observation"}

    def taken_back(name: str, content: bytes) -> bytes | None:
        if name == MANIFEST:
            said = json.loads(content)
            said["revision"] = "0003"
            said["parts"] = [p for p in said["parts"] if _kept(p["name"], earlier)]
            return json.dumps(said).encode()
        return content if _kept(name, earlier) else None

    restore(store.engine, _rewritten(path, taken_back), by="operator", replace=True)
    assert {name: found for name, found in rows(store).items() if name in earlier} == {
        name: found for name, found in held.items() if name in earlier
    }


def _kept(name: str, tables: set[str]) -> bool:
    return not name.startswith("tables/") or name.removeprefix("tables/").removesuffix(".jsonl") in tables


def test_a_damaged_original_does_not_keep_the_rest_from_being_backed_up(store: Store, tmp_path: Path) -> None:
    filled(store)
    with writing(store.engine) as connection:
        connection.execute(original.update().values(content=pack(b"another file")))
    held = rows(store)
    restore(store.engine, write(store.engine, tmp_path / "a.zip").path, by="operator", replace=True)
    assert rows(store) == held


def test_a_backup_that_cannot_be_written_says_so_and_leaves_the_old_one(sqlite_store: Store, tmp_path: Path) -> None:
    with pytest.raises(BackupNotWritten, match="No such file"):
        write(sqlite_store.engine, tmp_path / "nowhere" / "a.zip")
    (tmp_path / "a.zip").mkdir()
    with pytest.raises(BackupNotWritten):
        write(sqlite_store.engine, tmp_path / "a.zip")
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_the_newest_are_kept_and_nothing_else_is_deleted(tmp_path: Path) -> None:
    for day in range(1, 7):
        (tmp_path / f"safer-2025010{day}T020000Z.zip").write_bytes(b"")
    for name in ("notes.zip", "safer.sqlite", "safer-20250101T020000Z.zip.txt"):
        (tmp_path / name).write_bytes(b"")
    newest = tmp_path / "safer-20250102T020000Z.zip"  # the clock was set back
    gone = shelf.thin(tmp_path, keep=3, newest=newest)
    assert sorted(path.name[6:14] for path in gone) == ["20250101", "20250103", "20250104"]
    left = sorted(path.name for path in tmp_path.iterdir())
    assert left == [
        *("notes.zip", "safer-20250101T020000Z.zip.txt", "safer-20250102T020000Z.zip"),
        *("safer-20250105T020000Z.zip", "safer-20250106T020000Z.zip", "safer.sqlite"),
    ]
    assert shelf.place(tmp_path) not in set(tmp_path.iterdir())
