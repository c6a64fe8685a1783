"""The partner's quarterly return of test purchases."""

from dashboard.areas import Areas
from dashboard.records import Reading
from loaders import _return
from loaders._book import Book
from loaders._return_form import write_form
from loaders._returns import TRADING_STANDARDS

SOURCE = TRADING_STANDARDS.source


def recognise(book: Book) -> str | None:
    return _return.recognise(TRADING_STANDARDS, book)


def read(book: Book, areas: Areas) -> Reading:
    return _return.read(TRADING_STANDARDS, book, areas)


def template() -> bytes:
    return write_form(TRADING_STANDARDS)
