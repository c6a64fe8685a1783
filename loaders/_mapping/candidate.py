"""A table as it was found in a sheet, before a mapping is made of it; and of several the one that is read."""

from dataclasses import dataclass, field

from loaders._book import Book, Sheet, tidy
from loaders._mapping import measured, titles
from loaders._mapping.asked import Hints, Question, day_numbers, plain_words, says, times_of
from loaders._mapping.grid import LOOKED_AT, is_blank
from loaders._mapping.heads import Head, find_head
from loaders._mapping.layout import LABELS
from loaders._mapping.places import Places
from loaders._mapping.roles import Profile, assign, profiles
from loaders._mapping.said import Said, Times
from loaders._mapping.sections import Sections, find_sections
from loaders._mapping.spec import Role
from loaders._mapping.tables import tables
from loaders._mapping.times import said_under
from loaders._mapping.words import key


@dataclass
class Table:
    """A table as it was found in a sheet, before a mapping is made of it."""

    sheet: Sheet
    head: Head
    columns: list[Profile]
    sections: Sections
    times: Times = field(default_factory=Times)
    questions: list[Question] = field(default_factory=list)

    @property
    def before(self) -> int:
        return self.head.rows[0] if self.head.rows else self.head.first

    def having(self, role: Role) -> list[Profile]:
        return [column for column in self.columns if column.role is role]

    @property
    def timed(self) -> bool:
        return any(column.heading.said.anything for column in self.having(Role.VALUE))


def candidates(book: Book, places: Places, hints: Hints) -> list[Table]:
    """Every table with figures, in the order of the file."""
    parts = [part for sheet in book.visible for part in tables(sheet, places) if _meant(part, hints)]
    found = [table for part in parts if (table := look(book, part, places, hints))]
    return [table for table in found if table.having(Role.VALUE)]


def _meant(part: Sheet, hints: Hints) -> bool:
    """Whether rows of headings that were told can be those of this table."""
    if hints.rows is None or hints.sheet not in (None, part.name):
        return True
    return any(
        not is_blank(cell) for row in hints.rows for cell in part.rows[row - 1 : row][0:1] or [[]] for cell in cell
    )


def look(book: Book, sheet: Sheet, places: Places, hints: Hints) -> Table | None:
    """The table of a sheet with a role for each of its columns; None where the sheet holds no figures."""
    mine = hints.sheet in (None, sheet.name)
    head = find_head(sheet, hints.rows if mine else None)
    if head is None:
        return None
    serials = _serials(sheet, head)
    columns = profiles(sheet, head, Times(serials=serials), places)
    assign(columns, places, dict(hints.roles) if mine else {})
    table = Table(sheet, head, columns, find_sections(sheet, head, columns, places))
    table.times, table.questions = _times(book, table, hints, serials)
    return table


def _serials(sheet: Sheet, head: Head) -> bool:
    """Whether dates in the headings, or in a column of dates, are held as day numbers."""
    numbers = [c for row in head.rows for c in sheet.rows[row - 1] if isinstance(c, int | float) or str(c).isdecimal()]
    if len(numbers) > 1 and day_numbers(numbers):
        return True
    rows = sheet.rows[head.first - 1 : head.first + LOOKED_AT]
    tops = sheet.rows[head.rows[-1] - 1] if head.rows else []
    for column, top in enumerate(tops):
        words = key(top)
        if any(word in words for word in ("date", "month", "quarter", "period", "week")):
            cells = [row[column] for row in rows if column < len(row) and not is_blank(row[column])]
            if cells and day_numbers(cells):
                return True
    return False


def _times(book: Book, table: Table, hints: Hints, serials: bool) -> tuple[Times, list[Question]]:
    start = Times(serials=serials)
    periods = table.having(Role.PERIOD)
    heads = [column.heading.said for column in table.having(Role.VALUE) if column.heading.said.anything]
    labels = [column for column in table.columns if column.role in LABELS]
    corner = labels[0].parts[-1] if labels and labels[0].parts else ""
    around = titles.year_around(book, table.sheet, table.before, corner)
    said = _of_columns(periods, start) if len(periods) == 1 or (periods and not table.timed) else heads
    if not said and table.sections.periods:
        said = says(table.sections.texts, start)
    said = [s.with_context(around) for s in said]
    tops = [tidy(part) for column in table.columns for part in column.parts]
    words = plain_words(*titles.lines(table.sheet, table.before), table.sheet.name, titles.stem(book), *tops)
    part = titles.part_of_year(book, table.sheet, table.before) if heads and not periods else (Said(), "")
    times, asked = times_of(said, words, hints, part)
    return times.model_copy(update={"serials": serials}), asked


def _of_columns(columns: list[Profile], times: Times) -> list[Said]:
    """What the columns of periods say, row by row."""
    found: dict[Said, None] = {}
    for cells in zip(*(column.cells for column in columns), strict=True):
        whole = Said()
        for column, cell in zip(columns, cells, strict=True):
            said = said_under(cell, column.name, times)
            whole = whole.joined(said)
        if whole.anything and not whole.rest:
            found.setdefault(whole)
    return list(found)


def choose(book: Book, found: list[Table], places: Places, hints: Hints) -> tuple[Table, Question | None]:
    """The table to read, and the question to ask where two sheets are as good."""
    told = [table for table in found if table.sheet.name == hints.sheet]
    found = told or found
    if len(found) == 1:
        return found[0], None
    ranked = sorted(found, key=lambda table: measured.worth(book, table, places), reverse=True)
    best, second = (measured.worth(book, table, places) for table in ranked[:2])
    names = dict.fromkeys(table.sheet.name for table in found)
    if best[:2] == second[:2] and layout_of(ranked[0]) != layout_of(ranked[1]) and len(names) > 1:
        options = tuple((name, name) for name in names)
        return ranked[0], Question(key="sheet", words="Which sheet holds the figures to be read?", options=options)
    same = [table for table in found if layout_of(table) == layout_of(ranked[0])]
    return same[0] if measured.worth(book, same[0], places)[0] == best[0] else ranked[0], None


def layout_of(table: Table) -> tuple[object, ...]:
    """What two sheets of one layout share: their columns of labels, and whether periods stand across."""
    labels = [
        (c.role, c.name) for c in table.columns if c.role in (Role.AREA, Role.PERIOD, Role.MEASURE, Role.BREAKDOWN)
    ]
    return tuple(labels), table.timed
