"""Youth justice figures that the partnership's public papers print, on a form that says so."""

from dashboard.areas import Areas
from dashboard.records import Reading, SourceSpec
from loaders import _return
from loaders._book import Book
from loaders._return_measures import Return
from loaders._return_table import names_form
from loaders._returns import YOUTH_JUSTICE

FORM = Return(
    SourceSpec(
        "youth_justice.published",
        "Youth justice figures of public papers",
        "The partnership, in its public papers",
        "the partnership’s form of that name, marked “Form: youth_justice.published” (an empty one: "
        "safer template youth_justice.published)",
        "year",
        180,
        "Published in papers of the partnership",
    ),
    YOUTH_JUSTICE.measures,
    (
        "Only figures that stand in a public paper: they are shown as they are, small numbers too.",
        "Leave a cell empty where the paper prints no figure.",
    ),
    ("quarter", "apr-dec", "financial", "calendar"),
)
SOURCE = FORM.source


def recognise(book: Book) -> str | None:
    """Only by the form's own name: of what is not published small numbers are kept back."""
    named = any(names_form(sheet) == SOURCE.code for sheet in book.visible)
    return _return.recognise(FORM, book) if named else None


def read(book: Book, areas: Areas) -> Reading:
    return _return.read(FORM, book, areas)
