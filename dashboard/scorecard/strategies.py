"""Strategies as they stood: what their files say is kept as notes, so that a changed target leaves the past alone."""

import time
from collections.abc import Collection, Mapping, Sequence
from functools import partial
from pathlib import Path

from dashboard import annotations
from dashboard.annotations import Annotation
from dashboard.errors import Overtaken
from dashboard.scorecard.kept import Kept
from dashboard.store.notes import Body, Note
from dashboard.store.store import Store
from dashboard.strategy import Strategy, strategy_files

KIND, NOTED, ALL = "strategy", "annotations", "all"
# a moment so long past that whatever was said by then can be read by now, in microseconds
_SETTLED = 60_000_000
_ATTEMPTS = 5
Strategies = Mapping[str, Strategy]


def opened(store: Store, folder: Path, noted: Collection[Annotation] | None = None) -> dict[str, Strategy]:
    """The strategies of a folder by code, the newest first, for a process that opens a store, with its annotations
    (those of the partnership's file where none are given).

    What differs from what stands there is said anew, and a strategy whose file is gone ends; nothing is written
    where nothing differs. Raises BadStrategy.
    """
    files = strategy_files(folder)
    wanted: dict[tuple[str, str], tuple[Body, str]] = {
        (KIND, code): (strategy.model_dump(mode="json"), f"data/strategies/{file}")
        for code, (file, strategy) in files.items()
    }
    told = annotations.listed() if noted is None else noted
    every = [one.model_dump(mode="json", by_alias=True) for one in told]
    wanted[NOTED, ALL] = {"annotations": every}, "data/annotations.toml"
    stands = {(note.kind, note.subject): note for note in store.notes.standing(KIND, NOTED)}
    for key, (body, by) in wanted.items():
        if key not in stands or stands[key].body != body:
            _say(store, *key, body, by=by, before=stands.get(key))
    for kind, subject in stands.keys() - wanted.keys():
        store.notes.end(kind=kind, subject=subject, by="data/strategies")
    return {code: strategy for code, (_, strategy) in files.items()}


def standing(store: Store) -> dict[str, Strategy]:
    """The strategies that stand, the newest first, for a process that opens no folder."""
    notes = store.notes.standing(KIND)
    return dict(in_order({note.subject: Strategy.model_validate(note.body) for note in notes}))


def _say(store: Store, kind: str, subject: str, body: Body, *, by: str, before: Note | None) -> None:
    """Say it in place of what stands, also of what another process says at the same time."""
    for _ in range(_ATTEMPTS):
        try:
            store.notes.say(kind=kind, subject=subject, body=body, by=by, expected=before.id if before else None)
            return
        except Overtaken as overtaken:
            before = overtaken.values["theirs"] if isinstance(overtaken.values["theirs"], Note) else None
            if before and before.body == body:
                return


class Then(dict[str, Strategy]):
    """Strategies by code as at a moment; `later` are the codes of those first said after it."""

    later: frozenset[str] = frozenset()
    annotations: tuple[Annotation, ...] | None = None  # None: none are kept of then

    @property
    def offered(self) -> Strategies:
        """Those that were known by then; all where none was."""
        return {code: one for code, one in self.items() if code not in self.later} or self


class Past:
    """The strategies as they stood at moments, read once for each that is past for good."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._at, self._made = Kept[Then](most=200), Kept[Strategy]()

    def at(self, moments: Sequence[str], now: Then) -> list[Then]:
        """By code at each of some moments, the newest strategy first; one statement for all that are not known.

        Of a strategy that was not known by then it is the first that was said of it, and where nothing was ever
        said, it is the one of `now`. At moments to come it is that, too. Raises BadMoment.
        """
        by, today = [self._store.moment(text) for text in moments], time.time_ns() // 1000
        found = {moment: self._at.held(moment) for moment in by}
        wanted = [moment for moment, known in found.items() if known is None and moment < today]
        read = self._store.notes.known(KIND, NOTED, moments=wanted) if wanted else []
        for moment, notes in zip(wanted, read, strict=True):
            found[moment] = made = self._strategies(notes, now, moment)
            if moment < today - _SETTLED:
                self._at.put(moment, made)
        return [found[moment] or now for moment in by]

    def _strategies(self, notes: Sequence[Note], now: Strategies, moment: int) -> Then:
        own = [note for note in notes if note.kind == KIND]
        said = {note.subject: self._made.get(note.id, partial(Strategy.model_validate, note.body)) for note in own}
        then = Then(in_order(dict(now) | said))
        then.later = frozenset(note.subject for note in own if note.since > moment)
        for note in notes:
            if note.kind == NOTED:
                then.annotations = tuple(map(Annotation.model_validate, note.body["annotations"]))
        return then


def in_order(strategies: Strategies) -> Strategies:
    """The newest first."""
    return dict(sorted(strategies.items(), key=lambda item: (item[1].start, item[0]), reverse=True))
