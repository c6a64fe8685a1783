"""A list of actions from a spreadsheet: columns found by meaning, every fault named by row and cell, all or nothing."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from dashboard.records import Problem, cell_name
from dashboard.scorecard.actions import LONGEST, REFERENCE, Action, Update, drafted, signed
from dashboard.written import Unfit, day, line
from loaders._book import Cell, Sheet, UnreadableFile, open_book, tidy
from loaders._match import Header, first_header

MOST = 5_000
WANTED: dict[str, Iterable[str]] = {
    "minute": ("Minute", "Minute number", "Minute no", "Minute ref", "Item", "Item number", "No", "Number"),
    "meeting": ("Meeting", "Meeting title", "Name of meeting", "Group"),
    "met": ("Meeting date", "Date of meeting", "Date of the meeting", "Date"),
    "resolution": ("Resolution", "Resolved", "Agreed", "Resolved / agreed", "Decision", "Action", "Action agreed"),
}
OPTIONAL: dict[str, Iterable[str]] = {
    "reference": ("Reference", "Ref"),
    "owner": ("Owner", "Action owner", "Lead", "Proposed lead", "Responsible", "By whom", "Who"),
    "due": ("Due date", "Due", "By when", "Deadline", "Target date", "Complete by"),
    "status": ("Status", "State", "Progress"),
    "left": ("Owner left", "Owner has left"),
    "updates": ("Updates", "Update", "Latest update", "Comments"),
}
_YES = frozenset({"yes", "y", "true", "1", "x", "owner left", "left"})
# Crime analyst's report of a day, as it is written out: 15 Oct 2012, Crime analyst: Corrected.
_DATED = re.compile(r"\s*([\d/.-]{6,10}|\d{1,2} [A-Za-z]{3,9} \d{4}),\s*([^:\n]{1,80}):\s*(.+)")
# the mark that keeps a spreadsheet program from taking a text for a formula
_GUARDED = re.compile(r"'(?=['=+\-@\t\r\n\0＝＋－＠])")


@dataclass
class Listed:
    """The actions of a list, and what is wrong with it; with a problem nothing of it is taken."""

    actions: list[Action] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_actions(content: bytes, name: str, *, known: Sequence[Action], by: str, today: date) -> Listed:
    """Read a csv or spreadsheet of actions. `known` are those that stand: a column it has not leaves theirs.

    An update without a day of its own is dated `today` and signed `by`.
    """
    try:
        book = open_book(content, name)
    except UnreadableFile as error:
        return Listed(problems=[Problem("error", error.code, str(error), error.hint)])
    header = first_header(book, WANTED, OPTIONAL)
    if header is None:
        return Listed(problems=[_no_headings(name)])
    found = _Reader(header, {action.reference: action for action in known}, by, today)
    for number, row in header.sheet.numbered(header.row + 1):
        if any(tidy(cell) for cell in row):
            found.take(number)
    if not found.rows:
        found.fault("no-rows", (header.row + 1, 1), "is empty: the list holds no actions", "Fill in a row for each.")
    return Listed(problems=found.listed.problems) if found.listed.problems else found.listed


def _no_headings(name: str) -> Problem:
    what = f"{name} has no row headed Minute, Meeting, Meeting date and Resolution."
    more = "Owner, Due date, Status and Updates may stand beside them. `safer actions export` writes such a list."
    return Problem("error", "no-headings", what, more)


class _Reader:
    """Rows read so far, by the reference of their action."""

    def __init__(self, header: Header, standing: dict[str, Action], by: str, today: date) -> None:
        self.header, self.sheet, self.by, self.today = header, header.sheet, by, today
        self.standing, self.read = standing, dict[str, tuple[int, Action]]()
        self.listed, self.rows = Listed(), 0

    def take(self, number: int) -> None:
        self.rows += 1
        if self.rows > MOST:
            if self.rows == MOST + 1:
                self.fault("too-long", (number, 1), f"is past {MOST:,} actions", "Send the list in parts.")
            return
        words = {name: _text(self.sheet, number, column) for name, column in self.header.columns.items()}
        updates = list(self._updates(number, words.pop("updates", "")))
        action = self._action(number, words)
        if action is None:
            return
        before, _ = self.read.get(action.reference, (0, None))
        if before:
            what = f"repeats minute {action.minute} of the meeting, already in row {before}"
            self.fault("duplicate-key", self.place("minute", number), what, "Delete the row that is there twice.")
            return
        action = action.model_copy(update={"updates": tuple(self._fresh(action, updates))})
        self.read[action.reference] = (number, action)
        self.listed.actions.append(action)

    def _action(self, number: int, words: dict[str, str]) -> Action | None:
        """The row's action, or none and its faults."""
        reference = words.pop("reference", "")
        if reference and not REFERENCE.fullmatch(reference):
            what = f"holds “{reference}”, which is not a reference"
            self.fault("bad-reference", self.place("reference", number), what, "Write it as 2012-09/4.1, or leave it.")
            return None
        known = [*self.standing.values(), *(action for _, action in self.read.values())]
        try:
            made = drafted(words, known=known, today=self.today)
        except Unfit as error:
            for name, why in error.faults.items():
                self.fault("not-an-action", self.place(name, number), f"cannot be taken. {why}".rstrip("."), "")
            return None
        code = reference.split("/")[0] if reference.endswith(f"/{made.minute}") else made.code
        return self._completed(made.model_copy(update={"code": code}), words)

    def _completed(self, made: Action, words: dict[str, str]) -> Action:
        """With what the list has no column for taken from what stands."""
        before = self.standing.get(made.reference)
        left = words.get("left", "").casefold() in _YES and bool(made.owner)
        made = made.model_copy(update={"left": left})
        absent = {name for name in ("owner", "due", "status", "left") if name not in words}
        return made.model_copy(update={name: getattr(before, name) for name in absent}) if before else made

    def _updates(self, number: int, said: str) -> Iterator[tuple[date | None, str, str]]:
        """Each line of the cell: its day, its author and its words."""
        for part in said.split("\n"):
            match = _DATED.fullmatch(part)
            on = day(match[1]) if match else None
            if on and on > self.today:
                what = f"holds an update of {match[1] if match else ''}, which is still to come"
                self.fault("future-period", self.place("updates", number), what, "Correct its date.")
            text = line(match[3] if match and on else part)
            if len(text) > LONGEST["update"]:
                what = f"holds an update of {len(text):,} letters"
                self.fault("too-long", self.place("updates", number), what, f"Use at most {LONGEST['update']:,}.")
            if text:
                yield on, line(match[2]) if match and on else self.by, text

    def _fresh(self, action: Action, updates: list[tuple[date | None, str, str]]) -> Iterator[Update]:
        """An update without a day is known by its words: it is not taken a second time."""
        before = self.standing.get(action.reference)
        said = {update.text for update in before.updates} if before else set()
        for on, by, text in updates:
            if on or text not in said:
                yield Update(on=on or self.today, text=text, by=signed(by))

    def place(self, name: str, number: int) -> tuple[int, int]:
        return number, self.header.columns.get("updates" if name == "update" else name, 1)

    def fault(self, code: str, place: tuple[int, int], what: str, hint: str) -> None:
        where = cell_name(*place)
        said = f"{self.sheet.name}!{where} (row {place[0]}) {what}."
        self.listed.problems.append(Problem("error", code, said, hint, self.sheet.name, where))


def _text(sheet: Sheet, row: int, column: int) -> str:
    """A cell as text: days as days, line breaks kept, the guard against formulas taken off."""
    cell: Cell = sheet.at(row, column)
    if isinstance(cell, (date, datetime)):
        return f"{cell:%Y-%m-%d}"
    if isinstance(cell, str):
        return _GUARDED.sub("", cell, count=1) if cell[:1] == "'" else cell
    return tidy(cell)
