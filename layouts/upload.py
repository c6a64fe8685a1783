"""Upload: drop spreadsheets; each is checked, previewed, asked about, and kept or dropped."""

import time
from typing import Any

from dash import ALL, Input, Output, State, callback, dcc, html, no_update, register_page

from dashboard.roles import ANALYST
from layouts._intake import take
from layouts._parts.instead import instead
from layouts._parts.uploads import recent
from layouts._person import may, signer
from layouts._shell import page
from layouts._tray import below, tick, tray
from layouts._view import View, settings, store
from layouts._wishes import grant, wish_of

register_page(__name__, path="/upload", name="Upload", title="Upload – Safer Priorities", order=1, menu=True)

_BUSY = [(Output("upload-busy", "children"), "Sending the files…", "")]
_SLOT = {"type": "pending-file", "token": ALL}


def layout(**query: Any) -> html.Div:
    return page(_draw, query, choosing=False)


def _draw(_view: View) -> tuple[str, Any]:
    if not may(ANALYST):
        return "Upload", [_head(), instead(ANALYST, "load figures"), recent(store().uploads())]
    now = tray()
    body = [
        _head(),
        html.Div(now.summary(), id="upload-summary"),
        *_zone(settings().max_upload_mb),
        html.Div(id="upload-busy", role="status", className="busy"),
        html.Div(now.said(), id="upload-said", role="status", className="said"),
        html.Div(now.together(), id="upload-together"),
        html.Div(now.entries(), id="upload-list"),
        html.Div(below(), id="upload-below"),
        html.Div(tick(now.files, "upload-wish"), id="upload-tick"),
        dcc.Store(id="upload-wish"),
        dcc.Store(id="upload-received"),
        dcc.Store(id="upload-marks", data=now.marks),
    ]
    return "Upload", body


def _head() -> html.Div:
    words = "Send what a partner sent, as it came. Each file is checked first, and nothing is kept until you say so."
    return html.Div([html.H1("Upload spreadsheets"), html.P(words, className="lead")], className="page-head")


def _zone(limit: int) -> list[Any]:
    words = [
        html.Span("Choose files", className="button", role="presentation"),
        html.Span("or drop them here", className="drop-or"),
    ]
    drop = dcc.Upload(words, id="upload-files", multiple=True, className="drop", style={})
    kinds = f"Excel, OpenDocument or CSV, several at once, up to {limit} MB together."
    hooks = {"data-testid": "upload-input", "data-limit": str(limit)}
    return [
        html.Label("Spreadsheets to check", htmlFor="upload-input", className="label"),
        html.P(kinds, className="hint", id="upload-hint"),
        html.Label(drop, htmlFor="upload-input", className="zone", **hooks),
        html.P(id="upload-large", role="alert", className="too-large"),
    ]


@callback(
    Output("upload-received", "data"),
    Output("upload-files", "contents"),
    Input("upload-files", "contents"),
    State("upload-files", "filename"),
    prevent_initial_call=True,
    running=_BUSY,
)
def receive(contents: list[str] | None, names: list[str] | None) -> Any:
    """Puts what was dropped in the tray, and lets go of the browser's copy."""
    if not contents:
        return no_update, no_update
    take(contents, names, by=signer())
    return time.time(), None


@callback(
    output={
        "entries": Output("upload-list", "children"),
        "slots": Output(_SLOT, "children"),
        "marks": Output("upload-marks", "data"),
        "summary": Output("upload-summary", "children"),
        "together": Output("upload-together", "children"),
        "said": Output("upload-said", "children"),
        "below": Output("upload-below", "children"),
        "tick": Output("upload-tick", "children"),
    },
    inputs={"sent": Input("upload-wish", "data"), "_received": Input("upload-received", "data")},
    state={"marks": State("upload-marks", "data"), "slots": State(_SLOT, "id")},
    prevent_initial_call=True,
)
def renew(sent: Any, _received: Any, marks: dict[str, str], slots: list[dict[str, str]]) -> dict[str, Any]:
    """Does what a button asks, and shows what is different since."""
    told = grant(wish_of(sent, marks))
    now = tray()
    shown: dict[str, Any] = dict.fromkeys(("entries", "marks", "summary", "together", "said", "below"), no_update)
    shown |= {"slots": [no_update] * len(slots), "tick": tick(now.files, "upload-wish")}
    if told:
        shown["said"] = told
    if now.marks == marks and not told:
        return shown
    shown |= {"marks": now.marks, "summary": now.summary(), "together": now.together(), "below": below()}
    shown["said"] = told or now.said()
    tokens = [slot["token"] for slot in slots]
    if tokens != list(now.marks):
        return shown | {"entries": now.entries()}
    files = {file.token: file for file in now.files}
    stale = [token for token in tokens if now.marks[token] != marks.get(token)]
    return shown | {"slots": [now.entry(files[token]) if token in stale else no_update for token in tokens]}
