"""The words of a paper that no page has: dates, statuses, counts."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

from dashboard.metrics.schedule import day
from dashboard.metrics.sentence import percent
from dashboard.scorecard.commitments import STATUSES
from dashboard.scorecard.models import IndicatorScore, PriorityScore

RAG = {"red": "Red", "amber": "Amber", "green": "Green", "grey": "Grey"}
STATUS = RAG | {"complete": "Complete", "not-started": "Not started"}
NO_STATUS = "No status yet"


def on(moment: str) -> str:
    """21 Sep 2012, from ISO 8601 as the store keeps it."""
    return day(datetime.fromisoformat(moment).astimezone(UTC).date())


def due(value: date | None) -> str:
    return day(value) if value else "No date"


def counted(count: int, one: str, many: str = "") -> str:
    """1 exception, 3 exceptions; one thousand as 1,000."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def tally(counts: Mapping[str, int], names: Mapping[str, str] = RAG) -> str:
    """1 red, 2 green; the worst first."""
    return ", ".join(f"{counts[code]} {name.lower()}" for code, name in names.items() if counts.get(code))


def tally_of(statuses: Iterable[str | None]) -> str:
    """2 green, 1 not started, 3 without a status: of commitments."""
    found = list(statuses)
    said = tally({status: found.count(status) for status in STATUSES}, {s: STATUS[s] for s in STATUSES})
    none = found.count(None)
    return ", ".join(filter(None, (said, f"{none} without a status" if none else "")))


def listed(names: Iterable[str]) -> str:
    """a, b and c."""
    *before, last = [*names] or [""]
    return f"{', '.join(before)} and {last}" if before else last


def status(score: IndicatorScore | PriorityScore) -> str:
    """Amber (set by its lead; by the figures red)."""
    found = score.judgement
    if found is None or found.state == "lapsed":
        return RAG[score.rag]
    if found.state == "proposed":
        return f"{RAG[score.rag]} ({found.rag} is proposed)"
    return f"{RAG[score.rag]} (set by its lead; by the figures {score.rag_computed})"


def forecast(score: IndicatorScore) -> str:
    """Year end forecast amber, 42% chance of meeting the target; nothing where nothing is forecast."""
    end = score.year_end
    if end is None or end.rag is None:
        return ""
    if end.actual:
        return f"{end.year_label} ended {end.rag}"
    chance = "" if end.p_target is None else f", {percent(end.p_target)} chance of meeting the target"
    return f"{end.year_label} forecast to end {end.rag}{chance}"
