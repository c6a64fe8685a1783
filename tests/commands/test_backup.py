"""safer backup and safer restore: what they print, and the exit status of what cannot be done."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli import app

MET = "MajorText,MinorText,BoroughName,202404\nBURGLARY,HOME,Bromley,9\n"


def safer(folder: Path, *words: str, database: str = "a.sqlite") -> Result:
    return CliRunner().invoke(app, [*words, "--database", f"sqlite:///{folder / database}"])


@pytest.fixture
def loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SAFER_SECRET_KEY", "a key for this test only")
    (tmp_path / "met.csv").write_text(MET, encoding="utf-8")
    assert safer(tmp_path, "load", str(tmp_path / "met.csv")).exit_code == 0
    return tmp_path


def test_a_backup_is_restored_into_an_empty_database(loaded: Path) -> None:
    done = safer(loaded, "backup", str(loaded / "x.zip"), "--json")
    told = json.loads(done.stdout)
    assert (done.exit_code, told["tables"]["observation"], len(told["sha256"])) == (0, 3, 64)
    done = safer(loaded, "restore", str(loaded / "x.zip"), database="b.sqlite")
    assert done.exit_code == 0, done.stderr
    assert ": restored, as at 20" in done.stdout
    figures = [
        safer(loaded, "observations", "crime.burglary", database=name).stdout for name in ("a.sqlite", "b.sqlite")
    ]
    assert figures[0] == figures[1] != ""
    assert safer(loaded, "check", database="b.sqlite").exit_code == 0


def test_what_is_there_is_only_replaced_when_that_is_said(loaded: Path) -> None:
    assert safer(loaded, "backup", str(loaded / "x.zip")).exit_code == 0
    done = safer(loaded, "restore", str(loaded / "x.zip"))
    assert (done.exit_code, "--replace" in done.stderr) == (3, True)
    assert safer(loaded, "restore", str(loaded / "x.zip"), "--replace").exit_code == 0


def test_a_dry_run_verifies_and_changes_nothing(loaded: Path) -> None:
    assert safer(loaded, "backup", str(loaded / "x.zip")).exit_code == 0
    done = safer(loaded, "restore", str(loaded / "x.zip"), "--dry-run")
    assert (done.exit_code, "is whole; nothing was changed" in done.stdout) == (0, True)
    (loaded / "x.zip").write_bytes(b"PK rubbish")
    done = safer(loaded, "restore", str(loaded / "x.zip"), "--dry-run")
    assert (done.exit_code, "cannot be restored" in done.stderr) == (3, True)


def test_a_folder_keeps_the_newest(loaded: Path) -> None:
    for _ in range(4):
        done = safer(loaded, "backup", "--into", str(loaded / "shelf"), "--keep", "2", "--json")
        assert done.exit_code == 0, done.stderr
    left = sorted(str(path) for path in (loaded / "shelf").iterdir())
    assert len(left) == 2
    assert json.loads(done.stdout)["file"] in left


@pytest.mark.parametrize("words", [(), ("x.zip", "--into", "y"), ("x.zip", "--keep", "3")])
def test_it_must_be_said_where_to(loaded: Path, words: tuple[str, ...]) -> None:
    done = safer(loaded, "backup", *words)
    assert (done.exit_code, "--into DIR" in done.stderr) == (2, True)


def test_a_backup_that_cannot_be_written_fails(loaded: Path) -> None:
    done = safer(loaded, "backup", str(loaded / "nowhere" / "x.zip"))
    assert (done.exit_code, "could not be written" in done.stderr) == (1, True)
