"""Minutes: what a meeting resolves, put down among the actions under the next number of its item."""

from collections.abc import Iterable
from datetime import date

from dashboard.errors import Overtaken
from dashboard.metrics.schedule import day as day_words
from dashboard.scorecard.action_book import ActionBook, entry_of
from dashboard.scorecard.actions import Action, drafted, in_number
from dashboard.scorecard.meetings import Meeting
from dashboard.store.notes import Note
from dashboard.store.store import Store
from dashboard.written import Unfit


def record(
    store: Store, meeting: Meeting, item: int, *, resolution: str, owner: str = "", due: str = "", by: str, today: date
) -> Action:
    """Minute what was resolved under an item of the agenda, counted from 1, under the next number.

    Without an owner it is a resolution that asks for nothing more: done by being resolved. Raises Unfit naming
    the field and the remedy.
    """
    if due.strip() and not owner.strip():
        raise Unfit({"owner": "Say whose action it is, by role, or leave the day empty."})
    if meeting.date > today:
        raise Unfit({"met": f"The meeting is on {day_words(meeting.date)}: nothing is resolved before it."})
    words = {"resolution": resolution, "owner": owner, "due": due, "meeting": meeting.title}
    words |= {"met": meeting.date.isoformat(), "status": "open" if owner.strip() else "done"}
    book = ActionBook(store)
    while True:
        drawn = drafted(words | {"minute": _next(store, meeting, item)}, known=(), today=today)
        try:
            return book.add(drawn.model_copy(update={"code": meeting.code}), by=by).action
        except Overtaken:
            continue  # somebody else has taken the number


def _next(store: Store, meeting: Meeting, item: int) -> str:
    """The number after those ever given under an item: 4.1, 4.2, …"""
    begins = f"{meeting.code}/{item}."
    taken = {note.subject.removeprefix(begins) for note in store.notes.ever("action", begins=begins)}
    return f"{item}.{max((int(n) for n in taken if n.isdecimal()), default=0) + 1}"


def minutes(notes: Iterable[Note]) -> list[Action]:
    """What notes say, by meeting and number."""
    found = [entry_of(note).action for note in notes]
    return sorted(found, key=lambda one: (one.met, one.code, in_number(one.minute)))


def of_meeting(found: Iterable[Action], meeting: Meeting) -> list[Action]:
    return [one for one in found if one.code == meeting.code]


def arising(found: Iterable[Action], meeting: Meeting) -> list[Action]:
    """What earlier meetings resolved and is not settled."""
    return [one for one in found if not one.settled and one.met < meeting.date and one.code != meeting.code]
