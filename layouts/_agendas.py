"""What the buttons of an agenda ask for, done; and the code a new meeting takes."""

import re
from collections.abc import Collection

from dashboard.scorecard import meetings
from dashboard.scorecard.board import Board
from dashboard.scorecard.meetings import KINDS, Item, Meeting
from dashboard.store.store import Store

_LONGEST = 25


def slug(title: str | None, date: str | None, taken: Collection[str]) -> str:
    """2026-09-strategic-group, from the month of its day and its title; with a number where that is taken."""
    words = re.sub(r"[^a-z0-9]+", "-", (title or "").casefold()).strip("-")
    code = f"{(date or '').strip()[:7]}-{words or 'meeting'}"[:_LONGEST].strip("-")
    tries = [code, *(f"{code[: _LONGEST - 3].strip('-')}-{n}" for n in range(2, len(taken) + 3))]
    return next(one for one in tries if one not in taken)


def missing(meeting: Meeting, board: Board) -> list[Item]:
    """What can be put on an agenda by its name: matters arising and priorities that are not on it."""
    strategy = board.strategies.get(meeting.strategy)
    there = {(item.kind, item.subject) for item in meeting.agenda}
    return [item for item in (meetings.usual(strategy) if strategy else ()) if (item.kind, item.subject) not in there]


def act(store: Store, board: Board, code: str, name: str, title: str, *, by: str) -> str:
    """Do what a button asks: up-3, down-3, out-3, add-0 or new. Returns what to say. Raises UnknownMeeting, Fixed."""
    meeting = meetings.one(store, code)
    agenda, (kind, _, number) = list(meeting.agenda), name.partition("-")
    place = int(number) if number.isdecimal() else 0
    if kind == "new":
        agenda.append(Item(kind="free", title=" ".join(title.split())[:200] or KINDS["free"]))
        said = f"“{agenda[-1].title}” is on the agenda."
    elif kind == "add":
        agenda += missing(meeting, board)[place : place + 1]
        said = f"“{agenda[-1].title}” is on the agenda."
    elif place >= len(agenda):
        return "The agenda has changed meanwhile."
    else:
        said = _moved(agenda, kind, place)
    meetings.arranged(store, meeting, agenda, by=by)
    return said


def _moved(agenda: list[Item], kind: str, place: int) -> str:
    item = agenda.pop(place)
    if kind == "out":
        return f"“{item.title}” is off the agenda."
    there = max(place - 1, 0) if kind == "up" else min(place + 1, len(agenda))
    agenda.insert(there, item)
    return f"“{item.title}” is item {there + 1} now."
