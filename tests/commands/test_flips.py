"""Statuses that a load changes are named with the committed result as with the preview, judged before it is kept."""

import json
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from cli import app
from dashboard.periods import month


def met(path: Path, last_three: int) -> str:
    """Two years of burglaries in Bromley, the last quarter as said."""
    months = [month(2023 + (3 + n) // 12, (3 + n) % 12 + 1) for n in range(30)]
    heads = ",".join(f"{m.first // 12}{m.first % 12 + 1:02d}" for m in months)
    counts = ",".join(["100"] * 27 + [str(last_three)] * 3)
    path.write_text(f"MajorText,MinorText,BoroughName,{heads}\nBURGLARY,BURGLARY IN A DWELLING,Bromley,{counts}\n")
    return str(path)


def loaded(database: str, *words: str) -> dict[str, Any]:
    said = CliRunner().invoke(app, ["load", *words, "--json", "--database", database])
    found: dict[str, Any] = json.loads(said.output)["files"][0]
    return found


def test_a_committed_load_names_the_statuses_it_changed(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'flips.sqlite'}"
    loaded(database, met(tmp_path / "first.csv", 80))
    revised = met(tmp_path / "second.csv", 130)
    preview = loaded(database, revised, "--dry-run")
    done = loaded(database, revised)
    assert done["status"] == "committed"
    assert done["rag_flips"] == preview["rag_flips"]
    assert {flip["to"] for flip in done["rag_flips"]} == {"red"}
    again = loaded(database, revised)
    assert (again["status"], again["rag_flips"]) == ("unchanged", [])


def test_a_refused_load_names_none(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    assert loaded(f"sqlite:///{tmp_path / 'flips.sqlite'}", str(tmp_path / "x.csv"))["rag_flips"] is None
