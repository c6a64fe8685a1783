"""safer pack and safer check: files written whole or not at all, and found to agree or not."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli import app
from dashboard.store.store import Store
from tests.dashboard.packs._packs import CRIME

ASKED = ("--strategy", "2012-13", "--quarter", "FY2012-13-Q1")


def safer(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(app, [*words, "--database", f"sqlite:///{folder / 'test.sqlite'}"])


@pytest.fixture
def loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BROWSER_PATH", "/nowhere/chromium")
    (tmp_path / "crime.csv").write_text(CRIME, encoding="utf-8")
    assert safer(tmp_path, "load", str(tmp_path / "crime.csv")).exit_code == 0
    return tmp_path


@pytest.mark.parametrize("kind", ["docx", "html"])
def test_a_paper_is_written_and_agrees(loaded: Path, kind: str) -> None:
    output = loaded / f"paper.{kind}"
    done = safer(loaded, "pack", "--format", kind, *ASKED, "--output", str(output))
    assert done.exit_code == 0, done.output
    assert "Performance report, Apr–Jun 2012 (Q1 2012/13), Bromley." in done.stderr
    assert [path.name for path in loaded.iterdir() if path.name.startswith(".")] == []
    found = safer(loaded, "check", "--pack", str(output), "--json")
    assert found.exit_code == 0
    document = json.loads(found.stdout)
    assert (document["agrees"], document["differs"]) == (True, [])
    assert document["asked"]["quarter"] == "FY2012-13-Q1"
    assert document["fingerprint"] in done.stderr.replace("-", "")
    store = Store.open(f"sqlite:///{loaded / 'test.sqlite'}")
    (row,) = store.audit.rows(what="pack.")
    store.close()
    assert (row.what, row.origin, json.loads(row.after)) == ("pack.write", "terminal", {"file": output.name})


def test_a_paper_that_was_altered_does_not_agree(loaded: Path) -> None:
    output = loaded / "paper.html"
    safer(loaded, "pack", "--format", "html", *ASKED, "--output", str(output))
    output.write_text(output.read_text(encoding="utf-8").replace("3,281", "3,580"), encoding="utf-8")
    found = safer(loaded, "check", "--pack", str(output))
    assert found.exit_code == 3
    assert "paper.html does not agree with the store" in found.stdout
    assert "The file says: “3,580”" in found.stdout


@pytest.mark.parametrize(("kind", "setting"), [("pptx", "SAFER_TEMPLATE_PPTX"), ("docx", "SAFER_TEMPLATE_DOCX")])
def test_a_template_of_the_settings_that_is_not_there_is_named(
    loaded: Path, monkeypatch: pytest.MonkeyPatch, kind: str, setting: str
) -> None:
    monkeypatch.setenv(setting, "/nowhere/council.file")
    found = safer(loaded, "pack", "--format", kind, *ASKED, "--output", str(loaded / "paper"))
    assert (found.exit_code, (loaded / "paper").exists()) == (2, False)
    assert f"mends {setting}, or takes it out" in found.stderr


def test_progress_against_one_priority(loaded: Path) -> None:
    output = loaded / "progress.html"
    shape = ("--layout", "progress", "--priority", "property-crime")
    assert safer(loaded, "pack", "--format", "html", *ASKED, *shape, "--output", str(output)).exit_code == 0
    text = output.read_text(encoding="utf-8")
    assert "Progress report, Apr–Jun 2012 (Q1 2012/13): Reduce property crime" in text
    assert "Reduce violent crime" not in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--format", "pdf", "--output", "{}/x.pdf"), "there is no format “pdf”. Choose one of: "),
        (("--format", "html", "--output", "{}/no/where/x.html"), "there is no folder {}/no/where. Make it first"),
        (("--format", "html", "--output", "{}"), "{} is a folder. Name a file in it."),
        (("--format", "html", "--layout", "sideways", "--output", "{}/x"), "Choose one of: quarterly, progress."),
        (("--format", "html", "--priority", "nothing", "--output", "{}/x"), "Its priorities are: violent-crime"),
        (("--format", "html", "--template", "{}/crime.csv", "--output", "{}/x"), "html takes no template"),
        (("--format", "docx", "--template", "{}/crime.csv", "--output", "{}/x"), "no Word document (.docx)"),
        (("--format", "docx", "--template", "{}/none.docx", "--output", "{}/x"), "none.docx cannot be read"),
        (("--format", "html", "--as-at", "soon", "--output", "{}/x"), "“soon” is not a moment"),
    ],
)
def test_what_cannot_be_had_is_refused_in_words_and_nothing_is_written(
    loaded: Path, words: tuple[str, ...], said: str
) -> None:
    before = sorted(loaded.iterdir())
    done = safer(loaded, "pack", *ASKED, *(word.replace("{}", str(loaded)) for word in words))
    assert done.exit_code == 2
    assert said.replace("{}", str(loaded)) in done.stderr
    assert {path.name for path in loaded.iterdir()} - {path.name for path in before} <= {
        "test.sqlite-wal",
        "test.sqlite-shm",
    }


def test_a_file_that_is_there_is_replaced_only_by_a_whole_one(loaded: Path) -> None:
    output = loaded / "paper.html"
    output.write_text("last quarter's")
    assert safer(loaded, "pack", "--format", "html", "--strategy", "none", "--output", str(output)).exit_code == 2
    assert output.read_text() == "last quarter's"
    assert safer(loaded, "pack", "--format", "html", *ASKED, "--output", str(output)).exit_code == 0
    assert output.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_the_database_is_verified(loaded: Path) -> None:
    done = safer(loaded, "check", "--json")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["ok"] is True
    store = Store.open(f"sqlite:///{loaded / 'test.sqlite'}")
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE original SET content = x'00'")
    store.close()
    done = safer(loaded, "check")
    assert done.exit_code == 1
    assert "The original of upload 1 (crime.csv) is not the file that was handed in" in done.stdout


def test_what_is_no_paper_is_refused(loaded: Path) -> None:
    assert "is no pack of this product" in safer(loaded, "check", "--pack", str(loaded / "crime.csv")).stderr
    assert safer(loaded, "check", "--pack", str(loaded / "none.docx")).exit_code == 2
