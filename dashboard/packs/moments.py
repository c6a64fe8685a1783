"""The moment a pack is of: the one asked for, else the last at which anything changed, so that it can be made again."""

from datetime import UTC, datetime
from typing import NamedTuple

from dashboard.packs.words import at
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
    found, meeting = board.store.moment(asked), meeting_words(board.store, asked)
    said = f"at the end of {at(found).split(' at ')[0]}" if len(asked) == 10 else f"on {at(found)}"
    return Pinned(asked, iso(found), meeting or f"Figures as they stood {said}")


def _today() -> int:
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return int(today.timestamp()) * 1_000_000
