"""What stands at an address that has no page."""

from typing import Any

from dash import html, register_page

from layouts._parts.notices import cannot
from layouts._shell import page
from layouts._view import View

register_page(__name__, path="/404", title="Not found – Safer Priorities", order=99)


def layout(**query: Any) -> html.Div:
    return page(_draw, query, choosing=False, status=404)


def _draw(view: View) -> tuple[str, Any]:
    return "Page not found", cannot("If you typed the address, check that it is right.", view.href("/"))
