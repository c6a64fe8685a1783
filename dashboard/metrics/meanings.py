"""What the words beside a figure mean: for its icons, its sentence and the help page alike."""

from collections.abc import Mapping
from typing import NamedTuple


class Meaning(NamedTuple):
    """A word as a screen says it, and what it says of the figure."""

    name: str
    says: str


VARIATION: Mapping[str, Meaning] = {
    "common": Meaning(
        "Usual variation", "The newest month is within what the series does by itself: there is nothing to explain."
    ),
    "improving": Meaning(
        "Improving", "The months have changed for the better by more than chance explains. Ask what helped."
    ),
    "concerning": Meaning(
        "Getting worse", "The months have changed for the worse by more than chance explains. Ask what happened."
    ),
    "neutral": Meaning(
        "Unusual", "The months have changed by more than chance explains, and neither way is declared to be better."
    ),
    "too-few": Meaning(
        "Too few to tell", "Fewer than 13 months in a row, or 10 quarters or years where there are no months."
    ),
}
ASSURANCE: Mapping[str, Meaning] = {
    "pass": Meaning(
        "Meets its target", "All that is usual for the series is on target: it will be met unless something changes."
    ),
    "fail": Meaning(
        "Misses its target", "Nothing that is usual for the series is on target: it will be missed unless that changes."
    ),
    "hit-or-miss": Meaning(
        "Hit or miss", "The target lies within what is usual: one month meets it and another does not, by chance."
    ),
    "none": Meaning("No assurance", "There is no target for a month, or there are too few months for limits."),
}
VERDICTS: Mapping[str, Meaning] = {
    "more than usual variation": Meaning(
        "More than usual variation",
        "The quarter differs from the same one last year by more than such quarters usually do.",
    ),
    "within usual variation": Meaning(
        "Within usual variation",
        "The quarter differs from the same one last year no more than such quarters usually do.",
    ),
    "too few to tell": Meaning("Too few to tell", "The two quarters have fewer than ten between them."),
}
# of a probability of meeting the target, and its bounds
CHANCES: Mapping[str, str] = {
    "unlikely": "less than 20%",
    "less likely than not": "20% to 40%",
    "too close to call": "40% to 60%",
    "more likely than not": "60% to 80%",
    "likely": "80% or more",
}
