"""The settings that keep what was committed, and the tables brought up to date."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from dashboard.errors import DatabaseTooNew, DatabaseUnreachable
from dashboard.store.schema import metadata
from dashboard.store.store import Store


def test_sqlite_is_opened_with_safe_settings(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'x.sqlite'}")
    with store.engine.connect() as connection:
        found = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("foreign_keys", "journal_mode", "synchronous", "busy_timeout", "trusted_schema")
        ]
    store.close()
    assert found == [1, "wal", 2, 15000, 0]


def test_the_migrations_make_exactly_the_tables_declared(store: Store) -> None:
    with store.engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), metadata)
    assert [step for step in found if step[0] not in ("remove_index", "add_index")] == []


def test_a_database_of_a_newer_version_is_refused(store: Store) -> None:
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(DatabaseTooNew, match="9999"):
        Store.open(store.engine.url.render_as_string(hide_password=False))


@pytest.mark.parametrize("url", ["nonsense", "sqlite:////no/such/folder/x.sqlite"])
def test_an_address_that_cannot_be_opened_is_named(url: str) -> None:
    with pytest.raises(DatabaseUnreachable, match="SAFER_DATABASE_URL"):
        Store.open(url)
