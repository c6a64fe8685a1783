"""My priority: a lead's five minutes. Each narrative is read, changed, accepted and signed off, by keyboard alone."""

from typing import Any

from dash import ALL, Input, Output, State, callback, ctx, dcc, html, no_update, register_page

from dashboard.scorecard.mine import waiting
from layouts._lead import Desk, Press, asked, fields_of, first, press
from layouts._parts.instead import allowed_for
from layouts._parts.lead import choices, desk, keys
from layouts._parts.narrative import mine_href
from layouts._parts.pages import chooser
from layouts._parts.rag import badge
from layouts._parts.who import who
from layouts._person import require_for
from layouts._shell import page
from layouts._view import View, board, query_at, settings, view_of

register_page(__name__, path="/mine", name="My priority", title="My priority – Safer Priorities", order=4, menu=True)


def layout(priority: str | None = None, **query: Any) -> html.Div:
    return page(lambda view: _draw(view, priority), query)


def _draw(view: View, priority: object) -> tuple[str, Any]:
    if not isinstance(priority, str) or not priority:
        return "My priority", _choose(view)
    laid = first(asked(view, priority))
    return f"My priority: {laid.mine.priority.title}", [
        _head(view, laid),
        None if view.as_at else allowed_for(view.chosen, priority, "write its narratives", _tools()),
        html.Div(desk(view, laid), id="mine-desk", className="mine-desk"),
        dcc.Store(id="mine-state", data=laid.state()),
    ]


def _tools() -> html.Div:
    return html.Div([who("mine-who"), keys()], className="mine-tools")


def _choose(view: View) -> list[Any]:
    found = waiting(board(), view.chosen, view.quarter, None, view.as_at)
    words = "Choose a priority: its narratives for the quarter are drafted and wait for its lead."
    head = html.Div([html.H1("My priority"), html.P(words, className="lead")], className="page-head")
    return [head, _own(view), choices(view, found)]


def _head(view: View, laid: Desk) -> html.Div:
    priority, card = laid.mine.priority, laid.mine.card
    others = [(one.code, one.title) for one in card.priorities]
    back = dcc.Link("All priorities", href=mine_href(view), className="back")
    return html.Div(
        [
            html.Nav(back, **{"aria-label": "Back"}),
            html.Div([html.H1(priority.title), badge(priority.rag, large=True)], className="title-row"),
            html.P(
                f"{card.area_name}, {card.quarter_label}. Lead: {priority.lead or 'none named'}", className="kicker"
            ),
            html.P(priority.reason, className="reason"),
            html.Form([chooser("priority", "Priority", others, priority.code)], className="choice filters"),
            _own(view),
        ],
        className="page-head",
    )


def _own(view: View) -> html.P | None:
    """Narratives are about the partnership's area, whichever is looked at elsewhere."""
    if view.area in (None, settings().area):
        return None
    name = board().areas.by_code[settings().area].name
    return html.P(f"Narratives are about {name}, and so are the figures here.", className="notice")


@callback(
    Output("mine-desk", "children"),
    Output("mine-state", "data"),
    Input({"mine": ALL, "key": ALL}, "n_clicks"),
    State({"mine-text": ALL}, "value"),
    State("mine-who", "value"),
    State("mine-state", "data"),
    State("_pages_location", "href"),
    prevent_initial_call=True,
)
def act(_clicks: list[int | None], _texts: list[str], by: str | None, state: Any, href: str) -> Any:
    """Does what a button says with its narrative, and draws the desk anew."""
    pressed = ctx.triggered_id
    if not pressed or not ctx.triggered[0]["value"]:
        return no_update, no_update
    query = query_at(href)
    view = view_of(query | {"href": href})
    require_for(view.chosen, query.get("priority", ""))
    texts = {one["id"]["mine-text"]: one.get("value") for one in ctx.states_list[0]}
    button = Press(str(pressed["mine"]), str(pressed["key"]))
    laid = press(button, asked(view, query.get("priority", "")), fields_of(texts, state), state, by)
    return desk(view, laid), laid.state()
