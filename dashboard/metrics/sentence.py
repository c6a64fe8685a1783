"""The one sentence on an indicator: its status, last year's figure, its own past and the year's end, reconciled."""

from dataclasses import dataclass
from typing import Literal

Moved = Literal["rise", "fall", "no change"]
# from what probability on which words say where the year will end
_ENDS = (
    (0.2, "likely to miss the target"),
    (0.4, "more likely than not to miss the target"),
    (0.6, "too close to call"),
    (0.8, "more likely than not to meet the target"),
)
_SURE = "likely to meet the target"
_SHOWN = {
    "common": "show nothing unusual",
    "improving": "show an improvement beyond chance",
    "concerning": "show a worsening beyond chance",
}
_UNUSUAL = ("improving", "concerning", "neutral")


@dataclass(frozen=True)
class Outcome:
    """Where the year ends: `chance` of meeting its target where there is one, `met` once it is over, `near` the words
    of the forecast where nothing is asked for; `early` before its first quarter is known."""

    chance: float | None = None
    met: bool | None = None
    near: str = ""
    early: bool = False


@dataclass(frozen=True)
class Findings:
    """What is known of a figure. `status` is its status as a clause with its colour; `verdict` that of the test against
    last year, None where there is none; `pair` the two figures in words; `points` what the chart of its past counts.

    `variation` is common, improving, concerning, neutral, too-few or None, and `high` the side of an unusual one.
    """

    status: str
    polarity: str = "low"
    moved: Moved | None = None
    verdict: str | None = None
    pair: str = ""
    from_nothing: bool = False
    before: str = "last year"
    variation: str | None = None
    high: bool = False
    points: str = "months"
    outcome: Outcome | None = None


def sentence(found: Findings) -> str:
    """Amber: 3% above the trajectory to −2%. The rise on last year is within usual variation, and the months show
    nothing unusual; year end more likely than not to miss the target (35% chance of meeting it)."""
    tested, shown = _tested(found), _shown(found)
    both = f"{tested}, {_joined(found)} {shown}" if tested and shown else tested or shown
    rest = "; ".join(part for part in (both, _ended(found.outcome)) if part)
    status = found.status.rstrip(".") + "."
    return f"{status} {rest[:1].upper()}{rest[1:]}." if rest else status


def _tested(found: Findings) -> str:
    """The change on last year, never without what it is worth."""
    if found.moved is None:
        return ""
    if found.verdict == "too few to tell":
        return f"the counts, {found.pair}, are too few to tell a change on {found.before}"
    if found.moved == "no change":
        return f"there is no change on {found.before}"
    pair = f", {found.pair}," if found.from_nothing else ""
    if found.verdict is None:
        return f"whether the {found.moved} on {found.before}{pair} is more than usual cannot be tested"
    return f"the {found.moved} on {found.before}{pair} is {found.verdict}"


def _shown(found: Findings) -> str:
    if found.variation is None:
        return ""
    if found.variation == "too-few":
        return f"there are too few {found.points} to know what is usual"
    if found.variation == "neutral":
        return f"the {found.points} are unusually {'high' if found.high else 'low'}"
    return f"the {found.points} {_SHOWN[found.variation]}"


def _joined(found: Findings) -> str:
    """But where the two do not say the same."""
    unusual = found.variation in _UNUSUAL
    if found.verdict != "more than usual variation":
        return "but" if unusual else "and"
    return "and" if found.variation == "too-few" or (unusual and _same_way(found)) else "but"


def _same_way(found: Findings) -> bool:
    rose = found.moved == "rise"
    if found.variation == "neutral":
        return rose == found.high
    better = rose == (found.polarity == "high")
    return better == (found.variation == "improving")


def _ended(outcome: Outcome | None) -> str:
    if outcome is None:
        return ""
    if outcome.met is not None:
        return f"the year ended {'on' if outcome.met else 'off'} its target"
    if outcome.early:
        return "no forecast skill yet for the year’s end"
    if outcome.chance is None:
        return outcome.near
    words = next((said for limit, said in _ENDS if outcome.chance < limit), _SURE)
    return f"year end {words} ({percent(outcome.chance)} chance of meeting it)"


def percent(chance: float) -> str:
    """A probability as people read it, never quite none and never quite all."""
    if chance < 0.005:
        return "under 1%"
    if chance >= 0.995:
        return "over 99%"
    # halves away from zero, of thousandths that a float only nears
    return f"{int(round(chance * 1000) + 5) // 10}%"
