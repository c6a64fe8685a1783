"""An action plan as a partnership keeps it in a spreadsheet: its headings found by meaning, every fault by its cell."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dashboard.errors import BadPeriod
from dashboard.periods import Grain, Period, parse
from dashboard.records import Problem, cell_name
from dashboard.scorecard.commitments import ACHIEVED, NUMBER, Commitment, Progress, faults, read_status
from dashboard.scorecard.plan import Planned
from dashboard.strategy import Strategy
from dashboard.written import day as day_of_text
from dashboard.written import in_reach
from loaders._book import Book, Sheet, UnreadableFile, folded, open_book, tidy
from loaders._grammar import period as read_period

# what each column may be headed, as `folded` reduces it; the first is what an export writes
HEADINGS: dict[str, tuple[str, ...]] = {
    "priority": ("priority", "priority area", "strategic priority", "theme"),
    "number": ("number", "no", "ref", "reference", "commitment number", "action number", "recommendation number"),
    "section": ("section", "heading", "objective", "part"),
    "text": ("commitment", "action", "recommendation", "promise", "what we will do", "what we said we would do"),
    "partners": ("partners", "partner", "partner agencies", "partner agency", "with"),
    "lead": ("lead", "proposed lead", "lead agency", "lead officer", "lead role", "owner", "responsible"),
    "start": ("start", "start date", "from", "begins"),
    "due": ("due", "due date", "by when", "deadline", "timescale", "target date", "complete by"),
    "measure": ("measure", "indicator", "indicator code", "measured by", "serves"),
    "quarter": ("quarter", "period", "reporting period"),
    "status": ("status", "rag", "rag status", "rag rating"),
    "achieved": ("achieved", "achieved this period"),
    "outlook": ("outlook", "qualifier", "still to do", "more to do", "next steps", "next"),
    "narrative": ("narrative", "progress", "update", "comment", "comments", "commentary", "what happened"),
    "evidence": ("evidence", "evidence link", "link"),
}
NEEDED = ("number", "text")
_SAID = {
    "yes": "yes",
    "y": "yes",
    "true": "yes",
    "no": "no",
    "n": "no",
    "false": "no",
    "partly": "partly",
    "part": "partly",
}
HINT = "Mend the cell, then import the file again: nothing was kept."


@dataclass
class Plan:
    """What a file holds: its commitments, all that is wrong with it, and notes on what was left out."""

    rows: list[Planned] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_plan(content: bytes, name: str, *, strategy: Strategy, quarter: Period | None, today: dt.date) -> Plan:
    """The action plan in a file; `quarter` is that of statuses whose row names none. Never raises for what it holds."""
    try:
        book = open_book(content, name)
    except UnreadableFile as error:
        return Plan(problems=[Problem("error", error.code, str(error), error.hint)])
    found = _header(book)
    if found is None:
        needed = " and ".join(f"“{HEADINGS[one][0]}”" for one in NEEDED)
        said = f"{name} has no row with the headings {needed}."
        return Plan(problems=[Problem("error", "no-headings", said, "Name the columns so, then import it again.")])
    return _Reader(*found, strategy, quarter, today).read()


def _header(book: Book) -> tuple[Sheet, int, dict[str, int]] | None:
    """The sheet and the row in which the headings stand, and the column of each."""
    for sheet in book.visible:
        for number, heads in enumerate(sheet.headings, 1):
            columns = {name: column for name in HEADINGS if (column := _column(heads, HEADINGS[name]))}
            if all(name in columns for name in NEEDED):
                return sheet, number, columns
    return None


def _column(heads: Mapping[str, int], words: tuple[str, ...]) -> int:
    return next((heads[word] for word in words if word in heads), 0)


@dataclass
class _Reader:
    sheet: Sheet
    head: int
    columns: dict[str, int]
    strategy: Strategy
    quarter: Period | None
    today: dt.date
    plan: Plan = field(default_factory=Plan)
    seen: dict[tuple[str, str], int] = field(default_factory=dict)

    def read(self) -> Plan:
        self._left_out()
        for row, cells in self.sheet.numbered(self.head + 1):
            if any(tidy(cell) for cell in cells):
                self._row(row)
        if not self.plan.rows and not self.plan.problems:
            said = f"{self.sheet.name} has headings but no commitment beneath them."
            self.plan.problems.append(Problem("error", "no-rows", said, HINT, self.sheet.name))
        return self.plan

    def _left_out(self) -> None:
        known = set(self.columns.values())
        for column, cell in enumerate(self.sheet.rows[self.head - 1], 1):
            if tidy(cell) and column not in known:
                self.plan.notes.append(
                    f"{self.sheet.address(self.head, column)}: the column “{tidy(cell)}” is not read."
                )

    def _row(self, row: int) -> None:
        before = len(self.plan.problems)
        number, priority = self._number(row), self._priority(row)
        commitment = Commitment(
            text=self._text(row, "text"),
            section=self._text(row, "section"),
            partners=tuple(part for part in map(str.strip, re.split(r"[;\n]", self._raw(row, "partners"))) if part),
            lead=self._text(row, "lead"),
            start=self._day(row, "start"),
            due=self._day(row, "due"),
            measure=self._text(row, "measure"),
        )
        progress = self._progress(row)
        quarter = self._quarter(row, progress) if progress else None
        measures = {indicator.code for indicator in self.strategy.indicators}
        found = faults(commitment, progress, quarter=quarter, today=self.today, measures=measures)
        for name, said in found.items():
            self._fault(row, name, f"Commitment {number or '(without a number)'} {said}")
        self._once(row, priority, number)
        if len(self.plan.problems) == before:
            self.plan.rows.append(Planned(priority, number, commitment, progress, quarter))

    def _number(self, row: int) -> str:
        text = self._text(row, "number")
        if not NUMBER.fullmatch(text):
            found = f"“{text}” is no number of a commitment." if text else "This row has no number."
            self._fault(row, "number", f"{found} Number it as 1.1 or S1.")
        return text

    def _priority(self, row: int) -> str:
        text, priorities = self._text(row, "priority"), self.strategy.priorities
        if not text and len(priorities) == 1:
            return priorities[0].code
        found = next((p.code for p in priorities if folded(text) in (folded(p.code), folded(p.title))), "")
        if not found:
            known = ", ".join(p.code for p in priorities)
            what = f"“{text}” is no priority of {self.strategy.title}." if text else "This row names no priority."
            self._fault(row, "priority", f"{what} The priorities are: {known}.")
        return found

    def _progress(self, row: int) -> Progress | None:
        text = self._text(row, "status")
        said = {name: self._text(row, name) for name in ("outlook", "narrative", "evidence")}
        achieved = self._text(row, "achieved")
        if not text:
            if filled := [name for name, value in {**said, "achieved": achieved}.items() if value]:
                self._fault(
                    row, "status", f"This row has {_article(filled[0])} but no status. Give one, or empty that cell."
                )
            return None
        found = read_status(text)
        if found is None:
            self._fault(row, "status", f"“{text}” is no status. Write red, amber, green, complete or not started.")
            return None
        status, done, ahead = found
        if achieved and folded(achieved) not in _SAID:
            self._fault(row, "achieved", f"“{achieved}” does not say whether it is achieved. Write yes, partly or no.")
        done = next((one for one in ACHIEVED if one and one == _SAID.get(folded(achieved))), done)
        return Progress(status=status, achieved=done, **said | {"outlook": said["outlook"] or ahead})

    def _quarter(self, row: int, progress: Progress) -> Period | None:
        cell = self._at(row, "quarter")
        if not tidy(cell):
            if self.quarter is None:
                self._fault(row, "quarter", "This row has a status but no quarter. Add the quarter, or use --quarter.")
            return self.quarter
        found = _period(cell)
        if found is None or found.grain is not Grain.QUARTER:
            self._fault(row, "quarter", f"“{tidy(cell)}” is no quarter. Write it as FY2020-21-Q4 or Jan–Mar 2021.")
            return None
        return found

    def _day(self, row: int, name: str) -> dt.date | None:
        cell = self._at(row, name)
        if not tidy(cell):
            return None
        found = read_day(cell)
        if found is None:
            self._fault(row, name, f"“{tidy(cell)}” is no day. Write it as 31/03/2021.")
        return found

    def _once(self, row: int, priority: str, number: str) -> None:
        if not (priority and number):
            return
        first = self.seen.setdefault((priority, number), row)
        if first != row:
            self._fault(row, "number", f"Commitment {number} stands in row {first} already. Number it differently.")

    def _at(self, row: int, name: str) -> Any:
        return self.sheet.at(row, self.columns[name]) if name in self.columns else ""

    def _raw(self, row: int, name: str) -> str:
        """A cell's text with its line breaks, without the mark that keeps a spreadsheet from running it."""
        cell = self._at(row, name)
        text = cell if isinstance(cell, str) else tidy(cell)
        return text[1:] if re.match(r"'[=+\-@\t\r]", text) else text

    def _text(self, row: int, name: str) -> str:
        return tidy(self._raw(row, name))

    def _fault(self, row: int, name: str, said: str) -> None:
        cell = cell_name(row, self.columns.get(name, self.columns["number"]))
        self.plan.problems.append(Problem("error", f"commitment-{name}", said, HINT, self.sheet.name, cell))


def read_day(cell: Any) -> dt.date | None:
    """A cell as a day between 1998 and 2100; None where it is none."""
    if isinstance(cell, dt.datetime):
        return in_reach(cell.date())
    return in_reach(cell) if isinstance(cell, dt.date) else day_of_text(tidy(cell))


def _period(cell: Any) -> Period | None:
    try:
        return parse(tidy(cell))
    except BadPeriod:
        return read_period(cell)


def _article(name: str) -> str:
    return {"outlook": "an outlook", "evidence": "evidence", "achieved": "an entry under achieved"}.get(
        name, f"a {name}"
    )
