"""What people write, made fit to be kept and read: lines, paragraphs, days, and why something cannot be taken."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime

from dashboard.errors import SaferError

_FORMS = ("%d/%m/%Y", "%d/%m/%y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y")
_UNPRINTED = ("Cc", "Cs", "Cn")  # control characters, halves of a letter, and what is no letter at all
# what a spreadsheet writes after a day that it keeps as a moment
_MIDNIGHT = re.compile(r"[ T]00:00:00$")
# from the Crime and Disorder Act, to which partnerships owe their being, on
_FIRST, _LAST = date(1998, 1, 1), date(2100, 1, 1)


class Unfit(SaferError):
    """What was filled in cannot be taken; `faults` are the sentences that say why, by field."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        self.faults = dict(faults)
        super().__init__(message=" ".join(self.faults.values()))


def line(text: object) -> str:
    """Text as one line without what cannot be printed; nothing where it is no text."""
    return " ".join(_printed(text).split()) if isinstance(text, str) else ""


def paragraphs(text: object) -> str:
    """Text whose lines are each one line, with at most one empty line between them."""
    if not isinstance(text, str):
        return ""
    joined = "\n".join(map(line, text.replace("\r\n", "\n").split("\n")))
    return re.sub(r"\n{3,}", "\n\n", joined).strip()


def _printed(text: str) -> str:
    return "".join(letter for letter in text if letter.isspace() or unicodedata.category(letter) not in _UNPRINTED)


def day(text: object) -> date | None:
    """A day written as 27/3/2026, 2026-03-27 or 27 March 2026; None where it is none that can be meant."""
    said = _MIDNIGHT.sub("", line(text))
    for form in _FORMS:
        try:
            found = datetime.strptime(said, form).replace(tzinfo=UTC).date()
        except ValueError:
            continue
        return in_reach(found)
    return None


def in_reach(found: date) -> date | None:
    """The day, where it lies between 1998 and 2100: others are slips."""
    return found if _FIRST <= found < _LAST else None
