"""The partner's quarterly return of youth justice."""

from dashboard.areas import Areas
from dashboard.records import Reading
from loaders import _return
from loaders._book import Book
from loaders._return_form import write_form
from loaders._returns import YOUTH_JUSTICE

SOURCE = YOUTH_JUSTICE.source


def recognise(book: Book) -> str | None:
    return _return.recognise(YOUTH_JUSTICE, book)


def read(book: Book, areas: Areas) -> Reading:
    return _return.read(YOUTH_JUSTICE, book, areas)


def template() -> bytes:
    return write_form(YOUTH_JUSTICE)
