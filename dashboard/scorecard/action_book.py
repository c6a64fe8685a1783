"""The book of actions: the actions that stand in the store, and new ones put beside or in place of them."""

from collections.abc import Iterable
from typing import NamedTuple

from dashboard.errors import SaferError
from dashboard.scorecard.actions import Action, merged
from dashboard.store.notes import Note, Saying
from dashboard.store.store import Store

KIND = "action"


class Entry(NamedTuple):
    """An action as it stands: the id of its note, who said it last and when (microseconds UTC)."""

    action: Action
    note: int
    by: str
    since: int


class Taken(NamedTuple):
    """How many actions of a list were new, changed what stood, or said the same."""

    new: int
    changed: int
    unchanged: int

    @property
    def words(self) -> str:
        return f"{self.new:,} new, {self.changed:,} changed, {self.unchanged:,} as before"


class ActionBook:
    """Reads and writes actions as notes of the kind `action`."""

    def __init__(self, store: Store) -> None:
        self.notes = store.notes

    def entries(self, as_at: str | None = None) -> dict[str, Entry]:
        """Every action that stands, or stood at a moment, by reference. One snapshot. Raises BadMoment."""
        return {note.subject: entry_of(note) for note in self.notes.standing(KIND, as_at=as_at)}

    def actions(self, as_at: str | None = None) -> list[Action]:
        return [entry.action for entry in self.entries(as_at).values()]

    def add(self, action: Action, *, by: str) -> Entry:
        """Put down a new action. Raises Overtaken where somebody else has put one down in its place."""
        return self._say(action, by, None)

    def move(self, action: Action, *, by: str, expected: int) -> Entry:
        """Put an action in place of the note `expected`. Raises Overtaken where another stands there now."""
        return self._say(action, by, expected)

    def _say(self, action: Action, by: str, expected: int | None) -> Entry:
        body = action.model_dump(mode="json")
        return entry_of(self.notes.say(kind=KIND, subject=action.reference, body=body, by=by, expected=expected))

    def take(self, found: Iterable[Action], *, by: str, new_only: bool = False) -> Taken:
        """Take a list over, all or nothing: nothing that was reported before is lost. Raises Overtaken."""
        standing = self.entries()
        wanted = [action for action in found if not (new_only and action.reference in standing)]
        joined = [
            merged(standing[action.reference].action, action) if action.reference in standing else action
            for action in wanted
        ]
        counts = Taken(
            sum(action.reference not in standing for action in joined),
            sum(action.reference in standing and action != standing[action.reference].action for action in joined),
            sum(action.reference in standing and action == standing[action.reference].action for action in joined),
        )
        self.notes.say_all(
            [
                Saying(
                    KIND, action.reference, action.model_dump(mode="json"), _expected(standing.get(action.reference))
                )
                for action in joined
            ],
            by=by,
        )
        return counts


def _expected(entry: Entry | None) -> int | None:
    return entry.note if entry else None


def entry_of(note: Note) -> Entry:
    """The action that a note says. Raises SaferError where it says none."""
    try:
        return Entry(Action.model_validate(note.body), note.id, note.by, note.since)
    except ValueError as error:
        raise SaferError(message=f"The note {note.id} on {note.subject} is not an action.") from error
