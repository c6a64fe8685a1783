"""safer commitments, judge and approve: all or nothing, both statuses told, a second person's agreement."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import app
from dashboard.settings import DATA

SAMPLE = DATA / "samples" / "commitments" / "2020-priority-three.csv"
OWN = ("--strategy", "2020-priority-three")
Q4 = ("--quarter", "FY2020-21-Q4")
SAID = ("--reason", "partner-evidence", "--text", "One more sentence is a rise of a quarter.")


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'cli.sqlite'}"


def run(database: str, *words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, [*words, "--database", database])
    return result.exit_code, result.output


def test_a_plan_with_a_fault_is_refused_whole(tmp_path: Path, database: str) -> None:
    (tmp_path / "plan.csv").write_text(
        SAMPLE.read_text(encoding="utf-8").replace("31/03/2022", "31/02/2022", 1), "utf-8"
    )
    code, said = run(database, "commitments", "import", str(tmp_path / "plan.csv"), *OWN)
    assert code == 3
    assert "plan.csv  refused: 1 fault, nothing was kept" in said
    assert "plan!H2: “31/02/2022” is no day. Write it as 31/03/2021." in said
    output = tmp_path / "out.csv"
    assert run(database, "commitments", "export", *OWN, "--output", str(output))[0] == 0
    assert output.read_text(encoding="utf-8-sig").count("\n") == 1


def test_a_plan_goes_in_and_comes_out(tmp_path: Path, database: str) -> None:
    code, said = run(database, "commitments", "import", str(SAMPLE), *OWN, "--as", "Analyst", "--json")
    assert code == 0
    assert json.loads(said)["counts"] == {"commitments": 18, "statuses": 14, "unchanged": 0}
    output = tmp_path / "out.xlsx"
    assert run(database, "commitments", "export", *OWN, *Q4, "--output", str(output))[0] == 0
    code, said = run(database, "commitments", "import", str(output), *OWN)
    assert said.strip() == "out.xlsx  kept: 0 commitments and 0 statuses, 32 left as they were"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("import", "nowhere.csv", *OWN), "nowhere.csv cannot be read"),
        (("import", str(SAMPLE), "--strategy", "2099"), "There is no strategy “2099”"),
        (("import", str(SAMPLE), *OWN, "--quarter", "FY2020-21"), "“FY2020-21” is not a quarter"),
        (("export", *OWN, "--output", "out.pdf"), "ends in neither .csv nor .xlsx"),
    ],
)
def test_wrong_usage_is_said(database: str, words: tuple[str, ...], said: str) -> None:
    code, output = run(database, "commitments", *words)
    assert code == 2
    assert said in output


def custody(database: str, *options: str) -> dict[str, object]:
    _, said = run(database, "status", *OWN, *Q4, "--json", *options)
    every = [item for priority in json.loads(said)["priorities"] for item in priority["indicators"]]
    found: dict[str, object] = next(item for item in every if item["code"] == "custody")
    return found


def test_both_statuses_are_told_and_the_moment_before_is_as_it_was(database: str) -> None:
    code, said = run(
        database, "judge", "custody", *OWN, *Q4, "--rag", "amber", *SAID, "--as", "Head of youth offending"
    )
    assert (code, said.strip()) == (0, "Custodial sentences: amber by Head of youth offending is in force.")
    found = custody(database)
    assert [found[name] for name in ("rag", "rag_computed", "rag_chosen")] == ["amber", "grey", "amber"]
    before = custody(database, "--as-at", "2020-01-01")
    assert [before[name] for name in ("rag", "rag_chosen", "judgement")] == ["grey", None, None]


def test_a_proposal_waits_for_another_than_who_proposed_it(database: str) -> None:
    _, said = run(database, "judge", "custody", *OWN, *Q4, "--rag", "green", *SAID, "--as", "Lead")
    assert "is proposed, and waits for a second person" in said
    assert custody(database)["rag_chosen"] is None
    code, said = run(database, "approve", "custody", *OWN, *Q4, "--as", "lead")
    assert code == 3
    assert "Lead proposed this status, and cannot approve it too." in said
    assert run(database, "approve", "custody", *OWN, *Q4, "--as", "Chair")[0] == 0
    assert custody(database)["rag_chosen"] == "green"
    assert run(database, "judge", "custody", *OWN, *Q4, "--withdraw")[0] == 0
    assert custody(database)["rag_chosen"] is None


def test_what_cannot_be_taken_is_refused_in_words(database: str) -> None:
    code, said = run(database, "judge", "custody", *OWN, *Q4, "--rag", "red", "--reason", "one-off", "--text", "short")
    assert code == 3
    assert "In your words: write at least 20 characters (now 5)" in said
    assert run(database, "judge", "none-such", *OWN, *Q4, "--rag", "red", *SAID)[0] == 2
