"""What every test may ask for: a store on SQLite, and on PostgreSQL where a server is named."""

import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dashboard.store.engine import make_engine
from dashboard.store.store import Store

ROOT = Path(__file__).resolve().parent.parent
REAL_DATA = ROOT.parent / "shared" / "data"
POSTGRES = os.environ.get("SAFER_TEST_POSTGRES", "")


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database as the migrations make it: each test has a copy, and they run once."""
    path = tmp_path_factory.mktemp("migrated") / "empty.sqlite"
    Store.open(f"sqlite:///{path}").close()
    return path


@pytest.fixture(scope="session")
def server() -> Iterator[Engine]:
    """The PostgreSQL server, to make databases and drop them."""
    if not POSTGRES:
        pytest.skip("no PostgreSQL server is named by SAFER_TEST_POSTGRES")
    made = make_engine(POSTGRES).execution_options(isolation_level="AUTOCOMMIT")
    yield made
    made.dispose()


@pytest.fixture(scope="session")
def migrated_on_server(server: Engine) -> Iterator[str]:
    """The name of an empty database as the migrations make it, which others are copied from."""
    with database(server) as name:
        Store.open(_address(name)).close()
        yield name


@contextmanager
def on_server(server: Engine, migrated: str) -> Iterator[Store]:
    """An empty store on the server, gone afterwards."""
    with database(server, migrated) as name:
        made = Store.open(_address(name))
        yield made
        made.close()


@contextmanager
def database(server: Engine, template: str = "template1") -> Iterator[str]:
    """A database of its own, gone afterwards; a copy of `template`."""
    name = f"test_{uuid.uuid4().hex[:12]}"
    _say(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    yield name
    _say(server, f"DROP DATABASE {name} WITH (FORCE)")


def _say(server: Engine, statement: str) -> None:
    with server.connect() as connection:
        connection.exec_driver_sql(statement)


def _address(name: str) -> str:
    return POSTGRES.rsplit("/", 1)[0] + f"/{name}"


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """An empty store of its own, on both databases."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_store")
        return
    server, migrated = request.getfixturevalue("server"), request.getfixturevalue("migrated_on_server")
    # beside a server there is no file for the key of the audit log
    monkeypatch.setenv("SAFER_SECRET_KEY", "a key for tests only")
    with on_server(server, migrated) as made:
        yield made


@pytest.fixture
def sqlite_store(tmp_path: Path, migrated: Path) -> Iterator[Store]:
    """An empty store of its own, for tests in which the database does not matter."""
    path = tmp_path / "test.sqlite"
    shutil.copyfile(migrated, path)
    made = Store.open(f"sqlite:///{path}")
    yield made
    made.close()


@pytest.fixture
def real_data() -> Path:
    """The folder of published files; the test is skipped where it is absent."""
    if not REAL_DATA.is_dir():
        pytest.skip("the published files are not beside the project")
    return REAL_DATA
