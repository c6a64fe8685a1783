"""What changed between two moments of a strategy in a quarter and area, found in one reading of the store."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dashboard.errors import SaferError
from dashboard.metrics.wording import shortest
from dashboard.periods import Grain, Period
from dashboard.scorecard.board import Board
from dashboard.scorecard.changes import ActionChange, Changes, RagChange, ValueChange, WordChange
from dashboard.scorecard.evidence import Evidence, Figure
from dashboard.scorecard.judging import period_judged
from dashboard.scorecard.models import PriorityScore
from dashboard.scorecard.view import View
from dashboard.store.notes import Body, Note
from dashboard.strategy import Indicator

JUDGEMENT, ACTION = "judgement", "action"
# a figure is compared from the same period of the year before on
_MONTHS_BEFORE = 12


@dataclass(frozen=True)
class _Pair:
    """The two views, before and after."""

    then: View
    now: View

    @property
    def homes(self) -> dict[str, tuple[str, str]]:
        """The priority and the title of every priority and indicator, by code, of both strategies."""
        strategies = (self.then.strategy, self.now.strategy)
        own = {p.code: (p.code, p.title) for one in strategies for p in one.priorities}
        return {i.code: (p.code, i.title) for one in strategies for p in one.priorities for i in p.indicators} | own


def between(
    board: Board,
    strategy: str,
    quarter: str | None = None,
    area: str | None = None,
    *,
    since: str,
    until: str | None = None,
    from_quarter: str | None = None,
) -> Changes:
    """Everything that changed, in one reading of the store. Raises as `Board.scorecard`, and where the moments are
    the wrong way round."""
    board = board.remembering()
    _ordered(board, since, until)
    board.foresee(strategy, area, [since, until])
    now = board.view(strategy, quarter, area, until)
    pair = _Pair(board.view(strategy, from_quarter or now.quarter.key, area, since), now)
    before, after = ((*board.notes(strategy, at), *board.actions(at)) for at in (since, until))
    return Changes(
        strategy=strategy,
        quarter=now.quarter.key,
        quarter_label=now.quarter.label,
        from_quarter=pair.then.quarter.key,
        area=now.area,
        area_name=board.areas.by_code[now.area].name,
        since=since,
        until=until,
        values=tuple(_values(pair)),
        rags=tuple(_rags(pair)),
        judgements=tuple(_judgements(pair, before, after)),
        targets=tuple(_targets(pair)),
        actions=tuple(_actions(before, after)),
    )


def _ordered(board: Board, since: str, until: str | None) -> None:
    if until and board.store.moment(until) < board.store.moment(since):
        raise SaferError(message=f"{until} comes before {since}. Give the earlier moment first.")


def _rags(pair: _Pair) -> Iterator[RagChange]:
    then = {p.code: pair.then.priority(p) for p in pair.then.strategy.priorities}
    for priority in pair.now.strategy.priorities:
        before = then.get(priority.code)
        if before:
            yield from _of_priority(before, pair.now.priority(priority))


def _of_priority(then: PriorityScore, now: PriorityScore) -> Iterator[RagChange]:
    if then.rag != now.rag:
        yield RagChange(priority=now.code, title=now.title, was=then.rag, now=now.rag, reason=now.reason)
    was = {score.code: score for score in then.indicators}
    for score in now.indicators:
        before = was.get(score.code)
        if before and before.rag != score.rag:
            named = {"priority": now.code, "indicator": score.code, "title": score.title}
            yield RagChange(**named, was=before.rag, now=score.rag, reason=score.reason)


def _values(pair: _Pair) -> Iterator[ValueChange]:
    for priority in pair.now.strategy.priorities:
        for indicator in priority.indicators:
            for period, was, now, held in _moved(indicator, pair):
                yield _value(indicator, priority.code, pair, period, was, now, held)


def _moved(indicator: Indicator, pair: _Pair) -> Iterator[tuple[Period, float | None, float | None, Figure | None]]:
    """Each period in which the figure is another, the newest first: what it was, what it is, and what is held now."""
    area, grain = indicator.area or pair.now.area, Grain(indicator.grain)
    before, figures = (view.evidence.figures(indicator, area, grain) for view in (pair.then, pair.now))
    then, now = _whole(before), _whole(figures)
    looked_at = [period_judged(indicator, figures, view.quarter) for view in (pair.then, pair.now)]
    first, last = min(p.first for p in looked_at) - _MONTHS_BEFORE, max(p.last for p in looked_at)
    for period in sorted(then.keys() | now.keys(), reverse=True):
        if first <= period.first and period.last <= last and then.get(period) != now.get(period):
            yield period, then.get(period), now.get(period), figures.get(period)


def _whole(figures: Mapping[Period, Figure]) -> dict[Period, float]:
    return {p: f.value for p, f in figures.items() if f.value is not None and f.complete >= f.of}


def _value(
    indicator: Indicator,
    priority: str,
    pair: _Pair,
    period: Period,
    was: float | None,
    now: float | None,
    held: Figure | None,
) -> ValueChange:
    evidence, area = pair.now.evidence, indicator.area or pair.now.area
    spec = evidence.snapshot.series.get(indicator.series)
    kept_back = now is None and held is not None and held.status == "suppressed"
    there = now is not None or kept_back
    upload = max(_uploads(indicator, evidence, area, period), default=None) if there else None
    return ValueChange(
        indicator=indicator.code,
        title=indicator.title,
        priority=priority,
        period=period.key,
        period_label=period.label,
        was=was,
        now=now,
        unit=indicator.unit or (spec.unit if spec else ""),
        decimals=spec.decimals if spec else 0,
        upload=upload,
        file=evidence.snapshot.uploads[upload].file if upload else "",
        kept_back=kept_back,
    )


def _uploads(indicator: Indicator, evidence: Evidence, area: str, period: Period) -> set[int]:
    """The uploads of the stored figures within a period, of the parts of portfolios and ratios too."""
    shown = [(part.series, part.breakdown) for part in indicator.parts] or [(indicator.series, indicator.breakdown)]
    specs = evidence.snapshot.series
    ratios = [(specs[code], breakdown) for code, breakdown in shown if code in specs]
    parts = [(part, b) for spec, b in ratios for part in (spec.numerator, spec.denominator) if part]
    months, found = set(period.months()), set()
    for code, breakdown in [*shown, *parts]:
        for held, row in evidence.stored(code, area, breakdown).items():
            if held.first in months and held.last in months:
                found.add(row.upload)
    return found


def _targets(pair: _Pair) -> Iterator[WordChange]:
    then, now = ({i.code: _asked(i) for i in view.strategy.indicators} for view in (pair.then, pair.now))
    for code in dict.fromkeys([*now, *then]):
        if then.get(code) != now.get(code):
            priority, title = pair.homes[code]
            words = {"was": then.get(code, ""), "now": now.get(code, "")}
            yield WordChange(subject=code, title=title, priority=priority, **words)


def _asked(indicator: Indicator) -> str:
    """What is asked of an indicator, and by which rule: −10% on the same period last year, 5% tolerance."""
    if indicator.target.kind == "none":
        return indicator.target.text
    points = indicator.tolerance_points
    allowed = f"{shortest(indicator.tolerance * 100)}%" if points is None else f"{shortest(points)} point"
    rule = ", by direction of travel" if indicator.rule == "direction" else ""
    more = ", more is better" if indicator.polarity == "high" else ""
    return f"{indicator.target.text}, {allowed} tolerance{rule}{more}"


def _judgements(pair: _Pair, before: Sequence[Note], after: Sequence[Note]) -> Iterator[WordChange]:
    then, now = (_by_subject(notes, JUDGEMENT, f"{pair.now.strategy.code}/") for notes in (before, after))
    for subject in dict.fromkeys([*then, *now]):
        was, said = (_judged(notes.get(subject)) for notes in (then, now))
        if was != said:
            code = subject.split("/")[1]
            priority, title = pair.homes.get(code, ("", code))
            by = now[subject].by if subject in now else ""
            yield WordChange(subject=subject, title=title, priority=priority, was=was, now=said, by=by)


def _by_subject(notes: Iterable[Note], kind: str, begins: str = "") -> dict[str, Note]:
    return {note.subject: note for note in notes if note.kind == kind and note.subject.startswith(begins)}


def _judged(note: Note | None) -> str:
    """Amber: why."""
    body = note.body if note else {}
    said = ": ".join(str(word) for word in (body.get("rag"), body.get("text") or body.get("reason")) if word)
    return said[:1].upper() + said[1:]


def _actions(before: Sequence[Note], after: Sequence[Note]) -> Iterator[ActionChange]:
    then, now = (_by_subject(notes, ACTION) for notes in (before, after))
    for subject in dict.fromkeys([*then, *now]):
        was, status = (str(notes[subject].body.get("status")) if subject in notes else None for notes in (then, now))
        if was != status:
            body = (now.get(subject) or then[subject]).body
            yield ActionChange(subject=subject, was=was, now=status, **_minuted(body))


def _minuted(body: Body) -> dict[str, str]:
    return {name: str(body.get(name) or "") for name in ("minute", "resolution", "owner", "due")}
