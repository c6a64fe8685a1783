"""The command as analysts use it: exit status, JSON, refusals that change nothing."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MET = (
    "MajorText,MinorText,BoroughName,202304,202305,202306,202404,202405,202406\n"
    "BURGLARY,RES BURGLARY OF A HOME,Bromley,10,10,10,9,8,7\n"
    "ROBBERY,PERSONAL,Bromley,5,5,5,6,6,6\n"
)


def safer(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"SAFER_DATABASE_URL": f"sqlite:///{folder / 'cli.sqlite'}"}
    command = [sys.executable, "-c", "import cli; cli.main()", *words]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def dump(folder: Path) -> list[str]:
    connection = sqlite3.connect(folder / "cli.sqlite")
    # what is refused is put down in the audit log, and nowhere else
    lines = [line for line in connection.iterdump() if not line.startswith('INSERT INTO "audit"')]
    connection.close()
    return lines


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a file and the database that it was loaded into, to be copied for each test."""
    folder = tmp_path_factory.mktemp("cli")
    path = folder / "met.csv"
    path.write_text(MET, encoding="utf-8")
    done = safer(folder, "load", str(path), "--json")
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)["files"][0]
    assert (result["status"], result["source"]) == ("committed", "crime.mps_borough")
    assert result["periods"] == ["2023-04", "2024-06"]
    return folder


@pytest.fixture
def loaded(kept: Path, tmp_path: Path) -> Path:
    shutil.copytree(kept, tmp_path, dirs_exist_ok=True)
    return tmp_path


def test_the_same_bytes_again_change_nothing(loaded: Path) -> None:
    before = dump(loaded)
    done = safer(loaded, "load", str(loaded / "met.csv"), "--json")
    assert (done.returncode, json.loads(done.stdout)["files"][0]["status"]) == (0, "unchanged")
    assert dump(loaded) == before


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.csv", b"", "empty-file"),
        ("blank.csv", b",,\n,,\n", "empty-file"),
        ("notes.docx", b"PK\x03\x04", "unknown-format"),
        ("renamed.xlsx", b"MajorText,MinorText\n", "wrong-content"),
        ("cut.xlsx", b"PK\x03\x04cut short", "damaged"),
        ("secret.xlsx", b"\xd0\xcf\x11\xe0" + "EncryptionInfo".encode("utf-16-le"), "encrypted"),
        ("other.csv", b"Fruit,Colour\napple,red\n", "not-recognised"),
        ("no-borough.csv", MET.replace("BoroughName", "Place").encode(), "no-area"),
        ("text.csv", MET.replace(",9,8,7", ",nine,8,7").encode(), "not-a-number"),
        ("area.csv", MET.replace("Bromley,5", "Bromly,5").encode(), "unknown-area"),
        ("twice.csv", (MET + MET.splitlines()[1] + "\n").encode(), "duplicate-key"),
        ("future.csv", MET.replace("202406", "209901").encode(), "future-period"),
        ("months.csv", MET.replace("202406", "202405").encode(), "duplicate-period"),
    ],
)
def test_bad_files_are_refused_and_change_nothing(loaded: Path, name: str, content: bytes, code: str) -> None:
    before = dump(loaded)
    (loaded / name).write_bytes(content)
    done = safer(loaded, "load", str(loaded / name), "--json")
    result = json.loads(done.stdout)["files"][0]
    assert (done.returncode, result["status"]) == (3, "refused"), done.stderr
    assert code in [problem["code"] for problem in result["problems"]]
    assert all(problem["message"] and problem["hint"] for problem in result["problems"])
    assert dump(loaded) == before


def test_a_problem_names_sheet_and_cell(loaded: Path) -> None:
    (loaded / "text.csv").write_text(MET.replace(",9,8,7", ",nine,8,x7"), encoding="utf-8")
    done = safer(loaded, "load", str(loaded / "text.csv"), "--json")
    problems = json.loads(done.stdout)["files"][0]["problems"]
    assert [(p["sheet"], p["cell"]) for p in problems] == [("text", "G2"), ("text", "I2")]


def test_a_dry_run_changes_nothing(loaded: Path) -> None:
    before = dump(loaded)
    (loaded / "newer.csv").write_text(MET.replace(",9,8,7", ",9,8,8"), encoding="utf-8")
    done = safer(loaded, "load", str(loaded / "newer.csv"), "--dry-run", "--json")
    result = json.loads(done.stdout)["files"][0]
    assert (result["status"], result["counts"]["changed"]) == ("dry-run", 3)  # the offence, its group, the whole
    assert dump(loaded) == before


def test_observations_are_listed_as_csv(loaded: Path) -> None:
    done = safer(loaded, "observations", "crime.burglary", "--grain", "quarter", "--area", "E09000006")
    assert done.stdout.splitlines() == [
        "series,area,area_name,period,start,end,breakdown,value,status,upload",
        "crime.burglary,E09000006,Bromley,FY2023-24-Q1,2023-04-01,2023-06-30,,30,final,1",
        "crime.burglary,E09000006,Bromley,FY2024-25-Q1,2024-04-01,2024-06-30,,24,final,1",
    ]


def test_status_as_json_has_every_field_of_the_contract(loaded: Path) -> None:
    words = ("status", "--strategy", "current", "--quarter", "FY2024-25-Q1", "--json")
    card = json.loads(safer(loaded, *words).stdout)
    items = {item["code"]: item for priority in card["priorities"] for item in priority["indicators"]}
    burglary = items["burglary"]
    assert (burglary["value"], burglary["previous"], burglary["change"], burglary["change_pct"]) == (24, 30, -6, -20.0)
    assert (burglary["rag"], burglary["expected"]) == ("green", 28.5)
    assert (burglary["variation"], burglary["assurance"], burglary["year_end"]) == ("too-few", "none", None)
    assert burglary["year_end_why"] == "Only 1 quarter in a row, and a forecast needs 5; Jan–Mar 2024 has no figure."
    assert burglary["test"]["verdict"] == "within usual variation"
    assert burglary["sentence"] == (
        "Green: 15.8% below the trajectory to −5%. The fall on last year is within usual variation, and there are too "
        "few months to know what is usual."
    )
    assert items["robbery"]["rag"] == "red"
    assert items["fly-tipping"]["reason"].startswith("Grey: no data")


@pytest.mark.parametrize(
    "words",
    [
        ("observations", "crime.nothing"),
        ("observations", "crime.burglary", "--from", "2012-13"),
        ("status", "--strategy", "nonsense"),
        ("status", "--quarter", "FY2024-25"),
        ("status", "--area", "Bromley"),
        ("load", "no-such-file.csv"),
        ("load", "met.csv", "--source", "nonsense"),
    ],
)
def test_wrong_usage_is_a_sentence_and_status_2(loaded: Path, words: tuple[str, ...]) -> None:
    done = safer(loaded, *words)
    assert done.returncode == 2
    assert done.stderr.startswith("safer: ")
    assert "Traceback" not in done.stderr


def test_lists_are_json(loaded: Path) -> None:
    uploads = json.loads(safer(loaded, "uploads", "--json").stdout)["uploads"]
    assert [(u["upload"], u["file"], u["status"]) for u in uploads] == [(1, "met.csv", "committed")]
    series = json.loads(safer(loaded, "series", "--json").stdout)["series"]
    assert "crime.total" in [row["code"] for row in series]
    sources = json.loads(safer(loaded, "sources", "--json").stdout)["sources"]
    assert "crime.mps_borough" in [row["code"] for row in sources]
    settings = json.loads(safer(loaded, "settings", "--json").stdout)["settings"]
    assert "SAFER_DATABASE_URL" in [row["name"] for row in settings]
