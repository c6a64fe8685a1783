"""The sentence that says what drove a change."""

import pytest

from dashboard.metrics.contribution import Piece
from dashboard.scorecard.contribution_words import sentence

# the partnership's own paper, Apr–Jun 2012 against a year before
PROPERTY = [
    Piece("Burglary", 712, 834),
    Piece("Robbery", 187, 126),
    Piece("Theft and handling", 1992, 1787),
    Piece("Criminal damage", 688, 534),
]
VIOLENCE = [Piece("Harassment", 300, 248), Piece("Assault with injury", 600, 441)]


@pytest.mark.parametrize(
    ("pieces", "before", "now", "said"),
    [
        (VIOLENCE, 1207, 983, "Assault with injury accounts for 159 of the fall of 224."),
        (PROPERTY, 3579, 3281, "Theft and handling accounts for 205 of the fall of 298; burglary rose by 122."),
        (
            [Piece("Arson", 10, 40), Piece("Bikes", 50, 40)],
            60,
            80,
            "Arson rose by 30, more than the rise of 20 in all; bikes fell by 10.",
        ),
        ([Piece("Arson", 10, 10), Piece("CCTV thefts", 1, 3)], 11, 13, "CCTV thefts account for the rise of 2."),
        (
            [Piece("Arson", 10, 5), Piece("CCTV thefts", 1, 6)],
            11,
            11,
            "The whole did not change: CCTV thefts rose by 5, and arson fell by 5.",
        ),
        ([Piece("Arson", 10, 10)], 10, 10, "None of the parts changed."),
        ([Piece("Arson", 10, 10)], 20, 15, "No listed part accounts for the fall of 5."),
        ([Piece("Arson", 10, 12)], 20, 15, "No listed part accounts for the fall of 5."),
        (
            [Piece("Arson", 1000, 500), Piece("Bikes", 10, 59)],
            1010,
            559,
            "Arson fell by 500, more than the fall of 451 in all; bikes rose by 49.",
        ),
        (
            [Piece("Arson", 1000, 500), Piece("Bikes", 10, 15)],
            1010,
            515,
            "Arson fell by 500, more than the fall of 495 in all.",
        ),
    ],
)
def test_the_sentence(pieces: list[Piece], before: float, now: float, said: str) -> None:
    assert sentence(pieces, before, now) == said
