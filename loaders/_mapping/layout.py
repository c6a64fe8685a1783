"""A mapping laid over one sheet: which columns hold figures, and what the headings above them say."""

from dataclasses import dataclass, replace
from functools import cached_property

from loaders._book import Book, Cell, Sheet, tidy
from loaders._mapping.grid import headings, is_blank, width
from loaders._mapping.places import Places
from loaders._mapping.said import Said, Times, settle
from loaders._mapping.spec import Mapping, Role, Source
from loaders._mapping.times import say
from loaders._mapping.titles import part_of_year, subject, year_around
from loaders._mapping.words import GENERIC, UNIT_ONLY, is_extra, is_total, key, label

LABELS = (Role.AREA, Role.PERIOD, Role.MEASURE, Role.BREAKDOWN, Role.UNIT)
Parts = tuple[Cell, ...]


@dataclass(frozen=True)
class Heading:
    """What the parts above a column say: a time, an area and other names."""

    said: Said
    area: str = ""
    names: str = ""
    text: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Figures:
    """A column of figures, its heading, and the columns whose labels go with it."""

    at: int
    heading: Heading
    labels: dict[Role, tuple[int, ...]]


@dataclass(frozen=True)
class Layout:
    """A table found in a sheet. `around` is the year that title, sheet or file names, `subject` what the title says
    is counted, where titles name the measures."""

    sheet: Sheet
    rows: tuple[int, ...]
    labels: dict[int, Role]
    figures: tuple[Figures, ...]
    around: Said
    moved: dict[int, int]
    subject: str = ""

    @cached_property
    def several_names(self) -> bool:
        """Whether headings name more than one thing, so that they name measures."""
        return len({names for f in self.figures if key(names := f.heading.names) not in GENERIC}) > 1

    @property
    def first(self) -> int:
        """The first row below the headings."""
        return self.rows[-1] + 1 if self.rows else 1


def understand(parts: Parts, times: Times, places: Places, *, timed: bool, placed: bool) -> Heading:
    """Read a heading: `timed` if headings may say periods, `placed` if they may say areas."""
    said, area, names = Said(), "", []
    for part in parts:
        here = say(part, times) if timed else Said()
        if here.anything:
            said = said.with_context(here) if said.anything else here
            text = _rest_of(part, here) if here.rest else ""
        else:
            text = label(part) if isinstance(part, str) else tidy(part)
        found = places.find(text) if text and placed else None
        if found and (not area or found == places.find(area)):
            area = area or text
        elif text and text not in names:
            names.append(text)
    telling = [name for name in names if key(name) not in GENERIC | UNIT_ONLY]
    unit = next((name for name in names if key(name) in UNIT_ONLY), "") if telling else ""
    return Heading(said, area, ": ".join(telling or names[-1:]), " ".join(tidy(part) for part in parts), unit)


def recognised_by(parts: Parts) -> str:
    """What a heading says besides periods, reduced: by this it is known again in the next file."""
    texts = [said.rest if (said := say(part)).anything else tidy(part) for part in parts]
    return key(" ".join(dict.fromkeys(text for text in texts if text)))[:300]


def _rest_of(part: Cell, said: Said) -> str:
    """The words of a heading that do not tell its time, as they were written."""
    wanted = said.rest.split()
    kept = []
    for word in label(part).split():
        bare = "".join(ch for ch in word.casefold() if ch.isalnum() or ch in "£%")
        if bare and (bare in wanted or bare in "".join(wanted)) and not say(word).anything:
            kept.append(word)
    return " ".join(kept).strip(" -–—:,()") or said.rest


def lay(
    mapping: Mapping,
    book: Book,
    sheet: Sheet,
    places: Places,
    *,
    rows: tuple[int, ...] | None = None,
    moved: dict[int, int] | None = None,
) -> Layout:
    """Lay `mapping` over `sheet`. `rows` are its heading rows there, `moved` where its columns now stand."""
    rows = mapping.rows if rows is None else rows
    moved = moved or {}
    before = rows[0] if rows else 1
    roles = {moved.get(column.at, column.at): column.role for column in mapping.columns if moved.get(column.at, 1)}
    labels = {at: role for at, role in sorted(roles.items()) if role in LABELS}
    corner = sheet.at(rows[-1], min(labels)) if rows and labels else ""
    around = year_around(book, sheet, before if rows else 4, corner)
    part = part_of_year(book, sheet, before)[0] if mapping.times.narrowed else Said()
    found = []
    for at, parts in headings(sheet, rows, width(sheet)).items():
        heading = _heading(mapping, parts, places, part)
        if _holds_figures(mapping, roles.get(at), heading, around):
            found.append((at, heading))
    columns = [at for at, _ in found]
    figures = tuple(Figures(at, heading, _labels_of(at, labels, columns)) for at, heading in found)
    by_title = mapping.measure.source is Source.TITLE
    about = subject(book, sheet, before, places) if by_title else ""
    return Layout(sheet, rows, labels, figures, around, moved, about)


def _heading(mapping: Mapping, parts: Parts, places: Places, part: Said) -> Heading:
    timed = mapping.period.source is Source.HEADING
    heading = understand(parts, mapping.times, places, timed=timed, placed=mapping.area.source is Source.HEADING)
    if part.anything and heading.said.anything:
        return replace(heading, said=heading.said.with_context(part))
    return heading


def _holds_figures(mapping: Mapping, role: Role | None, heading: Heading, around: Said) -> bool:
    if role is not None:
        return role is Role.VALUE
    if mapping.area.source is Source.HEADING and heading.area:
        return True
    if mapping.period.source is not Source.HEADING or not heading.said.anything:
        return False
    if heading.said.has_year and settle(heading.said.with_context(around), mapping.times) is None:
        return False
    name = key(heading.names)
    return not is_extra(name) and not is_total(name)


def _labels_of(at: int, labels: dict[int, Role], figures: list[int]) -> dict[Role, tuple[int, ...]]:
    """For each role the label columns of the nearest group to the left, else to the right.

    Groups are parted by columns of figures: in tables side by side each block has its own.
    """
    found: dict[Role, tuple[int, ...]] = {}
    for role in LABELS:
        mine = [column for column, its in labels.items() if its is role]
        left = [column for column in mine if column < at]
        if left:
            group = [column for column in left if not any(column < other < left[-1] for other in figures)]
            found[role] = tuple(group)
        elif mine:
            group = [column for column in mine if not any(mine[0] < other < column for other in figures)]
            found[role] = tuple(group)
    return found


def blank_row(sheet: Sheet, row: int) -> bool:
    return all(is_blank(cell) for cell in sheet.rows[row - 1])
