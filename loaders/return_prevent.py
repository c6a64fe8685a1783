"""The partner's quarterly return of Prevent referrals and training."""

from dashboard.areas import Areas
from dashboard.records import Reading
from loaders import _return
from loaders._book import Book
from loaders._return_form import write_form
from loaders._returns import PREVENT

SOURCE = PREVENT.source


def recognise(book: Book) -> str | None:
    return _return.recognise(PREVENT, book)


def read(book: Book, areas: Areas) -> Reading:
    return _return.read(PREVENT, book, areas)


def template() -> bytes:
    return write_form(PREVENT)
