"""Moments as people read them, in UTC."""

from datetime import UTC, datetime

from dashboard.periods import MONTHS


def when(moment: int | str | datetime) -> str:
    """26 Nov 2025 at 10:12 UTC, from microseconds, ISO 8601 or a time in UTC."""
    if isinstance(moment, int):
        moment = datetime.fromtimestamp(moment // 1_000_000, UTC)
    elif isinstance(moment, str):
        moment = datetime.fromisoformat(moment)
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year} at {moment:%H:%M} UTC"
