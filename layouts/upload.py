"""Upload: drop spreadsheets, see how each was understood and what is wrong, then keep them."""

import base64
import binascii
from typing import Any

from dash import Input, Output, State, callback, dcc, html, no_update, register_page

from dashboard.records import Problem
from layouts._parts.uploads import faults, recent, report
from layouts._shell import page
from layouts._view import View, settings, store
from loaders._load import load

register_page(__name__, path="/upload", name="Upload", title="Upload – Safer Priorities", order=1, menu=True)

_KINDS = ".csv,.xlsx,.xls,.xlsb,.xlsm,.ods,.txt,.tsv"
_BUSY = [(Output("upload-busy", "children"), "Working on the files…", "")]


def layout(**query: Any) -> html.Div:
    return page(_draw, query, choosing=False)


def _draw(_view: View) -> tuple[str, Any]:
    limit = settings().max_upload_mb
    words = [
        html.Span("Choose files", className="button", role="presentation"),
        html.Span("or drop them here", className="drop-or"),
    ]
    drop = dcc.Upload(
        words, id="upload-files", multiple=True, accept=_KINDS, max_size=limit * 1_000_000, className="drop", style={}
    )
    body = [
        html.Div(
            [
                html.H1("Upload spreadsheets"),
                html.P(
                    "Send what a partner sent, as it came. Each file is checked first, "
                    "and nothing is kept until you say so.",
                    className="lead",
                ),
            ],
            className="page-head",
        ),
        html.Label("Spreadsheets to check", htmlFor="upload-input", className="label"),
        html.P(
            f"Excel, OpenDocument or CSV, several at once, up to {limit} MB together.",
            className="hint",
            id="upload-hint",
        ),
        html.Label(drop, htmlFor="upload-input", className="zone", **{"data-testid": "upload-input"}),
        html.Div(id="upload-busy", role="status", className="busy"),
        html.Div(id="upload-report", role="region", **{"aria-live": "polite", "aria-label": "Result"}),
        html.Div(recent(store().uploads()), id="upload-recent"),
    ]
    return "Upload", body


@callback(
    Output("upload-report", "children"),
    Input("upload-files", "contents"),
    State("upload-files", "filename"),
    prevent_initial_call=True,
    running=_BUSY,
)
def check(contents: list[str] | None, names: list[str] | None) -> Any:
    """Says what each file is and would change; changes nothing."""
    if not contents:
        return no_update
    return report(_loaded(contents, names, dry_run=True), kept=False)


@callback(
    Output("upload-report", "children", allow_duplicate=True),
    Output("upload-recent", "children"),
    Input("upload-commit", "n_clicks"),
    State("upload-files", "contents"),
    State("upload-files", "filename"),
    prevent_initial_call=True,
    running=_BUSY,
)
def keep(clicks: int | None, contents: list[str] | None, names: list[str] | None) -> Any:
    """Keeps every file that is not refused."""
    if not clicks or not contents:
        return no_update, no_update
    results = _loaded(contents, names, dry_run=False)
    return report(results, kept=True), recent(store().uploads())


def _loaded(contents: list[str], names: list[str] | None, *, dry_run: bool) -> list[dict[str, Any]]:
    files, broken = [], []
    for name, content in zip(names or [], contents, strict=False):
        try:
            files.append((str(name), base64.b64decode(str(content).partition(",")[2], validate=True)))
        except binascii.Error:
            broken.append(
                faults(str(name), Problem("error", "cut-short", f"{name} arrived incomplete.", "Send it again."))
            )
    return [*load(store(), files, by="web", dry_run=dry_run), *broken]
