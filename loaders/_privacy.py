"""Keeping people out: columns of any file that look like names, births, references, addresses or contacts of persons.

What such a column says is never repeated. Publications with a row for a crime give it an anonymous identifier, and
workbooks tell whom to ask on a sheet of their own: neither is a column of personal data.
"""

import re
from collections.abc import Iterator
from operator import itemgetter

from dashboard.records import Problem, cell_name
from loaders._book import Book, Cell, Sheet, tidy

CODE = "personal-data"
HINT = "Only counts are taken. Delete the column, also from hidden sheets, and send the file again."
_PERSON = (
    r"(?:victim|perpetrator|child|client|service user|survivor|offender|suspect|complainant|witness|person|nominal)"
)
_KINDS: dict[str, str] = {
    "names of people": rf"(?:full|first|last|fore|sur|family|given|middle|christian) ?names?|initials|surname"
    rf"|names? of (?:the )?{_PERSON}s?|{_PERSON} ?s? (?:(?:full|first|last|sur|fore) ?)?names?",
    "dates of birth": rf"(?:{_PERSON} (?:s )?)?(?:dob|d o b|date of birth|birth ?date)",
    "National Insurance numbers": r"(?:ni|nino|national insurance)(?: (?:number|no))?",
    "NHS numbers": r"nhs (?:number|no)",
    "references to crimes or people": r"(?:police |custody )?(?:urn|crn|pnc(?: id)?|nominal ref(?:erence)?)"
    r"(?: (?:number|no))?"
    r"|crime (?:reference|ref|number|no)(?: (?:number|no))?|crimint(?: (?:number|no))?",
    "references to properties": r"uprns?|unique property reference(?: number)?",
}
_STRONG = {what: re.compile(form) for what, form in _KINDS.items()}
_VALUES: dict[str, re.Pattern[str]] = {
    "e-mail addresses": re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    "telephone numbers": re.compile(r"(?:\+44 ?(?:\(0\) ?)?|0)(?=(?:[ -]?\d){9,10}$)\d{2,4}[ -]?\d{3,4}[ -]?\d{3,6}"),
    "full postcodes": re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}"),
    "National Insurance numbers": re.compile(r"[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]", re.IGNORECASE),
}
# rows looked at for what their cells hold, and how many alike make a column of it
_LOOKED_AT, _ALIKE = 400, 3
# a folded heading holds none of these, or it may hold one of the forms above
_HINTS = re.compile(r"name|initial|birth|dob|d o b|\bni\b|nino|insurance|nhs|urn|crn|pnc|nominal|crim|uprn|property")


def personal(book: Book) -> list[Problem]:
    """An error for each column that looks like personal data, by the cell that shows it."""
    return [_problem(sheet, *found) for sheet in book.sheets for found in _columns(sheet)]


def _columns(sheet: Sheet) -> Iterator[tuple[int, int, str]]:
    seen: set[int] = set()
    for number, names in enumerate(sheet.headings, 1):
        for heading, column in sorted(names.items(), key=itemgetter(1)):
            what = _heads(heading)
            if what and column not in seen and _filled(sheet, number, column):
                seen.add(column)
                yield number, column, f"heads a column of {what}"
    for column, row, what in _held(sheet):
        if column not in seen:
            yield row, column, f"stands in a column of {what}"


def _heads(heading: str) -> str | None:
    if len(heading) > 60 or not _HINTS.search(heading):
        return None
    return next((what for what, form in _STRONG.items() if form.fullmatch(heading)), None)


def _filled(sheet: Sheet, row: int, column: int) -> bool:
    """Whether anything stands below a heading, before the next empty cell or so."""
    return any(sheet.text(below, column) for below in range(row + 1, row + 6))


def _held(sheet: Sheet) -> Iterator[tuple[int, int, str]]:
    """Columns most of whose texts look alike and personal: the column, the first such row, and of what."""
    found: dict[tuple[int, str], list[int]] = {}
    texts: dict[int, int] = {}
    for number, row in enumerate(sheet.rows[:_LOOKED_AT], 1):
        for column, cell in enumerate(row, 1):
            if isinstance(cell, str) and 6 <= len(cell) <= 80:
                texts[column] = texts.get(column, 0) + 1
                if what := _looks(cell):
                    found.setdefault((column, what), []).append(number)
    for (column, what), rows in found.items():
        if len(rows) >= _ALIKE and 2 * len(rows) >= texts[column]:
            yield column, rows[0], what


def _looks(cell: Cell) -> str | None:
    """What a cell looks like; only a text with a digit or an @ can look like any of it."""
    if "@" not in cell and not any(letter.isdigit() for letter in cell):
        return None
    text = tidy(cell)
    return next((what for what, form in _VALUES.items() if form.fullmatch(text)), None)


def _problem(sheet: Sheet, row: int, column: int, what: str) -> Problem:
    place = cell_name(row, column)
    return Problem("error", CODE, f"{sheet.name}!{place} {what}.", HINT, sheet.name, place)
