"""One upload: when and by whom it was loaded, its warnings, and every figure it changed."""

from typing import Any

from dash import html, register_page

from dashboard.errors import SaferError
from dashboard.store.editions import KINDS, Edition
from layouts import _ledger
from layouts._ledger import Query, address, given
from layouts._parts.downloads import downloads
from layouts._parts.editions import changes, choosers, kinds, shown
from layouts._parts.pages import page_of, turning
from layouts._shell import page
from layouts._view import View, board

register_page(__name__, path_template="/uploads/<number>", name="Upload", title="Upload – Safer Priorities", order=13)

A_PAGE = 100


def layout(number: str | None = None, **query: Any) -> html.Div:
    return page(lambda view: _draw(view, str(number), query), query, choosing=False)


def _draw(view: View, number: str, query: Query) -> tuple[str, Any]:
    if not (number.isascii() and number.isdecimal() and len(number) < 20):
        raise SaferError(message=f"“{number[:40]}” is no number of an upload. The history lists them.")
    found = _asked(int(number), query, page=1)
    count = shown(found)
    turned, pages = page_of(query.get("page"), count, A_PAGE)
    if turned > 1:
        found = _asked(int(number), query, page=turned)
    body = [
        *_ledger.undoing(),
        _ledger.head(view, found.entry),
        _changes(view, found, turned, pages, count),
    ]
    return f"Upload {number}", html.Div(body, className="ledger")


def _asked(number: int, query: Query, *, page: int) -> Edition:
    kind = given(query, "kind")
    return board().edition(
        number,
        kind=kind if kind in KINDS else None,
        series_code=given(query, "series") or None,
        area_code=given(query, "place") or None,
        offset=(page - 1) * A_PAGE,
        limit=A_PAGE,
    )


def _changes(view: View, found: Edition, turned: int, pages: int, count: int) -> html.Section:
    asked, path = found.asked, f"/uploads/{found.entry.number}"
    own = {"kind": asked.kind, "series": asked.series or "", "place": asked.area or ""}
    return html.Section(
        [
            html.H2("What it changed"),
            kinds(found, lambda kind: address(view, path, **(own | {"kind": kind, "series": "", "place": ""}))),
            choosers(found) if found.tallies else None,
            changes(view, found, first=(turned - 1) * A_PAGE + 1, count=count),
            turning(turned, pages, lambda n: address(view, path, **own, page=n), "figures"),
            downloads(view, "upload", f"upload {found.entry.number}", upload=str(found.entry.number), **own)
            if found.changes
            else None,
        ],
        className="figures",
    )
