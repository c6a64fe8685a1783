"""The partner's quarterly return of deliberate fires."""

from dashboard.areas import Areas
from dashboard.records import Reading
from loaders import _return
from loaders._book import Book
from loaders._return_form import write_form
from loaders._returns import FIRES

SOURCE = FIRES.source


def recognise(book: Book) -> str | None:
    return _return.recognise(FIRES, book)


def read(book: Book, areas: Areas) -> Reading:
    return _return.read(FIRES, book, areas)


def template() -> bytes:
    return write_form(FIRES)
