"""Stores for tests: made and filled once by each worker, by the real migrations and loads, and copied for each test."""

import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from dashboard.settings import DATA
from dashboard.store.engine import make_engine
from dashboard.store.store import Store
from loaders._load import load

POSTGRES = os.environ.get("SAFER_TEST_POSTGRES", "")


def empty(path: Path) -> Store:
    """A store on SQLite at `path` with every table and nothing in them."""
    return _copied(path, _empty())


def sampled(path: Path) -> Store:
    """A store on SQLite at `path` with the samples that are plain tables, as `make samples` loads them."""
    return _copied(path, _sampled())


def samples() -> list[tuple[str, bytes]]:
    """The name and the bytes of each sample that is a plain table."""
    return [(path.name, path.read_bytes()) for path in sorted((DATA / "samples").glob("*.csv"))]


@cache
def _empty() -> dict[str, bytes]:
    return _kept(lambda store: None)


@cache
def _sampled() -> dict[str, bytes]:
    return _kept(lambda store: load(store, samples(), by="samples"))


def _kept(fill: Callable[[Store], object]) -> dict[str, bytes]:
    """What stands on the disk once a new database is filled and closed: by what follows its name, the bytes."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "made"
        with closing(Store.open(f"sqlite:///{path}")) as store:
            fill(store)
        return {file.name.removeprefix(path.name): file.read_bytes() for file in Path(folder).iterdir()}


def _copied(path: Path, files: dict[str, bytes]) -> Store:
    for ending, content in files.items():
        beside = path.with_name(path.name + ending)
        beside.write_bytes(content)
        beside.chmod(0o600)
    return Store(make_engine(f"sqlite:///{path}"))


@contextmanager
def template() -> Iterator[str]:
    """The name of a database on PostgreSQL with every table and nothing in them, to be copied by the server."""
    name = f"template_{uuid.uuid4().hex[:12]}"
    with database(name) as url:
        Store.open(url).close()
        yield name


@contextmanager
def database(name: str, template: str = "template1") -> Iterator[str]:
    """The address of a new database on the PostgreSQL server, gone afterwards; without a server the test is skipped."""
    if not POSTGRES:
        pytest.skip("no PostgreSQL server is named by SAFER_TEST_POSTGRES")
    admin = make_engine(POSTGRES).execution_options(isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
    yield POSTGRES.rsplit("/", 1)[0] + f"/{name}"
    with admin.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name}")
    admin.dispose()


@contextmanager
def on_postgres(template: str) -> Iterator[Store]:
    """An empty store on PostgreSQL, copied from a template."""
    with database(f"test_{uuid.uuid4().hex[:12]}", template) as url, closing(Store(make_engine(url))) as store:
        yield store
