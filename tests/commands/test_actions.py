"""safer actions: a list taken over all or nothing, and written out again."""

import json
from pathlib import Path

from typer.testing import CliRunner

from cli import app
from dashboard.settings import DATA

SAMPLE = DATA / "samples" / "actions" / "strategic-group-2012.csv"


def run(tmp_path: Path, *words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["actions", *words, "--database", f"sqlite:///{tmp_path / 'test.sqlite'}"])
    return result.exit_code, result.stdout


def test_a_list_is_taken_over_once_and_what_was_changed_since_is_left(tmp_path: Path) -> None:
    code, said = run(tmp_path, "import", str(SAMPLE), "--as", "Clerk")
    assert code == 0
    assert "9 new, 0 changed, 0 as before" in said
    changed = tmp_path / "changed.csv"
    changed.write_text(SAMPLE.read_text(encoding="utf-8").replace("In progress", "Done"), encoding="utf-8")
    assert "0 new, 2 changed, 7 as before" in run(tmp_path, "import", str(changed))[1]
    assert "0 new, 0 changed, 0 as before" in run(tmp_path, "import", str(SAMPLE), "--only-new")[1]
    actions = json.loads(run(tmp_path, "list", "--json")[1])["actions"]
    assert [a["status"] for a in actions].count("in-progress") == 0


def test_a_fault_refuses_the_whole_list(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.csv"
    wrong.write_text(SAMPLE.read_text(encoding="utf-8").replace("31/01/2013", "31/01/2012"), encoding="utf-8")
    code, said = run(tmp_path, "import", str(wrong))
    assert code == 3
    assert "wrong!F8 (row 8)" in said
    assert "before the meeting of 13 Sep 2012" in said
    assert run(tmp_path, "list")[1] == ""


def test_what_is_written_out_changes_nothing_when_it_comes_back(tmp_path: Path) -> None:
    run(tmp_path, "import", str(SAMPLE))
    for name in ("out.csv", "out.xlsx"):
        assert run(tmp_path, "export", "--output", str(tmp_path / name))[0] == 0
        assert "0 new, 0 changed, 9 as before" in run(tmp_path, "import", str(tmp_path / name))[1]
    assert run(tmp_path, "export", "--output", str(tmp_path / "out.pdf"))[0] == 2
