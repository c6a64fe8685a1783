"""How large a file may be, in every respect; each limit is a setting, and its refusal names it with the remedy."""

from functools import cache

from dashboard.errors import SaferError
from dashboard.settings import Settings

MEGABYTE = 1_000_000
# an ordinary sheet of few different values may be packed tightly: a ratio counts from here on, in bytes
GRACE = 1 << 20


class UnreadableFile(SaferError):
    """The file cannot be opened at all; `code` names the kind of fault."""

    template = "{file} {what}"

    def __init__(self, *, file: str, code: str, what: str, hint: str) -> None:
        self.code, self.hint = code, hint
        super().__init__(file=file, what=what)


@cache
def limits() -> Settings:
    """The settings, read once: every limit is one of them."""
    return Settings()


_REMEDY = {
    "max_upload_mb": "Send it in parts",
    "max_expanded_mb": "Delete what is not figures (pictures, other sheets) and save it again",
    "max_ratio": "Open it in a spreadsheet program and save it under a new name",
    "max_members": "Copy the table alone into a new workbook",
    "max_sheets": "Send only the sheets that hold figures",
    "max_rows": "Delete the empty rows below the table, or send it in parts",
    "max_columns": "Delete the empty columns beside the table",
    "max_cells": "Delete the empty rows and columns around the table, or send it in parts",
    "max_text": "Shorten that cell; in a csv, look for a quotation mark that is never closed",
    "max_series": "Check that no column of figures stands where names belong",
    "read_seconds": "Copy the table alone into a new workbook",
    "read_memory_mb": "Delete the empty rows and columns around the table, or copy it alone into a new workbook",
}


def beyond(file: str, setting: str, what: str) -> UnreadableFile:
    """The refusal of a file that is beyond a limit: what was found, the limit and its setting, the remedy."""
    limit = getattr(limits(), setting)
    said = f"{what}; the limit is {limit:,} (SAFER_{setting.upper()})."
    return UnreadableFile(file=file, code="too-large", what=said, hint=f"{_REMEDY[setting]}.")


def within(file: str, setting: str, found: float, what: str) -> None:
    """Raises UnreadableFile where `found` is beyond a limit; `what` says what was found, with {found} in it."""
    if found > getattr(limits(), setting):
        raise beyond(file, setting, what.format(found=found))
