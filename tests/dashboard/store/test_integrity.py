"""A whole database is found whole; each fault that can be made is found and named."""

import pytest
from sqlalchemy import delete, text, update

from dashboard.store.engine import writing
from dashboard.store.packed import pack
from dashboard.store.schema import original
from dashboard.store.store import Store
from loaders._load import load
from tests.dashboard.packs._packs import CRIME


@pytest.fixture
def loaded(sqlite_store: Store) -> Store:
    load(sqlite_store, [("crime.csv", CRIME.encode())], by="analyst")
    return sqlite_store


def faults(store: Store) -> dict[str, tuple[str, ...]]:
    return {one.name: one.faults for one in store.verify() if one.faults}


def test_a_whole_database_has_no_faults(store: Store) -> None:
    assert faults(store) == {}
    load(store, [("crime.csv", CRIME.encode())], by="analyst")
    assert faults(store) == {}
    assert len(store.verify()) == 4


def test_an_original_that_was_changed_is_named(loaded: Store) -> None:
    with writing(loaded.engine) as connection:
        connection.execute(update(original).values(content=pack(b"another file")))
    (said,) = faults(loaded)["Every original, by its checksum"]
    assert said.startswith("The original of upload 1 (crime.csv) is not the file that was handed in")


def test_an_original_that_cannot_be_unpacked_is_named(loaded: Store) -> None:
    with writing(loaded.engine) as connection:
        connection.execute(update(original).values(content=b"rubbish"))
    assert "checksum differs" in faults(loaded)["Every original, by its checksum"][0]


def test_an_original_that_is_gone_is_named(loaded: Store) -> None:
    with loaded.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.execute(delete(original))
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")
    found = faults(loaded)
    assert found["Every original, by its checksum"][0].startswith("The original of upload 1 (crime.csv) is not there")
    assert "points at a row of original" in found["Every row that another points at"][0]


def test_two_current_figures_for_a_key_are_named(loaded: Store) -> None:
    with writing(loaded.engine) as connection:
        connection.execute(text("DROP INDEX uq_observation_current"))
        connection.execute(
            text(
                "INSERT INTO observation SELECT id + 1000, series_id, area_id, grain, period_start, period_end, "
                'breakdown_id, 1, status, upload_id, sheet, row, "column", valid_from, valid_to '
                "FROM observation WHERE id = 1"
            )
        )
    (said,) = faults(loaded)["One current row for each key"]
    assert said.startswith("There are 2 current figures for series_id")
