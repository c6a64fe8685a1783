"""A number traced by the command and by the API: the same document, refusals in sentences."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import create_app
from dashboard.settings import Settings
from dashboard.store.store import Store
from loaders._load import load

ROOT = Path(__file__).resolve().parent.parent
MET = (
    "MajorText,MinorText,BoroughName,202404,202405,202406\n"
    "BURGLARY,HOME,Bexley,1,2,3\n"
    "BURGLARY,HOME,Bromley,9,8,7\n"
    "BURGLARY,SHOP,Bromley,4,5,6\n"
)


@pytest.fixture
def url(tmp_path: Path) -> str:
    made = f"sqlite:///{tmp_path / 'trace.sqlite'}"
    store = Store.open(made)
    for name, text in (("first.csv", MET), ("second.csv", MET.replace("Bromley,9", "Bromley,10"))):
        assert load(store, [(name, text.encode())], by="analyst")[0]["status"] == "committed"
    store.close()
    return made


@pytest.fixture
def client(url: str) -> Iterator[FlaskClient]:
    store = Store.open(url)
    with create_app(Settings(), store).server.test_client() as made:
        yield made
    store.close()


def safer(url: str, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "import cli; cli.main()", "trace", *words]
    environment = os.environ | {"SAFER_DATABASE_URL": url}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_the_command_and_the_api_give_the_same_document(url: str, client: FlaskClient) -> None:
    printed = json.loads(safer(url, "crime.burglary.home", "--period", "2024-04", "--json").stdout)
    answered: Any = client.get("/api/v1/trace?series=crime.burglary.home&period=2024-04").json
    assert printed == answered
    (cell,) = printed["cells"]
    assert (printed["value"], cell["file"], cell["sheet"], cell["cell"]) == (10, "second.csv", "second", "D3")
    assert (cell["source"], cell["source_title"]) == ("crime.mps_borough", "Recorded crime by borough")
    assert cell["excerpt"]["marked"] == ["D3"]
    assert [row["cells"] for row in cell["excerpt"]["rows"]][1:3] == [
        ["BURGLARY", "HOME", "Bexley", "1", "2", "3"],
        ["BURGLARY", "HOME", "Bromley", "10", "8", "7"],
    ]
    (before,) = cell["history"]
    assert (before["value"], before["file"], before["upload"], before["ended_by"]) == (9, "first.csv", 1, 2)


def test_the_command_tells_it_in_words(url: str) -> None:
    done = safer(url, "crime.burglary", "--period", "FY2024-25-Q1", "--area", "E09000006")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[:2] == [
        "Burglary, Bromley, Apr–Jun 2024 (Q1 2024/25): 40 offences",
        "3 months added up: 14 + 13 + 13.",
    ]
    assert "  Added up from 2 rows of the file." in lines
    assert any(line.startswith("  was 13 from ") and line.endswith("ended by upload 2") for line in lines)
    assert any("confirmed by upload 2 (second.csv)" in line for line in lines)
    assert any(line.split() == ["3", "BURGLARY", "HOME", "Bromley", "[10]"] for line in lines)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("crime.nothing", "--period", "2024-04"), "There is no series “crime.nothing”"),
        (("crime.burglary", "--period", "2025-04"), "It has months from Apr 2024 to Jun 2024."),
        (("crime.burglary", "--period", "2024-04", "--area", "Bromley"), "There is no area “Bromley”"),
        (("crime.burglary", "--period", "April"), "“April” is not a period"),
        (("crime.burglary", "--period", "2024-04", "--breakdown", "a=b"), "has no breakdown “a=b”"),
        (("crime.burglary", "--period", "2024-04", "--as-at", "2001-01-01"), "as at 2001-01-01"),
    ],
)
def test_what_cannot_be_traced_is_a_sentence_and_status_2(url: str, words: tuple[str, ...], sentence: str) -> None:
    done = safer(url, *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("safer: ")
    assert sentence in done.stderr


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("series=crime.burglary&period=2025-04", 404),
        ("series=crime.nothing&period=2024-04", 404),
        ("series=crime.burglary&period=2024-04&area=nowhere", 404),
        ("series=crime.burglary&period=soon", 400),
        ("series=crime.burglary&period=2024-04&as_at=soon", 400),
        ("", 400),
    ],
)
def test_refusals_are_problem_documents(client: FlaskClient, query: str, status: int) -> None:
    answer = client.get(f"/api/v1/trace?{query}")
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert answer.json
    assert answer.json["detail"]


def test_the_api_describes_it(client: FlaskClient) -> None:
    described: Any = client.get("/api/v1/openapi.json").json
    names = {parameter["name"] for parameter in described["paths"]["/api/v1/trace"]["get"]["parameters"]}
    assert {"series", "period", "area", "breakdown", "as_at"} <= names
