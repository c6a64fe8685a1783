"""A database of an earlier version opens in this one, with everything it held."""

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from dashboard.store.engine import writing
from dashboard.store.migrate import config
from dashboard.store.schema import metadata
from dashboard.store.store import Store

# an upload and an observation as the first tables held them
HELD = (
    "INSERT INTO area VALUES (1, 'E09000006', 'Bromley', 'borough', '')",
    (
        "INSERT INTO series (id, code, title, unit, source, aggregation, decimals)"
        " VALUES (1, 'crime.burglary', 'Burglary', 'offences', 'crime.mps_borough', 'sum', 0)"
    ),
    "INSERT INTO breakdown VALUES (1, '')",
    (
        "INSERT INTO upload (id, file, source, sha256, loaded_at, loaded_by, status, why, sheets, problems,"
        " new, changed, unchanged, gone) VALUES (1, 'met.csv', 'crime.mps_borough', 'abc', 1700000000000000, 'analyst',"
        " 'committed', 'its headings', '[\"met\"]', '[]', 1, 0, 0, 0)"
    ),
    (
        "INSERT INTO observation (id, series_id, area_id, grain, period_start, period_end, breakdown_id, value, status,"
        ' upload_id, sheet, "row", "column", valid_from)'
        " VALUES (1, 1, 1, 'month', 202404, 202404, 1, 42.0, 'final', 1, 0, 2, 4, 1700000000000000)"
    ),
)


@pytest.mark.parametrize("revision", ["0001"])
def test_a_database_of_an_earlier_version_is_brought_up_to_date(store: Store, revision: str) -> None:
    _take_back(store, revision)
    url = store.engine.url.render_as_string(hide_password=False)
    opened = Store.open(url)
    (row,) = opened.observations(["crime.burglary"])
    (upload,) = opened.uploads()
    opened.close()
    assert (row.value, row.upload, row.period.key) == (42.0, 1, "2024-04")
    assert (upload["file"], upload["accepted"], upload["undone_at"]) == ("met.csv", [], None)


def test_the_tables_are_what_the_migrations_make(store: Store) -> None:
    with store.engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), metadata)
    assert found == []


def test_what_was_loaded_before_can_be_undone(store: Store) -> None:
    _take_back(store, "0001")
    opened = Store.open(store.engine.url.render_as_string(hide_password=False))
    counts = opened.undo(1, by="analyst")
    assert counts.gone == 1
    assert opened.observations(["crime.burglary"]) == []
    opened.close()


def _take_back(store: Store, revision: str) -> None:
    """Empty the store and build it as it was at a revision, with figures in it."""
    with writing(store.engine) as connection:
        if store.engine.dialect.name == "sqlite":
            names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
            connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
            for name in names:
                if not name.startswith("sqlite_"):
                    connection.exec_driver_sql(f"DROP TABLE {name}")
        else:
            connection.exec_driver_sql("DROP SCHEMA public CASCADE")
            connection.exec_driver_sql("CREATE SCHEMA public")
        settings = config()
        settings.attributes["connection"] = connection
        command.upgrade(settings, revision)
        connection.exec_driver_sql("INSERT INTO original (sha256, size, content) VALUES ('abc', 1, '')")
        for statement in HELD:
            connection.exec_driver_sql(statement)
