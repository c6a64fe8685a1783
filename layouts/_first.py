"""The page an address asks for, drawn into the first answer so that the browser need not ask for it again."""

from copy import deepcopy
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from dash import html, page_container, page_registry

# how Dash itself finds the page of an address: it offers no other way, and its version is bounded
from dash._pages import _parse_query_string, _path_to_page
from flask import g, has_request_context, request

_OWN = ("/_dash", "/_reload", "/_favicon")


@dataclass(frozen=True)
class First:
    """A page as Dash would draw it at `address`, with the title and the HTTP status it has."""

    address: str
    drawn: Any
    title: str
    status: int


def first() -> First | None:
    """The page of this request, drawn once; None where the request is not for a page."""
    if not has_request_context() or request.path.startswith(_OWN):
        return None
    if "first" not in g:
        g.first = _draw(_address())
    found: First = g.first
    return found


def frame() -> html.Div:
    """Dash's container of pages, with the page of this request in it."""
    container = deepcopy(page_container)
    if page := first():
        path, _, search = page.address.partition("?")
        location = container["_pages_location"]
        location.pathname, location.search = path, f"?{search}" if search else ""
        container["_pages_content"].children = page.drawn
        container["_pages_store"].data = {"title": page.title}
    return container


def _address() -> str:
    """Path and query as the browser wrote them."""
    raw = request.environ.get("RAW_URI") or request.environ.get("REQUEST_URI") or ""
    query = request.query_string.decode("latin-1")
    if not raw.startswith("/"):
        raw = quote(request.path)
    if query and "?" not in raw:  # some servers leave it out
        raw = f"{raw}?{query}"
    return str(raw).removesuffix("?")


def _draw(address: str) -> First:
    path, _, search = address.partition("?")
    found, variables = _path_to_page(path.strip("/"))
    layout = found["layout"] if found else page_registry["layouts.not_found_404"]["layout"]
    given = (variables or {}) | _parse_query_string(f"?{search}") | {"href": f"{request.host_url.rstrip('/')}{address}"}
    drawn = layout(**given)
    return First(address, drawn, str(getattr(drawn, "data-title", "")), int(getattr(drawn, "data-status", 200)))
