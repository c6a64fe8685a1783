"""How fresh the figures of a page are: a line in its footer, a source after the other."""

from collections.abc import Iterable
from typing import Any

from dash import html

from dashboard.metrics.schedule import day, how_long_after
from dashboard.scorecard.freshness import Fresh

# from here on the wait for a publication is worth a word
_WORTH_SAYING = 90


def strip(found: Iterable[Fresh]) -> html.Aside:
    """Recorded crime by borough (Metropolitan Police): to Nov 2025 · …"""
    sources = list(found)
    if not sources:
        said: Any = html.P("No figures have been loaded for this strategy and area yet.")
    else:
        late = sum(fresh.late is not None for fresh in sources)
        words = f"{late} of {len(sources)} sources late" if late else "no source is late"
        entries = html.Ul([html.Li(_said(fresh)) for fresh in sources])
        said = html.Details([html.Summary(f"How fresh the figures are: {words}"), entries])
    return html.Aside(said, className="freshness", **{"aria-label": "How fresh the figures are"})


def _said(fresh: Fresh) -> list[Any]:
    source = fresh.source
    words = f"{source.title} ({source.publisher}): to {fresh.last.short}"
    if source.lag_days >= _WORTH_SAYING:
        words += f", published about {how_long_after(source.lag_days)}"
    if fresh.late is None:
        return [words]
    return [f"{words}, ", html.Strong("late"), f": {fresh.late.period.short} was due on {day(fresh.late.due)}"]
