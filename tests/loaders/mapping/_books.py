"""Books made of rows, for tests that say in the test what stands in a sheet."""

import io

import openpyxl

from dashboard.areas import read as read_areas
from dashboard.records import Reading
from dashboard.settings import areas_file
from loaders._book import Book, open_book
from loaders._mapping.asked import Hints
from loaders._mapping.propose import Proposal, propose

AREAS = read_areas(areas_file())
Rows = list[list[object]]


def content(rows: Rows, name: str = "Return") -> bytes:
    """A real workbook of one sheet."""
    workbook = openpyxl.Workbook()
    workbook.active.title = name
    for row in rows:
        workbook.active.append(row)
    made = io.BytesIO()
    workbook.save(made)
    return made.getvalue()


def book(rows: Rows, name: str = "return.xlsx", sheet: str = "Return") -> Book:
    return open_book(content(rows, sheet), name)


def proposed(sheet: Rows, **hints: object) -> Proposal:
    return propose(book(sheet), AREAS, Hints.model_validate(hints))


def figures(reading: Reading | None) -> dict[tuple[str, str, str], float | None]:
    """Values by measure, area code and period."""
    assert reading is not None
    return {(reading.series[o.series].title, o.area, o.period.key): o.value for o in reading.observations}
