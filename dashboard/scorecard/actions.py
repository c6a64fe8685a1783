"""Actions and matters arising: what a meeting resolved, who answers for it by when, and how far it is."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from dashboard.metrics.schedule import day as day_words
from dashboard.metrics.schedule import how_late, how_soon
from dashboard.written import Unfit, day, line

Status = Literal["open", "in-progress", "done", "not-actioned", "superseded"]
STATUSES: dict[Status, str] = {
    "open": "Open",
    "in-progress": "In progress",
    "done": "Done",
    "not-actioned": "Not actioned",
    "superseded": "Superseded",
}
# of these nothing more is expected; what was not actioned still is
SETTLED = frozenset({"done", "superseded"})
LONGEST = {"minute": 20, "meeting": 120, "resolution": 2000, "owner": 80, "update": 1000, "who": 80}
LABELS = {
    "minute": "Minute number",
    "meeting": "Meeting",
    "met": "Date of the meeting",
    "resolution": "Resolution",
    "owner": "Owner",
    "due": "Due date",
    "status": "Status",
    "update": "Update",
    "who": "You are",
}
# the code of a meeting and the number of a minute: 2012-09/4.1
REFERENCE = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)/(\S{1,20})")
_MINUTE = re.compile(r"[0-9A-Za-z][0-9A-Za-z.()-]*")
Words = Mapping[str, str]
# whose actions are asked for where nobody answers for them
NOBODY = "nobody"


class Update(BaseModel):
    """What was reported of an action on a day, and by whom."""

    model_config = ConfigDict(frozen=True)
    on: date
    text: str
    by: str


class Action(BaseModel):
    """A resolution of the meeting `code`; `left` says that nobody holds its owner's role any more."""

    model_config = ConfigDict(frozen=True)
    code: str
    minute: str
    meeting: str
    met: date
    resolution: str
    owner: str = ""
    due: date | None = None
    status: Status = "open"
    left: bool = False
    updates: tuple[Update, ...] = ()

    @property
    def reference(self) -> str:
        """The meeting's code and the minute's number: 2012-09/4.1."""
        return f"{self.code}/{self.minute}"

    @property
    def settled(self) -> bool:
        return self.status in SETTLED

    def days_late(self, today: date) -> int:
        """Days since it was due; 0 where it is not late."""
        return max((today - self.due).days, 0) if self.due and not self.settled else 0


def when_due(action: Action, today: date) -> str:
    """12 days late; due in 5 days; nothing where nothing is expected on a day."""
    if action.due is None or action.settled:
        return ""
    late = action.days_late(today)
    return how_late(late) if late else how_soon((action.due - today).days)


def unheld(action: Action) -> str:
    """Why nobody answers for an action; nothing where somebody does, or need not any more."""
    if action.settled:
        return ""
    if not action.owner:
        return "no owner"
    return f"the owner left: nobody is {action.owner} any more" if action.left else ""


def fits(action: Action, asked: Words, today: date) -> bool:
    """Whether an action is among those asked for by status, owner and meeting; the empty word stands for all."""
    status, owner, meeting = (asked.get(name, "") for name in ("status", "owner", "meeting"))
    kinds = {"outstanding": not action.settled, "overdue": action.days_late(today) > 0}
    return (
        kinds.get(status, status in ("", action.status))
        and (owner in ("", action.owner) or (owner == NOBODY and bool(unheld(action))))
        and meeting in ("", action.code)
    )


def ordered(actions: Iterable[Action], today: date) -> list[Action]:
    """The longest overdue first, then by due date; then those without one, and at last the settled, newest first."""
    every = list(actions)
    settled = sorted((a for a in every if a.settled), key=lambda a: (a.met, in_number(a.minute)), reverse=True)
    waiting = sorted((a for a in every if not a.settled), key=lambda a: (a.due or date.max, a.met, in_number(a.minute)))
    return waiting + settled


def in_number(minute: str) -> tuple[tuple[int, str], ...]:
    """4.2 before 4.10."""
    return tuple((int(part) if part.isdecimal() else 0, part) for part in re.split(r"[.()-]", minute))


def drafted(words: Words, *, known: Iterable[Action], today: date, base: Action | None = None) -> Action:
    """The action that is filled in; fields not in `words` are those of `base`. Raises Unfit, naming each field.

    Its meeting's code is that of the same meeting among `known`, else the month of the meeting.
    """
    given = {name: line(words.get(name, "")) for name in LABELS if name in words}
    faults = _missing(given, base) | _too_long(given) | _dates(given, base, today) | _unread(given)
    if faults:
        raise Unfit(faults)
    held = base.model_dump() if base else {}
    values = held | {name: given[name] for name in ("minute", "meeting", "resolution", "owner") if name in given}
    values |= {"met": day(given["met"])} if "met" in given else {}
    values |= {"due": day(given["due"]) if given["due"] else None} if "due" in given else {}
    values |= {"status": status_of(given["status"]) or "open"} if "status" in given else {}
    if base is not None and base.left and values["owner"] != base.owner:
        values["left"] = False
    values.setdefault("code", code_of(str(values["meeting"]), values["met"], known))
    return Action.model_validate(values)


def _missing(given: Words, base: Action | None) -> dict[str, str]:
    needed = {
        "minute": "Give the number of the minute, such as 4.1.",
        "meeting": "Say which meeting it was, such as Strategic group.",
        "met": "Give the date of the meeting, such as 13/9/2012.",
        "resolution": "Write what was resolved or agreed.",
    }
    faults = {name: say for name, say in needed.items() if not given.get(name, "" if base is None else "as before")}
    minute = given.get("minute", "")
    if minute and not _MINUTE.fullmatch(minute):
        faults["minute"] = f"“{minute}” is not the number of a minute. Write it as 4.1: digits, letters and full stops."
    return faults


def _too_long(given: Words) -> dict[str, str]:
    return {
        name: f"{LABELS[name]} has {len(given[name]):,} letters. Use at most {most:,}."
        for name, most in LONGEST.items()
        if len(given.get(name, "")) > most
    }


def _unread(given: Words) -> dict[str, str]:
    status = given.get("status", "")
    if not status or status_of(status):
        return {}
    return {"status": f"“{status}” is not a status. Use one of: {', '.join(STATUSES.values())}."}


def _dates(given: Words, base: Action | None, today: date) -> dict[str, str]:
    faults = {}
    for name in ("met", "due"):
        said = given.get(name, "")
        if said and day(said) is None:
            faults[name] = f"“{said}” is not a date. Write it as 27/3/2026."
    met = day(given["met"]) if "met" in given else base.met if base else None
    due = day(given["due"]) if "due" in given else base.due if base else None
    if met and met > today:
        faults["met"] = f"The meeting of {day_words(met)} is still to come. Correct the date."
    if met and due and due < met:
        faults["due"] = (
            f"The due date, {day_words(due)}, is before the meeting of {day_words(met)}. "
            "Give a later day, or correct the date of the meeting."
        )
    return faults


_SAID: dict[str, Status] = {
    "open": "open", "new": "open", "outstanding": "open", "not started": "open", "ongoing": "in-progress",
    "on going": "in-progress", "in progress": "in-progress", "started": "in-progress", "under way": "in-progress",
    "underway": "in-progress", "done": "done", "complete": "done", "completed": "done", "closed": "done",
    "actioned": "done", "discharged": "done", "not actioned": "not-actioned", "no action": "not-actioned",
    "not done": "not-actioned", "superseded": "superseded", "replaced": "superseded", "withdrawn": "superseded",
    "no longer needed": "superseded",
}  # fmt: skip


def status_of(text: str) -> Status | None:
    """A status by any of the words minutes use for it: ongoing is in progress, closed is done."""
    return _SAID.get(" ".join(re.sub(r"[^a-z]+", " ", text.casefold()).split()))


def code_of(meeting: str, met: date, known: Iterable[Action]) -> str:
    """The code of a meeting: 2012-09, or 2012-09-13 and 2012-09-13-2 where another meeting has it already."""
    codes = {action.code: (action.meeting.casefold(), action.met) for action in known}
    same = next((code for code, held in codes.items() if held == (meeting.casefold(), met)), None)
    if same:
        return same
    tries = [f"{met:%Y-%m}", f"{met:%Y-%m-%d}", *(f"{met:%Y-%m-%d}-{n}" for n in range(2, len(codes) + 3))]
    return next(code for code in tries if code not in codes)


def moved_on(action: Action, words: Words, *, by: str, today: date) -> Action:
    """The action after a report of it: an update, another status, owner or due date. Raises Unfit.

    `left` among the words says that nobody holds the owner's role any more. A change without a word of its own
    says itself.
    """
    changed = drafted(
        {n: words[n] for n in ("status", "owner", "due") if n in words}, known=(), today=today, base=action
    )
    left = words.get("left") == "yes" and bool(changed.owner)
    changed = changed.model_copy(update={"left": left})
    text = line(words.get("update", ""))
    if faults := _too_long({"update": text}):
        raise Unfit(faults)
    if not text and changed == action:
        raise Unfit({"update": "Write what has happened, or change the status, the owner or the due date."})
    said = Update(on=today, text=text or _change(action, changed), by=signed(by))
    return changed.model_copy(update={"updates": (*action.updates, said)})


def _change(before: Action, after: Action) -> str:
    """What changed, in words."""
    said = [f"status now {STATUSES[after.status].lower()}"] if after.status != before.status else []
    if after.owner != before.owner:
        said.append(f"owner now {after.owner}" if after.owner else "no owner any more")
    if after.left != before.left:
        said.append("the owner left" if after.left else "the owner’s role is held again")
    if after.due != before.due:
        said.append(f"due {day_words(after.due)}" if after.due else "no due date any more")
    words = "; ".join(said)
    return words[:1].upper() + words[1:] + "."


def signed(by: str) -> str:
    """An author as an update names one: without the colon that ends the name in a spreadsheet."""
    return line(by).replace(":", " -")[: LONGEST["who"]]


def merged(before: Action, after: Action) -> Action:
    """`after`, with everything that was reported of it before; what is said there again is not said twice."""
    said = {(update.on, update.text) for update in before.updates}
    new = [update for update in after.updates if (update.on, update.text) not in said]
    return after.model_copy(update={"updates": (*before.updates, *new)})
