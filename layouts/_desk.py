"""The desk on which a file is mapped: what was answered so far, the proposal that follows, and saving it."""

import zlib
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from pydantic import ValidationError

from dashboard import areas as register
from dashboard.areas import Areas
from dashboard.errors import SaferError
from dashboard.periods import Period, parse
from dashboard.settings import areas_file
from dashboard.store.pending import Pending
from layouts._view import store
from loaders._book import Book, Sheet, UnreadableFile, open_book
from loaders._job import start
from loaders._mapping.asked import Hints, Question
from loaders._mapping.measured import worded
from loaders._mapping.places import Places
from loaders._mapping.propose import Proposal, propose
from loaders._mapping.remembered import Remembered, remembered
from loaders._mapping.said import Times, settle
from loaders._mapping.spec import LONGEST_LAG, Mapping, Role, Source, to_json
from loaders._mapping.times import say
from loaders._mapping.walk import Walk, Walker

LOOKED_AT = 3000
_LONGEST = 300
_NAMES = ("title", "partner")
_CHOICES = ("sheet", "area", "years", "quarters", "dates", "narrowed", "totals", "title", "partner", "frequency")


@dataclass(frozen=True)
class Desk:
    """A file in the tray with the answers given so far, by the name of their field."""

    file: Pending
    book: Book
    answers: dict[str, str]
    faults: dict[str, str] = field(default_factory=dict)

    @property
    def areas(self) -> Areas:
        return register.read(areas_file())

    @cached_property
    def remembered(self) -> Remembered | None:
        """The mapping that knows this file already; it is what is mended then."""
        found = [(loader.match(self.book), loader) for loader in remembered(store())]
        best = max(found, key=lambda pair: pair[0], default=None)
        return best[1] if best and best[0] else None

    @cached_property
    def hints(self) -> Hints:
        given: dict[str, Any] = {name: self.answers[name] for name in _CHOICES if self.answers.get(name)}
        given = _of_mapping(self.remembered, self.book) | given
        if self.remembered and not self._replaces(given):
            given.pop("code", None)
        roles = {at: role for at in range(1, 200) if (role := _role(self.answers.get(f"role-{at}")))}
        period = _period(self.answers.get("period", ""))
        rows = tuple(int(part) for part in self.answers.get("rows", "").split() if part.isdecimal() and int(part) > 0)
        lag = self.answers.get("lag", "")
        given |= {"lag_days": int(lag)} if lag and "lag" not in self.faults else {}
        more = {"roles": given.pop("roles", {}) | roles, "rows": rows[:4] or None, "period": period and period.key}
        return Hints.model_validate(given | {name: value for name, value in more.items() if value})

    def _replaces(self, given: dict[str, Any]) -> bool:
        """Whether what is saved takes the place of the mapping that knows this file: under its own title."""
        known = self.remembered
        return known is not None and all(given.get(name) == getattr(known.mapping, name) for name in _NAMES)

    @cached_property
    def proposal(self) -> Proposal:
        """What is proposed from the first rows; the whole file is read when it is saved."""
        return propose(_shortened(self.book), self.areas, self.hints)

    @property
    def sheet(self) -> Sheet:
        table = self.proposal.table
        named = next((s for s in self.book.visible if s.name == self.answers.get("sheet")), None)
        whole = table and self.book.sheets[table.sheet.index]
        return whole or named or self.book.visible[0]

    @cached_property
    def mapping(self) -> Mapping | None:
        return self._worded(self.proposal.mapping)

    def _worded(self, mapping: Mapping | None) -> Mapping | None:
        if mapping is None:
            return None
        words = {measure.label: self._said_of(measure.label) for measure in mapping.measures}
        try:
            return worded(mapping, words)
        except ValidationError:
            return mapping

    def _said_of(self, label: str) -> dict[str, str]:
        mark = known_by(label)
        fields = {"title": f"name-{mark}", "unit": f"unit-{mark}", "aggregation": f"sum-{mark}"}
        return {name: self.answers.get(answer, "")[:80] for name, answer in fields.items()}

    @property
    def open_questions(self) -> list[Question]:
        return [q for q in self.proposal.questions if not getattr(self.hints, q.key, None)]

    @cached_property
    def rows(self) -> Walk:
        """Which rows of the shown sheet are figures, and which are left out and why."""
        met = Walk()
        layout = next((found for found in self.proposal.layouts if found.sheet.name == self.sheet.name), None)
        if layout and self.proposal.mapping:
            book = _shortened(self.book)
            walker = Walker(self.proposal.mapping, book, layout, Places(self.areas), met)
            for _ in walker.walk():
                pass
        return met

    def save(self, by: str) -> Mapping:
        """Remember the mapping and check the file once more. Raises SaferError with what is still missing."""
        self._refuse_unfinished()
        whole = propose(self.book, self.areas, self.hints)
        mapping = self._worded(whole.mapping)
        if mapping is None:
            raise SaferError(message="There is no table to read. Choose the sheet and the row of headings.")
        store().mappings.save(code=mapping.code, spec=to_json(mapping), by=by)
        store().pending.again(self.file.token)
        start(store())
        return mapping

    def _refuse_unfinished(self) -> None:
        if self.faults:
            raise SaferError(message=next(iter(self.faults.values())))
        if self.open_questions:
            raise SaferError(message=f"Answer this first: {self.open_questions[0].words}")
        if not (self.hints.title and self.hints.partner):
            raise SaferError(message="Give the return a title, and say which partner sends it.")


def desk(token: str, answers: object) -> Desk:
    """The desk of a file. Raises SaferError when the file is gone or cannot be opened."""
    file = store().pending.one(token)
    content = store().pending.content(token) if file else b""
    if file is None or not content:
        raise SaferError(message="This file is not waiting any more: it was dropped, or it has been kept.")
    try:
        book = _opened(file.sha256, file.file, content)
    except UnreadableFile as error:
        raise SaferError(message=f"{error} {error.hint}") from error
    if not book.visible:
        raise SaferError(message=f"{file.file} has no sheet that can be seen.")
    given = _plain(answers)
    return Desk(file, book, given, _faults(given))


def known_by(label: str) -> str:
    """A measure's label as a part of a field's name."""
    return f"{zlib.crc32(label.encode()):08x}"


def _plain(answers: object) -> dict[str, str]:
    """What the browser sent, as far as it is plain short text."""
    if not isinstance(answers, dict):
        return {}
    pairs = ((str(name)[:40], value) for name, value in list(answers.items())[:600])
    return {name: value.strip() for name, value in pairs if isinstance(value, str) and 0 < len(value) <= _LONGEST}


def _faults(answers: dict[str, str]) -> dict[str, str]:
    """What was answered and cannot be understood, by field."""
    found = {}
    if (said := answers.get("period", "")) and _period(said) is None:
        found["period"] = f"“{said}” is not a period. Write it as Apr–Jun 2025 or FY2025-26-Q1."
    if (lag := answers.get("lag", "")) and not _days(lag):
        found["lag"] = f"“{lag}” is not a number of days. Write a whole number from 0 to {LONGEST_LAG}."
    return found


def _days(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 4 and int(text) <= LONGEST_LAG


def _period(text: str) -> Period | None:
    """A period in the project's own form or in any spelling that partners use."""
    try:
        return parse(text)
    except SaferError:
        return settle(say(text), Times(years="december"))


def _role(text: str | None) -> Role | None:
    return Role(text) if text in set(Role) else None


def _of_mapping(known: Remembered | None, book: Book) -> dict[str, Any]:
    """What a saved mapping says already, for a file that it knows."""
    fits = known.fits(book) if known else []
    if known is None or not fits:
        return {}
    mapping, fit = known.mapping, fits[0]
    roles = {fit.moved.get(c.at, c.at): c.role for c in mapping.columns if fit.moved.get(c.at, c.at)}
    said: dict[str, Any] = mapping.model_dump(include={"title", "partner", "code", "frequency", "lag_days"})
    said["roles"] = roles
    said |= {name: value for name, value in mapping.times.model_dump().items() if isinstance(value, str) and value}
    if mapping.area.source is Source.FIXED and not known.elsewhere(book, fit):
        said["area"] = mapping.area.fixed
    return said | {"sheet": fit.sheet.name, "totals": mapping.totals}


@lru_cache(maxsize=4)
def _opened(_digest: str, name: str, content: bytes) -> Book:
    """The book of a file, kept while somebody works on it."""
    return open_book(content, name)


def _shortened(book: Book) -> Book:
    if all(len(sheet.rows) <= LOOKED_AT for sheet in book.sheets):
        return book
    sheets = [Sheet(sheet.name, sheet.index, sheet.rows[:LOOKED_AT], sheet.hidden) for sheet in book.sheets]
    return Book(book.name, sheets)
