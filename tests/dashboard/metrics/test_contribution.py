"""What drove a change: order, what the parts leave, and renamed parts."""

from dashboard.metrics.contribution import Piece, regrouped, rest, sorted_by_weight

# the partnership's own paper, Apr–Jun 2012 against a year before
PROPERTY = [
    Piece("Burglary", 712, 834),
    Piece("Robbery", 187, 126),
    Piece("Theft and handling", 1992, 1787),
    Piece("Criminal damage", 688, 534),
]
VIOLENCE = [Piece("Harassment", 300, 248), Piece("Assault with injury", 600, 441)]


def test_what_moved_with_the_whole_comes_first() -> None:
    assert [p.name for p in sorted_by_weight(PROPERTY, -298)] == [
        "Theft and handling",
        "Criminal damage",
        "Robbery",
        "Burglary",
    ]
    assert sorted_by_weight(PROPERTY, 298)[0].name == "Burglary"
    assert sum(p.change for p in PROPERTY) == 3281 - 3579


def test_what_the_parts_leave_makes_the_sum_whole() -> None:
    left = rest(VIOLENCE, 1207, 983, "Not in a listed part")
    assert left == Piece("Not in a listed part", 307, 294)
    assert left is not None and left.change + sum(p.change for p in VIOLENCE) == -224
    assert rest(PROPERTY, 3579, 3281, "Not listed") is None
    assert rest([Piece("A", 0.1, 0.1), Piece("B", 0.2, 0.2)], 0.3, 0.3, "Not listed") is None


def test_a_renamed_part_is_seen_and_a_rare_one_is_not() -> None:
    renamed = [Piece("Residential", 834, 0), Piece("Home", 0, 760), Piece("Business", 300, 310)]
    assert regrouped(renamed) == (["Residential"], ["Home"])
    assert regrouped([Piece("Homicide", 2, 0), Piece("Driving", 0, 3), Piece("Assault", 900, 800)]) == ([], [])
    assert regrouped([Piece("Residential", 834, 0), Piece("Business", 300, 310)]) == ([], [])
