"""Makes a pack from the board: asked once for its scorecard, and once for each priority and indicator."""

from collections.abc import Mapping, Sequence

from dashboard.disclosure import Rules
from dashboard.errors import SaferError
from dashboard.metrics.schedule import day
from dashboard.packs.asking import background, recommendations, summary
from dashboard.packs.clean import cleaned
from dashboard.packs.discussing import discussed, good
from dashboard.packs.entries import cautions, entry
from dashboard.packs.fingerprint import fingerprint
from dashboard.packs.moments import Pinned, pinned
from dashboard.packs.pack import Asked, Caution, Chapter, Header, Layout, Pack, Source
from dashboard.packs.telling import telling
from dashboard.periods import Period, parse
from dashboard.records import SourceSpec
from dashboard.scorecard.action_book import ActionBook
from dashboard.scorecard.actions import Action, ordered
from dashboard.scorecard.board import Board
from dashboard.scorecard.exceptions import exceptions, headline, nothing
from dashboard.scorecard.freshness import Fresh
from dashboard.scorecard.meetings import last
from dashboard.scorecard.models import PriorityScore, Scorecard
from dashboard.scorecard.reconciled import Reconciliation, reconciled
from dashboard.strategy import Strategy

# how long after a strategy's end a meeting may still have been about it, in months
_AFTER = 6


def compiled(
    board: Board,
    sources: Mapping[str, SourceSpec],
    *,
    strategy: str,
    quarter: str | None = None,
    area: str | None = None,
    as_at: str | None = None,
    layout: Layout = "quarterly",
    priority: str | None = None,
) -> Pack:
    """The pack of a strategy in a quarter and area at a moment; None: the newest, the board's own, now.

    Raises UnknownStrategy, UnknownArea, BadPeriod, BadMoment, and SaferError for a priority that is not there.
    """
    here, when = board.remembering(), pinned(board, as_at)
    card = here.scorecard(strategy, quarter, area, when.as_at)
    asked = Asked(strategy=card.strategy, quarter=card.quarter, area=card.area, as_at=when.as_at, layout=layout,
                  priority=priority)  # fmt: skip
    scores = _chosen(card, priority)
    chapters = tuple(_chapter(here, asked, score) for score in scores)
    shown = card.model_copy(update={"priorities": scores})
    made = _pack(here, asked, shown, chapters, when, here.freshness(card.strategy, sources, card.area, when.as_at))
    fit = cleaned(made)
    return fit.model_copy(update={"fingerprint": fingerprint(fit)})


def _chosen(card: Scorecard, priority: str | None) -> tuple[PriorityScore, ...]:
    if priority is None:
        return card.priorities
    found = tuple(one for one in card.priorities if one.code == priority)
    if not found:
        known = ", ".join(one.code for one in card.priorities)
        raise SaferError(message=f"{card.strategy_title} has no priority “{priority}”. Its priorities are: {known}.")
    return found


def _chapter(board: Board, asked: Asked, score: PriorityScore) -> Chapter:
    where = (asked.quarter, asked.area, asked.as_at)
    detail = board.priority(asked.strategy, score.code, *where)
    details = [board.indicator(asked.strategy, one.code, *where) for one in score.indicators]
    judged = score.judgement
    return Chapter(
        score=score,
        chosen=judged.said if judged else "",
        narrative=telling(detail.narrative),
        indicators=tuple(entry(one, telling(one.narrative)) for one in details),
        commitments=detail.commitments,
    )


def _pack(
    board: Board, asked: Asked, card: Scorecard, chapters: tuple[Chapter, ...], when: Pinned, fresh: Sequence[Fresh]
) -> Pack:
    strategy, found = board.strategies_at(asked.as_at)[asked.strategy], exceptions(card)
    header = _header(board.rules, asked, card, chapters, when, fresh)
    matters, fine = discussed(found.exceptions, chapters), good(chapters)
    warnings, earlier = _warnings(chapters), _earlier(board, asked)
    return Pack(
        asked=asked,
        header=header,
        summary=summary(chapters, matters, headline(found), fine),
        recommendations=recommendations(chapters, matters, len(warnings), earlier),
        background=background(strategy, header, chapters),
        priorities=chapters,
        exceptions=matters,
        nothing="" if matters else nothing(found),
        good=fine,
        actions=_actions(board, strategy, asked),
        earlier=earlier,
        warnings=warnings,
    )


def _header(
    rules: Rules,
    asked: Asked,
    card: Scorecard,
    chapters: Sequence[Chapter],
    when: Pinned,
    fresh: Sequence[Fresh],
) -> Header:
    scores = [entry.score for chapter in chapters for entry in chapter.indicators]
    touched = [score.title for score in scores if rules.touches(score.series)]
    return Header(
        partnership=f"{card.area_name} community safety partnership",
        title=_title(asked, card),
        strategy_title=card.strategy_title,
        quarter_label=card.quarter_label,
        area_name=card.area_name,
        moment=when.moment,
        as_at=when.words,
        sources=tuple(_source(one) for one in fresh),
        disclosure=tuple(_disclosure(rules, touched)),
        kept_back=tuple(score.title for score in scores if score.status == "suppressed"),
    )


def _title(asked: Asked, card: Scorecard) -> str:
    if asked.layout == "quarterly":
        return f"Performance report, {card.quarter_label}"
    what = f": {card.priorities[0].title}" if asked.priority else ""
    return f"Progress report, {card.quarter_label}{what}"


def _source(fresh: Fresh) -> Source:
    said = f"to {fresh.last.short}"
    if fresh.late:
        said += f"; late: {fresh.late.period.short} was due on {day(fresh.late.due)}"
    spec = fresh.source
    return Source(
        title=spec.title, publisher=spec.publisher, to=fresh.last.short, words=said, late=fresh.late is not None
    )


def _disclosure(rules: Rules, touched: Sequence[str]) -> list[str]:
    """The rules that concern indicators of this pack, in words."""
    if not touched:
        return []
    least = max(one.threshold for one in rules.protected) - 1
    cohort = max((one.cohort for one in rules.protected), default=0)
    kept = (
        f"Small numbers of people are kept back: counts from 1 to {least}, and whatever else would tell them. "
        f"[c] stands in their place, without a status or a change. This concerns: {'; '.join(touched)}."
    )
    said = [kept]
    if cohort:
        said.append(f"Shares of fewer than {cohort} people are kept back as well.")
    return [*said, "Figures that are published elsewhere are shown as published."]


def _warnings(chapters: Sequence[Chapter]) -> tuple[Caution, ...]:
    """Every warning once for each indicator that it is about."""
    found = [one for c in chapters for e in c.indicators for one in cautions(e.score, e.files)]
    return tuple(dict.fromkeys(found))


def _earlier(board: Board, asked: Asked) -> Reconciliation | None:
    """The paper that was frozen last before, against what this one says; of one priority, only what concerns it."""
    meeting = last(board.store, asked.strategy, asked.area, asked.as_at)
    if meeting is None:
        return None
    found = reconciled(board, meeting, asked.as_at)
    return found.of(asked.priority) if asked.priority else found


def _actions(board: Board, strategy: Strategy, asked: Asked) -> tuple[Action, ...]:
    """What meetings resolved while the strategy ran, those waiting first, the longest overdue before others."""
    last = Period(parse(asked.quarter).first + 3 + _AFTER, parse(asked.quarter).grain).end
    every = ActionBook(board.store).actions(asked.as_at)
    held = [one for one in every if strategy.start <= one.met <= last]
    return tuple(ordered(held, board.store.day(asked.as_at)))
