"""One row of a table: the words beside its figures, and with those above them what each figure is."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from loaders._book import Cell, Sheet, tidy
from loaders._mapping.grid import is_blank
from loaders._mapping.layout import Figures, Layout
from loaders._mapping.places import Places
from loaders._mapping.said import Said, Times
from loaders._mapping.spec import Mapping, Role, Source
from loaders._mapping.times import said_under, say
from loaders._mapping.words import GENERIC, key, label

Place = tuple[int, int]


class Words(NamedTuple):
    """A text and the cell it stands in; row 0: it stands in no single cell."""

    text: str = ""
    at: Place = (0, 0)


@dataclass(frozen=True)
class Raw:
    """A cell of figures as the table describes it, before any of it is looked up."""

    measure: Words
    area: Words
    said: Said
    period: Words
    breakdown: Words
    unit: str
    cell: Cell
    at: Place


@dataclass(frozen=True)
class Beside:
    """What the label columns of one row say for the figures that go with them."""

    measure: Words
    area: Words
    breakdown: Words
    unit: str
    said: Said
    period: Words


class Row:
    """A row whose labels are read once for all its figures. `cells` are its labels, filled in from above."""

    def __init__(self, mapping: Mapping, layout: Layout, places: Places, number: int, cells: dict[int, Cell]) -> None:
        self.mapping, self.layout, self.places, self.number, self.cells = mapping, layout, places, number, cells
        self.sheet: Sheet = layout.sheet
        self._beside: dict[tuple[int, ...], Beside] = {}

    def raw(self, figures: Figures, section: Words) -> Raw | None:
        """The figure of a column; None where its own block has no label in this row."""
        beside = self._said_beside(figures)
        if figures.labels.get(Role.MEASURE) and not beside.measure.text:
            return None
        said, period = self._time(figures, beside, section)
        return Raw(
            measure=self._measure(figures, beside, section),
            area=self._area(figures, beside, section),
            said=said,
            period=period,
            breakdown=self._breakdown(figures, beside, section),
            unit=beside.unit or figures.heading.unit,
            cell=self.sheet.at(self.number, figures.at),
            at=(self.number, figures.at),
        )

    def _said_beside(self, figures: Figures) -> Beside:
        group = tuple(column for columns in figures.labels.values() for column in columns)
        if group not in self._beside:
            said, period = self._time_of(figures.labels.get(Role.PERIOD, ()))
            self._beside[group] = Beside(
                measure=_joined(self._words(figures, Role.MEASURE)),
                area=self._area_of(self._words(figures, Role.AREA)),
                breakdown=_joined(self._words(figures, Role.BREAKDOWN)),
                unit=next((words.text for words in self._words(figures, Role.UNIT) if words.text), ""),
                said=said,
                period=period,
            )
        return self._beside[group]

    def _words(self, figures: Figures, role: Role) -> list[Words]:
        return [Words(_label(self.cells[column]), (self.number, column)) for column in figures.labels.get(role, ())]

    def _area_of(self, words: list[Words]) -> Words:
        """Of a code and a name the one that is known."""
        known = (word for word in words if word.text and self.places.find(word.text))
        return next(known, next((word for word in words if word.text), words[0] if words else Words()))

    def _time_of(self, columns: tuple[int, ...]) -> tuple[Said, Words]:
        whole = Said()
        for column in columns:
            whole = whole.joined(said_under(self.cells[column], self._head_of(column), self.mapping.times))
        text = " ".join(tidy(self.cells[column]) for column in columns)
        return whole, Words(" ".join(text.split()), (self.number, columns[0] if columns else 1))

    def _head_of(self, column: int) -> str:
        return key(self.sheet.at(self.layout.rows[-1], column)) if self.layout.rows else ""

    @cached_property
    def _head(self) -> int:
        return self.layout.rows[-1] if self.layout.rows else 0

    def _measure(self, figures: Figures, beside: Beside, section: Words) -> Words:
        source = self.mapping.measure.source
        if source is Source.FIXED:
            return Words(self.mapping.measure.fixed)
        if source is Source.SECTION:
            return section
        if source is Source.SHEET:
            return Words(self.sheet.name)
        if source is Source.TITLE:
            return Words(self.layout.subject)
        names = figures.heading.names
        if source is Source.HEADING:
            found = Words(names, (self._head, figures.at))
        elif key(names) not in GENERIC and names and self.mapping.breakdown is None and self.layout.several_names:
            found = Words(f"{beside.measure.text}: {names}", beside.measure.at)
        else:
            found = beside.measure
        return Words(f"{section.text}: {found.text}", found.at) if self.mapping.sectioned and section.text else found

    def _area(self, figures: Figures, beside: Beside, section: Words) -> Words:
        source = self.mapping.area.source
        if source is Source.COLUMN:
            return beside.area
        if source is Source.HEADING:
            return Words(figures.heading.area or figures.heading.names, (self._head, figures.at))
        return section if source is Source.SECTION else Words(self.mapping.area.fixed)

    def _breakdown(self, figures: Figures, beside: Beside, section: Words) -> Words:
        where = self.mapping.breakdown
        if where is None:
            return Words()
        if where.source is Source.HEADING:
            return Words(figures.heading.names, (self._head, figures.at))
        return section if where.source is Source.SECTION else beside.breakdown

    def _time(self, figures: Figures, beside: Beside, section: Words) -> tuple[Said, Words]:
        source, times = self.mapping.period.source, self.mapping.times
        if source is Source.HEADING:  # with a row a year it is a column a month
            said, words = (
                figures.heading.said.with_context(beside.said),
                Words(figures.heading.text, (self._head, figures.at)),
            )
        elif source is Source.COLUMN:
            said, words = beside.said, beside.period
        elif source is Source.SECTION:
            return _with_year(say(section.text, times), self.layout.around), section
        else:
            return Said(), Words(self.sheet.name)
        return _with_year(said.with_context(_of_section(section.text, times)), self.layout.around), words


def _label(cell: Cell) -> str:
    return label(cell) if isinstance(cell, str) else tidy(cell)


def _joined(words: list[Words]) -> Words:
    texts = list(dict.fromkeys(word.text for word in words if word.text))
    texts = [text for text in texts if key(text) not in GENERIC] or texts[:1]
    return Words(": ".join(texts), next((word.at for word in words if word.text), words[0].at if words else (0, 0)))


def _of_section(text: str, times: Times) -> Said:
    """The time that a section heading says, if it says nothing else."""
    said = say(text, times) if text else Said()
    return said if said.anything and not said.rest else Said()


def _with_year(said: Said, around: Said) -> Said:
    return said.with_context(around) if said.anything else said


def labels_of(sheet: Sheet, number: int, columns: dict[int, Role], above: dict[int, Cell]) -> dict[int, Cell]:
    """The labels of a row by column; for a blank one what stands in `above`, which is kept up to date."""
    found: dict[int, Cell] = {}
    for column in columns:
        cell = sheet.at(number, column)
        if is_blank(cell):
            found[column] = above.get(column, "")
        else:
            found[column] = above[column] = cell
    return found
