"""The partner's quarterly return of confidence in police and council."""

from dashboard.areas import Areas
from dashboard.records import Reading
from loaders import _return
from loaders._book import Book
from loaders._returns import CONFIDENCE

FORM = CONFIDENCE
SOURCE = FORM.source


def recognise(book: Book) -> str | None:
    return _return.recognise(FORM, book)


def read(book: Book, areas: Areas) -> Reading:
    return _return.read(FORM, book, areas)
