"""Meetings: an agenda over a strategy, a quarter and an area, and the moment at which what it saw was frozen."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal

from pydantic import Field, ValidationError

from dashboard.declared import Code
from dashboard.errors import BadMoment, Overtaken, SaferError
from dashboard.scorecard.board import Board
from dashboard.scorecard.models import Model
from dashboard.store.moments import iso, moment
from dashboard.store.named import MEETING
from dashboard.store.notes import Note
from dashboard.store.store import Store
from dashboard.strategy import Strategy

Kind = Literal["matters", "priority", "exceptions", "reports", "free"]
# what an agenda can hold: what each item is called where it has no title of its own
KINDS: Mapping[Kind, str] = {
    "matters": "Matters arising",
    "exceptions": "Exceptions",
    "priority": "Priority",
    "reports": "Reports of sub-groups",
    "free": "Another item",
}
_FIRST: tuple[Kind, ...] = ("matters", "exceptions")


class UnknownMeeting(SaferError):
    template = "There is no meeting “{code}”. The meetings page, or `safer meeting list`, lists them."


class BadMeeting(SaferError):
    template = "{field}: {why}"


class Fixed(SaferError):
    template = "“{title}” was frozen on {when} by {by}. It stays as it was; nothing has changed."


class Item(Model):
    """An item of an agenda: of a priority its code is the `subject`; a free item has its words in `text`."""

    kind: Kind
    title: str = Field(min_length=1, max_length=200)
    subject: str = ""
    text: str = Field("", max_length=4000)


class Frozen(Model):
    """The moment (ISO 8601, UTC, fit for an address as it is) that a meeting names, and who froze it."""

    moment: str
    by: str


class Meeting(Model):
    """A meeting as it stands; `note` is the id of the note that says so, for those who want to change it."""

    code: Code = Field(exclude=True)
    title: str = Field(min_length=1, max_length=200)
    date: date
    strategy: str
    quarter: str
    area: str
    agenda: tuple[Item, ...] = ()
    frozen: Frozen | None = None
    note: int | None = Field(None, exclude=True)

    @property
    def as_at(self) -> str | None:
        """What `as_at` says of it: its code once it is frozen."""
        return self.code if self.frozen else None

    def document(self) -> dict[str, object]:
        """As `safer meeting list --json` prints it."""
        return {"code": self.code} | self.model_dump(mode="json")


def usual(strategy: Strategy) -> tuple[Item, ...]:
    """The agenda a meeting begins with: matters arising, exceptions, every priority in the strategy's order, and what
    sub-groups report."""
    first = (Item(kind=kind, title=KINDS[kind]) for kind in _FIRST)
    priorities = (Item(kind="priority", title=p.title, subject=p.code) for p in strategy.priorities)
    return (*first, *priorities, Item(kind="reports", title=KINDS["reports"]))


def made(code: str, **words: object) -> Meeting:
    """A meeting from words as they were typed. Raises BadMeeting naming the field and the remedy."""
    _no_date(code)
    try:
        return Meeting.model_validate({"code": code, **words})
    except ValidationError as fault:
        field = str(fault.errors()[0]["loc"][0])
        raise BadMeeting(field=field.capitalize(), why=_REMEDIES.get(field, str(fault.errors()[0]["msg"]))) from fault


def planned(board: Board, code: str, *, title: str, date: str, **asked: str | None) -> Meeting:
    """A new meeting on a strategy, with a quarter (the newest with figures) and an area (the board's own), and the
    usual agenda. Raises BadMeeting, UnknownStrategy, UnknownArea, BadPeriod."""
    view = board.view(asked["strategy"] or "", asked.get("quarter") or None, asked.get("area") or None)
    words = {"strategy": view.strategy.code, "quarter": view.quarter.key, "area": view.area}
    return made(code, title=title.strip(), date=date, agenda=usual(view.strategy), **words)


_REMEDIES = {
    "code": "use small letters, digits and hyphens, such as 2026-09-strategic-group.",
    "title": "give it a title of at most 200 letters.",
    "date": "write the day as 2026-09-14.",
}


def _no_date(code: str) -> None:
    try:
        moment(code)
    except BadMoment:
        return
    raise BadMeeting(field="Code", why=f"“{code}” is a date by itself: add a word, such as {code}-strategic-group.")


def add(store: Store, meeting: Meeting, *, by: str) -> Meeting:
    """Keep a new meeting. Raises BadMeeting where there is one of its code."""
    try:
        return _say(store, meeting, by=by, expected=None)
    except Overtaken as taken:
        raise BadMeeting(
            field="Code", why=f"there is a meeting “{meeting.code}” already. Take another code."
        ) from taken


def arranged(store: Store, meeting: Meeting, agenda: Sequence[Item], *, by: str) -> Meeting:
    """The meeting with another agenda. Raises Fixed once it is frozen, and Overtaken."""
    if meeting.frozen:
        raise _fixed(meeting)
    return _say(store, meeting.model_copy(update={"agenda": tuple(agenda)}), by=by, expected=meeting.note)


def freeze(store: Store, code: str, *, by: str) -> Meeting:
    """Name the moment: from now on, as at this meeting is what stands now. Raises UnknownMeeting, and Fixed where it
    is frozen already."""
    while True:
        meeting = one(store, code)
        if meeting.frozen:
            raise _fixed(meeting)
        try:
            return _of(_freeze(store, meeting, by))
        except Overtaken:
            continue  # its agenda has changed meanwhile


def _freeze(store: Store, meeting: Meeting, by: str) -> Note:
    """The moment is taken under the lock: whatever was said before it is committed, and what comes is later."""

    def body(at: int) -> dict[str, object]:
        return meeting.model_copy(update={"frozen": Frozen(moment=iso(at).replace("+00:00", "Z"), by=by)}).model_dump(
            mode="json"
        )

    return store.notes.say(kind=MEETING, subject=meeting.code, body=body, by=by, expected=meeting.note)


def _say(store: Store, meeting: Meeting, *, by: str, expected: int | None) -> Meeting:
    body = meeting.model_dump(mode="json")
    return _of(store.notes.say(kind=MEETING, subject=meeting.code, body=body, by=by, expected=expected))


def _fixed(meeting: Meeting) -> Fixed:
    assert meeting.frozen
    return Fixed(
        title=meeting.title, when=f"{meeting.frozen.moment[:16].replace('T', ' at ')} UTC", by=meeting.frozen.by
    )


def listed(store: Store) -> list[Meeting]:
    """Every meeting, the latest first."""
    return in_order(store.notes.standing(MEETING))


def in_order(notes: Iterable[Note]) -> list[Meeting]:
    """Meetings of notes, the latest first."""
    return sorted(map(_of, notes), key=lambda meeting: (meeting.date, meeting.code), reverse=True)


def one(store: Store, code: str) -> Meeting:
    """One meeting. Raises UnknownMeeting."""
    return found(listed(store), code)


def found(meetings: Iterable[Meeting], code: str) -> Meeting:
    """The meeting of a code. Raises UnknownMeeting."""
    for meeting in meetings:
        if meeting.code == code:
            return meeting
    raise UnknownMeeting(code=code)


def before(meetings: Iterable[Meeting], meeting: Meeting) -> Meeting | None:
    """The last meeting before one that was frozen, on the same strategy and area: with it things are compared."""
    same = [
        other
        for other in meetings
        if other.frozen
        and (other.strategy, other.area) == (meeting.strategy, meeting.area)
        and (other.date, other.code) < (meeting.date, meeting.code)
    ]
    return max(same, key=lambda other: (other.date, other.code), default=None)


def last(store: Store, strategy: str, area: str, as_at: str | None = None) -> Meeting | None:
    """The meeting on a strategy and area that was frozen last before a moment (None: now). Raises BadMoment."""
    moment_ = store.moment(as_at) if as_at else None
    every = in_order(store.notes.standing(MEETING, as_at=as_at))
    same = [one for one in every if one.frozen and (one.strategy, one.area) == (strategy, area)]
    earlier = [one for one in same if one.frozen and (moment_ is None or moment(one.frozen.moment) < moment_)]
    return max(earlier, key=lambda one: one.frozen.moment if one.frozen else "", default=None)


def named(store: Store, as_at: str) -> Meeting | None:
    """The frozen meeting that `as_at` names; None where it is a date or a time. Raises BadMoment."""
    try:
        moment(as_at)
    except BadMoment:
        body = store.named.meeting(as_at)
        return Meeting(code=as_at, **body) if body else None
    return None


def _of(note: Note) -> Meeting:
    return Meeting(code=note.subject, note=note.id, **note.body)
