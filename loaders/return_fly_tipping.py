"""The partner's quarterly return of fly-tipping."""

from dashboard.areas import Areas
from dashboard.records import Reading
from loaders import _return
from loaders._book import Book
from loaders._returns import FLY_TIPPING

FORM = FLY_TIPPING
SOURCE = FORM.source


def recognise(book: Book) -> str | None:
    return _return.recognise(FORM, book)


def read(book: Book, areas: Areas) -> Reading:
    return _return.read(FORM, book, areas)
