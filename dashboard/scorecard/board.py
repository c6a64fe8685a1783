"""The board: what a page, a command or the API asks for, answered from one snapshot of the store."""

from collections.abc import Collection, Mapping, Sequence
from copy import copy
from pathlib import Path
from typing import Any

from dashboard import annotations
from dashboard import areas as register
from dashboard.disclosure import Rules, rules
from dashboard.errors import SaferError, UnknownArea
from dashboard.groups import holding, listed
from dashboard.periods import parse
from dashboard.records import SourceSpec
from dashboard.scorecard import evidence as gathering
from dashboard.scorecard import origin
from dashboard.scorecard.account import Account
from dashboard.scorecard.annotated import annotated
from dashboard.scorecard.around import Around
from dashboard.scorecard.charts import charts_of, year_on_year
from dashboard.scorecard.details import IndicatorDetail, PriorityDetail
from dashboard.scorecard.evidence import Evidence
from dashboard.scorecard.freshness import Fresh, freshness, held_in
from dashboard.scorecard.judgements import spoken
from dashboard.scorecard.kept import Kept
from dashboard.scorecard.kept_back import edition
from dashboard.scorecard.models import Choices, Scorecard
from dashboard.scorecard.narrated import Narrated
from dashboard.scorecard.narratives import Topic, narrated, of_indicator, of_priority, subject
from dashboard.scorecard.panels import panels_of
from dashboard.scorecard.promises import Promise, promises
from dashboard.scorecard.recall import Recall, chosen
from dashboard.scorecard.strategies import Then
from dashboard.scorecard.veil import OPEN, Veil, veil
from dashboard.scorecard.view import View
from dashboard.store.editions import Edition
from dashboard.store.notes import Note
from dashboard.store.snapshot import Snapshot
from dashboard.store.store import Store
from dashboard.strategy import Indicator, Priority, Strategy

NOTES = ("judgement", "narrative", "commitment", "commitment-status")
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
        self.default_area = default_area
        self.annotations, self.groups = annotations.listed(), listed(self.areas)
        names = {code: row.name for code, row in self.areas.by_code.items()}
        self.recall = Recall(store, strategies, self.rules, names)
        # shared by the boards of all requests
        self._accounts = Kept[Account]()

    def remembering(self) -> "Board":
        """A board that reads each strategy, area and moment once: for one request, then to be dropped."""
        if self.recall.remembers:
            return self
        made = copy(self)
        made.recall = self.recall.remembering()
        return made

    def strategies_at(self, as_at: str | None) -> Then:
        """Every strategy by its code as it stood at a moment. Raises BadMoment."""
        return self.recall.strategies_at([as_at])[0]

    def foresee(self, strategy: str, area: str | None, moments: Sequence[str | None]) -> None:
        """Read what a strategy needs at several moments at once; for a board that remembers. Raises as `scorecard`."""
        self.recall.foresee(strategy, self._place(area), moments)

    def notes(self, strategy: str, as_at: str | None = None) -> tuple[Note, ...]:
        """What leads say of a strategy's statuses, figures and commitments, as it stands or stood at `as_at`."""
        return self.recall.notes(strategy, as_at)

    def actions(self, as_at: str | None = None) -> tuple[Note, ...]:
        """The actions that stand, or stood at `as_at`."""
        return self.recall.actions(as_at)

    def evidence(self, codes: Collection[str], areas: Collection[str], as_at: str | None = None) -> Evidence:
        """Figures of series in `areas`, without those that are kept back; one snapshot. Raises BadMoment."""
        return self.recall.evidence(codes, areas, as_at)

    def scorecard(
        self, strategy: str, quarter: str | None = None, area: str | None = None, as_at: str | None = None
    ) -> Scorecard:
        """Every priority judged. Raises UnknownStrategy, UnknownArea, BadPeriod, BadMoment."""
        view = self.view(strategy, quarter, area, as_at)
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
        """A priority, its commitments, and a year-on-year chart for each of its indicators that has figures."""
        past = self.recall.past(strategy, code, as_at)
        view = self.view(strategy, quarter, area, as_at)
        found = next((p for p in view.strategy.priorities if p.code == code), None)
        if found is None:
            raise SaferError(message=f"{view.strategy.title} has no priority “{code}”.")
        charts = {i: year_on_year(i, *view.asked, view.strategy.start) for i in found.indicators}
        judged = view.priority(found)
        told = {one.code: self._narrated(view, of_indicator(one, view.area), as_at) for one in judged.indicators}
        return PriorityDetail(
            priority=judged,
            narrative=self._narrated(view, of_priority(judged, view.area), as_at),
            narratives={one: said for one, said in told.items() if said},
            charts={i.code: annotated(chart, i, view.area, view.annotations) for i, chart in charts.items() if chart},
            quarter=view.quarter.key,
            quarter_label=view.quarter.label,
            spoken=spoken(past, of="priority", area=view.area, as_at=self.recall.at(as_at)),
            commitments=self.promised(strategy, code, view.quarter.key, as_at),
        )

    def indicator(
        self,
        strategy: str,
        code: str,
        quarter: str | None = None,
        area: str | None = None,
        as_at: str | None = None,
        group: str | None = None,
        tolerance: str | None = None,
    ) -> IndicatorDetail:
        """An indicator with all its charts, why it has its status, what drove its change, its area in a group.

        `tolerance` is one to try, as it was written: its last periods are rated by it as well.
        """
        past = self.recall.past(strategy, code, as_at)
        view = self.view(strategy, quarter, area, as_at)
        for priority in view.strategy.priorities:
            for item in priority.indicators:
                if item.code == code:
                    found = self._detail(view, priority, item, group, as_at)
                    at = self.recall.at(as_at)
                    said = spoken(past, of="indicator", area=found.score.area, as_at=at)
                    told = {"why": view.why(item), "trial": view.trial(item, tolerance), "spoken": said}
                    return found.model_copy(update=told)
        raise SaferError(message=f"{view.strategy.title} has no indicator “{code}”.")

    def _detail(
        self, view: View, priority: Priority, item: Indicator, group: str | None, as_at: str | None
    ) -> IndicatorDetail:
        snapshot, judged = view.evidence.snapshot, view.score(item)
        around = Around(item, judged, view.evidence, holding(self.groups, judged.area), group)
        more = around.read(self.store, as_at, self._veil)
        return IndicatorDetail(
            score=judged,
            about=item.why,
            priority=priority.code,
            priority_title=priority.title,
            charts=tuple(
                annotated(chart, item, view.area, view.annotations)
                for chart in charts_of(item, *view.asked, view.strategy.start)
            ),
            panels=tuple(
                annotated(chart, item, view.area, view.annotations)
                for chart in panels_of(item, view.evidence, judged, view.account(item))
            ),
            source=snapshot.sources.get(item.series, ""),
            files=origin.files(judged.uploads, snapshot),
            contribution=around.contribution(more),
            comparison=around.comparison(more, self.areas),
            quarter=view.quarter.key,
            quarter_label=view.quarter.label,
            narrative=self._narrated(view, of_indicator(judged, view.area), as_at),
        )

    def _narrated(self, view: View, topic: Topic, as_at: str | None) -> Narrated | None:
        """What is said of a topic; narratives are about the partnership's own area alone."""
        if view.area != self.default_area:
            return None
        named = subject(view.strategy, topic, view.quarter.key)
        return narrated(topic, self.notes(view.strategy.code, as_at), named, self.rules.touches)

    def promised(self, strategy: str, code: str, quarter: str, as_at: str | None = None) -> tuple[Promise, ...]:
        """The commitments of a priority in a quarter."""
        found = chosen(strategy, self.strategies_at(as_at))
        return promises(self.notes(strategy, as_at), found, code, quarter=parse(quarter), today=self.recall.day(as_at))

    def evidence_of(self, strategy: str, area: str) -> Evidence:
        """The figures of a strategy in an area, as they stand."""
        return self.recall.of(self.strategies[strategy], area, None)

    def edition(self, number: int, **asked: Any) -> Edition:
        """What an upload changed, as `Store.edition` is asked, without what is kept back. Raises UnknownUpload."""
        found = self.store.edition(number, **asked)
        codes = {one.series for one in found.changes if self.rules.touches(one.series)}
        areas = {one.area for one in found.changes}
        return edition(found, veil(self.store, self.rules, self.store.specs(), areas)) if codes else found

    def choices(self, strategy: str, area: str | None = None, as_at: str | None = None) -> Choices:
        """What the selectors of a page offer: quarters are those the area has figures for."""
        view = self.view(strategy, None, area, as_at)
        boroughs = sorted(self.areas.of_kind("borough"), key=lambda row: row.name)
        then = self.strategies_at(as_at)
        return Choices(
            strategies=tuple((s.code, s.title) for s in then.offered.values()),
            quarters=tuple((q.key, q.label) for q in view.quarters()),
            areas=tuple((row.code, row.name) for row in boroughs),
        )

    def bare(self, strategy: str, area: str | None, as_at: str | None) -> bool:
        """Whether nothing at all stood of a strategy in an area. Raises as `scorecard`."""
        return not self.view(strategy, None, area, as_at).evidence.snapshot.rows

    def freshness(
        self, strategy: str, sources: Mapping[str, SourceSpec], area: str | None = None, as_at: str | None = None
    ) -> tuple[Fresh, ...]:
        """What each source of a strategy holds of an area: from what this request has read, or one statement."""
        found, code = self.strategies_at(as_at).get(strategy), area or self.default_area
        if found is None:
            return ()
        kept = self.recall.read_already(strategy, code, as_at)
        codes = gathering.codes(found) - {gathering.POPULATION}
        held = held_in(kept.snapshot) if kept else self.store.newest(codes, gathering.areas(found, code), as_at)
        return freshness(found, sources, held, today=self.recall.day(as_at))

    def view(
        self, strategy: str, quarter: str | None = None, area: str | None = None, as_at: str | None = None
    ) -> View:
        """A strategy in a quarter and area with all its figures. Raises as `scorecard`."""
        then, code = self.strategies_at(as_at), self._place(area)
        judged = chosen(strategy, then)
        found, notes = self.recall.of(judged, code, as_at), self.notes(strategy, as_at)
        noted = self.annotations if then.annotations is None else then.annotations
        return View(judged, found, code, self.recall.day(as_at), quarter, self._accounts, as_at, noted, notes)

    def _place(self, area: str | None) -> str:
        code = area or self.default_area
        if code not in self.areas.by_code:
            raise UnknownArea(code=code)
        return code

    def _veil(self, codes: set[str], places: set[str], snapshot: Snapshot) -> Veil:
        """What is kept back elsewhere; nothing is asked where none of the series are protected."""
        if not any(map(self.rules.touches, codes)):
            return OPEN
        return veil(self.store, self.rules, snapshot.declared, places)
