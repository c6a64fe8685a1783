"""What every file states: strategy, quarter, area, moment, sources with how fresh they are, what is kept back."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from dashboard.disclosure import Rules
from dashboard.metrics.schedule import day
from dashboard.packs.leaving import CONFIDENTIAL
from dashboard.packs.moments import as_it_stood
from dashboard.records import SourceSpec
from dashboard.scorecard.board import Board
from dashboard.scorecard.freshness import Fresh
from dashboard.scorecard.models import Scorecard
from dashboard.store.moments import iso

Facts = tuple[tuple[str, str], ...]


def facts(board: Board, card: Scorecard, sources: Mapping[str, SourceSpec], at: datetime) -> Facts:
    """(word, what is said) of a scorecard as it stood at the moment `at`."""
    fresh = board.freshness(card.strategy, sources, card.area, card.as_at)
    return (
        ("Strategy", card.strategy_title),
        ("Quarter", card.quarter_label),
        ("Area", f"{card.area_name} ({card.area})"),
        ("As at", as_it_stood(board, card.as_at or iso(int(at.timestamp()) * 1_000_000))),
        ("Sources", sourced(fresh)),
        ("Disclosure", kept_back(board.rules)),
    )


def moment_of(board: Board, as_at: str | None) -> datetime:
    """The moment asked for, or now; in UTC. Raises BadMoment."""
    if as_at is None:
        return datetime.now(UTC).replace(microsecond=0)
    return datetime.fromtimestamp(board.store.moment(as_at) // 1_000_000, UTC)


def sourced(found: Iterable[Fresh]) -> str:
    """Each source with its publisher, to when it goes, and what is late of it."""
    said = [_said(fresh) for fresh in found]
    return "; ".join(said) or "No figures have been loaded for this strategy and area yet"


def _said(fresh: Fresh) -> str:
    words = f"{fresh.source.title} ({fresh.source.publisher}): to {fresh.last.short}"
    return words if fresh.late is None else f"{words}, late: {fresh.late.period.short} was due on {day(fresh.late.due)}"


def kept_back(rules: Rules) -> str:
    """By which rules figures are kept back."""
    if not rules.protected:
        return "Nothing is kept back: small numbers of people are shown. Not for any paper"
    lows = sorted({one.threshold for one in rules.protected})
    below = " or ".join(str(low) for low in lows)
    return (
        f"Counts of people from 1 to below {below}, and every figure from which one could be worked out, are kept back "
        f"and marked {CONFIDENTIAL}; nothing is worked out from them"
    )
