"""Exceptions: what the group needs to discuss and why, in order, and nothing else."""

from typing import Any

from dash import html, register_page

from dashboard.scorecard.exceptions import Exceptions, exceptions, headline, nothing
from layouts._parts.downloads import downloads
from layouts._parts.exceptions import listed
from layouts._shell import page
from layouts._view import View, board

# after the overview and before what the analyst does
register_page(
    __name__, path="/exceptions", name="Exceptions", title="Exceptions – Safer Priorities", order=0.5, menu=True
)


def layout(**query: Any) -> html.Div:
    return page(_draw, query)


def _draw(view: View) -> tuple[str, Any]:
    found = exceptions(board().scorecard(view.chosen, *view.asked))
    title = f"Exceptions, {found.area_name}, {found.quarter_label}"
    if not found.exceptions:
        return title, [_head(found), html.P(nothing(found), className="lead")]
    return title, [_head(found), listed(view, found), downloads(view, "exceptions", title)]


def _head(found: Exceptions) -> html.Div:
    """How many; of what, where the words below do not say it."""
    what = f"{found.area_name}, {found.quarter_label}. {found.strategy_title}"
    under = html.P(what, className="kicker") if found.exceptions else None
    return html.Div([html.H1(headline(found)), under], className="page-head")
