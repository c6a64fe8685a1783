"""The partner's quarterly return of probation."""

from dashboard.areas import Areas
from dashboard.records import Reading
from loaders import _return
from loaders._book import Book
from loaders._return_form import write_form
from loaders._returns import PROBATION

SOURCE = PROBATION.source


def recognise(book: Book) -> str | None:
    return _return.recognise(PROBATION, book)


def read(book: Book, areas: Areas) -> Reading:
    return _return.read(PROBATION, book, areas)


def template() -> bytes:
    return write_form(PROBATION)
