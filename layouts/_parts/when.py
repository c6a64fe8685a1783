"""Moments as the screen says them, in UTC."""

from datetime import UTC, datetime

from dashboard.periods import MONTHS


def when(moment: int | str) -> str:
    """26 Nov 2025 at 10:12 UTC, from microseconds or ISO 8601."""
    if isinstance(moment, str):
        found = datetime.fromisoformat(moment)
    else:
        found = datetime.fromtimestamp(moment // 1_000_000, UTC)
    return f"{found.day} {MONTHS[found.month - 1]} {found.year} at {found:%H:%M} UTC"
