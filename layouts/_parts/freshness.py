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
    entries = [html.Li(_said(fresh)) for fresh in found]
    said: list[Any] = [html.Strong("How fresh the figures are", id="freshness-title"), html.Ul(entries)]
    if not entries:
        said[1] = html.Span("No figures have been loaded for this strategy and area yet.")
    return html.Aside(said, className="freshness", **{"aria-labelledby": "freshness-title"})


def _said(fresh: Fresh) -> list[Any]:
    source = fresh.source
    words = f"{source.title} ({source.publisher}): to {fresh.last.short}"
    if source.lag_days >= _WORTH_SAYING:
        words += f", published about {how_long_after(source.lag_days)}"
    if fresh.late is None:
        return [words]
    return [f"{words}, ", html.Strong("late"), f": {fresh.late.period.short} was due on {day(fresh.late.due)}"]
