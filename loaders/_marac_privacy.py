"""Keeping victims out: columns and cells of a MARAC return that would name a person."""

import re

from dashboard.records import Reading, cell_name
from loaders._book import Book, Cell, Sheet, folded, tidy
from loaders._match import Header

HEADING_ROWS = 10
_PERSON = r"(?:victim|perpetrator|child|client|service user|survivor|offender|suspect|person|her|his)"
# Whole headings only: “Victims aged 65+ years” counts people, “Victim age” would describe one.
HEADINGS = re.compile(
    rf"(?:(?:(?:full|first|last|fore|sur|family|given|middle|christian) ?names?)|sur ?name|initials"
    rf"|(?:full )?names? (?:of (?:the )?)?{_PERSON}s?|{_PERSON} ?s? (?:s )?(?:(?:full|first|last|sur|fore) ?)?names?"
    rf"|(?:{_PERSON} (?:s )?)?(?:dob|d o b|date of birth|birth ?date)"
    rf"|(?:{_PERSON} (?:s )?)?(?:home |postal |full |current |email |e mail )*(?:address(?: (?:line )?\d)?|post ?code)"
    rf"|(?:{_PERSON} (?:s )?)?(?:tele|mobile |home |contact |safe )*(?:phone|telephone|mobile)(?: (?:number|no))?"
    rf"|(?:safe )?contact (?:number|no)|e ?mail"
    rf"|(?:ni|nino|national insurance|nhs)(?: (?:number|no))?|(?:{_PERSON} (?:s )?)age"
    r"|(?:police )?(?:urn|crn|pnc(?: id)?|crime (?:reference|number|ref)(?: (?:number|no))?)"
    r"|case (?:reference|ref|name))"
)
INSURANCE = re.compile(r"\b[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b", re.IGNORECASE)
# Guidance above the table or on another sheet may well give the coordinator's own.
CONTACTS = (
    (re.compile(r"(?<!\d)(?:\+44 ?|0)(?:7\d{3}|[12]\d{2,3}) ?\d{3} ?\d{3,4}(?!\d)"), "a telephone number"),
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+"), "an e-mail address"),
    (re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"), "a postcode"),
)
HINT = "A return holds counts only. Delete it, also from hidden sheets, and send the return again."


def refuse_personal_data(reading: Reading, book: Book, table: Header) -> None:
    """An error for each heading or cell that looks personal; what it says is never repeated."""
    for sheet in book.sheets:
        for row, cells in enumerate(sheet.rows, 1):
            inside = sheet is table.sheet and row > table.row
            for column, cell in enumerate(cells, 1):
                if isinstance(cell, str) and cell and (what := _personal(cell, row, inside=inside)):
                    _refuse(reading, sheet, row, column, what)


def _personal(cell: Cell, row: int, *, inside: bool) -> str | None:
    text = tidy(cell)
    if row <= HEADING_ROWS and HEADINGS.fullmatch(folded(cell)):
        return "heads a column of personal data"
    if INSURANCE.search(text):
        return "looks like a National Insurance number"
    kind = next((kind for form, kind in CONTACTS if inside and form.search(text)), None)
    return f"looks like {kind}" if kind else None


def _refuse(reading: Reading, sheet: Sheet, row: int, column: int, what: str) -> None:
    place = cell_name(row, column)
    reading.error("personal-data", f"{sheet.name}!{place} {what}.", HINT, sheet.name, place)
