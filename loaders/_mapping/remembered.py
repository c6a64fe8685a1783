"""A mapping that was saved, as a loader among the others: it knows its files again and asks about what has changed."""

from functools import lru_cache

from dashboard import areas as register
from dashboard.areas import Areas
from dashboard.records import Problem, Reading, SourceSpec
from dashboard.settings import areas_file
from dashboard.store.decisions import Decision
from dashboard.store.store import Store
from loaders._book import Book
from loaders._mapping import titles
from loaders._mapping.drift import Change, Fit, find_fit, question, title_changed, verdict
from loaders._mapping.labels import named, share_known
from loaders._mapping.layout import Layout, lay
from loaders._mapping.left import left
from loaders._mapping.measured import decoy
from loaders._mapping.places import Places
from loaders._mapping.read import read_layouts
from loaders._mapping.spec import Column, Mapping, Role, Source, from_json
from loaders._mapping.tables import tables
from loaders._mapping.walk import Walk, Walker
from loaders._mapping.words import is_total, key

HALF = 0.5


class Remembered:
    """A saved mapping with the decisions on its questions."""

    def __init__(self, mapping: Mapping, decisions: tuple[Decision, ...] = ()) -> None:
        self.mapping, self.decisions = mapping, decisions
        self.SOURCE: SourceSpec = mapping.source

    def recognise(self, book: Book) -> str | None:
        """Its headings, in at least four of five places."""
        fits = self.fits(book)
        if not fits:
            return None
        where = f"{fits[0].sheet.name} row {fits[0].rows[0]}" if fits[0].rows else fits[0].sheet.name
        return f"{where} has the headings of “{self.mapping.title}” as {self.mapping.partner} sends it"

    def match(self, book: Book) -> float:
        """How well it fits, to choose between mappings: 0 not at all; its sheet's own name and more headings count."""
        return max((self._worth(book, fit) for fit in self.fits(book)), default=0.0)

    def _worth(self, book: Book, fit: Fit) -> float:
        named = 0.1 * (key(fit.sheet.name) == self.mapping.sheet) + 0.01 * len(fit.rows)
        return fit.share + named - (HALF if self.elsewhere(book, fit) else 0.0)

    def elsewhere(self, book: Book, fit: Fit) -> bool:
        """Whether the file names another area than the one that was said for all files of its partner."""
        where = self.mapping.area
        if where.source is not Source.FIXED:
            return False
        places = Places(register.read(areas_file()))
        named, _ = titles.area(book, fit.sheet, fit.rows[0] if fit.rows else 1, places)
        said = places.find(where.fixed)
        return named is not None and said is not None and named.code not in (said.code, self.mapping.around)

    def read(self, book: Book, areas: Areas) -> Reading:
        """Its figures, and a question for every heading, label or title that is not what it was."""
        places = Places(areas)
        problems: list[Problem] = []
        mapping, layouts = self.mapping, []
        fits = self.fits(book)
        for fit in fits:
            mapping, layout = self._lay(mapping, book, fit, places, problems)
            layouts.append(layout)
        reading = read_layouts(mapping, book, layouts, areas, self.recognise(book) or "")
        reading.problems = [*problems, *reading.problems]
        reading.notes += left(book, (fit.sheet for fit in fits), Places(areas))
        return reading

    def fits(self, book: Book) -> list[Fit]:
        """The sheets to be read: the best one, or all of them where a mapping is for every sheet of its layout."""
        places = Places(register.read(areas_file()))
        parts = (part for sheet in book.visible for part in tables(sheet, places))
        found = [fit for part in parts if (fit := find_fit(self.mapping, part, places))]
        found = [fit for fit in found if self._same_matter(book, fit, places)]
        if self.mapping.every:
            return [fit for fit in found if not (decoy(fit.sheet.name) or is_total(key(fit.sheet.name)))]
        found.sort(key=lambda fit: (key(fit.sheet.name) != self.mapping.sheet, -fit.share))
        return found[:1]

    def _same_matter(self, book: Book, fit: Fit, places: Places) -> bool:
        """Whether the title, or else the labels, are about what was mapped."""
        subject = key(titles.subject(book, fit.sheet, fit.rows[0] if fit.rows else 1, places))
        if title_changed(self.mapping, subject):
            return False
        if self.mapping.measure.source is Source.FIXED:
            return True
        if self.mapping.measure.source is Source.SHEET:
            return share_known(self.mapping, [fit.sheet.name]) > 0
        if self.mapping.measure.source is Source.TITLE:
            return share_known(self.mapping, [subject]) > 0
        layout = lay(self.mapping, book, fit.sheet, places, rows=fit.rows, moved=fit.moved)
        return share_known(self.mapping, self._labels(self.mapping, book, layout, places).values()) >= HALF

    def _labels(self, mapping: Mapping, book: Book, layout: Layout, places: Places) -> dict[str, str]:
        raws = Walker(mapping, book, layout, places, Walk()).walk()
        return {key(raw.measure.text): raw.measure.text for raw in raws if raw.measure.text}

    def _lay(
        self, mapping: Mapping, book: Book, fit: Fit, places: Places, problems: list[Problem]
    ) -> tuple[Mapping, Layout]:
        row = fit.rows[-1] if fit.rows else 1
        subject = titles.subject(book, fit.sheet, fit.rows[0] if fit.rows else 1, places)
        changes = list(fit.changes)
        if title_changed(mapping, key(subject)) is False:
            changes.append(Change("title", mapping.subject, key(subject), mapping.subject, subject))
        for change in changes:
            self._settle(change, fit, row, problems)
        if new := [change.column for change in changes if self._own(change)]:
            columns = [column for column in mapping.columns if fit.moved.get(column.at) not in new]
            columns += [_column(at) for at in new]
            mapping = mapping.model_copy(update={"columns": tuple(columns)})
            fit.moved |= {at: at for at in new}
        layout = lay(mapping, book, fit.sheet, places, rows=fit.rows, moved=fit.moved)
        if mapping.measure.source is Source.FIXED:
            return mapping, layout
        given = {c.now: (c.was, answer) for c in changes if c.column and (answer := verdict(self.decisions, c.subject))}
        found = named(mapping, self._labels(mapping, book, layout, places), self.decisions, given)
        problems += [question(change, fit.sheet, row) for change in found.changes]
        return found.mapping, layout

    def _settle(self, change: Change, fit: Fit, row: int, problems: list[Problem]) -> None:
        """Ask, unless it was answered; figures under a heading that may be another's are left out until then."""
        answer = verdict(self.decisions, change.subject)
        if not answer:
            problems.append(question(change, fit.sheet, row))
        if change.role is Role.VALUE and change.was and answer != "join":
            fit.moved = {was: 0 if now == change.column else now for was, now in fit.moved.items()}
        if answer == "apart" and change.role is not Role.VALUE:
            what = f"{fit.sheet.name}: column {change.at} no longer holds what it did (“{change.shown_was}”)."
            hint = "Map the file again, and save it under the same title."
            problems.append(Problem("error", "mapping-broken", what, hint, fit.sheet.name))

    def _own(self, change: Change) -> bool:
        answered = verdict(self.decisions, change.subject) == "apart"
        return answered and change.column > 0 and change.role is Role.VALUE


def _column(at: int) -> Column:
    return Column(at=at, role=Role.VALUE)


def mappings(store: Store) -> list[Mapping]:
    """Every saved mapping, the newest first."""
    return [_mapping(row.code, row.spec) for row in reversed(store.mappings.standing())]


@lru_cache(maxsize=256)
def _mapping(code: str, spec: str) -> Mapping:
    """Pages ask for the mappings as often as they are drawn."""
    return from_json(spec, file=code)


def remembered(store: Store) -> list[Remembered]:
    """Every saved mapping, the newest first, each with the decisions on its questions."""
    decisions = store.decisions.standing()
    return [Remembered(m, tuple(d for d in decisions if d.source == m.code)) for m in mappings(store)]
