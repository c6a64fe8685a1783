"""safer exceptions: what needs discussion, as a list for a meeting and as one JSON document."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli import app
from dashboard.store.store import Store

PAPER = (
    "Quarterly return: Recorded crime\nArea:,Bromley\n\nMeasure,Apr–Jun 2011,Apr–Jun 2012\nBurglary,712,834\n"
    "Robbery,187,126\nTheft & handling,1992,1787\nCriminal damage,688,534\nProperty crime,3579,3580\n"
)
ASKED = ("--strategy", "2012-13", "--quarter", "FY2012-13-Q1")


def safer(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(app, [*words, "--database", f"sqlite:///{folder / 'test.sqlite'}"])


@pytest.fixture
def loaded(tmp_path: Path) -> Path:
    (tmp_path / "crime.csv").write_text(PAPER, encoding="utf-8")
    assert safer(tmp_path, "load", str(tmp_path / "crime.csv")).exit_code == 0
    return tmp_path


def test_what_needs_discussion_is_one_json_document(loaded: Path) -> None:
    done = safer(loaded, "exceptions", *ASKED, "--json")
    assert done.exit_code == 0
    document = json.loads(done.stdout)
    assert (document["strategy"], document["quarter"], document["area"]) == ("2012-13", "FY2012-13-Q1", "E09000006")
    (entry,) = document["exceptions"]
    assert (entry["indicator"], entry["priority"], entry["rag"]) == ("property", "property-crime", "green")
    assert entry["rank"] == 1
    assert (entry["value"], entry["period"], entry["change_pct"]) == (3281, "FY2012-13-Q1", -8.3)
    (reason,) = entry["reasons"]
    assert reason["code"] == "warning-kept"
    assert "3,580" in reason["text"] and "3,281" in reason["text"]
    assert reason["text"] in entry["sentence"]


def test_a_meeting_reads_them_in_words(loaded: Path) -> None:
    said = safer(loaded, "exceptions", *ASKED).stdout
    assert "Bromley" in said
    assert "1 of 4 indicators needs discussion." in said
    assert "1 GREEN  Property crime" in said
    assert "A warning is kept with its figures" in said


def test_where_there_is_none_it_says_of_what(loaded: Path) -> None:
    said = safer(loaded, "exceptions", *ASKED, "--area", "E09000007").stdout
    assert "No indicator of “Performance plan 2012/13” needs discussion in Camden for Apr–Jun 2012" in said
    assert "4 of its 4 have no figure" in said


def test_as_at_an_earlier_moment_nothing_was_known(loaded: Path) -> None:
    document = json.loads(safer(loaded, "exceptions", *ASKED, "--as-at", "2020-01-01", "--json").stdout)
    assert (document["as_at"], document["exceptions"]) == ("2020-01-01", [])


def test_an_accepted_warning_stands_with_its_reason(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'test.sqlite'}")
    store.decisions.decide(
        source="crime.return", code="total-mismatch", verdict="accept", reason="a misprint", by="lead"
    )
    store.close()
    (tmp_path / "crime.csv").write_text(PAPER, encoding="utf-8")
    safer(tmp_path, "load", str(tmp_path / "crime.csv"))
    (entry,) = json.loads(safer(tmp_path, "exceptions", *ASKED, "--json").stdout)["exceptions"]
    (reason,) = entry["reasons"]
    assert reason["code"] == "warning-accepted"
    assert reason["text"].endswith("Reason given: a misprint.")


@pytest.mark.parametrize("words", [("--strategy", "nonsense"), ("--quarter", "FY2012-13"), ("--area", "Bromley")])
def test_wrong_usage_is_a_sentence_and_status_2(loaded: Path, words: tuple[str, str]) -> None:
    done = safer(loaded, "exceptions", *words)
    assert done.exit_code == 2
    assert done.stderr.startswith("safer: ")
