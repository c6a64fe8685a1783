"""Meetings: those there were and will be, their agendas, and the moment each of them saw."""

from datetime import UTC, datetime
from typing import Any

from dash import ALL, Input, Output, State, callback, ctx, dcc, html, no_update, register_page

from dashboard.errors import SaferError
from dashboard.metrics.schedule import day
from dashboard.periods import parse
from dashboard.roles import ANALYST
from dashboard.scorecard import meetings
from dashboard.scorecard.meetings import Meeting
from dashboard.scorecard.view import View as Shown
from layouts._agendas import act, missing, slug
from layouts._parts.agenda import ask, done, editor, freezing, frozen_words
from layouts._parts.instead import instead
from layouts._parts.stacked import Group, Row, stacked
from layouts._parts.who import author, who
from layouts._person import may
from layouts._shell import page
from layouts._view import View, board, store, view_at
from loaders._post import frozen as send_paper

register_page(__name__, path="/meetings", name="Meetings", title="Meetings – Safer Priorities", order=5, menu=True)

_HERE = State("_pages_location", "href")


def layout(**query: Any) -> html.Div:
    return page(_draw, query)


def _draw(view: View) -> tuple[str, Any]:
    words = "Each meeting has an agenda, a screen to be led through it, and a moment: what it saw stays as it was."
    body = [
        html.Div([html.H1("Meetings"), html.P(words, className="lead")], className="page-head"),
        html.Div(id="freeze-panel"),
        html.Div(id="meetings-said", role="status", className="said"),
        html.Div(_listed(view), id={"type": "meetings", "part": "list"}),
        _adding(board().view(view.chosen, *view.asked)) if may(ANALYST) else instead(ANALYST, "add and run meetings"),
    ]
    return "Meetings", html.Div(body, className="meetings")


def _listed(view: View) -> Any:
    found = meetings.listed(store())
    if not found:
        return html.P("There is no meeting yet. Add the next one below.")
    rows = [Row(_cells(view, one), _below(one), (("testid", "meeting"), ("meeting", one.code))) for one in found]
    headings = ("Meeting", "Day", "Looks at", "State", "Its moment")
    return stacked("Meetings, the latest first", headings, [Group("", rows)], hook="meetings")


def _cells(view: View, one: Meeting) -> list[Any]:
    seen = View(strategy=one.strategy, quarter=one.quarter, area=one.area, as_at=one.as_at)
    strategy = board().strategies.get(one.strategy)
    looks = f"{strategy.title if strategy else one.strategy}, {parse(one.quarter).label}, {_area(one.area)}"
    back = dcc.Link(["What it saw", _of(one)], href=seen.href("/")) if one.frozen else None
    changes = dcc.Link(["What changed since", _of(one)], href=f"/changes?from={one.code}") if one.frozen else None
    corrected = (
        dcc.Link(["What was corrected", _of(one)], href=f"/reconciliation?from={one.code}") if one.frozen else None
    )
    lead = html.Strong(dcc.Link(one.title, href=f"/meeting/{one.code}"))
    links = html.Span([link for link in (back, changes, corrected) if link], className="actions")
    return [
        lead,
        html.Span(day(one.date), className="whole"),
        looks,
        frozen_words(one),
        links if one.frozen else freezing(one),
    ]


def _area(code: str) -> str:
    known = board().areas.by_code.get(code)
    return known.name if known else code


def _of(one: Meeting) -> html.Span:
    return html.Span(f", {one.title}", className="unseen")


def _below(one: Meeting) -> Any:
    """The agenda, to be put in order until the meeting is frozen."""
    count = f"Agenda of {one.title}: {len(one.agenda)} items"
    if one.frozen or not may(ANALYST):
        inside: list[Any] = [html.Ol([html.Li(item.title) for item in one.agenda], className="agenda")]
    else:
        inside = editor(one, missing(one, board()))
    return html.Details([html.Summary(count), html.Div(inside)], id=f"agenda-{one.code}")


def _adding(shown: Shown) -> html.Section:
    names = (shown.strategy.title, shown.quarter.label, _area(shown.area))
    looks = f"It looks at what is chosen above: {', '.join(names)}."
    today = datetime.now(UTC).date().isoformat()
    fields = [
        _field("meeting-title", "Title", "", "Such as Strategic group, September 2026."),
        _field("meeting-date", "Day", today, "Such as 2026-09-14."),
        who("meeting-who"),
    ]
    return html.Section(
        [
            html.H2("Add a meeting"),
            html.P(looks),
            html.Div(fields, className="recording"),
            html.Button("Add the meeting", id="meeting-add", type="button", className="button"),
        ],
        className="panel",
    )


def _field(name: str, label: str, value: str, hint: str) -> html.Div:
    box: Any = dcc.Input(id=name, type="text", value=value, maxLength=200, autoComplete="off")
    return html.Div([html.Label(label, htmlFor=name), html.Span(hint, className="hint"), box], className="field")


@callback(
    Output("meetings-said", "children"),
    Output({"type": "meetings", "part": ALL}, "children"),
    Output("meeting-title", "value"),
    Input("meeting-add", "n_clicks"),
    State("meeting-title", "value"),
    State("meeting-date", "value"),
    State("meeting-who", "value"),
    _HERE,
    prevent_initial_call=True,
)
def add(_clicks: int, title: str | None, date: str | None, role: str | None, href: str) -> Any:
    """Adds a meeting on what the page shows; what cannot be taken is said, and nothing typed is lost."""
    view = view_at(href)
    try:
        by = author(role)
        code = slug(title, date, [meeting.code for meeting in meetings.listed(store())])
        asked = {"strategy": view.chosen, "quarter": view.quarter, "area": view.area}
        made = meetings.planned(board(), code, title=title or "", date=date or "", **asked)
        meetings.add(store(), made, by=by)
    except SaferError as error:
        return str(error), [no_update for _ in ctx.outputs_list[1]], no_update
    return f"{made.title} is added.", [_listed(view) for _ in ctx.outputs_list[1]], ""


@callback(
    Output("meetings-said", "children", allow_duplicate=True),
    Output({"type": "meetings", "part": ALL}, "children", allow_duplicate=True),
    Input({"type": "agenda", "code": ALL, "act": ALL}, "n_clicks"),
    State({"type": "agenda-title", "code": ALL}, "value"),
    State("meeting-who", "value"),
    _HERE,
    prevent_initial_call=True,
)
def arrange(_clicks: list[int | None], titles: list[str | None], role: str | None, href: str) -> Any:
    """Puts an agenda in another order, adds to it or takes from it."""
    pressed = ctx.triggered_id
    if not pressed or not ctx.triggered[0]["value"]:
        return no_update, [no_update for _ in ctx.outputs_list[1]]
    typed = {one["id"]["code"]: title for one, title in zip(ctx.states_list[0], titles, strict=True)}
    try:
        said = act(
            store(),
            board(),
            pressed["code"],
            pressed["act"],
            typed.get(pressed["code"]) or "",
            by=author(role),
        )
    except SaferError as error:
        said = str(error)
    return said, [_listed(view_at(href)) for _ in ctx.outputs_list[1]]


@callback(
    Output("freeze-panel", "children"),
    Input({"type": "freeze-ask", "code": ALL}, "n_clicks"),
    Input({"type": "freeze-not", "code": ALL}, "n_clicks"),
    prevent_initial_call=True,
)
def asked(_asked: list[int | None], _left: list[int | None]) -> Any:
    """Says what freezing does; changes nothing."""
    pressed = ctx.triggered_id
    if not pressed or not ctx.triggered[0]["value"]:
        return no_update
    return ask(meetings.one(store(), pressed["code"])) if pressed["type"] == "freeze-ask" else None


@callback(
    Output("freeze-panel", "children", allow_duplicate=True),
    Output({"type": "meetings", "part": ALL}, "children", allow_duplicate=True),
    Input({"type": "freeze-do", "code": ALL}, "n_clicks"),
    State("freeze-who", "value"),
    _HERE,
    prevent_initial_call=True,
)
def freeze(_clicks: list[int | None], role: str | None, href: str) -> Any:
    """Freezes a meeting, says so, and draws the list anew where it stands."""
    pressed = ctx.triggered_id
    if not pressed or not ctx.triggered[0]["value"]:
        return no_update, [no_update for _ in ctx.outputs_list[1]]
    try:
        frozen = meetings.freeze(store(), pressed["code"], by=author(role))
        send_paper(store(), frozen)
        said = done(f"{frozen.title} is frozen", f"{frozen_words(frozen)}. What it saw stays as it was.")
    except SaferError as error:
        said = done("It was not frozen", str(error), refused=True)
    return said, [_listed(view_at(href)) for _ in ctx.outputs_list[1]]
