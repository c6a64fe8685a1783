"""Reconciliation: which figures of an earlier paper have been corrected since, told openly."""

from typing import Any

from dash import dcc, html, register_page

from dashboard.errors import SaferError
from dashboard.metrics.schedule import day
from dashboard.scorecard import meetings
from dashboard.scorecard.changes import RagChange
from dashboard.scorecard.meetings import Meeting
from dashboard.scorecard.reconciled import Correction, Reconciliation, reconciled
from layouts._ledger import given
from layouts._parts.downloads import downloads
from layouts._parts.pages import chooser
from layouts._parts.rag import WORDS, mark
from layouts._parts.stacked import Group, Row, stacked
from layouts._shell import page
from layouts._view import View, board, store

register_page(
    __name__, path="/reconciliation", name="Reconciliation", title="Reconciliation – Safer Priorities", order=16
)

_HEADINGS = ("Indicator", "Period", "In the paper", "Now", "Change", "Brought by")


def layout(**query: Any) -> html.Div:
    return page(lambda view: _draw(view, query), query, choosing=False, fresh=False)


def _draw(view: View, query: dict[str, Any]) -> tuple[str, Any]:
    frozen = [meeting for meeting in meetings.listed(store()) if meeting.frozen]
    code = given(query, "from") or (frozen[0].code if frozen else "")
    if not code:
        raise SaferError(message="No meeting has been frozen yet, so there is no earlier paper to compare with.")
    meeting = meetings.found(frozen, code)
    found = reconciled(board(), meeting, view.as_at)
    shown = View(view.address, meeting.strategy, meeting.quarter, meeting.area, view.as_at)
    words = (
        f"{found.area_name}, {found.quarter_label}. A figure is corrected when a partner sends it again; what the "
        "meeting saw stays as it was."
    )
    head = [
        html.Nav(dcc.Link("Meetings", href=view.href("/meetings"), className="back"), **{"aria-label": "Back"}),
        html.H1(found.headline),
        html.P(words, className="lead"),
        _choice(frozen, code),
    ]
    return "Reconciliation", [html.Div(head, className="page-head"), _table(shown, found), _statuses(found)]


def _choice(frozen: list[Meeting], chosen: str) -> html.Form:
    listed = [(one.code, f"{one.title}, {day(one.date)}") for one in frozen]
    picker = chooser("from", "Paper of", listed, chosen)
    return html.Form([picker], className="choice filters", **{"aria-label": "Which paper is compared"})


def _table(view: View, found: Reconciliation) -> Any:
    if not found.corrections:
        return html.P("Every figure it saw stands as it did.", className="lead")
    rows = [Row(_cells(view, one), None, (("indicator", one.indicator),)) for one in found.corrections]
    caption = f"Figures corrected since {found.title}; [r] marks a revised figure"
    listed = stacked(caption, _HEADINGS, [Group("", rows)], hook="corrections", numbers=frozenset({2, 3, 4}))
    return html.Div([listed, downloads(view, "corrections", caption, **{"from": found.meeting})])


def _cells(view: View, one: Correction) -> list[Any]:
    brought = dcc.Link(f"upload {one.upload}", href=view.href(f"/uploads/{one.upload}")) if one.upload else None
    return [
        html.Strong(dcc.Link(one.title, href=view.href(f"/indicator/{one.indicator}"))),
        one.period_label,
        one.before,
        html.Strong(one.after),
        one.moved,
        [brought, html.Span(one.file, className="aside")] if brought else one.brought,
    ]


def _statuses(found: Reconciliation) -> Any:
    """The statuses that the same quarter would have now."""
    if not found.statuses:
        return html.P("Its statuses would be the same now.") if found.corrections else None
    items = [html.Li(_turned(one)) for one in found.statuses]
    title = html.H2("Statuses that would differ now", id="turned")
    return html.Section([title, html.Ul(items)], className="panel", **{"aria-labelledby": "turned"})


def _turned(one: RagChange) -> list[Any]:
    name = one.title if one.indicator else f"{one.title} (the priority)"
    arrow = html.Span("→", **{"aria-label": "now"}, role="img")
    turn = [mark(one.was), f" {WORDS[one.was].lower()} ", arrow, " ", mark(one.now), f" {WORDS[one.now].lower()}"]
    return [html.Strong(name), ": ", html.Span(turn, className="turn")]
