"""An action plan taken into the store, all or nothing: commitments, and their statuses in a quarter."""

from collections.abc import Iterable
from typing import NamedTuple

from dashboard.periods import Period, parse
from dashboard.scorecard.commitments import KIND, STATUS_KIND, Commitment, Progress, subject
from dashboard.store.notes import Note, Saying
from dashboard.store.store import Store


class Planned(NamedTuple):
    """A commitment of a priority by its number, and what is reported of it in a quarter."""

    priority: str
    number: str
    commitment: Commitment
    progress: Progress | None = None
    quarter: Period | None = None


class Taken(NamedTuple):
    """How many commitments and statuses are said anew, and how many stood so already or were left as they are."""

    commitments: int
    statuses: int
    unchanged: int


def take(store: Store, strategy: str, plan: Iterable[Planned], *, by: str, only_new: bool = False) -> Taken:
    """Say what a plan says; `only_new` leaves alone whatever was said before. One transaction."""
    sayings = [saying for one in plan for saying in _sayings(strategy, one)]
    before = {(note.kind, note.subject): note for note in store.notes.ever(KIND, STATUS_KIND, begins=f"{strategy}/")}
    said = [s for s in sayings if not only_new or (s.kind, s.subject) not in before]
    known = {note.id for note in before.values()}
    made = [note for note in store.notes.say_all(said, by=by) if note.id not in known]
    statuses = sum(note.kind == STATUS_KIND for note in made)
    return Taken(len(made) - statuses, statuses, len(sayings) - len(made))


def _sayings(strategy: str, one: Planned) -> Iterable[Saying]:
    yield Saying(KIND, subject(strategy, one.priority, one.number), one.commitment.body())
    if one.progress and one.quarter:
        key = subject(strategy, one.priority, one.number, one.quarter.key)
        yield Saying(STATUS_KIND, key, one.progress.body())


def planned(notes: Iterable[Note], strategy: str, quarter: Period | None) -> list[Planned]:
    """The plan that stands, with what is reported of it in a quarter (None: the newest of each commitment)."""
    every = {
        note.subject.removeprefix(f"{strategy}/"): note for note in notes if note.subject.startswith(f"{strategy}/")
    }
    found = []
    for key, note in every.items():
        if note.kind == KIND:
            priority, number = key.split("/")
            found.append(Planned(priority, number, Commitment.model_validate(note.body)))
    return [_reported(one, every, quarter) for one in found]


def _reported(one: Planned, every: dict[str, Note], quarter: Period | None) -> Planned:
    keys = [key for key, note in every.items() if note.kind == STATUS_KIND]
    head = f"{one.priority}/{one.number}/"
    periods = sorted((parse(key.removeprefix(head)) for key in keys if key.startswith(head)), reverse=True)
    chosen = next((period for period in periods if quarter is None or period == quarter), None)
    if chosen is None:
        return one
    return one._replace(progress=Progress.model_validate(every[head + chosen.key].body), quarter=chosen)
