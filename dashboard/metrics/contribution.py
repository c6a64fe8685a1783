"""What drove a change: parts by weight, what they leave of the whole, and parts that only changed their name."""

from collections.abc import Sequence
from typing import NamedTuple

# less than this share of the whole, or so few, is no sign that a part was renamed
SLIGHT, FEW = 0.02, 5.0


class Piece(NamedTuple):
    """A part of a whole in a period and the one it is compared with."""

    name: str
    before: float
    now: float

    @property
    def change(self) -> float:
        return self.now - self.before


def sorted_by_weight(pieces: Sequence[Piece], change: float) -> list[Piece]:
    """What moved most with the whole first, what moved most against it last; a whole that stood still counts as up."""
    way = -1 if change < 0 else 1
    return sorted(pieces, key=lambda piece: (-way * piece.change, piece.name))


def rest(pieces: Sequence[Piece], before: float, now: float, name: str) -> Piece | None:
    """What the pieces leave of the whole; None where they add up to it in both periods."""
    left = Piece(name, before - sum(p.before for p in pieces), now - sum(p.now for p in pieces))
    return left if round(left.before, 6) or round(left.now, 6) else None


def regrouped(pieces: Sequence[Piece]) -> tuple[list[str], list[str]]:
    """Names that ended and names that began in between; nothing unless there are both: a part can cease to happen."""
    whole = max(sum(p.before for p in pieces), sum(p.now for p in pieces))
    least = max(FEW, SLIGHT * whole)
    ended = [p.name for p in pieces if p.before >= least and not p.now]
    began = [p.name for p in pieces if p.now >= least and not p.before]
    return (ended, began) if ended and began else ([], [])
