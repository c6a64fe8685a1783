"""What every test may ask for: a store on SQLite, and on PostgreSQL where a server is named."""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.store.engine import make_engine
from dashboard.store.store import Store

ROOT = Path(__file__).resolve().parent.parent
REAL_DATA = ROOT.parent / "shared" / "data"
POSTGRES = os.environ.get("SAFER_TEST_POSTGRES", "")


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """An empty store of its own, on both databases."""
    if request.param == "sqlite":
        made = Store.open(f"sqlite:///{tmp_path / 'test.sqlite'}")
        yield made
        made.close()
        return
    if not POSTGRES:
        pytest.skip("no PostgreSQL server is named by SAFER_TEST_POSTGRES")
    # beside a server there is no file for the key of the audit log
    monkeypatch.setenv("SAFER_SECRET_KEY", "a key for tests only")
    yield from _postgres_store()


def _postgres_store() -> Iterator[Store]:
    name = f"test_{uuid.uuid4().hex[:12]}"
    admin = make_engine(POSTGRES).execution_options(isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    made = Store.open(POSTGRES.rsplit("/", 1)[0] + f"/{name}")
    yield made
    made.close()
    with admin.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name}")
    admin.dispose()


@pytest.fixture
def sqlite_store(tmp_path: Path) -> Iterator[Store]:
    """An empty store on SQLite, for tests in which the database does not matter."""
    made = Store.open(f"sqlite:///{tmp_path / 'test.sqlite'}")
    yield made
    made.close()


@pytest.fixture
def real_data() -> Path:
    """The folder of published files; the test is skipped where it is absent."""
    if not REAL_DATA.is_dir():
        pytest.skip("the published files are not beside the project")
    return REAL_DATA
