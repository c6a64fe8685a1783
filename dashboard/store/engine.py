"""Connections: SQLite and PostgreSQL with the settings that keep what was committed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError
from sqlalchemy.pool import StaticPool

from dashboard.errors import DatabaseUnreachable

_PRAGMAS = (
    "PRAGMA foreign_keys=ON",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",  # NORMAL may lose an acknowledged import on a power cut
    "PRAGMA busy_timeout=15000",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cache_size=-65536",
)

# one writer at a time, as on SQLite: what is compared under the lock is what is written
_WRITER = 0x5AFE
_AFTER = "afterwards"


def make_engine(url: str) -> Engine:
    """An engine for `url`. Raises DatabaseUnreachable when the address cannot be understood."""
    try:
        address = make_url(url)
        if address.drivername in ("postgresql", "postgres"):
            address = address.set(drivername="postgresql+psycopg")
        options: dict[str, Any] = {}
        if address.get_backend_name() == "sqlite" and address.database in (None, "", ":memory:"):
            options = {"poolclass": StaticPool, "connect_args": {"check_same_thread": False}}
        engine = create_engine(address, **options)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise DatabaseUnreachable(url=_safe(url), why=str(error)) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _safe(url: str) -> str:
    return url.split("@")[-1] if "@" in url else url


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions are begun by writing() and reading(), in words
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that holds the write lock from its first moment: all or nothing."""
    with connected(engine) as connection:
        connection.info.pop(_AFTER, None)
        with connection.begin():
            if engine.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            else:
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _WRITER})
            yield connection
        for act in connection.info.pop(_AFTER, ()):
            act()


def afterwards(connection: Connection, act: Callable[[], None]) -> None:
    """Do something once what `writing` wrote is committed; nothing where it is undone."""
    connection.info.setdefault(_AFTER, []).append(act)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One snapshot: every query inside sees the same moment."""
    with connected(engine) as connection:
        if engine.dialect.name == "sqlite":
            with connection.begin():
                connection.exec_driver_sql("BEGIN")
                yield connection
        else:
            with connection.execution_options(isolation_level="REPEATABLE READ").begin():
                connection.execute(text("SET TRANSACTION READ ONLY"))
                yield connection


@contextmanager
def connected(engine: Engine) -> Iterator[Connection]:
    try:
        connection = engine.connect()
    except OperationalError as error:
        raise DatabaseUnreachable(
            url=engine.url.render_as_string(hide_password=True), why=str(error.orig).strip().splitlines()[0]
        ) from error
    with connection:
        yield connection
