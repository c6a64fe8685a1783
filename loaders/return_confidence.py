"""The partner's quarterly return of confidence in police and council."""

from dashboard.areas import Areas
from dashboard.records import Reading
from loaders import _return
from loaders._book import Book
from loaders._return_form import write_form
from loaders._returns import CONFIDENCE

SOURCE = CONFIDENCE.source


def recognise(book: Book) -> str | None:
    return _return.recognise(CONFIDENCE, book)


def read(book: Book, areas: Areas) -> Reading:
    return _return.read(CONFIDENCE, book, areas)


def template() -> bytes:
    return write_form(CONFIDENCE)
