"""safer read and safer mapping: how files would be read, and mappings taken from one place to another."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import app
from dashboard.store.store import Store
from loaders._mapping.spec import to_json
from tests.loaders.mapping._books import Rows, content, proposed

TABLE: Rows = [["Wardens"], ["Borough", "Q1 2024/25", "Q2 2024/25"], ["Bromley", 12, 15], ["Bexley", 3, 4]]


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'cli.sqlite'}"


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(words))
    return result.exit_code, result.output


def test_a_file_is_looked_at_without_loading_it(tmp_path: Path, database: str) -> None:
    (tmp_path / "wardens.xlsx").write_bytes(content(TABLE))
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    code, said = run("read", "--json", "--database", database, str(tmp_path / "wardens.xlsx"))
    assert code == 0
    (entry,) = json.loads(said)["files"]
    assert (entry["way"], entry["figures"], entry["questions"], entry["problems"]) == ("proposed", 4, [], [])
    code, said = run("read", "--database", database, str(tmp_path / "wardens.xlsx"), str(tmp_path / "broken.xlsx"))
    assert code == 3
    assert "wardens.xlsx  proposed" in said
    assert "broken.xlsx: error damaged" in said
    store = Store.open(database)
    assert store.uploads() == []
    store.close()


def test_a_mapping_goes_out_and_comes_in(tmp_path: Path, database: str) -> None:
    mapping = proposed(TABLE, title="Wardens", partner="Council").mapping
    assert mapping is not None
    store = Store.open(database)
    store.mappings.save(code=mapping.code, spec=to_json(mapping), by="analyst")
    store.close()
    kept = tmp_path / "wardens.json"
    assert run("mapping", "export", mapping.code, "--output", str(kept), "--database", database)[0] == 0
    other = f"sqlite:///{tmp_path / 'other.sqlite'}"
    code, said = run("mapping", "import", str(kept), "--database", other)
    assert (code, said) == (0, "mapped.council_wardens is remembered: Wardens (Council).\n")
    (row,) = json.loads(run("mapping", "list", "--json", "--database", other)[1])["mappings"]
    assert (row["code"], row["title"], row["partner"]) == ("mapped.council_wardens", "Wardens", "Council")
    (tmp_path / "wardens.xlsx").write_bytes(content(TABLE))
    (entry,) = json.loads(run("read", "--json", "--database", other, str(tmp_path / "wardens.xlsx"))[1])["files"]
    assert (entry["way"], entry["source"]) == ("remembered", "mapped.council_wardens")
    assert run("mapping", "forget", "mapped.council_wardens", "--database", other)[0] == 0
    assert "No mapping has been saved." in run("mapping", "list", "--database", other)[1]


def test_a_mapping_that_is_none_is_refused_by_its_entry(tmp_path: Path, database: str) -> None:
    (tmp_path / "bad.json").write_text('{"code": "x"}', encoding="utf-8")
    code, said = run("mapping", "import", str(tmp_path / "bad.json"), "--database", database)
    assert code == 3
    assert "bad.json: code: " in said
    assert run("mapping", "export", "mapped.none", "--output", str(tmp_path / "x"), "--database", database)[0] == 2
