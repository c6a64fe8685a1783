"""The moment a pack is of: the one asked for, else the last at which anything changed, so that it can be made again."""

from datetime import UTC, datetime
from typing import NamedTuple

from dashboard.metrics.when import when
from dashboard.scorecard.as_at import meeting_words
from dashboard.scorecard.board import Board
from dashboard.store.moments import iso


class Pinned(NamedTuple):
    """What to ask the board for, the moment that is (ISO 8601, UTC), and how a paper says it."""

    as_at: str
    moment: str
    words: str


def pinned(board: Board, as_at: str | None) -> Pinned:
    """`as_at` as asked; without it the last change, or the start of today where that is later (what is late depends on
    the day). Nothing that is loaded afterwards can then change the pack. Raises BadMoment."""
    asked = as_at or iso(max(board.store.latest(), _today()))
    return Pinned(asked, iso(board.store.moment(asked)), as_it_stood(board, asked))


def as_it_stood(board: Board, as_at: str) -> str:
    """As at a meeting by its name; Figures as they stood on 12 Sep 2025 at 10:00 UTC. Raises BadMoment."""
    if meeting := meeting_words(board.store, as_at):
        return meeting
    found = when(board.store.moment(as_at))
    # a bare date means the end of that day
    said = f"at the end of {found.partition(' at ')[0]}" if len(as_at) == 10 else f"on {found}"
    return f"Figures as they stood {said}"


def _today() -> int:
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return int(today.timestamp()) * 1_000_000
