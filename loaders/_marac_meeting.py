"""Which meeting a row of a MARAC's return is of: its day, and the one area that its name says."""

import re
from datetime import UTC, date, datetime, timedelta

from dashboard.areas import Areas, folded
from dashboard.records import AreaRow
from loaders._book import Cell, tidy
from loaders._stacked import LOCAL

FORCE = ("force",)
EPOCH = date(1899, 12, 30)


def meeting_date(cell: Cell) -> date | None:
    """A real date, dd/mm/yyyy or yyyy-mm-dd, or a spreadsheet's serial number; None when it is none."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = tidy(cell)
    if re.fullmatch(r"\d{5}(\.\d+)?", text):
        return EPOCH + timedelta(days=int(float(text)))
    for form in ("%d/%m/%Y", "%d/%m/%y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y"):
        try:
            return datetime.strptime(text.removesuffix(" 00:00:00"), form).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    return None


def area_of(areas: Areas, name: str) -> AreaRow | None:
    """The one authority, else police force, whose name stands in a MARAC's name; None if there are several."""
    words = folded(re.sub(r"\bmaracs?\b", " ", name, flags=re.IGNORECASE)).split()
    for kinds in (LOCAL, FORCE):
        found = _within(areas, words, kinds)
        if found:
            return next(iter(found.values())) if len(found) == 1 else None
    return None


def _within(areas: Areas, words: list[str], kinds: tuple[str, ...]) -> dict[str, AreaRow]:
    """Every area named in `words`, longest names first; a word is used once."""
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            if area := areas.named(" ".join(words[start : start + length]), kinds):
                rest = _within(areas, words[:start], kinds) | _within(areas, words[start + length :], kinds)
                return {area.code: area} | rest
    return {}
