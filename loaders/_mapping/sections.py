"""Lines inside a table that head the rows below them: an area, a period or a group of measures."""

from dataclasses import dataclass

from loaders._book import Sheet
from loaders._mapping.grid import Kind, filled, kind
from loaders._mapping.heads import Head
from loaders._mapping.places import Places
from loaders._mapping.roles import Profile
from loaders._mapping.spec import Role
from loaders._mapping.times import say
from loaders._mapping.words import is_total, key, label

LONGEST = 80


@dataclass(frozen=True)
class Sections:
    """Section headings in order, and what they are: areas, periods, measures, or the group that names measures."""

    texts: tuple[str, ...] = ()
    areas: bool = False
    periods: bool = False
    measures: bool = False
    name_measures: bool = False


def find_sections(sheet: Sheet, head: Head, columns: list[Profile], places: Places) -> Sections:
    """Section headings that stand above figures."""
    values = {column.at for column in columns if column.role is Role.VALUE}
    texts = _texts(sheet, head, values)
    if not texts:
        return Sections()
    has = {column.role for column in columns}
    if Role.AREA not in has and 2 * sum(places.find(text) is not None for text in texts) >= len(texts):
        return Sections(texts, areas=True)
    timed = any(c.heading.said.anything for c in columns if c.role is Role.VALUE) or Role.PERIOD in has
    says_time = [text for text in texts if say(text).anything and not say(text).rest]
    if 2 * len(says_time) >= len(texts):
        return Sections(texts, periods=not timed)
    repeated = _labels_repeat(sheet, head, columns, values)
    if Role.AREA in has and Role.MEASURE not in has and not repeated:
        return Sections()  # they group the areas
    if Role.MEASURE not in has:
        across = {key(c.heading.names) for c in columns if c.role is Role.VALUE and c.heading.names}
        return Sections(texts, measures=len(across) <= 1, name_measures=len(across) > 1)
    return Sections(texts, name_measures=repeated)


def _texts(sheet: Sheet, head: Head, values: set[int]) -> tuple[str, ...]:
    found: list[str] = []
    waiting = ""
    start = head.rows[-1] + 1 if head.rows else head.first
    repeats = sum(_same_row(sheet, head, n) for n in range(start, len(sheet.rows) + 1))
    if repeats and head.rows[0] > 1:
        waiting = _only_text(sheet, head.rows[0] - 1)
    for number in range(start, len(sheet.rows) + 1):
        here = filled(sheet, number)
        if any(kind(sheet.at(number, c)) in (Kind.NUMBER, Kind.YEAR, Kind.MARKER) for c in here if c in values):
            if waiting:
                found.append(waiting)
            waiting = ""
        elif text := _only_text(sheet, number):
            waiting = text
    return tuple(found)


def _only_text(sheet: Sheet, row: int) -> str:
    here = filled(sheet, row)
    if len(here) != 1 or kind(sheet.at(row, here[0])) not in (Kind.TEXT, Kind.DATE, Kind.YEAR):
        return ""
    text = label(sheet.text(row, here[0]))
    return text if len(text) <= LONGEST and not is_total(key(text)) else ""


def _same_row(sheet: Sheet, head: Head, row: int) -> bool:
    """Whether the first heading stands in this row again."""
    if not head.rows:
        return False
    top = filled(sheet, head.rows[-1])
    first = key(sheet.at(head.rows[-1], top[0])) if top else ""
    return bool(first) and row > head.rows[-1] and key(sheet.at(row, top[0])) == first


def _labels_repeat(sheet: Sheet, head: Head, columns: list[Profile], values: set[int]) -> bool:
    """Whether two rows are labelled alike, so that only their section tells them apart."""
    labels = [c.at for c in columns if c.role in (Role.AREA, Role.PERIOD, Role.MEASURE, Role.BREAKDOWN)]
    rows = [n for n in range(head.first, len(sheet.rows) + 1) if values & set(filled(sheet, n))]
    seen = [tuple(key(sheet.at(n, c)) for c in labels) for n in rows if any(c in filled(sheet, n) for c in labels)]
    plain = [words for words in seen if not any(is_total(word) for word in words)]
    return len(set(plain)) < len(plain)
