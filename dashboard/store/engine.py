"""Connections: SQLite and PostgreSQL with the settings that keep what was committed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, IntegrityError, NoSuchModuleError, OperationalError
from sqlalchemy.pool import StaticPool

from dashboard.errors import DatabaseTrouble, DatabaseUnreachable

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
_DRIVERS = ("sqlalchemy", "sqlite3", "psycopg")


def make_engine(url: str) -> Engine:
    """An engine for `url`. Raises DatabaseUnreachable when the address cannot be understood."""
    try:
        address = make_url(url)
        if address.drivername in ("postgresql", "postgres"):
            address = address.set(drivername="postgresql+psycopg")
        # a server that was started anew is noticed before a page needs it
        options: dict[str, Any] = {"pool_pre_ping": address.get_backend_name() == "postgresql"}
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


# words of the driver, or its SQLSTATE: what is said of it, and what to do
_TROUBLE = (
    (("disk is full", "53100", "disk I/O error"), "The disk that holds the database is full or cannot be written to.",
     "Make room, then try again; `safer check` says whether all is whole."),
    (("database is locked", "55P03", "57014"), "Somebody else is writing to the database and has not finished in time.",
     "Try again in a minute."),
    (("readonly database", "25006"), "The database can only be read.", "Give the program leave to write to it."),
    (("malformed", "not a database"), "The database file is damaged.", "Restore the newest backup: docs/recovery.md."),
    (("connection", "57P01", "57P03", "08006", "08003"), "The database went away.", "Try again once it is back."),
)  # fmt: skip


def trouble(error: Exception) -> DatabaseTrouble | None:
    """What a fault of the database means to whoever waits; None where it is a fault of this program."""
    if type(error).__module__.partition(".")[0] not in _DRIVERS or isinstance(error, IntegrityError):
        return None
    held = getattr(error, "orig", None) or error
    said = f"{held} {getattr(held, 'sqlstate', '')}"
    found = next(((what, hint) for marks, what, hint in _TROUBLE if any(mark in said for mark in marks)), None)
    return DatabaseTrouble(what=found[0], hint=found[1]) if found else None


@contextmanager
def connected(engine: Engine) -> Iterator[Connection]:
    """A connection; a fault of the database that is nobody's here becomes its sentence. Raises DatabaseTrouble."""
    try:
        with _connected(engine) as connection:
            yield connection
    except Exception as error:
        found = trouble(error)
        if found is None:
            raise
        raise found from error


@contextmanager
def _connected(engine: Engine) -> Iterator[Connection]:
    try:
        connection = engine.connect()
    except OperationalError as error:
        raise DatabaseUnreachable(
            url=engine.url.render_as_string(hide_password=True), why=str(error.orig).strip().splitlines()[0]
        ) from error
    with connection:
        yield connection
