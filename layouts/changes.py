"""What changed between two moments, each of them now or a frozen meeting, chosen in the address."""

from typing import Any

from dash import dcc, html, register_page

from dashboard.errors import SaferError
from dashboard.metrics.schedule import day
from dashboard.scorecard import meetings
from dashboard.scorecard.between import between
from dashboard.scorecard.meetings import Meeting
from layouts._ledger import given
from layouts._parts.downloads import downloads
from layouts._parts.pages import chooser
from layouts._parts.since import since
from layouts._shell import page
from layouts._view import View, board, settings, store

register_page(__name__, path="/changes", name="Changes", title="What changed – Safer Priorities", order=14)


def layout(**query: Any) -> html.Div:
    return page(lambda view: _draw(view, query), query, choosing=False, fresh=False)


def _draw(view: View, query: dict[str, Any]) -> tuple[str, Any]:
    frozen = [meeting for meeting in meetings.listed(store()) if meeting.frozen]
    start, end = given(query, "from"), given(query, "to")
    if not start and not frozen:
        raise SaferError(message="No meeting has been frozen yet. Name the moments: /changes?from=2026-01-31.")
    first = start or frozen[0].code
    about, earlier = _about(view, frozen, first, end)
    # their moments are known already: their names need not be looked up
    at = {one.code: one.frozen.moment for one in frozen if one.frozen}
    asked = {"since": at.get(first, first), "until": at.get(end, end) or None, "from_quarter": earlier}
    found = between(board(), about.chosen, about.quarter, about.area, **asked)
    said = f"{board().strategies_at(asked['until'])[about.chosen].title}, {found.quarter_label}, {found.area_name}."
    body = [
        html.Nav(dcc.Link("Meetings", href=view.href("/meetings"), className="back"), **{"aria-label": "Back"}),
        html.H1("What changed"),
        html.P(said, className="kicker"),
        _choice(frozen, first, end),
    ]
    own = {"from": first, "to": end, "from_quarter": earlier or ""}
    menu = downloads(about, "changes", "What changed", **own)
    return "What changed", [
        html.Div(body, className="page-head"),
        html.Div(since(about, found), className="panel"),
        menu,
    ]


def _about(view: View, frozen: list[Meeting], first: str, end: str) -> tuple[View, str | None]:
    """What the address asks for, or else what its meetings look at; and the quarter of the first of them."""
    named = {one.code: one for one in frozen}
    last, then = named.get(end), named.get(first)
    strategy = view.strategy or next((one.strategy for one in (last, then) if one), settings().strategy)
    last, then = (one if one and one.strategy == strategy else None for one in (last, then))
    area = view.area or next((one.area for one in (last, then) if one), None)
    quarter = view.quarter or (last.quarter if last else None)
    return View(view.address, strategy, quarter, area), then.quarter if then and not view.quarter else None


def _choice(frozen: list[Meeting], start: str, end: str) -> html.Form:
    named = {one.code: f"{one.title}, {day(one.date)}" for one in frozen}
    others = {code: code for code in (start, end) if code and code not in named}
    first = chooser("from", "From", [*named.items(), *others.items()], start)
    last = chooser("to", "To", [("", "Now"), *named.items(), *others.items()], end)
    return html.Form([first, last], className="choice filters", **{"aria-label": "Between which moments"})
