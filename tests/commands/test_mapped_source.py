"""A partner's own spreadsheet, once it is mapped, is a source like any other: loaded by name, listed, due and late."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from app import create_app
from cli import app
from dashboard.settings import Settings
from dashboard.store.store import Store
from loaders._mapping.spec import to_json
from loaders._sources import Sources
from tests.loaders.mapping._books import Rows, content, proposed

TABLE: Rows = [["Wardens"], ["Borough", "Q1 2024/25", "Q2 2024/25"], ["Bromley", 12, 15], ["Bexley", 3, 4]]
CODE = "mapped.council_wardens"


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'cli.sqlite'}"


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(words))
    return result.exit_code, result.output


def mapped(database: str, **more: object) -> None:
    mapping = proposed(TABLE, title="Wardens", partner="Council", **more).mapping
    assert mapping is not None
    store = Store.open(database)
    store.mappings.save(code=mapping.code, spec=to_json(mapping), by="analyst")
    store.close()


def listed(database: str) -> dict[str, Any]:
    _, said = run("sources", "--json", "--database", database)
    return {row["code"]: row for row in json.loads(said)["sources"]}


def test_it_is_loaded_by_name(tmp_path: Path, database: str) -> None:
    file = tmp_path / "wardens.xlsx"
    file.write_bytes(content(TABLE))
    code, said = run("load", str(file), "--source", CODE, "--database", database)
    assert (code, said) == (2, f"safer: there is no source “{CODE}”. `safer sources` lists them.\n")
    mapped(database)
    code, said = run("load", str(file), "--source", CODE, "--json", "--database", database)
    (result,) = json.loads(said)["files"]
    assert (code, result["status"], result["source"], result["counts"]["new"]) == (0, "committed", CODE, 4)


def test_a_file_that_is_not_of_the_named_mapping_is_refused_with_its_name(tmp_path: Path, database: str) -> None:
    mapped(database)
    file = tmp_path / "met.csv"
    file.write_text("MajorText,MinorText,BoroughName,202404\nBURGLARY,HOME,Bromley,9\n")
    code, said = run("load", str(file), "--source", CODE, "--json", "--database", database)
    (problem,) = json.loads(said)["files"][0]["problems"]
    assert (code, problem["code"]) == (3, "not-this-source")
    assert problem["message"] == f"met.csv does not have the headings of {CODE}."


def test_it_is_listed_and_late(tmp_path: Path, database: str) -> None:
    assert CODE not in listed(database)
    mapped(database)
    before = listed(database)[CODE]
    assert (before["title"], before["publisher"], before["state"]) == ("Wardens", "Council", "not-used")
    assert (before["frequency"], before["lag_days"]) == ("quarter", 45)
    (tmp_path / "wardens.xlsx").write_bytes(content(TABLE))
    run("load", str(tmp_path / "wardens.xlsx"), "--database", database)
    row = listed(database)[CODE]
    assert (row["state"], row["last_period"], row["next_period"]) == ("late", "FY2024-25-Q2", "FY2024-25-Q3")
    assert row["due"] == "2025-02-14"  # 45 days after 31 December
    assert "mapped.council_wardens: Wardens (Council, every quarter)" in run("sources", "--database", database)[1]


def test_its_schedule_is_its_own_and_goes_with_it(tmp_path: Path, database: str) -> None:
    mapped(database, lag_days=10, frequency="year")
    assert run("mapping", "export", CODE, "--output", str(tmp_path / "m.json"), "--database", database)[0] == 0
    other = f"sqlite:///{tmp_path / 'other.sqlite'}"
    assert run("mapping", "import", str(tmp_path / "m.json"), "--database", other)[0] == 0
    assert (listed(other)[CODE]["frequency"], listed(other)[CODE]["lag_days"]) == ("year", 10)


def test_a_mapping_written_before_it_had_a_schedule_is_read() -> None:
    mapping = proposed(TABLE, title="Wardens", partner="Council").mapping
    assert mapping is not None
    old = {name: value for name, value in mapping.model_dump(mode="json").items() if name != "lag_days"}
    assert type(mapping).model_validate(old).source.lag_days == 45


@pytest.mark.parametrize(
    ("heads", "often"),
    [(("Apr 2024", "May 2024"), "month"), (("Q1 2024/25", "Q2 2024/25"), "quarter"), (("2023/24", "2024/25"), "year")],
)
def test_how_often_it_comes_follows_from_its_periods(heads: tuple[str, str], often: str) -> None:
    mapping = proposed([["Wardens"], ["Borough", *heads], ["Bromley", 12, 15], ["Bexley", 3, 4]]).mapping
    assert mapping is not None
    assert mapping.frequency == often


def test_a_month_that_only_the_title_says() -> None:
    mapping = proposed([["Wardens, May 2024"], ["Borough", "Patrols", "Fines"], ["Bromley", 12, 15]]).mapping
    assert mapping is not None
    assert mapping.frequency == "month"


def test_the_series_it_would_bring_are_promised(database: str) -> None:
    mapped(database)
    store = Store.open(database)
    found = Sources(store)
    assert found.brings()[CODE] == {"council_wardens.wardens"}
    assert len(found) == len(set(found)) == len(found.brings())
    store.close()


def test_pages_know_it_by_its_title(sqlite_store: Store, tmp_path: Path) -> None:
    url = sqlite_store.engine.url.render_as_string(hide_password=False)
    mapped(url)
    (tmp_path / "wardens.xlsx").write_bytes(content(TABLE))
    assert run("load", str(tmp_path / "wardens.xlsx"), "--database", url)[0] == 0
    client = create_app(Settings(), sqlite_store).server.test_client()
    assert "upload 1" in client.get("/arrivals").get_data(as_text=True)
    for page in ("/arrivals", "/uploads", "/uploads/1"):
        said = client.get(page).get_data(as_text=True)
        assert "Wardens" in said
        assert "Council" in said
