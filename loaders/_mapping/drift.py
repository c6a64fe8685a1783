"""Whether a sheet still has the headings with which it was mapped, and what has changed in them since."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from dashboard.records import Problem, cell_name
from dashboard.store.decisions import Decision
from loaders._book import Sheet, tidy
from loaders._mapping.grid import Kind, headings, kind, width
from loaders._mapping.layout import recognised_by
from loaders._mapping.places import Places
from loaders._mapping.spec import Column, Mapping, Role, Source
from loaders._mapping.times import say
from loaders._mapping.words import is_extra, is_total, key

CODE = "mapping-drift"
KNOWN_AGAIN = 0.8
SAME_TITLE = 0.75
SEARCHED = 60
LEFT_OUT = "Its figures are left out until that is answered."


@dataclass(frozen=True)
class Change:
    """A heading or label that is not what it was; `at` is its place in words, `was` empty for a new one."""

    at: str
    was: str
    now: str
    shown_was: str
    shown_now: str
    column: int = 0
    role: Role = Role.VALUE

    @property
    def subject(self) -> str:
        return f"{self.at}: {self.was}={self.now}"


def begins(subject: str) -> bool:
    """Whether the subject of a question is about something new, which took the place of nothing."""
    return ": =" in subject


@dataclass
class Fit:
    """A mapping's headings found in a sheet: `rows` hold them, `moved` says where columns now stand (0: nowhere)."""

    sheet: Sheet
    rows: tuple[int, ...]
    share: float
    moved: dict[int, int] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)


def find_fit(mapping: Mapping, sheet: Sheet, places: Places) -> Fit | None:
    """Where the mapping's headings stand in a sheet, if at least four fifths of them still do."""
    wanted = [column for column in mapping.columns if column.heading]
    if not mapping.rows or not wanted:
        return _fit_without_headings(mapping, sheet)
    best: Fit | None = None
    for first in range(1, min(len(sheet.rows), SEARCHED) + 1):
        rows = tuple(first + row - mapping.rows[0] for row in mapping.rows)
        if rows[-1] > len(sheet.rows):
            break
        fit = _fit_at(mapping, sheet, rows, wanted, places)
        if fit.share >= KNOWN_AGAIN and (best is None or fit.share > best.share):
            best = fit
    return best if best and _still_across(mapping, best, places) else None


def _still_across(mapping: Mapping, fit: Fit, places: Places) -> bool:
    """Where periods or areas were headings, at least one still is."""
    parts = [part for found in headings(fit.sheet, fit.rows, width(fit.sheet)).values() for part in found]
    periods = mapping.period.source is Source.HEADING
    areas = mapping.area.source is Source.HEADING
    return (not periods or any(say(part, mapping.times).anything for part in parts)) and (
        not areas or any(places.find(part) for part in parts)
    )


def _fit_without_headings(mapping: Mapping, sheet: Sheet) -> Fit | None:
    """A table without headings of its own is known by the labels of its rows."""
    labels = {key(cell) for row in sheet.rows for cell in row if isinstance(cell, str)} - {""}
    known = [m for m in mapping.measures if m.label in labels or any(m.label.endswith(f" {text}") for text in labels)]
    share = len(known) / len(mapping.measures)
    if share < KNOWN_AGAIN or (len(mapping.measures) < 2 and key(sheet.name) != mapping.sheet):
        return None
    if not mapping.rows or mapping.period.source is not Source.HEADING:
        return Fit(sheet, mapping.rows, share)
    rows_ = range(1, min(len(sheet.rows), SEARCHED) + 1)
    first = max(rows_, key=lambda row: (_timed(mapping, sheet, row), -abs(row - mapping.rows[0])), default=1)
    rows = tuple(first + row - mapping.rows[0] for row in mapping.rows)
    return Fit(sheet, rows, share) if _timed(mapping, sheet, first) else None


def _timed(mapping: Mapping, sheet: Sheet, first: int) -> int:
    """How many columns would be headed with periods if the headings began in this row."""
    rows = tuple(first + row - mapping.rows[0] for row in mapping.rows)
    if rows[-1] > len(sheet.rows):
        return 0
    listed = {column.at for column in mapping.columns}
    tops = headings(sheet, rows, width(sheet))
    return sum(any(say(p, mapping.times).anything for p in parts) for at, parts in tops.items() if at not in listed)


def _fit_at(mapping: Mapping, sheet: Sheet, rows: tuple[int, ...], wanted: list[Column], places: Places) -> Fit:
    parts = headings(sheet, rows, width(sheet))
    tops = {at: " ".join(tidy(part) for part in found) for at, found in parts.items()}
    keys = {at: recognised_by(found) for at, found in parts.items()}
    moved: dict[int, int] = {}
    for column in wanted:
        if keys.get(column.at) == column.heading:
            moved[column.at] = column.at
    for column in [c for c in wanted if c.at not in moved]:
        elsewhere = [at for at, text in keys.items() if text == column.heading and at not in moved.values()]
        if elsewhere:
            moved[column.at] = elsewhere[0]
    fit = Fit(sheet, rows, _share(wanted, moved), moved)
    if mapping.area.source is Source.HEADING:
        tops = {at: text for at, text in tops.items() if not any(places.find(part) for part in parts[at])}
    fit.changes = _changes(mapping, fit, tops, [c for c in wanted if c.at not in moved])
    _place_blank(mapping, fit)
    return fit


def _share(wanted: list[Column], moved: dict[int, int]) -> float:
    """The share of headings found; those of columns that are left out only count where there are no others."""
    telling = [column for column in wanted if column.role is not Role.IGNORE] or wanted
    return sum(column.at in moved for column in telling) / len(telling)


def _place_blank(mapping: Mapping, fit: Fit) -> None:
    """Columns without a heading stand as far from their neighbour as they did."""
    for column in mapping.columns:
        if not column.heading:
            nearest = min((at for at in fit.moved if fit.moved[at]), key=lambda at: abs(at - column.at), default=0)
            fit.moved[column.at] = column.at + (fit.moved[nearest] - nearest if nearest else 0)


def _changes(mapping: Mapping, fit: Fit, tops: dict[int, str], gone: list[Column]) -> list[Change]:
    taken = set(fit.moved.values())
    new = [at for at in tops if at not in taken and _may_be_figures(mapping, fit, at, tops[at])]
    values = [column for column in gone if column.role is Role.VALUE]
    found = []
    for column in gone:
        at = _successor(column, tops, taken, new, values)
        fit.moved[column.at] = at
        if at and column.role is not Role.IGNORE:
            found.append(_change(column, at, tops[at]))
            taken.add(at)
    for at in new:
        if at not in taken:
            letter = cell_name(1, at)[:-1]
            found.append(Change(letter, "", key(tops[at]), "", tops[at], at))
    return found


def _successor(column: Column, tops: dict[int, str], taken: set[int], new: list[int], values: list[Column]) -> int:
    """The column that may be this one under another heading: at its place, or the only new one; 0: none."""
    if column.at in tops and column.at not in taken and tops[column.at]:
        return column.at
    left = [at for at in new if at not in taken]
    return left[0] if column.role is Role.VALUE and len(values) == 1 and len(left) == 1 else 0


def _change(column: Column, at: int, text: str) -> Change:
    return Change(column.letter, column.heading, key(text), column.heading, text, at, column.role)


def _may_be_figures(mapping: Mapping, fit: Fit, at: int, text: str) -> bool:
    """Whether a column that was not there before holds figures under a heading of its own."""
    name = key(text)
    if not name or is_extra(name) or is_total(name):
        return False
    if mapping.period.source is Source.HEADING and say(text, mapping.times).anything:
        return False
    below = [kind(row[at - 1]) for row in fit.sheet.rows[fit.rows[-1] :] if at <= len(row)]
    numbers = sum(k in (Kind.NUMBER, Kind.YEAR) for k in below)
    return numbers > 0 and numbers >= 0.6 * sum(k is not Kind.BLANK for k in below)


def verdict(decisions: Iterable[Decision], subject: str) -> str:
    """How a question about drift was answered: join (the same), apart (another), or "" (not yet)."""
    return next((d.verdict for d in reversed(list(decisions)) if d.code == CODE and d.subject == subject), "")


def title_changed(mapping: Mapping, subject: str) -> bool | None:
    """None if the table tells itself what it counts, or the title says the same; else whether it is another matter."""
    if mapping.measure.source is not Source.FIXED or not mapping.subject or subject == mapping.subject:
        return None
    return SequenceMatcher(None, mapping.subject, subject).ratio() < SAME_TITLE


def question(change: Change, sheet: Sheet, row: int) -> Problem:
    """The question that a change raises, as a warning whose subject is what gets decided."""
    cell = cell_name(row, change.column) if change.column else None
    if change.at == "title":
        words = f"{sheet.name}: the title was “{change.shown_was}”, now “{change.shown_now}”: the same?"
        hint = "Its figures are read as before."
    elif not change.was:
        what = f"column {change.at}" if change.at != "measure" else "a measure"
        words = f"{sheet.name}: {what}, “{change.shown_now}”, is new: is it a measure of its own?"
        hint = LEFT_OUT
    else:
        what = f"column {change.at}" if change.at != "measure" else "a measure"
        words = f"{sheet.name}: {what} was “{change.shown_was}”, now “{change.shown_now}”: the same?"
        hint = LEFT_OUT if change.role is Role.VALUE else "It is read as before."
    return Problem("warning", CODE, words, hint, sheet.name, cell, change.subject)
