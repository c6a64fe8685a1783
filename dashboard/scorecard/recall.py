"""Recall: what a request reads of the store, each strategy, area and moment once."""

from collections.abc import Collection, Mapping, Sequence
from copy import copy
from dataclasses import replace
from datetime import date

from dashboard.disclosure import Rules
from dashboard.errors import UnknownStrategy
from dashboard.scorecard import evidence as gathering
from dashboard.scorecard.evidence import Evidence
from dashboard.scorecard.strategies import Past, Strategies, Then
from dashboard.scorecard.veil import over
from dashboard.store.notes import Note
from dashboard.store.snapshot import Snapshot
from dashboard.store.store import Store
from dashboard.strategy import Strategy

NOTES = ("judgement", "narrative", "commitment", "commitment-status")
ACTION = "action"
Moment = str | None


def chosen(code: str, known: Strategies) -> Strategy:
    """One of the strategies. Raises UnknownStrategy."""
    if code not in known:
        raise UnknownStrategy(code=code, known=", ".join(known))
    return known[code]


class Recall:
    """Reads the store for a board; one that remembers reads nothing twice and serves one request.

    `as_at` is None for now, a date, a time, or the code of a frozen meeting; BadMoment is raised where it is none.
    """

    def __init__(self, store: Store, strategies: Strategies, rules: Rules, names: Mapping[str, str]) -> None:
        self.store, self.rules, self._now = store, rules, Then(strategies)
        self._names = names
        self._past = Past(store)  # shared by all requests
        self._evidence: dict[tuple[str, str, Moment], Evidence] | None = None
        self._notes: dict[tuple[str, Moment], tuple[Note, ...]] = {}
        self._actions: dict[Moment, tuple[Note, ...]] = {}
        self._then: dict[str, Then] = {}

    @property
    def remembers(self) -> bool:
        return self._evidence is not None

    def remembering(self) -> "Recall":
        """One that remembers, to be dropped with its request."""
        made = copy(self)
        made._evidence, made._notes, made._actions, made._then = {}, {}, {}, {}
        return made

    def at(self, as_at: Moment) -> int | None:
        """A moment in microseconds UTC; None for now."""
        return self.store.moment(as_at) if as_at else None

    def day(self, as_at: Moment) -> date:
        """The day of a moment in UTC."""
        return self.store.day(as_at)

    def strategies_at(self, moments: Sequence[Moment]) -> list[Then]:
        """Every strategy by its code as it stood at each of some moments; one statement at most."""
        wanted = [text for text in moments if text and text not in self._then]
        read = dict(zip(wanted, self._past.at(wanted, self._now), strict=True)) if wanted else {}
        if self.remembers:
            self._then |= read
        return [(read.get(text) or self._then[text]) if text else self._now for text in moments]

    def foresee(self, strategy: str, area: str, moments: Sequence[Moment]) -> None:
        """Read what a strategy needs at several moments at once. Raises UnknownStrategy."""
        assert self._evidence is not None
        wanted = [as_at for as_at in dict.fromkeys(moments) if (strategy, area, as_at) not in self._evidence]
        if not wanted:
            return
        then = [chosen(strategy, known) for known in self.strategies_at(wanted)]
        codes = {series for one in then for series in gathering.codes(one)}
        places = {place for one in then for place in gathering.areas(one, area)}
        found = zip(wanted, self._snapshots(codes, places, wanted), strict=True)
        self._evidence |= {(strategy, area, as_at): self._veiled(snapshot) for as_at, snapshot in found}
        self._foresee_notes(strategy, wanted)

    def _foresee_notes(self, strategy: str, moments: Sequence[Moment]) -> None:
        found = self.store.notes.at(*NOTES, ACTION, moments=[self.at(as_at) for as_at in moments])
        for as_at, notes in zip(moments, found, strict=True):
            own = (one for one in notes if one.kind in NOTES and one.subject.startswith(f"{strategy}/"))
            self._notes[strategy, as_at] = tuple(own)
            self._actions[as_at] = tuple(one for one in notes if one.kind == ACTION)

    def notes(self, strategy: str, as_at: Moment = None) -> tuple[Note, ...]:
        """What leads say of a strategy's statuses, figures and commitments, as it stands or stood at `as_at`."""
        key = (strategy, as_at)
        if key in self._notes:
            return self._notes[key]
        found = tuple(self.store.notes.standing(*NOTES, as_at=as_at, begins=f"{strategy}/"))
        if self.remembers:
            self._notes[key] = found
        return found

    def past(self, strategy: str, code: str, as_at: Moment) -> list[Note]:
        """All that was ever said of one code of a strategy; what stands of the strategy is read with it."""
        past = f"{strategy}/{code}/"
        every = self.store.notes.standing_and_past(*NOTES, begins=f"{strategy}/", past=past, as_at=as_at)
        if self.remembers:
            at = self.at(as_at)
            self._notes[strategy, as_at] = tuple(note for note in every if note.stood(at))
        return [note for note in every if note.subject.startswith(past)]

    def actions(self, as_at: Moment = None) -> tuple[Note, ...]:
        """The actions that stand, or stood at `as_at`."""
        if as_at in self._actions:
            return self._actions[as_at]
        found = tuple(self.store.notes.standing(ACTION, as_at=as_at))
        if self.remembers:
            self._actions[as_at] = found
        return found

    def of(self, strategy: Strategy, area: str, as_at: Moment) -> Evidence:
        """The figures of a strategy in an area, without those that are kept back."""
        key = (strategy.code, area, as_at)
        if self._evidence is not None and key in self._evidence:
            return self._evidence[key]
        found = self.evidence(gathering.codes(strategy), gathering.areas(strategy, area), as_at)
        if self._evidence is not None:
            self._evidence[key] = found
        return found

    def read_already(self, strategy: str, area: str, as_at: Moment) -> Evidence | None:
        """What has been read of a strategy, if it has."""
        return (self._evidence or {}).get((strategy, area, as_at))

    def evidence(self, codes: Collection[str], areas: Collection[str], as_at: Moment = None) -> Evidence:
        """Figures of series in `areas`, without those that are kept back; one snapshot."""
        return self._veiled(self._snapshots(codes, areas, [as_at])[0])

    def _snapshots(self, codes: Collection[str], areas: Collection[str], moments: Sequence[Moment]) -> list[Snapshot]:
        watched = (self.rules.prefixes, self.rules.public) if any(map(self.rules.touches, codes)) else None
        return self.store.snapshots(codes, areas, moments, watched)

    def _veiled(self, snapshot: Snapshot) -> Evidence:
        """With the names of the register, which no load changes, and without what is kept back."""
        named = replace(snapshot, areas=snapshot.areas | dict(self._names))
        return Evidence(named, over(snapshot.protected, self.rules, snapshot.declared))
