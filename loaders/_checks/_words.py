"""How checks put numbers and lists into words."""

from collections.abc import Sequence

from dashboard.periods import Period


def number(value: float) -> str:
    """3,580 or 0.55."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.4g}" if abs(value) < 1000 else f"{value:,.1f}"


def listed(names: Sequence[str], limit: int = 5) -> str:
    """Bexley, Bromley and Camden; of more than `limit`, the first ones and how many others."""
    if len(names) > limit:
        return f"{', '.join(names[: limit - 1])} and {len(names) - limit + 1} others"
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def span(periods: Sequence[Period]) -> str:
    """Apr 2010, or Apr 2010 to Nov 2023."""
    first, last = min(periods), max(periods)
    return first.short if first == last else f"{first.short} to {last.short}"


def plural(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"
