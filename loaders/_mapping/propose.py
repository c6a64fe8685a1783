"""A proposal: how a file that nothing recognises would be read, with the reason for every decision."""

from dataclasses import dataclass

from dashboard.areas import Areas
from dashboard.records import Reading, cell_name
from loaders._book import Book
from loaders._mapping import measured, titles
from loaders._mapping.asked import Hints, Question
from loaders._mapping.candidate import Table, candidates, choose, layout_of
from loaders._mapping.grid import digest
from loaders._mapping.layout import Layout, lay, recognised_by
from loaders._mapping.left import left
from loaders._mapping.places import Places
from loaders._mapping.read import read_layouts
from loaders._mapping.roles import Profile
from loaders._mapping.spec import LAG_DAYS, Column, Mapping, Role, Source, Where, code_of
from loaders._mapping.words import is_total, key


@dataclass(frozen=True)
class Proposal:
    """What is proposed: the mapping (None when no table was found), what it reads, questions and reasons.

    `left` are sentences on the other tables of the file, which a mapping of one layout does not read.
    """

    mapping: Mapping | None
    reading: Reading | None
    table: Table | None
    layouts: tuple[Layout, ...] = ()
    questions: tuple[Question, ...] = ()
    reasons: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


def propose(book: Book, areas: Areas, hints: Hints | None = None) -> Proposal:
    """How `book` would be read. The same book and hints always give the same proposal."""
    hints, places = hints or Hints(), Places(areas)
    found = candidates(book, places, hints)
    if not found:
        return Proposal(None, None, None, reasons=("No sheet holds a table with numbers in it.",))
    chosen, question = choose(book, found, places, hints)
    return _Maker(book, places, hints, chosen, found).make([question] if question else [])


class _Maker:
    """Makes the mapping of a table and of the sheets that are laid out as it is."""

    def __init__(self, book: Book, places: Places, hints: Hints, table: Table, found: list[Table]) -> None:
        self.book, self.places, self.hints, self.table = book, places, hints, table
        self.alike = self._alike(found)
        self.questions: list[Question] = list(table.questions)
        self.reasons: list[str] = []

    def _alike(self, found: list[Table]) -> list[Table]:
        """Sheets of the same layout that say another period, area or measure; copies of a sheet are left out."""
        same = [t for t in found if layout_of(t) == layout_of(self.table) and not measured.decoy(t.sheet.name)]
        same = [t for t in same if not is_total(key(t.sheet.name)) and self._same_grain(t)]
        subjects = {self._said_by_sheet(table) for table in same}
        return same if len(same) > 1 and len(subjects) == len(same) else [self.table]

    def _same_grain(self, table: Table) -> bool:
        """Whether a sheet is for as long a period as the one that was chosen."""
        mine, its = (titles.periods(self.book, t.sheet, t.before, t.times) for t in (self.table, table))
        return not (mine and its) or mine[0][0].grain is its[0][0].grain

    def _said_by_sheet(self, table: Table) -> tuple[object, ...]:
        """What a sheet as a whole says of period and area, else its name."""
        when = tuple(p for p, _ in titles.periods(self.book, table.sheet, table.before, table.times))
        place, _ = titles.area(self.book, table.sheet, table.before, self.places)
        said = (when if not (table.timed or table.having(Role.PERIOD)) else (), place)
        return said if any(said) and not _nameless(table.sheet.name) else (*said, key(table.sheet.name))

    def make(self, questions: list[Question]) -> Proposal:
        mapping = self._mapping()
        layouts = tuple(lay(mapping, self.book, t.sheet, self.places, rows=t.head.rows) for t in self.alike)
        mapping = measured.with_measures(mapping, self.book, layouts, self.places)
        layouts = tuple(lay(mapping, self.book, t.sheet, self.places, rows=t.head.rows) for t in self.alike)
        reading = read_layouts(mapping, self.book, layouts, self.places.areas)
        often = self.hints.frequency or measured.frequency(reading)
        mapping = mapping.model_copy(update={"frequency": often})
        questions += self.questions
        others = tuple(left(self.book, (t.sheet for t in self.alike), self.places))
        return Proposal(mapping, reading, self.table, layouts, tuple(questions), tuple(self._explained()), others)

    def _mapping(self) -> Mapping:
        table, hints = self.table, self.hints
        subject = titles.subject(self.book, table.sheet, table.before, self.places)
        title = hints.title or subject or titles.stem(self.book)
        breakdown = table.having(Role.BREAKDOWN)
        period, area = self._period(), self._area()
        return Mapping(
            code=hints.code or code_of(f"{hints.partner} {title}" if hints.partner else title),
            title=title[:200],
            partner=hints.partner or "Partner",
            lag_days=LAG_DAYS if hints.lag_days is None else hints.lag_days,
            sheet=key(table.sheet.name),
            every=len(self.alike) > 1,
            rows=table.head.rows,
            columns=tuple(self._column(c) for c in self._kept_columns()),
            area=area,
            period=period,
            measure=self._measure(subject or title),
            breakdown=Where(source=Source.COLUMN) if breakdown else None,
            breakdown_key=measured.breakdown_key(breakdown),
            times=table.times,
            totals="leave" if hints.totals == "leave" else "take",
            sectioned=table.sections.name_measures,
            measures=(measured.PLACEHOLDER,),
            subject=key(subject)[:300],
            around=self._area_around() if area.source is Source.FIXED else "",
            made_from=digest(table.sheet) if period.source is Source.FIXED else "",
        )

    def _kept_columns(self) -> list[Profile]:
        """Columns headed with a period or an area are found anew in every file."""
        values = self.table.having(Role.VALUE)
        across = [c for c in values if c.heading.said.anything or (c.heading.area and self._areas_across())]
        return [c for c in self.table.columns if c not in across]

    def _area_around(self) -> str:
        found, _ = titles.area(self.book, self.table.sheet, self.table.before, self.places)
        return found.code if found else ""

    def _column(self, profile: Profile) -> Column:
        """A period that is left out is known by its whole heading: the next one is not left out with it."""
        left_out = profile.role is Role.IGNORE and profile.heading.said.anything
        heading = key(profile.heading.text)[:300] if left_out else recognised_by(profile.parts)
        return Column(at=profile.at, heading=heading, role=profile.role or Role.IGNORE)

    def _areas_across(self) -> bool:
        values = self.table.having(Role.VALUE)
        placed = [column for column in values if column.heading.area]
        return not self.table.having(Role.AREA) and bool(placed) and 2 * len(placed) >= len(values)

    def _period(self) -> Where:
        table, hints = self.table, self.hints
        if hints.period:
            return Where(source=Source.FIXED, fixed=hints.period)
        if table.timed:
            return Where(source=Source.HEADING)
        if table.having(Role.PERIOD):
            return Where(source=Source.COLUMN)
        if table.sections.periods:
            return Where(source=Source.SECTION)
        found = titles.periods(self.book, table.sheet, table.before, table.times)
        if len(found) == 1:
            self.reasons.append(f"The period is {found[0][0].label}, from “{found[0][1]}”.")
        else:
            options = tuple((when.key, when.label) for when, _ in found)
            self.questions.append(Question(key="period", words="Which period are these figures for?", options=options))
        return Where(source=Source.TITLE)

    def _area(self) -> Where:
        table, hints = self.table, self.hints
        if hints.area:
            return Where(source=Source.FIXED, fixed=hints.area)
        if table.having(Role.AREA):
            return Where(source=Source.COLUMN)
        if self._areas_across():
            return Where(source=Source.HEADING)
        if table.sections.areas:
            return Where(source=Source.SECTION)
        found, text = titles.area(self.book, table.sheet, table.before, self.places)
        if found:
            self.reasons.append(f"The area is {found.name}, from “{text}”.")
        else:
            self.questions.append(Question(key="area", words="Which area are these figures for?"))
        return Where(source=Source.TITLE)

    def _measure(self, title: str) -> Where:
        table = self.table
        if table.having(Role.MEASURE):
            return Where(source=Source.COLUMN)
        names = measured.names_across(table)
        if len(names) > 1:
            return Where(source=Source.HEADING)
        if table.sections.measures:
            return Where(source=Source.SECTION)
        if len(self.alike) > 1 and self._sheets_name_measures():
            return Where(source=Source.TITLE if self._titles_name_measures() else Source.SHEET)
        name = next(iter(names), "")
        return Where(source=Source.FIXED, fixed=(name if measured.tells(name) else title)[:200])

    def _sheets_name_measures(self) -> bool:
        return all(not self._sheet_says_more(table) for table in self.alike)

    def _titles_name_measures(self) -> bool:
        """Whether each sheet says in its title what it counts, and not only by its own name."""
        said = [titles.subject(self.book, t.sheet, t.before, self.places) for t in self.alike]
        names = [t.sheet.name for t in self.alike]
        return said != names and len({key(text) for text in said if text}) == len(said)

    def _sheet_says_more(self, table: Table) -> bool:
        return bool(measured.time_or_place(table.sheet.name, self.places))

    def _explained(self) -> list[str]:
        """Why the file is read like this, in sentences."""
        rows = [str(row) for row in self.table.head.rows]
        where = f"Row {rows[0]} heads" if len(rows) == 1 else f"Rows {' and '.join(rows)} head"
        said = [f"{where} the table on {self.table.sheet.name}." if rows else "The table has no headings."]
        timed = [c for c in self.table.having(Role.VALUE) if c.heading.said.anything]
        if timed:
            said.append(f"{len(timed)} columns from {cell_name(1, timed[0].at)[:-1]} on are headed with periods.")
        others = [c for c in self.table.columns if c.role and c not in timed]
        said += [f"Column {cell_name(1, c.at)[:-1]}: {c.role}, because {c.why}." for c in others if c.why]
        if len(self.alike) > 1:
            said.append(f"{len(self.alike)} sheets are laid out alike, and all are read.")
        return said + self.reasons


def _nameless(name: str) -> bool:
    return key(name).startswith(("sheet", "table", "tab"))
