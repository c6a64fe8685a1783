"""Tables as csv: numbers as numbers, and no text that a spreadsheet program takes for a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

from dashboard.inert import guarded, writable
from dashboard.packs.leaving import NOT_AVAILABLE, Leaving, Value, whole


def separated(headings: Sequence[str], rows: Iterable[Sequence[Value]], *, line: str = "\r\n", none: str = "") -> str:
    """Rows under their headings; `none` stands for what is not there. A number below nothing is no formula."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator=line)
    writer.writerow([guarded(writable(heading)) for heading in headings])
    writer.writerows([_cell(value, none) for value in row] for row in rows)
    return file.getvalue()


def _cell(value: Value, none: str) -> str | float | int:
    if value is None or value == "":
        return none
    if isinstance(value, int | float):
        return whole(value)  # type: ignore[return-value]  # a number stays one
    return value.isoformat() if isinstance(value, date) else guarded(writable(value))


def csv_of(leaving: Leaving) -> bytes:
    """The first table as UTF-8 with a mark that spreadsheet programs look for; one row of headings and no other lines.

    What every file must state stands in columns after those of the table, the same in each row.
    """
    table = leaving.tables[0]
    headings = [column.heading for column in table.columns]
    facts = [*leaving.facts, *([("Notes to the table", " ".join(table.notes))] if table.notes else [])]
    headings += [f"{word} (of this file)" if word in headings else word for word, _ in facts]
    said = [words for _, words in facts]
    return separated(headings, ([*row, *said] for row in table.listed), none=NOT_AVAILABLE).encode("utf-8-sig")
