"""People, tokens and the audit log from the command line."""

import json
import re
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli import app


def safer(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(app, [*words, "--database", f"sqlite:///{folder / 'people.sqlite'}"])


@pytest.fixture
def added(tmp_path: Path) -> Path:
    words = ("--role", "lead", "--sign-in", "Youth@Example.org", "--priority", "youth")
    done = safer(tmp_path, "user", "add", "Head of youth justice", *words)
    assert done.exit_code == 0, done.stderr
    assert re.search(r"http://127\.0\.0\.1:8050/welcome/[\w-]{43}\n", done.stdout)
    return tmp_path


def test_people_are_listed_without_anything_secret(added: Path) -> None:
    (person,) = json.loads(safer(added, "user", "list", "--json").stdout)["people"]
    assert person == {
        "id": 1,
        "name": "Head of youth justice",
        "role": "lead",
        "priorities": ["youth"],
        "sign_in": "youth@example.org",
        "disabled": False,
    }
    assert "Head of youth justice" in safer(added, "user", "list").stdout


def test_somebody_is_disabled_and_reset(added: Path) -> None:
    assert safer(added, "user", "reset", "Head of youth justice").exit_code == 0
    assert safer(added, "user", "disable", "Head of youth justice").exit_code == 0
    assert json.loads(safer(added, "user", "list", "--json").stdout)["people"][0]["disabled"] is True


@pytest.mark.parametrize(
    "words",
    [
        ("user", "add", "Head of youth justice", "--role", "viewer", "--sign-in", "other"),
        ("user", "add", "Somebody", "--role", "king", "--sign-in", "king"),
        ("user", "disable", "Nobody"),
        ("user", "reset", "Nobody"),
        ("token", "add", "Warehouse", "--days", "9999"),
        ("token", "revoke", "7"),
    ],
)
def test_what_makes_no_sense_is_refused(added: Path, words: tuple[str, ...]) -> None:
    done = safer(added, *words)
    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr.startswith("safer: ")


def test_a_token_is_printed_once_and_never_listed(added: Path) -> None:
    secret = safer(added, "token", "add", "Warehouse").stdout.strip()
    assert re.fullmatch(r"safer_[\w-]{43}", secret)
    listed = safer(added, "token", "list", "--json").stdout
    assert (json.loads(listed)["tokens"][0]["name"], secret in listed) == ("Warehouse", False)
    assert safer(added, "token", "revoke", "1").exit_code == 0
    assert "ended" in safer(added, "token", "list").stdout


def test_the_audit_log_says_what_was_done_from_the_terminal(added: Path) -> None:
    rows = json.loads(safer(added, "audit", "--json").stdout)["audit"]
    assert [(row["what"], row["subject"], row["origin"]) for row in rows] == [
        ("link.password", "Head of youth justice", "terminal"),
        ("person.add", "Head of youth justice", "terminal"),
    ]
    assert "youth@example.org" not in json.dumps(rows)
    found = json.loads(safer(added, "audit", "--verify", "--json").stdout)
    assert (found["sound"], found["rows"]) == (True, 2)


def test_a_log_that_was_tampered_with_is_said_to_be(added: Path) -> None:
    connection = sqlite3.connect(added / "people.sqlite")
    connection.execute("DROP TRIGGER audit_no_update")
    connection.execute("UPDATE audit SET who = 'somebody' WHERE number = 1")
    connection.commit()
    connection.close()
    done = safer(added, "audit", "--verify")
    assert (done.exit_code, done.stdout) == (3, "")
    assert "broken at row 1" in done.stderr


def test_seeing_small_numbers_is_put_down(added: Path) -> None:
    assert safer(added, "series", "--json").exit_code == 0
    assert safer(added, "uploads", "--unsuppressed").exit_code == 0
    rows = json.loads(safer(added, "audit", "--json", "--what", "figures").stdout)["audit"]
    assert [row["what"] for row in rows] == ["figures.unsuppressed"]
