"""One file that was handed in: its whole preview, every problem, and the figures behind the counts."""

from typing import Any

from dash import Input, Output, State, callback, dcc, html, no_update, register_page

from dashboard.disclosure import rules
from dashboard.errors import SaferError
from dashboard.roles import ANALYST
from dashboard.store.changes import unpacked
from dashboard.store.pending import Pending
from layouts._parts.changes import Asked, asked, figures
from layouts._parts.instead import instead
from layouts._parts.pending import entry, keepable, state_words, tag
from layouts._parts.problems import error_summary
from layouts._person import may
from layouts._shell import page
from layouts._tray import tick, tray
from layouts._view import View, query_at, store
from layouts._wishes import grant, wish_of

register_page(__name__, path_template="/upload/<token>", name="File", title="File – Safer Priorities", order=13)

_GONE = "This file is not waiting any more: it was dropped, or kept more than a day ago."


def layout(token: str | None = None, **query: Any) -> html.Div:
    return page(lambda view: _draw(view, str(token), asked(query)), query, choosing=False)


def _draw(view: View, token: str, choice: Asked) -> tuple[str, Any]:
    if not may(ANALYST):
        return "File", [html.H1("A file that waits"), instead(ANALYST, "see files that wait and keep them")]
    file = _found(token)
    if file is None:
        raise SaferError(message=_GONE)
    if rules().guards(file.source or ""):
        store().audit.note("figures.unsuppressed", f"file {file.sha256[:12]} that waits")
    body = [
        html.Nav(dcc.Link("Upload", href=view.href("/upload"), className="back"), **{"aria-label": "Back"}),
        html.Div(id="file-said", role="status", className="said"),
        html.Div(_body(file, choice), id="file-body"),
        html.Div(tick([file], "file-wish"), id="file-tick"),
        dcc.Store(id="file-wish"),
        dcc.Store(id="file-marks", data={token: file.mark}),
    ]
    return file.file, body


def _found(token: str) -> Pending | None:
    return next((file for file in tray().files if file.token == token), None)


def _body(file: Pending, choice: Asked) -> list[Any]:
    report = store().pending.reports([file.token]).get(file.token, {})
    content = store().pending.changes(file.token) if file.state in ("ready", "kept") else None
    return [
        html.Div([html.H1(file.file, className="held", tabIndex=-1), tag(file, report)], className="title-row"),
        error_summary([(file, report)]) if file.state == "refused" else None,
        entry(file, report, alone=keepable(file, report), whole=True),
        figures(unpacked(content), choice, f"/upload/{file.token}") if content else None,
    ]


@callback(
    Output("file-body", "children"),
    Output("file-marks", "data"),
    Output("file-said", "children"),
    Output("file-tick", "children"),
    Input("file-wish", "data"),
    State("file-marks", "data"),
    State("_pages_location", "href"),
    prevent_initial_call=True,
)
def renew(sent: Any, marks: dict[str, str], href: str) -> Any:
    """Does what a button asks, and shows the file as it is then."""
    told = grant(wish_of(sent, marks))
    token = next(iter(marks))
    file = _found(token)
    if file is None:
        gone = html.P(["Nothing of it is kept. ", dcc.Link("Back to the upload page", href="/upload")])
        return gone, marks, told or _GONE, tick([], "file-wish")
    if file.mark == marks[token]:
        return no_update, no_update, told or no_update, tick([file], "file-wish")
    choice = asked(query_at(href))
    said = told or f"{state_words(file, store().pending.reports([token]).get(token, {}))}."
    return _body(file, choice), {token: file.mark}, said, tick([file], "file-wish")
