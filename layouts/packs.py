"""Papers: the pack of what is shown, asked for in any format, made in the background, and handed out."""

from typing import Any

from dash import ALL, Input, Output, State, callback, ctx, dcc, html, no_update, register_page

from dashboard.errors import SaferError
from dashboard.roles import VIEWER
from dashboard.scorecard.models import Scorecard
from layouts._paperwork import ordered
from layouts._parts.instead import instead
from layouts._parts.papers import choices, listed, running, sending
from layouts._person import trusted
from layouts._shell import page
from layouts._view import View, board, settings, store, view_at
from loaders._post import set_up
from loaders._wishes_mail import asked

register_page(__name__, path="/packs", name="Papers", title="Papers – Safer Priorities", order=17)

_HERE = State("_pages_location", "href")


def layout(**query: Any) -> html.Div:
    return page(_draw, query)


def _draw(view: View) -> tuple[str, Any]:
    card = board().scorecard(view.chosen, *view.asked)
    body = [
        _head(card),
        html.Div(id="packs-said", role="status", className="said"),
        html.Div(_now(), id="packs-list"),
        *(_asking(card) if trusted() else [instead(VIEWER, "have papers made and sent")]),
        html.Div(id="sending-said", role="status", className="said"),
    ]
    return "Papers", html.Div(body, className="packs")


def _head(card: Scorecard) -> html.Div:
    of = f"{card.strategy_title}, {card.quarter_label}, {card.area_name}"
    words = (
        f"{of}: the figures and words of these pages, as a file that can be sent. Each carries a fingerprint by which "
        "it can be checked against what is stored."
    )
    return html.Div([html.H1("Papers"), html.P(words, className="lead")], className="page-head")


def _asking(card: Scorecard) -> list[Any]:
    return [*choices(card.priorities), sending(ready=set_up(settings()))]


def _now() -> list[Any]:
    """The papers in hand; while one is being made, the browser asks again."""
    found = store().papers.all()
    again = dcc.Interval(id={"type": "packs-tick", "part": "tick"}, interval=1500) if running(found) else None
    return [listed(found), again]


@callback(
    Output("packs-said", "children"),
    Output("packs-list", "children"),
    Input({"type": "pack-make", "format": ALL, "layout": ALL, "priority": ALL}, "n_clicks"),
    _HERE,
    prevent_initial_call=True,
)
def make(_clicks: list[int | None], href: str) -> Any:
    """Asks for a paper of what the page shows; what cannot be had is said in words."""
    pressed = ctx.triggered_id
    if not pressed or not ctx.triggered[0]["value"]:
        return no_update, no_update
    try:
        said = ordered(view_at(href), pressed["format"], pressed["layout"], pressed["priority"])
    except SaferError as error:
        return str(error), no_update
    return said, _now()


@callback(
    Output("packs-list", "children", allow_duplicate=True),
    Input({"type": "packs-tick", "part": ALL}, "n_intervals"),
    prevent_initial_call=True,
)
def renew(_ticks: list[int | None]) -> Any:
    """How far each paper is."""
    return _now() if ctx.triggered_id and ctx.triggered[0]["value"] else no_update


@callback(
    Output("sending-said", "children"),
    Input({"type": "sending-ask", "kind": ALL}, "n_clicks"),
    State("sending-address", "value"),
    _HERE,
    prevent_initial_call=True,
)
def send(_clicks: list[int | None], address: str | None, href: str) -> Any:
    """Asks for something to be sent; nothing is before whoever holds the address confirms it."""
    pressed = ctx.triggered_id
    if not pressed or not ctx.triggered[0]["value"]:
        return no_update
    view = view_at(href)
    where = {"strategy": view.chosen, "area": view.area or settings().area}
    try:
        asked(store(), address, kind=pressed["kind"], **where)
    except SaferError as error:
        return str(error)
    return f"A letter asks {str(address).strip()} to confirm. Nothing else is sent before that."
