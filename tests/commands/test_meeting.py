"""safer meeting and safer changes: add, list, freeze once, and what changed since."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import app
from dashboard.settings import DATA

CODE = "2012-06-strategic-group"
ADD = (
    "meeting",
    "add",
    CODE,
    "--title",
    "June 2012",
    "--date",
    "2012-06-28",
    "--strategy",
    "2012-13",
    "--as",
    "Analyst",
)


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'm.sqlite'}"


def run(url: str, *words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, [*words, "--database", url])
    return result.exit_code, result.stdout + (result.stderr if result.exit_code else "")


def load(url: str, path: Path) -> None:
    assert run(url, "load", str(path))[0] == 0


def test_a_meeting_is_added_listed_and_frozen_once(url: str) -> None:
    load(url, DATA / "samples" / "asb-2012-13-q1.csv")
    assert run(url, "meeting", "list")[1].startswith("There is no meeting yet.")
    assert run(url, *ADD)[0] == 0
    code, said = run(url, *ADD)
    assert (code, "there is a meeting “2012-06-strategic-group” already" in said) == (2, True)
    assert run(url, "status", "--as-at", CODE)[0] == 2
    frozen = json.loads(run(url, "meeting", "freeze", CODE, "--as", "Chair", "--json")[1])
    assert frozen["frozen"]["by"] == "Chair"
    code, said = run(url, "meeting", "freeze", CODE)
    assert code == 0
    assert "“June 2012” was frozen on" in said and "nothing has changed" in said
    (listed,) = json.loads(run(url, "meeting", "list", "--json")[1])["meetings"]
    assert listed == frozen
    assert [item["kind"] for item in listed["agenda"]] == ["matters", "exceptions", *["priority"] * 4, "reports"]
    assert json.loads(run(url, "status", "--strategy", "2012-13", "--as-at", CODE, "--json")[1])["as_at"] == CODE
    assert run(url, "meeting", "freeze", "nonsense")[0] == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("meeting", "add", "2026-09-14", "--title", "x"), "“2026-09-14” is a date by itself"),
        (("meeting", "add", "September 2026", "--title", "x"), "use small letters, digits and hyphens"),
        (("meeting", "add", "september", "--title", " "), "give it a title"),
        (("meeting", "add", "september", "--title", "x", "--date", "soon"), "write the day as 2026-09-14"),
        (("meeting", "add", "september", "--title", "x", "--strategy", "none"), "There is no strategy “none”"),
        (("meeting", "add", "september", "--title", "x", "--quarter", "2026"), "is not a period"),
        (("changes", "--from", "september"), "or the code of a frozen meeting"),
    ],
)
def test_what_cannot_be_is_said_with_its_remedy(url: str, words: tuple[str, ...], said: str) -> None:
    code, text = run(url, *words)
    assert code == 2
    assert said in text


def test_changes_since_a_meeting(url: str, tmp_path: Path) -> None:
    sample = DATA / "samples" / "asb-2012-13-q1.csv"
    load(url, sample)
    run(url, *ADD)
    run(url, "meeting", "freeze", CODE)
    asked = ("changes", "--from", CODE, "--strategy", "2012-13", "--quarter", "FY2012-13-Q1")
    assert run(url, *asked)[1].endswith("Nothing has changed.\n")
    later = tmp_path / "revised.csv"
    later.write_text(sample.read_text(encoding="utf-8").replace("2276,2291", "2276,2391").replace("4584", "4684"))
    load(url, later)
    assert "4,584 → 4,684 (upload 2, revised.csv)" in run(url, *asked)[1]
    document = json.loads(run(url, *asked, "--json")[1])
    assert (document["from"], document["to"], len(document["values"])) == (CODE, None, 1)


def test_before_anything_was_loaded_is_said(url: str) -> None:
    load(url, DATA / "samples" / "asb-2012-13-q1.csv")
    assert "At that moment nothing had been loaded yet" in run(url, "status", "--as-at", "2001-01-01")[1]
    assert "nothing had been loaded" not in run(url, "status")[1]
