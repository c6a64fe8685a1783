"""What can be downloaded: each chart and table of a page by name, made again from the scorecard for its address."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from dashboard.errors import SaferError
from dashboard.marac import expectation
from dashboard.metrics.when import when
from dashboard.packs.leaving import Leaving, Table
from dashboard.packs.stated import facts, moment_of
from dashboard.packs.tables.areas import areas
from dashboard.packs.tables.card import indicators, priorities
from dashboard.packs.tables.changed import changed, corrected
from dashboard.packs.tables.charts import of_chart
from dashboard.packs.tables.editions import edition, uploads
from dashboard.packs.tables.explored import listed_figures, pivoted
from dashboard.packs.tables.matters import matters
from dashboard.packs.tables.minuted import minuted
from dashboard.packs.tables.parts import parts
from dashboard.packs.tables.promised import promised
from dashboard.packs.tables.reported import reported
from dashboard.packs.tables.steering import course, measured
from dashboard.packs.tables.traced import traced
from dashboard.periods import parse
from dashboard.records import SourceSpec
from dashboard.scorecard import exploring, marac, meetings, reports
from dashboard.scorecard.action_book import ActionBook
from dashboard.scorecard.actions import fits, ordered
from dashboard.scorecard.between import between
from dashboard.scorecard.board import Board
from dashboard.scorecard.details import IndicatorDetail
from dashboard.scorecard.exceptions import exceptions
from dashboard.scorecard.explored_chart import title
from dashboard.scorecard.models import Scorecard
from dashboard.scorecard.reconciled import reconciled
from dashboard.scorecard.trace import trace
from dashboard.store.editions import KINDS
from dashboard.subgroups import listed

# as many uploads, and as many figures of one, as a sheet can hold and be looked through
_MOST = 100_000
_ALL = {"Quarter": "Every period", "Area": "Every area"}


@dataclass(frozen=True)
class Ask:
    """The state an address holds, and what is asked of one download alone."""

    strategy: str
    quarter: str | None = None
    area: str | None = None
    as_at: str | None = None
    group: str | None = None
    own: Mapping[str, str] = field(default_factory=dict)

    @property
    def place(self) -> tuple[str | None, str | None, str | None]:
        """Quarter, area and moment, in the order the board takes them."""
        return self.quarter, self.area, self.as_at


class NoSuchDownload(SaferError):
    template = "There is no download “{name}”. Open the page again and use its links."


class Made(NamedTuple):
    """A title with tables; `quarter` in words where it is not the scorecard's own.

    `sources` are those of its figures, by code; all of the strategy's where none is named. `told` are facts in place
    of the usual ones.
    """

    title: str
    tables: tuple[Table, ...]
    quarter: str = ""
    sources: frozenset[str] = frozenset()
    told: Mapping[str, str] = {}


def handed_out(board: Board, name: str, ask: Ask, sources: Mapping[str, SourceSpec]) -> Leaving:
    """The download `name` as it stands, or stood at the moment asked for. Raises SaferError in words."""
    if name not in DOWNLOADS:
        raise NoSuchDownload(name=name)
    card = board.scorecard(ask.strategy, *ask.place)
    made = DOWNLOADS[name](board, ask, card)
    at = moment_of(board, ask.as_at)
    known = {code: sources[code] for code in made.sources if code in sources} or sources
    told = [
        (word, made.told.get(word) or (made.quarter if made.quarter and word == "Quarter" else said))
        for word, said in facts(board, card, known, at)
    ]
    return Leaving(
        name=file_name(made.tables[0].code, card.quarter, card.area, ask.as_at or ""),
        title=made.title,
        facts=tuple(told),
        tables=made.tables,
        at=at,
    )


def file_name(*parts: str) -> str:
    """Parts of a name as one that every system takes: small letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", "-".join(filter(None, parts)).lower()).strip("-")[:120] or "figures"


def _detail(board: Board, ask: Ask) -> IndicatorDetail:
    return board.indicator(ask.strategy, ask.own.get("indicator", ""), *ask.place, ask.group)


def _sources(detail: IndicatorDetail) -> frozenset[str]:
    return frozenset({file.source for file in detail.files} | ({detail.source} if detail.source else set()))


def _chart(board: Board, ask: Ask, card: Scorecard) -> Made:
    detail, key = _detail(board, ask), ask.own.get("chart", "")
    found = next((one for one in (*detail.charts, *detail.panels) if one.key == key), None)
    if found is None:
        raise SaferError(message=f"{detail.score.title} has no chart “{key}” in {card.quarter_label}.")
    return Made(f"{found.title}: {detail.score.area_name}", (of_chart(found),), sources=_sources(detail))


def _areas(board: Board, ask: Ask, _card: Scorecard) -> Made:
    detail = _detail(board, ask)
    title = f"{detail.score.title} compared with other areas"
    return Made(title, (areas(detail.score, detail.comparison),), sources=_sources(detail))


def _parts(board: Board, ask: Ask, _card: Scorecard) -> Made:
    detail = _detail(board, ask)
    held = detail.contribution.parts if detail.contribution else detail.score.parts
    table = parts(detail.score, held)
    return Made(f"{table.title}: {detail.score.area_name}", (table,), sources=_sources(detail))


def _overview(_board: Board, _ask: Ask, card: Scorecard) -> Made:
    title = f"{card.strategy_title}: {card.area_name}, {card.quarter_label}"
    return Made(title, (indicators(card.priorities), priorities(card.priorities)))


def _priority(board: Board, ask: Ask, _card: Scorecard) -> Made:
    found = board.priority(ask.strategy, ask.own.get("priority", ""), *ask.place).priority
    return Made(f"Indicators of {found.title}", (indicators([found], f"Indicators of {found.title}"),))


def _exceptions(_board: Board, _ask: Ask, card: Scorecard) -> Made:
    return Made(f"What needs discussion: {card.area_name}, {card.quarter_label}", (matters(exceptions(card)),))


def _commitments(board: Board, ask: Ask, _card: Scorecard) -> Made:
    found = board.priority(ask.strategy, ask.own.get("priority", ""), *ask.place)
    title = f"Commitments of {found.priority.title}, {found.quarter_label}"
    return Made(title, (promised([(found.priority.title, one) for one in found.commitments], title),))


def _actions(board: Board, ask: Ask, _card: Scorecard) -> Made:
    today = board.store.day(ask.as_at)
    every = ordered(ActionBook(board.store).actions(ask.as_at), today)
    return Made("Actions", (minuted([one for one in every if fits(one, ask.own, today)], today),))


def _reports(board: Board, ask: Ask, _card: Scorecard) -> Made:
    today = board.store.day(ask.as_at)
    quarter = reports.asked(ask.quarter, today)
    found = reports.awaited(board.store, listed(), quarter, today, ask.as_at)
    table = reported(found, quarter.label)
    return Made(table.title, (table,), quarter.label)


def _marac(board: Board, ask: Ask, card: Scorecard) -> Made:
    evidence = board.evidence(marac.CODES, marac.places(board.areas, card.area), ask.as_at)
    quarter = parse(ask.quarter) if ask.quarter else None
    found = marac.steering(evidence, board.areas, card.area, quarter, expectation())
    part = found.published if ask.own.get("part") == "published" else found.own
    if part is None:
        raise SaferError(message=f"No such MARAC figures are held for {found.area_name}.")
    listed_ = (measured(part), *([course(part)] if part.course else []))
    return Made(listed_[0].title, listed_, part.period.label)


def _data(board: Board, ask: Ask, card: Scorecard) -> Made:
    found = exploring.explored(board, exploring.choice_of(ask.own, area=card.area, as_at=ask.as_at))
    if found.why_not or not found.points:
        raise SaferError(message=found.why_not or " ".join(found.gaps) or "Choose a series first.")
    shape = ask.own.get("chart", "line")
    made = (listed_figures(found), pivoted(found, "bar" if shape == "bar" else "line"))
    periods = [point.period for point in found.points]
    places = dict.fromkeys(f"{point.area_name} ({point.area})" for point in found.points)
    told = {
        "Quarter": f"Chosen figures: {min(periods).short} to {max(periods).short}",
        "Area": ", ".join(places),
    }
    return Made(title(found), made, sources=frozenset(one.source for one in found.measures), told=told)


def _changes(board: Board, ask: Ask, card: Scorecard) -> Made:
    start, end = ask.own.get("from", ""), ask.own.get("to") or None
    if not start:
        raise SaferError(message="Name the moment from which on: from=2026-01-31, or the code of a meeting.")
    earlier = ask.own.get("from_quarter")
    found = between(board, ask.strategy, ask.quarter, ask.area, since=start, until=end, from_quarter=earlier)
    title = f"What changed from {start} to {end or 'now'}: {card.area_name}, {found.quarter_label}"
    return Made(title, (changed(found, title),))


def _corrections(board: Board, ask: Ask, _card: Scorecard) -> Made:
    meeting = meetings.found(meetings.listed(board.store), ask.own.get("from", ""))
    found = reconciled(board, meeting, ask.as_at)
    told = {"Quarter": found.quarter_label, "Area": found.area_name}
    return Made(found.headline, tuple(corrected(found)), told=told)


def _uploads(board: Board, ask: Ask, _card: Scorecard) -> Made:
    found, _ = board.store.ledger(ask.own.get("source") or None, offset=0, limit=_MOST)
    table = uploads(found, {})
    return Made(table.title, (table,), told=_ALL)


def _upload(board: Board, ask: Ask, _card: Scorecard) -> Made:
    number, kind = ask.own.get("upload", ""), ask.own.get("kind")
    if not (number.isascii() and number.isdecimal() and len(number) < 20):
        raise SaferError(message=f"“{number[:40]}” is no number of an upload. The history lists them.")
    narrowed = {"series_code": ask.own.get("series") or None, "area_code": ask.own.get("place") or None}
    found = board.edition(int(number), kind=kind if kind in KINDS else None, **narrowed, limit=_MOST)
    table, last = edition(found), found.entry.last
    to = f", figures to {last.short}" if last else ""
    told = _ALL | {
        "Sources": f"{found.entry.file}, loaded {when(found.entry.loaded_at)} by {found.entry.loaded_by}{to}"
    }
    return Made(table.title, (table,), told=told)


def _trace(board: Board, ask: Ask, _card: Scorecard) -> Made:
    series, period, apart = (ask.own.get(name, "") for name in ("series", "period", "breakdown"))
    found = trace(board, series, period, area=ask.area, breakdown=apart, as_at=ask.as_at, strategy=ask.strategy)
    told = {"Quarter": found.period_label, "Area": f"{found.area_name} ({found.area})"}
    table = traced(found)
    return Made(table.title, (table,), sources=frozenset(cell.source for cell in found.cells), told=told)


DOWNLOADS: dict[str, Callable[[Board, Ask, Scorecard], Made]] = {
    "chart": _chart,
    "areas": _areas,
    "parts": _parts,
    "overview": _overview,
    "priority": _priority,
    "exceptions": _exceptions,
    "commitments": _commitments,
    "actions": _actions,
    "reports": _reports,
    "marac": _marac,
    "data": _data,
    "changes": _changes,
    "corrections": _corrections,
    "uploads": _uploads,
    "upload": _upload,
    "trace": _trace,
}
