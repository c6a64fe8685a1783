"""safer undo, uploads and sources: what was loaded, taken back, due and late."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli import app
from dashboard.periods import parse
from dashboard.records import AreaRow, Observation, Reading, SeriesSpec
from dashboard.store.store import Store
from dashboard.store.uploads import Handed

HEAD = "MajorText,MinorText,BoroughName,202404,202405,202406\n"
MET = HEAD + "BURGLARY,HOME,Bromley,9,8,7\nROBBERY,PERSONAL,Bromley,5,5,5\n"


def safer(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(app, [*words, "--database", f"sqlite:///{folder / 'test.sqlite'}"])


def burglary(folder: Path) -> list[str]:
    done = safer(folder, "observations", "crime.burglary", "--area", "E09000006")
    return [line.split(",")[7] for line in done.stdout.splitlines()[1:]]


@pytest.fixture
def loaded(tmp_path: Path) -> Path:
    for name, content in (("first.csv", MET), ("second.csv", MET.replace("9,8,7", "9,8,6"))):
        (tmp_path / name).write_text(content, encoding="utf-8")
        assert safer(tmp_path, "load", str(tmp_path / name)).exit_code == 0
    return tmp_path


def test_undo_restores_what_stood_before_and_says_what_it_did(loaded: Path) -> None:
    assert burglary(loaded) == ["9", "8", "6"]
    done = safer(loaded, "undo", "2")
    assert (done.exit_code, done.stdout) == (
        0,
        "Upload 2 is undone. Of the figures it touched, 3 went back to what other files say.\n",
    )
    assert burglary(loaded) == ["9", "8", "7"]


def test_a_dry_run_says_so_and_undoes_nothing(loaded: Path) -> None:
    done = safer(loaded, "undo", "2", "--dry-run")
    assert done.stdout == (
        "Upload 2 would be undone. Of the figures it touched, 3 would go back to what other files say.\n"
    )
    assert burglary(loaded) == ["9", "8", "6"]


def test_undo_as_json(loaded: Path) -> None:
    done = safer(loaded, "undo", "2", "--json")
    assert json.loads(done.stdout) == {
        "upload": 2,
        "status": "undone",
        "counts": {"new": 0, "changed": 3, "unchanged": 0, "gone": 0},
    }


@pytest.mark.parametrize("number", ["99", "0", str(2**70)])
def test_an_undo_that_is_refused_exits_with_3_and_its_sentence(loaded: Path, number: str) -> None:
    done = safer(loaded, "undo", number)
    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr.startswith(f"safer: Upload {number} cannot be undone: there is no such upload.")
    document = json.loads(safer(loaded, "undo", number, "--json").stdout)
    assert (document["status"], document["message"]) == ("refused", done.stderr.strip().removeprefix("safer: "))


def test_an_upload_is_undone_once(loaded: Path) -> None:
    safer(loaded, "undo", "2")
    done = safer(loaded, "undo", "2")
    assert done.exit_code == 3
    assert "it was undone at 20" in done.stderr


def test_a_number_that_is_none_is_wrong_usage(loaded: Path) -> None:
    assert safer(loaded, "undo", "second.csv").exit_code == 2


def test_uploads_mark_what_was_undone_and_what_was_accepted(loaded: Path) -> None:
    assert "undone" not in safer(loaded, "uploads").stdout
    safer(loaded, "undo", "2")
    lines = safer(loaded, "uploads").stdout.splitlines()
    assert lines[0].startswith("    2  20")
    assert lines[1].strip().startswith("undone 20")
    assert lines[2].startswith("    1  20")


def test_uploads_say_what_warnings_were_accepted_and_why(tmp_path: Path) -> None:
    reading = Reading("crime.mps_borough", "made by a test", ["Sheet1"])
    reading.series["crime.total"] = SeriesSpec("crime.total", "All", "offences")
    reading.areas["E09000006"] = AreaRow("E09000006", "Bromley", "borough")
    reading.observations = [Observation("crime.total", "E09000006", parse("2024-04"), "", 5, "final", 0, 2, 4)]
    reading.warn("scale-jump", "Sheet1!D2 is ten times as much.", "Check it.", "Sheet1", "D2")
    reading.warn("no-note", "The file has no notes.", "Ask for them.")
    about = {"code": "scale-jump", "message": "Sheet1!D2 is ten times as much.", "sheet": "Sheet1", "cell": "D2"}
    store = Store.open(f"sqlite:///{tmp_path / 'test.sqlite'}")
    store.commit(reading, Handed("f.csv", b"f", "analyst", ({**about, "reason": "A new rule", "by": "lead"},)))
    store.close()
    lines = [line.strip() for line in safer(tmp_path, "uploads").stdout.splitlines()[1:]]
    assert lines == [
        "2 warnings kept, 1 accepted",
        "accepted scale-jump: Sheet1!D2 is ten times as much. Reason: A new rule",
    ]


def test_sources_say_what_is_late_and_what_rests_on_it(loaded: Path) -> None:
    rows = {row["code"]: row for row in json.loads(safer(loaded, "sources", "--json").stdout)["sources"]}
    met = rows["crime.mps_borough"]
    assert (met["state"], met["last_period"], met["next_period"], met["due"]) == (
        "late",
        "2024-06",
        "2024-07",
        "2024-09-14",
    )
    assert met["days_late"] > 0
    assert met["recognises"]
    assert {"strategy": "current", "indicator": "burglary"} in met["waiting"]
    assert (rows["asb.policeuk"]["state"], rows["asb.policeuk"]["due"]) == ("not-used", None)
    said = safer(loaded, "sources").stdout
    assert (
        said.index("Late\n") < said.index("crime.mps_borough") < said.index("Not used\n") < said.index("asb.policeuk")
    )
    assert "figures to Jun 2024; Jul 2024 due 2024-09-14, " in said
