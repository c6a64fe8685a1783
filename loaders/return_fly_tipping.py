"""The partner's quarterly return of fly-tipping."""

from dashboard.areas import Areas
from dashboard.records import Reading
from loaders import _return
from loaders._book import Book
from loaders._return_form import write_form
from loaders._returns import FLY_TIPPING

SOURCE = FLY_TIPPING.source


def recognise(book: Book) -> str | None:
    return _return.recognise(FLY_TIPPING, book)


def read(book: Book, areas: Areas) -> Reading:
    return _return.read(FLY_TIPPING, book, areas)


def template() -> bytes:
    return write_form(FLY_TIPPING)
