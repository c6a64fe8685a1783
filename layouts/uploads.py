"""History: the ledger of uploads, what each brought and revised, undoing them, and their originals."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit

from dash import ALL, Input, Output, State, callback, ctx, dcc, html, no_update, register_page

from dashboard.disclosure import rules
from dashboard.errors import SaferError
from dashboard.roles import ANALYST
from dashboard.scorecard.ledger import counted, download_name
from layouts import _ledger
from layouts._ledger import Query, given
from layouts._parts.downloads import downloads
from layouts._parts.instead import allowed
from layouts._parts.ledger import confirm, entries, filed, refused, undone
from layouts._parts.pages import chooser, page_of, turning
from layouts._person import signer
from layouts._shell import page
from layouts._view import View, store, view_of

register_page(__name__, path="/uploads", name="History", title="History – Safer Priorities", order=3, menu=True)

A_PAGE = 25
_BUSY = [(Output("undo-busy", "children"), "Working…", "")]
_HERE = State("_pages_location", "href")


def layout(**query: Any) -> html.Div:
    return page(lambda view: _draw(view, query), query, choosing=False)


def _draw(view: View, query: Query) -> tuple[str, Any]:
    words = "Every file that was loaded, what it brought and what it revised. Any of them can be undone."
    head = html.Div([html.H1("History"), html.P(words, className="lead")], className="page-head")
    listed = html.Div(_listed(view, query), id=_ledger.place("list"))
    undoing = allowed(ANALYST, "undo uploads and download files as they came", html.Div(_ledger.undoing()))
    return "History", html.Div([head, undoing, listed], className="ledger")


def _listed(view: View, query: Query) -> list[Any]:
    """The ledger as the address asks for it."""
    source = given(query, "source")
    page_, counts = store().ledger(source or None, offset=0, limit=A_PAGE)
    count = counts.get(source, 0) if source else sum(counts.values())
    number, pages = page_of(query.get("page"), count, A_PAGE)
    if number > 1:
        page_, _ = store().ledger(source or None, offset=(number - 1) * A_PAGE, limit=A_PAGE)
    if not counts:
        return [html.P(["Nothing has been loaded yet. ", dcc.Link("Upload spreadsheets", href=view.href("/upload"))])]
    options = filed(counts, _ledger.sources())
    choice = html.Form([chooser("source", "Source", options, source)], className="choice filters")
    turn = turning(number, pages, lambda n: _ledger.address(view, "/uploads", source=source, page=n), "uploads")
    caption = f"{counted(count, 'upload')}, newest first, times in UTC"
    shown = entries(view, page_, _ledger.sources(), caption) if page_ else html.P("There is no upload of this source.")
    return [choice, shown, turn, downloads(view, "uploads", caption, source=source) if page_ else None]


@callback(
    Output("undo-panel", "children"),
    Input({"type": "undo-ask", "upload": ALL}, "n_clicks"),
    Input({"type": "undo-not", "upload": ALL}, "n_clicks"),
    prevent_initial_call=True,
    running=_BUSY,
)
def ask(_asked: list[int | None], _left: list[int | None]) -> Any:
    """Says what undoing an upload would do; changes nothing."""
    kind, number = _pressed()
    if number is None:
        return no_update
    if kind == "undo-not":
        return None
    try:
        return confirm(store().entry(number), store().would_undo(number))
    except SaferError as error:
        return refused(str(error))


@callback(
    Output("undo-panel", "children", allow_duplicate=True),
    Output({"type": "ledger", "part": ALL}, "children"),
    Input({"type": "undo-do", "upload": ALL}, "n_clicks"),
    _HERE,
    prevent_initial_call=True,
    running=_BUSY,
)
def do(_clicks: list[int | None], href: str) -> Any:
    """Undoes an upload, says what that did, and draws anew what shows it."""
    _, number = _pressed()
    if number is None:
        return no_update, [no_update for _ in ctx.outputs_list[1]]
    try:
        said = undone(number, store().undo(number, by=signer()))
    except SaferError as error:
        said = refused(str(error))
    return said, [_anew(output["id"]["part"], href) for output in ctx.outputs_list[1]]


@callback(
    Output("original-file", "data"),
    Input({"type": "original", "upload": ALL}, "n_clicks"),
    prevent_initial_call=True,
)
def original(_clicks: list[int | None]) -> Any:
    """Hands over a file as it came, under a name that is safe everywhere and of no kind a browser would open."""
    _, number = _pressed()
    if number is None:
        return no_update
    if rules().guards(store().entry(number).source):
        return no_update
    name, content = store().file(number)
    store().audit.note("upload.download", f"upload {number}")
    return dcc.send_bytes(content, download_name(number, name), type="application/octet-stream")


def _pressed() -> tuple[str, int | None]:
    """The button that was pressed; none where buttons only appeared."""
    pressed = ctx.triggered_id
    if not pressed or not ctx.triggered[0]["value"]:
        return "", None
    number = pressed["upload"]
    return str(pressed["type"]), number if isinstance(number, int) else None


def _anew(part: str, href: str) -> Any:
    parts = urlsplit(href)
    query: Query = dict(parse_qsl(parts.query))
    view = view_of(query | {"href": href})
    if part == "list":
        return _listed(view, query)
    return _ledger.told(view, store().entry(int(view.path.rsplit("/", 1)[-1])))
