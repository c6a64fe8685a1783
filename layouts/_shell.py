"""What surrounds every page: skip link, name, menu, the choice of strategy, quarter and area, footer."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from dash import dcc, html, page_registry

from dashboard.errors import SaferError
from dashboard.roles import ADMINISTRATOR
from dashboard.scorecard.as_at import too_early
from layouts._first import frame
from layouts._ledger import sources
from layouts._parts.freshness import strip
from layouts._parts.notices import as_it_stood, cannot
from layouts._person import person
from layouts._trouble import alert, unexpected
from layouts._view import View, board, store, view_of

PRODUCT = "Safer Priorities"
Draw = Callable[[View], tuple[str, Any]]


def shell() -> html.Div:
    """The frame that stays while pages change."""
    skip = html.A("Skip to the main content", href="#main", className="skip")
    footer = html.Footer(
        html.P(
            [f"{PRODUCT}: every figure can be traced to the spreadsheet it came from. ", html.A("Help", href="/help")]
        )
    )
    return html.Div([skip, alert(), frame(), footer], className="shell")


def page(
    draw: Draw,
    query: dict[str, Any],
    *,
    choosing: bool = True,
    status: int = 200,
    fresh: bool = True,
    leaving: Any = None,
) -> html.Div:
    """A page in its frame: `draw` gives its title and its elements, or raises the sentence to show instead.

    `status` is the HTTP status of a page that could be drawn: 404 without one to draw, 500 for a fault. `fresh`:
    whether it says how fresh its figures are; `leaving` stands in the place of the menu where a page fills the screen.
    """
    view, choice, below = view_of(query), None, None
    try:
        title, body = draw(view)
        choice = _choice(view) if choosing else None
        if fresh:
            below = strip(board().freshness(view.chosen, sources(), view.area, view.as_at))
    except SaferError as error:
        status, title, body = 404, "Nothing to show", cannot(str(error), "/")
    except Exception as error:  # whatever it is, the reader is told
        status, (title, body) = 500, unexpected(error)
    marks = {"data-address": view.address, "data-title": f"{title} – {PRODUCT}", "data-status": str(status)}
    past = _past(view) if view.as_at and choosing else None
    return html.Div(
        [
            _header(view, choice, leaving),
            html.Main([past, *(body if isinstance(body, list) else [body])], id="main", tabIndex=-1),
            below,
        ],
        id="page",
        **marks,
    )


def _past(view: View) -> Any:
    """Of what moment the page is, and that there was nothing yet."""
    assert view.as_at
    try:
        early = too_early(store(), view.as_at) if board().bare(view.chosen, view.area, view.as_at) else ""
    except SaferError:  # what is wrong is what the page says
        early = ""
    return as_it_stood(view.as_at, view.now(), more=early)


def _header(view: View, choice: Any, leaving: Any) -> html.Header:
    product = dcc.Link(PRODUCT, href=view.href("/"), className="product")
    # a page that fills the screen is looked at by a whole room: only the way out of it stands there
    parts = [product, _menu(view), _account(view)] if leaving is None else [product, leaving]
    top = html.Div(parts, className="bar")
    return html.Header([top, choice])


def _account(view: View) -> html.Div:
    """Who is signed in, with the way out; or the way in. These pages need no script and are loaded whole."""
    who = person()
    if who is None:
        return html.Div(html.A("Sign in", href=f"/signin?next={quote(view.address)}"), className="account")
    out = html.Form(html.Button("Sign out", type="submit", className="link"), method="post", action="/signout")
    manage = html.A("Administration", href="/admin") if who.may(ADMINISTRATOR) else None
    return html.Div([html.A(who.name, href="/account"), manage, out], className="account")


def _menu(view: View) -> html.Nav:
    """Pages that have a fixed address, in their own order."""
    entries = [entry for entry in page_registry.values() if not entry["path_template"] and entry.get("menu")]
    return html.Nav(
        html.Ul([html.Li(_entry(view, entry["path"], entry["name"])) for entry in entries]),
        **{"aria-label": "Pages"},
    )


def _entry(view: View, path: str, name: str) -> html.Span:
    link = dcc.Link(name, href=view.href(path))
    # dcc.Link passes no aria attributes on, so the current page is marked beside it
    here = [html.Span("(this page)", className="unseen")] if view.path == path else []
    return html.Span([link, *here], className="here" if here else "")


def _choice(view: View) -> html.Form:
    """Native lists; a small script writes what is chosen into the address."""
    choices = board().choices(view.chosen, view.area, view.as_at)
    card = board().scorecard(view.chosen, *view.asked)
    quarters = _with(choices.quarters, card.quarter, card.quarter_label)
    areas = _with(choices.areas, card.area, card.area_name)
    return html.Form(
        [
            _select("strategy", "Strategy", choices.strategies, view.chosen),
            _select("quarter", "Quarter", quarters, card.quarter),
            _select("area", "Area", areas, card.area),
        ],
        className="choice",
        **{"aria-label": "What is shown", "data-state": view.href()},
    )


def _with(pairs: tuple[tuple[str, str], ...], code: str, label: str) -> tuple[tuple[str, str], ...]:
    return pairs if code in dict(pairs) else ((code, label), *pairs)


def _select(name: str, label: str, pairs: tuple[tuple[str, str], ...], chosen: str) -> html.Div:
    options = [html.Option(text, value=code) for code, text in pairs]
    picker = html.Select(options, id=f"choose-{name}", **{"data-parameter": name, "data-chosen": chosen})
    return html.Div([html.Label(label, htmlFor=f"choose-{name}"), picker], className="field")
