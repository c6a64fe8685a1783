"""Writing many rows at once, as quickly as each database's own driver can."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table

_PART = 50_000


def insert_rows(connection: Connection, table: Table, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Insert rows of `columns`: COPY on PostgreSQL, one prepared statement on SQLite."""
    quote = connection.dialect.identifier_preparer.quote
    names = ", ".join(quote(column) for column in columns)
    cursor: Any = connection.connection.cursor()
    if connection.dialect.name == "postgresql":
        with cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
    else:
        marks = ", ".join("?" * len(columns))
        cursor.executemany(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", rows)  # nosec B608
    cursor.close()


def set_where_id(connection: Connection, table: Table, column: str, value: int, ids: Iterable[int]) -> None:
    """Set one column of the rows with these ids."""
    name = connection.dialect.identifier_preparer.quote(column)
    cursor: Any = connection.connection.cursor()
    if connection.dialect.name == "postgresql":
        remaining = iter(ids)
        while part := list(islice(remaining, _PART)):
            cursor.execute(f"UPDATE {table.name} SET {name} = %s WHERE id = ANY(%s)", (value, part))  # nosec B608
    else:
        cursor.executemany(f"UPDATE {table.name} SET {name} = ? WHERE id = ?", ((value, number) for number in ids))  # nosec B608
    cursor.close()
