"""What the pages of the ledger share: the sources by code, where undoing takes place, an upload's head, addresses."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from dash import dcc, html

from dashboard.records import SourceSpec
from dashboard.store.ledger import Entry
from layouts._parts.ledger import about
from layouts._view import View, store
from loaders._sources import Sources

_LONGEST = 160
Query = dict[str, Any]


def sources() -> Mapping[str, SourceSpec]:
    return Sources(store())


def undoing() -> list[Any]:
    """Where it is asked and said what undoing does; an original is handed over from here."""
    return [
        html.Div(id="undo-busy", role="status", className="busy"),
        html.Div(id="undo-panel"),
        dcc.Download(id="original-file"),
    ]


def head(view: View, entry: Entry) -> html.Div:
    """An upload, drawn anew when it is undone."""
    return html.Div(told(view, entry), id=place("head"), className="page-head")


def told(view: View, entry: Entry) -> list[Any]:
    """What there is to say of an upload."""
    return about(view, entry, sources())


def place(name: str) -> dict[str, str]:
    """The identity of a part of a page that undoing draws anew."""
    return {"type": "ledger", "part": name}


def given(query: Query, name: str) -> str:
    """A parameter as plain short text; nothing where it is neither."""
    value = query.get(name)
    return value if isinstance(value, str) and len(value) <= _LONGEST else ""


def address(view: View, path: str, **own: str | int) -> str:
    """An address in the same state, with what is given of the page's own parameters."""
    base = view.href(path)
    query = urlencode({name: value for name, value in own.items() if value not in ("", 1)})
    return base + ("&" if query and "?" in base else "?" if query else "") + query
