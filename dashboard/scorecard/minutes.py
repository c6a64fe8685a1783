"""Minutes: what a meeting resolved, with an owner and a day where something is to be done, and what is still open."""

from collections.abc import Iterable
from datetime import date

from pydantic import Field, ValidationError

from dashboard.errors import Overtaken, SaferError
from dashboard.scorecard.meetings import Meeting
from dashboard.scorecard.models import Model
from dashboard.store.notes import Note
from dashboard.store.store import Store

KIND = "action"
# of these nothing more is expected
SETTLED = ("done", "superseded")


class BadMinute(SaferError):
    template = "{field}: {why}"


class Minute(Model):
    """A resolution as it stands; `subject` is the meeting's code and the minute's number: 2026-09-group/4.1.

    `met` is the day of the meeting, in the body under both its names. Without an owner it is a resolution and no
    action, which is done by being resolved.
    """

    subject: str = Field(exclude=True)
    minute: str
    meeting: str
    met: date
    resolution: str = Field(min_length=1, max_length=2000)
    owner: str = Field("", max_length=80)
    due: date | None = None
    status: str = "open"
    last: str = Field("", exclude=True)

    @property
    def open(self) -> bool:
        return self.status not in SETTLED

    def body(self) -> dict[str, object]:
        code = self.subject.rpartition("/")[0]
        return {"code": code, "date": self.met.isoformat(), **self.model_dump(mode="json"), "updates": []}


def record(
    store: Store, meeting: Meeting, item: int, *, resolution: str, owner: str = "", due: str = "", by: str
) -> Minute:
    """Minute what was resolved under an item of the agenda, counted from 1, under the next number.

    Raises BadMinute naming the field and the remedy.
    """
    given = {"resolution": " ".join(resolution.split()), "owner": " ".join(owner.split()), "due": due.strip() or None}
    status = "open" if given["owner"] else "done"
    _missing(given)
    while True:
        number = _next(store, meeting, item)
        words = {"subject": f"{meeting.code}/{number}", "minute": number, "meeting": meeting.title, "met": meeting.date}
        minute = _made(words | given | {"status": status})
        try:
            store.notes.say(kind=KIND, subject=minute.subject, body=minute.body(), by=by, expected=None)
            return minute
        except Overtaken:
            continue  # somebody else has taken the number


def _missing(given: dict[str, str | None]) -> None:
    if not given["resolution"]:
        raise BadMinute(field="What was resolved", why="write what was resolved or agreed.")
    if given["due"] and not given["owner"]:
        raise BadMinute(field="Owner", why="say whose action it is, by role, or leave the day empty.")


def _made(words: dict[str, object]) -> Minute:
    try:
        return Minute.model_validate(words)
    except ValidationError as fault:
        field = str(fault.errors()[0]["loc"][0])
        raise BadMinute(field=_LABELS.get(field, field), why=_REMEDIES.get(field, "shorten it.")) from fault


_LABELS = {"due": "Due", "resolution": "What was resolved", "owner": "Owner"}
_REMEDIES = {
    "due": "write the day as 2026-09-14.",
    "resolution": "use at most 2,000 letters.",
    "owner": "use at most 80 letters.",
}


def _next(store: Store, meeting: Meeting, item: int) -> str:
    """The number after those ever given under an item: 4.1, 4.2, …"""
    begins = f"{meeting.code}/{item}."
    taken = {note.subject.removeprefix(begins) for note in store.notes.ever(KIND, begins=begins)}
    return f"{item}.{max((int(n) for n in taken if n.isdecimal()), default=0) + 1}"


def minutes(notes: Iterable[Note]) -> list[Minute]:
    """What stands of notes, by meeting and number."""
    found = [_of(note) for note in notes if note.kind == KIND]
    return sorted(found, key=lambda one: (one.met, one.subject.rpartition("/")[0], _order(one.minute)))


def _order(minute: str) -> tuple[tuple[int, str], ...]:
    """4.2 before 4.10."""
    return tuple((int(part) if part.isdecimal() else 0, part) for part in minute.split("."))


def of_meeting(found: Iterable[Minute], meeting: Meeting) -> list[Minute]:
    return [one for one in found if one.subject.startswith(f"{meeting.code}/")]


def arising(found: Iterable[Minute], meeting: Meeting) -> list[Minute]:
    """What earlier meetings resolved and is still open."""
    return [one for one in found if one.open and one.met < meeting.date and one not in of_meeting([one], meeting)]


def _of(note: Note) -> Minute:
    body = note.body
    updates = body.get("updates") or []
    last = str(updates[-1].get("text", "")) if updates and isinstance(updates[-1], dict) else ""
    day = body.get("met") or body.get("date")
    words = {name: body[name] for name in ("minute", "meeting", "resolution", "owner", "due", "status") if name in body}
    return Minute.model_validate(words | {"subject": note.subject, "met": day, "last": last})
