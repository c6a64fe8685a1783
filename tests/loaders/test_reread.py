"""safer check reads every original again: a figure that its cell does not hold is named by upload, file and cell."""

import json
from pathlib import Path

import pytest
from sqlalchemy import text, update
from typer.testing import CliRunner

from cli import app
from dashboard.settings import DATA
from dashboard.store.cited import cited
from dashboard.store.engine import writing
from dashboard.store.packed import pack
from dashboard.store.schema import observation, original
from dashboard.store.store import Store
from loaders._load import load
from loaders._reread import reread

MET = b"MajorText,MinorText,BoroughName,202404,202405\nBURGLARY,HOME,Bromley,9,8\nBURGLARY,HOME,Bexley,7,6\n"


@pytest.fixture
def loaded(store: Store) -> Store:
    load(store, [("first.csv", MET), ("second.csv", MET.replace(b"9,8", b"9,15"))], by="analyst")
    return store


def test_every_sample_is_what_its_cells_say(sqlite_store: Store) -> None:
    files = [path for path in sorted((DATA / "samples").iterdir()) if path.suffix in (".csv", ".xlsx")]
    results = load(sqlite_store, [(path.name, path.read_bytes()) for path in files], by="samples")
    assert {result["status"] for result in results} == {"committed"}
    sqlite_store.undo(1, by="samples")
    assert list(reread(sqlite_store)) == []


def test_a_figure_that_was_changed_behind_its_back_is_named(loaded: Store) -> None:
    assert list(reread(loaded)) == []
    where = (observation.c.row == 2) & (observation.c.column == 5) & (observation.c.upload_id == 2)
    with writing(loaded.engine) as connection:
        connection.execute(update(observation).where(where).values(value=6))
    found = list(reread(loaded))
    assert found[0] == (
        "Upload 2 (second.csv), second!E2: the database says 6 (final) for crime.burglary.home of E09000006 "
        "in 2024-05; the file says 15 (final) in second!E2."
    )


def test_a_cell_that_is_cited_wrongly_is_named(loaded: Store) -> None:
    with writing(loaded.engine) as connection:
        connection.execute(text('UPDATE observation SET "column" = 9 WHERE id = 1'))
    (said,) = reread(loaded)
    assert "first!I2" in said and said.endswith("the file says 9 (final) in first!D2.")


def test_a_figure_the_file_does_not_hold_is_named(loaded: Store) -> None:
    with writing(loaded.engine) as connection:
        connection.execute(text("UPDATE observation SET period_start = 202301, period_end = 202301 WHERE id = 1"))
    (said,) = reread(loaded)
    assert said.endswith("in 2023-01; the file says nothing of it.")


def test_an_original_that_cannot_be_read_again_is_named(loaded: Store) -> None:
    with writing(loaded.engine) as connection:
        connection.execute(update(original).where(original.c.size % 2 == 0).values(content=pack(b"")))
        connection.execute(update(original).where(original.c.size % 2 == 1).values(content=b"rubbish"))
    assert [said.split(":")[0] for said in reread(loaded)] == ["Upload 1 (first.csv)", "Upload 2 (second.csv)"]


def test_figures_of_a_joined_series_are_compared_as_they_were_decided(store: Store) -> None:
    load(store, [("first.csv", MET)], by="analyst")
    names = {"source": "crime.mps_borough", "code": "new-series", "by": "analyst"}
    store.decisions.decide(**names, verdict="join", subject="crime.burglary.house=crime.burglary.home")
    later = MET.replace(b"HOME", b"HOUSE").replace(b"202404", b"202406").replace(b"202405", b"202407")
    load(store, [("later.csv", later)], by="analyst")
    store.decisions.withdraw(
        source="crime.mps_borough", code="new-series", subject="crime.burglary.house=crime.burglary.home"
    )
    assert cited(store.engine, 2) != []
    assert list(reread(store)) == []


def test_the_command_says_it_and_fails(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'x.sqlite'}"
    store = Store.open(url)
    load(store, [("first.csv", MET)], by="analyst")
    done = CliRunner().invoke(app, ["check", "--json", "--database", url])
    told = json.loads(done.stdout)
    assert (done.exit_code, told["ok"], len(told["checks"])) == (0, True, 6)
    with writing(store.engine) as connection:
        connection.execute(update(observation).values(value=1))
        connection.execute(text("DROP TRIGGER audit_no_update"))
        connection.execute(text("DROP TRIGGER audit_in_order"))
        connection.execute(text("INSERT INTO audit VALUES (7, 1, 'x', 'x', 'x', 'x', '{}', '{}', 'x')"))
    store.close()
    done = CliRunner().invoke(app, ["check", "--database", url])
    assert done.exit_code == 1
    assert "Upload 1 (first.csv), first!D2: the database says 1" in done.stdout
    assert "The audit log is not whole: row 2 is missing" in done.stdout
