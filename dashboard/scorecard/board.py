"""The board: what a page, a command or the API asks for, answered from one snapshot of the store."""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from dashboard import annotations
from dashboard import areas as register
from dashboard.disclosure import Rules, rules
from dashboard.errors import SaferError, UnknownArea, UnknownStrategy
from dashboard.groups import holding, listed
from dashboard.records import SourceSpec
from dashboard.scorecard import evidence as gathering
from dashboard.scorecard import origin
from dashboard.scorecard.account import Account
from dashboard.scorecard.annotated import annotated
from dashboard.scorecard.around import Around
from dashboard.scorecard.charts import charts_of, year_on_year
from dashboard.scorecard.evidence import Evidence
from dashboard.scorecard.freshness import Fresh, freshness, held_in
from dashboard.scorecard.kept import Kept
from dashboard.scorecard.kept_back import edition
from dashboard.scorecard.models import (
    Choices,
    IndicatorDetail,
    PriorityDetail,
    Scorecard,
)
from dashboard.scorecard.panels import panels_of
from dashboard.scorecard.strategies import Past, Strategies
from dashboard.scorecard.veil import OPEN, Veil, over, veil
from dashboard.scorecard.view import View
from dashboard.store.editions import Edition
from dashboard.store.notes import Note
from dashboard.store.snapshot import Snapshot
from dashboard.store.store import Store
from dashboard.strategy import Indicator, Priority, Strategy

NOTES = ("judgement", "narrative", "commitment", "commitment-status")
ACTION = "action"
DEFAULT_AREA = "E09000006"


class Board:
    """Scorecards and details of every strategy."""

    def __init__(
        self,
        store: Store,
        strategies: dict[str, Strategy],
        areas_file: Path,
        default_area: str = DEFAULT_AREA,
        *,
        disclosure: Rules | None = None,
    ) -> None:
        """`disclosure` replaces the partnership's rules of what is kept back."""
        self.store, self.strategies = store, strategies
        self.rules = rules() if disclosure is None else disclosure
        self.areas = register.read(areas_file)
        self._names = {code: row.name for code, row in self.areas.by_code.items()}
        self.default_area = default_area
        self.annotations, self.groups = annotations.listed(), listed(self.areas)
        self._kept: dict[tuple[str, str, str | None], Evidence] | None = None
        self._notes: dict[tuple[str, str | None], tuple[Note, ...]] | None = None
        self._actions: dict[str | None, tuple[Note, ...]] = {}
        # shared by the boards of all requests
        self._accounts, self._past = Kept[Account](), Past(store)
        self._then: dict[str, Strategies] = {}

    def remembering(self) -> "Board":
        """A board that reads each strategy, area and moment once: for one request, then to be dropped."""
        if self._kept is not None:
            return self
        made = copy(self)
        made._kept, made._notes, made._then, made._actions = {}, {}, {}, {}
        return made

    def strategies_at(self, as_at: str | None) -> Strategies:
        """Every strategy by its code as it stood at a moment. Raises BadMoment."""
        return self._strategies_at([as_at])[0]

    def _strategies_at(self, moments: Sequence[str | None]) -> list[Strategies]:
        wanted = [text for text in moments if text and text not in self._then]
        read = dict(zip(wanted, self._past.at(wanted, self.strategies), strict=True)) if wanted else {}
        if self._kept is not None:
            self._then |= read
        return [(read.get(text) or self._then[text]) if text else self.strategies for text in moments]

    def foresee(self, strategy: str, area: str | None, moments: Sequence[str | None]) -> None:
        """Read what a strategy needs at several moments at once; for a board that remembers. Raises as `scorecard`."""
        assert self._kept is not None
        code, kept = self._place(area), self._kept
        wanted = [as_at for as_at in dict.fromkeys(moments) if (strategy, code, as_at) not in kept]
        chosen = [self._strategy(strategy, one) for one in self._strategies_at(wanted)]
        codes = {series for one in chosen for series in gathering.codes(one)}
        places = {place for one in chosen for place in gathering.areas(one, code)}
        snapshots = self._snapshots(codes, places, wanted) if wanted else []
        kept |= {(strategy, code, at): self._veiled(one) for at, one in zip(wanted, snapshots, strict=True)}
        self._foresee_notes(strategy, wanted)

    def _foresee_notes(self, strategy: str, moments: Sequence[str | None]) -> None:
        assert self._notes is not None
        at = [self.store.moment(as_at) if as_at else None for as_at in moments]
        found = self.store.notes.at(*NOTES, ACTION, moments=at) if moments else []
        for as_at, notes in zip(moments, found, strict=True):
            own = (one for one in notes if one.kind in NOTES and one.subject.startswith(f"{strategy}/"))
            self._notes[strategy, as_at] = tuple(own)
            self._actions[as_at] = tuple(one for one in notes if one.kind == ACTION)

    def notes(self, strategy: str, as_at: str | None = None) -> tuple[Note, ...]:
        """What leads say of a strategy's statuses, figures and commitments, as it stands or stood at `as_at`."""
        key = (strategy, as_at)
        if self._notes is not None and key in self._notes:
            return self._notes[key]
        found = tuple(self.store.notes.standing(*NOTES, as_at=as_at, begins=f"{strategy}/"))
        if self._notes is not None:
            self._notes[key] = found
        return found

    def actions(self, as_at: str | None = None) -> tuple[Note, ...]:
        """The actions that stand, or stood at `as_at`."""
        if self._kept is not None and as_at in self._actions:
            return self._actions[as_at]
        found = tuple(self.store.notes.standing(ACTION, as_at=as_at))
        if self._kept is not None:
            self._actions[as_at] = found
        return found

    def scorecard(
        self, strategy: str, quarter: str | None = None, area: str | None = None, as_at: str | None = None
    ) -> Scorecard:
        """Every priority judged. Raises UnknownStrategy, UnknownArea, BadPeriod, BadMoment."""
        view = self._view(strategy, quarter, area, as_at)
        return Scorecard(
            strategy=view.strategy.code,
            strategy_title=view.strategy.title,
            quarter=view.quarter.key,
            quarter_label=view.quarter.label,
            area=view.area,
            area_name=self.areas.by_code[view.area].name,
            as_at=as_at,
            priorities=tuple(view.priority(priority) for priority in view.strategy.priorities),
        )

    def priority(
        self, strategy: str, code: str, quarter: str | None = None, area: str | None = None, as_at: str | None = None
    ) -> PriorityDetail:
        """A priority and a year-on-year chart for each of its indicators that has figures."""
        view = self._view(strategy, quarter, area, as_at)
        found = next((p for p in view.strategy.priorities if p.code == code), None)
        if found is None:
            raise SaferError(message=f"{view.strategy.title} has no priority “{code}”.")
        charts = {i: year_on_year(i, *view.asked, view.strategy.start) for i in found.indicators}
        return PriorityDetail(
            priority=view.priority(found),
            charts={i.code: annotated(chart, i, view.area, self.annotations) for i, chart in charts.items() if chart},
        )

    def indicator(
        self,
        strategy: str,
        code: str,
        quarter: str | None = None,
        area: str | None = None,
        as_at: str | None = None,
        group: str | None = None,
    ) -> IndicatorDetail:
        """An indicator with all its charts, what drove its change, and its area among those of a group."""
        view = self._view(strategy, quarter, area, as_at)
        for priority in view.strategy.priorities:
            for item in priority.indicators:
                if item.code == code:
                    return self._detail(view, priority, item, group, as_at)
        raise SaferError(message=f"{view.strategy.title} has no indicator “{code}”.")

    def _detail(
        self, view: View, priority: Priority, item: Indicator, group: str | None, as_at: str | None
    ) -> IndicatorDetail:
        snapshot, judged = view.evidence.snapshot, view.score(item)
        around = Around(item, judged, view.evidence, holding(self.groups, judged.area), group)
        more = around.read(self.store, as_at, self._veil)
        return IndicatorDetail(
            score=judged,
            priority=priority.code,
            priority_title=priority.title,
            charts=tuple(
                annotated(chart, item, view.area, self.annotations)
                for chart in charts_of(item, *view.asked, view.strategy.start)
            ),
            panels=tuple(
                annotated(chart, item, view.area, self.annotations)
                for chart in panels_of(item, view.evidence, judged, view.account(item))
            ),
            source=snapshot.sources.get(item.series, ""),
            files=origin.files(judged.uploads, snapshot),
            contribution=around.contribution(more),
            comparison=around.comparison(more, self.areas),
        )

    def edition(self, number: int, **asked: Any) -> Edition:
        """What an upload changed, as `Store.edition` is asked, without what is kept back. Raises UnknownUpload."""
        found = self.store.edition(number, **asked)
        codes = {one.series for one in found.changes if self.rules.touches(one.series)}
        areas = {one.area for one in found.changes}
        return edition(found, veil(self.store, self.rules, self.store.specs(), areas)) if codes else found

    def choices(self, strategy: str, area: str | None = None, as_at: str | None = None) -> Choices:
        """What the selectors of a page offer: quarters are those the area has figures for."""
        view = self._view(strategy, None, area, as_at)
        boroughs = sorted(self.areas.of_kind("borough"), key=lambda row: row.name)
        return Choices(
            strategies=tuple((s.code, s.title) for s in self.strategies_at(as_at).values()),
            quarters=tuple((q.key, q.label) for q in view.quarters()),
            areas=tuple((row.code, row.name) for row in boroughs),
        )

    def bare(self, strategy: str, area: str | None, as_at: str | None) -> bool:
        """Whether nothing at all stood of a strategy in an area. Raises as `scorecard`."""
        return not self._view(strategy, None, area, as_at).evidence.snapshot.rows

    def freshness(
        self, strategy: str, sources: Mapping[str, SourceSpec], area: str | None = None, as_at: str | None = None
    ) -> tuple[Fresh, ...]:
        """What each source of a strategy holds of an area: from what this request has read, or one statement."""
        chosen, code = self.strategies_at(as_at).get(strategy), area or self.default_area
        if chosen is None:
            return ()
        kept = (self._kept or {}).get((strategy, code, as_at))
        codes = gathering.codes(chosen) - {gathering.POPULATION}
        held = held_in(kept.snapshot) if kept else self.store.newest(codes, gathering.areas(chosen, code))
        return freshness(chosen, sources, held, today=self._day(as_at))

    def view(
        self, strategy: str, quarter: str | None = None, area: str | None = None, as_at: str | None = None
    ) -> View:
        """A strategy in a quarter and area with all its figures. Raises as `scorecard`."""
        return self._view(strategy, quarter, area, as_at)

    def _view(self, strategy: str, quarter: str | None, area: str | None, as_at: str | None) -> View:
        chosen, code = self._strategy(strategy, self.strategies_at(as_at)), self._place(area)
        found = self._evidence(chosen, code, as_at)
        return View(chosen, found, code, self._day(as_at), quarter, self._accounts, as_at, self.annotations)

    @staticmethod
    def _strategy(code: str, known: Strategies) -> Strategy:
        if code not in known:
            raise UnknownStrategy(code=code, known=", ".join(known))
        return known[code]

    def _place(self, area: str | None) -> str:
        code = area or self.default_area
        if code not in self.areas.by_code:
            raise UnknownArea(code=code)
        return code

    def _evidence(self, strategy: Strategy, area: str, as_at: str | None) -> Evidence:
        key = (strategy.code, area, as_at)
        if self._kept is not None and key in self._kept:
            return self._kept[key]
        (snapshot,) = self._snapshots(gathering.codes(strategy), gathering.areas(strategy, area), [as_at])
        found = self._veiled(snapshot)
        if self._kept is not None:
            self._kept[key] = found
        return found

    def _snapshots(self, codes: set[str], areas: set[str], moments: Sequence[str | None]) -> list[Snapshot]:
        watched = (self.rules.prefixes, self.rules.public) if any(map(self.rules.touches, codes)) else None
        return self.store.snapshots(codes, areas, moments, watched)

    def _veiled(self, snapshot: Snapshot) -> Evidence:
        """With the names of the register, which no load changes, and without what is kept back."""
        named = replace(snapshot, areas=snapshot.areas | self._names)
        return Evidence(named, over(snapshot.protected, self.rules, snapshot.declared))

    def _veil(self, codes: set[str], places: set[str], snapshot: Snapshot) -> Veil:
        """What is kept back elsewhere; nothing is asked where none of the series are protected."""
        if not any(map(self.rules.touches, codes)):
            return OPEN
        return veil(self.store, self.rules, snapshot.declared, places)

    def _day(self, as_at: str | None) -> date:
        return datetime.fromtimestamp(self.store.moment(as_at) / 1e6, UTC).date() if as_at else datetime.now(UTC).date()
