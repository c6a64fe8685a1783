"""What each column of a table holds, by its heading and by what stands below it."""

from collections import Counter
from dataclasses import dataclass, field

from loaders._book import Cell, Sheet, tidy
from loaders._mapping.grid import LOOKED_AT, Kind, headings, is_blank, kind, width
from loaders._mapping.heads import Head
from loaders._mapping.layout import Heading, Parts, understand
from loaders._mapping.places import LOCAL, Places
from loaders._mapping.said import FIRST_SERIAL, Said, Times
from loaders._mapping.spec import Role
from loaders._mapping.times import say
from loaders._mapping.words import (
    AREA,
    BREAKDOWN,
    GENERIC,
    IDENTITY,
    MADE,
    MEASURE,
    UNIT,
    is_extra,
    is_remark,
    is_total,
    key,
    names_period,
)

_PROSE = 45  # letters on average: a column of remarks
_NUMERIC = (Kind.NUMBER, Kind.YEAR, Kind.MARKER)


@dataclass
class Profile:
    """A column as far as it can be told: its heading, its cells on rows of figures, and its role with the reason."""

    at: int
    parts: Parts
    heading: Heading
    cells: list[Cell]
    role: Role | None = None
    why: str = ""
    kinds: Counter[Kind] = field(default_factory=Counter)

    @property
    def name(self) -> str:
        """The lowest part of the heading, reduced."""
        return key(self.parts[-1]) if self.parts else ""

    @property
    def names(self) -> set[str]:
        return {key(part) for part in self.parts}

    @property
    def told(self) -> list[Cell]:
        return [cell for cell in self.cells if not is_blank(cell)]

    @property
    def distinct(self) -> list[str]:
        return list(dict.fromkeys(tidy(cell) for cell in self.told))

    def share(self, *wanted: Kind) -> float:
        return sum(self.kinds[k] for k in wanted) / max(len(self.told), 1)

    def be(self, role: Role, why: str) -> None:
        self.role, self.why = role, why


def profiles(sheet: Sheet, head: Head, times: Times, places: Places) -> list[Profile]:
    """Every column that holds anything below the headings, without a role yet."""
    columns = width(sheet)
    numbered = [n for n in range(head.first, len(sheet.rows) + 1) if _row_of_figures(sheet, n)][:LOOKED_AT]
    found = []
    for at, parts in headings(sheet, head.rows, columns).items():
        cells = [sheet.at(n, at) for n in numbered]
        if not parts and all(is_blank(cell) for cell in cells):
            continue
        heading = understand(parts, times, places, timed=True, placed=True)
        profile = Profile(at, parts, heading, cells)
        profile.kinds = Counter(kind(cell) for cell in profile.told)
        found.append(profile)
    return found


def _row_of_figures(sheet: Sheet, row: int) -> bool:
    return any(kind(cell) in (Kind.NUMBER, Kind.YEAR) for cell in sheet.rows[row - 1])


def assign(columns: list[Profile], places: Places, told: dict[int, Role]) -> None:
    """Give every column its role; `told` has been decided by a person."""
    for column in columns:
        if column.at in told:
            column.be(told[column.at], "as you said")
        else:
            _first_look(column, places)
    _settle_areas(columns, places, told)
    _settle_figures(columns, told)
    _settle_texts(columns, told)


def _first_look(column: Profile, places: Places) -> None:
    if not column.told:
        if column.heading.said.anything:
            column.be(Role.VALUE, "its heading is a period; it is empty so far")
        else:
            column.be(Role.IGNORE, "it is empty")
    elif column.share(*_NUMERIC) >= 0.6 and column.kinds[Kind.NUMBER] + column.kinds[Kind.YEAR]:
        _look_at_numbers(column, places)
    elif column.share(Kind.DATE) >= 0.6:
        role = Role.IGNORE if is_remark(column.name) or MADE.search(column.name) else Role.PERIOD
        column.be(role, "it holds dates" if role is Role.PERIOD else f"“{column.name}” says nothing about the figures")
    else:
        _look_at_texts(column, places)


def _look_at_numbers(column: Profile, places: Places) -> None:
    period_words = names_period(column.name) and not column.heading.said.anything
    if period_words and _numbers_of_time(column):
        column.be(Role.PERIOD, f"its heading is “{tidy(column.parts[-1])}”")
    elif (column.name in IDENTITY and len(column.parts) == 1) or column.name in AREA:
        column.be(Role.AREA if _mostly_areas(column, places) else Role.IGNORE, "it numbers the rows")
    elif column.heading.said.anything:
        name = key(column.heading.names)
        if name and (is_total(name) or is_extra(name)):
            column.be(Role.IGNORE, f"“{column.heading.names}” can be worked out from the other figures")
        else:
            column.be(Role.VALUE, f"its heading says a period: {column.heading.text}")
    elif not column.parts and _counts_rows(column):
        column.be(Role.IGNORE, "it numbers the rows")
    elif is_extra(column.name):
        column.be(Role.IGNORE, f"“{tidy(column.parts[-1])}” judges or explains the figures")
    else:
        column.be(Role.VALUE, "it holds numbers")


def _numbers_of_time(column: Profile) -> bool:
    texts = [tidy(cell) for cell in column.told]
    whole = [int(text) for text in texts if text.isdecimal()]
    if len(whole) < 0.8 * len(texts):
        return False
    low, high = min(whole), max(whole)
    return (low >= 1990 and high <= 2100) or low >= FIRST_SERIAL or (low >= 1 and high <= 12)


def _counts_rows(column: Profile) -> bool:
    numbers = [tidy(cell) for cell in column.told]
    return len(numbers) > 2 and numbers == [str(n) for n in range(1, len(numbers) + 1)]


def _look_at_texts(column: Profile, places: Places) -> None:
    texts = column.distinct
    if MADE.search(column.name):
        column.be(Role.IGNORE, f"“{tidy(column.parts[-1])}” tells of the file, not of the figures")
        return
    says_time = [text for text in texts if _is_time(say(text))]
    if len(says_time) >= 0.6 * len(texts) and not column.names & MEASURE:
        column.be(Role.PERIOD, f"it holds periods such as “{says_time[0]}”")
    elif _mostly_areas(column, places):
        column.be(Role.AREA, f"it holds areas such as {next(t for t in texts if places.find(t))}")
    elif column.names & UNIT:
        column.be(Role.UNIT, "it says what the figures count")
    elif is_remark(column.name) or column.name in IDENTITY:
        column.be(Role.IGNORE, "it holds remarks" if column.name not in IDENTITY else "it numbers the rows")


def _is_time(said: Said) -> bool:
    return said.anything and not said.rest


def _mostly_areas(column: Profile, places: Places) -> bool:
    texts = [text for text in column.distinct if not is_total(key(text))]
    known = [text for text in texts if places.find(text)]
    if column.names & AREA:
        return bool(known) and len(known) >= 0.3 * len(texts)
    return bool(known) and len(known) >= 0.5 * len(texts)


def _settle_areas(columns: list[Profile], places: Places, told: dict[int, Role]) -> None:
    """Where boroughs are named, the force or region that they lie in is not the area of the figures."""
    areas = [c for c in columns if c.role is Role.AREA]
    local = [c for c in areas if any((row := places.find(text)) and row.kind in LOCAL for text in c.distinct)]
    for column in areas:
        if local and column not in local and column.at not in told:
            column.be(Role.IGNORE, "the areas in another column lie within it")


def _settle_figures(columns: list[Profile], told: dict[int, Role]) -> None:
    """Columns beside periods that are headed with none of them are no figures; nor are totals beside areas."""
    values = [c for c in columns if c.role is Role.VALUE]
    timed = [c for c in values if c.heading.said.anything]
    placed = [c for c in values if c.heading.area]
    by_period = bool(timed) and (2 * len(timed) > len(values) or not any(c.role is Role.PERIOD for c in columns))
    for column in values:
        name = key(column.heading.names)
        if column.at in told:
            continue
        if by_period and column not in timed:
            column.be(Role.IGNORE, f"“{column.heading.text or 'no heading'}” is no period, as the other headings are")
        elif timed and not by_period and column in timed:
            column.be(Role.IGNORE, f"“{column.heading.text}” names a period of its own beside the column of periods")
        elif 2 * len(placed) >= len(values) and len(placed) > 1 and not column.heading.area:
            column.be(Role.IGNORE, f"“{column.heading.text}” is no area, as the other headings are")
        elif len(values) > 1 and not timed and is_total(name) and name not in GENERIC and period_total(name):
            column.be(Role.IGNORE, f"“{column.heading.text}” is a total")


def period_total(name: str) -> bool:
    return any(word in name for word in ("ytd", "year", "to date", "cumulative", "change", "average", "variance"))


def _settle_texts(columns: list[Profile], told: dict[int, Role]) -> None:
    """Of the columns of words that are left, those that name measures and those that break them down."""
    values = [c for c in columns if c.role is Role.VALUE]
    names = {key(c.heading.names) for c in values if c.heading.names and not c.heading.area}
    across = len(names) > 1
    left = [c for c in columns if c.role is None]
    for column in left:
        if len(left) > 1 and not column.names & MEASURE and _remarks(column, values):
            column.be(Role.IGNORE, "it holds remarks")
        elif values and column.at > values[-1].at and not column.names & MEASURE and not BREAKDOWN.search(column.name):
            column.be(Role.IGNORE, "it stands behind the figures, and nothing says that it names them")
    left = [c for c in left if c.role is None]
    varying = [c for c in left if len(c.distinct) > 1 or len(left) == 1]
    for column in left:
        if column not in varying and not column.names & MEASURE:
            column.be(Role.IGNORE, f"it says “{(column.distinct or [''])[0]}” in every row")
    for column in [c for c in left if c.role is None]:
        if across and not _measures_by_word(column):
            column.be(Role.BREAKDOWN, "it breaks the figures down; their headings name what is counted")
        elif BREAKDOWN.search(column.name) and not _measures_by_word(column) and _other_measure(column, left, names):
            column.be(Role.BREAKDOWN, f"“{tidy(column.parts[-1])}” breaks the figures down")
        else:
            column.be(Role.MEASURE, "it names what is counted")


def _remarks(column: Profile, values: list[Profile]) -> bool:
    long = sum(map(len, column.distinct)) > _PROSE * len(column.distinct)
    return long and not any(column.at == value.at - 1 for value in values)


def _measures_by_word(column: Profile) -> bool:
    return bool(column.names & MEASURE)


def _other_measure(column: Profile, left: list[Profile], names: set[str]) -> bool:
    """Whether something else says what is counted, so that this column need not."""
    others = [c for c in left if c is not column and c.role in (None, Role.MEASURE) and not BREAKDOWN.search(c.name)]
    return bool(others) or bool(names - GENERIC) or column.name not in ("group", "source", "outcome")
