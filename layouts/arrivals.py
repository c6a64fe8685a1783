"""Arrivals: what is expected from whom by when, what is late, and a letter that asks for it."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from dash import dcc, html, register_page

from dashboard.metrics.schedule import day
from dashboard.scorecard.arrivals import Arrival, arrivals
from layouts._parts.arrivals import awaited, lapsed, unused
from layouts._shell import page
from layouts._view import View, board, settings, store
from loaders._forms import templates
from loaders._sources import Sources

register_page(__name__, path="/arrivals", name="Arrivals", title="Arrivals – Safer Priorities", order=2, menu=True)


def layout(**query: Any) -> html.Div:
    return page(_draw, query, choosing=False)


def _draw(view: View) -> tuple[str, Any]:
    today = datetime.now(UTC).date()
    known = Sources(store())
    found = arrivals(
        store(),
        known.values(),
        board().strategies.values(),
        area=view.area or settings().area,
        brings=known.brings(),
        today=today,
    )
    watched = [arrival for arrival in found if arrival.next and not arrival.lapsed]
    old = [arrival for arrival in found if arrival.lapsed]
    idle = [arrival for arrival in found if not arrival.next]
    body = [
        html.Div([html.H1("Arrivals"), html.P(_summary(watched, today), className="lead")], className="page-head"),
        awaited(view, watched, templates()) if watched else _nothing(view),
        lapsed(view, old) if old else None,
        unused(idle) if idle else None,
    ]
    return "Arrivals", html.Div(body, className="arrivals")


def _summary(watched: Sequence[Arrival], today: date) -> str:
    """2 sources are late and 1 is due in the next 30 days, as of 25 Nov 2026."""
    late = sum(arrival.state == "late" for arrival in watched)
    soon = sum(arrival.state == "due-soon" for arrival in watched)
    said = [
        f"{late} {'source is' if late == 1 else 'sources are'} late" if late else "Nothing is late",
        f"{soon or 'nothing'} {'are' if soon > 1 else 'is'} due in the next 30 days",
    ]
    return f"{said[0]} and {said[1]}, as of {day(today)}."


def _nothing(view: View) -> html.P:
    words = "No figures have been loaded yet, so nothing is expected. "
    return html.P([words, dcc.Link("Upload spreadsheets", href=view.href("/upload"))])
