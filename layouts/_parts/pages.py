"""Long lists page by page: the links between pages, and the lists that choose what is shown."""

from collections.abc import Callable, Iterable
from typing import Any

from dash import dcc, html


def page_of(text: object, count: int, size: int) -> tuple[int, int]:
    """The page an address asks for, within those there are, and how many there are."""
    pages = max(1, -(-count // size))
    asked = int(text) if isinstance(text, str) and text.isascii() and text.isdigit() and len(text) < 9 else 1
    return min(max(asked, 1), pages), pages


def turning(page: int, pages: int, href: Callable[[int], str], what: str) -> html.Nav | None:
    """First, previous, next, last; nothing where there is one page."""
    if pages < 2:
        return None

    def link(words: str, number: int) -> html.Li:
        there = 1 <= number <= pages and number != page
        return html.Li(dcc.Link(words, href=href(number)) if there else html.Span(words))

    entries = [
        link("First", 1),
        link("Previous", page - 1),
        html.Li(f"Page {page:,} of {pages:,}"),
        link("Next", page + 1),
        link("Last", pages),
    ]
    return html.Nav(html.Ul(entries), className="pages", **{"aria-label": f"Pages of {what}"})


def chooser(name: str, label: str, options: Iterable[tuple[str, str]], chosen: str) -> html.Div:
    """A native list that writes its parameter into the address; the empty code stands for all."""
    made: list[Any] = [html.Option(words, value=code) for code, words in options]
    picker = html.Select(made, id=f"filter-{name}", **{"data-filter": name, "data-chosen": chosen})
    return html.Div([html.Label(label, htmlFor=f"filter-{name}"), picker], className="field")
