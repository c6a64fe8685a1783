"""The figures behind a preview's counts: which kind, which series, which area, before and after, page by page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from dash import dcc, html

from dashboard.metrics.change import change
from dashboard.store.changes import KINDS, Changes, Figure
from layouts._parts.numbers import short_period, signed
from layouts._parts.provenance import said
from layouts._parts.tables import table

A_PAGE = 100
_KINDS = {"": "All", "changed": "Changed", "gone": "Gone", "new": "New"}
_ORDERS = (("", "the order of the file"), ("size", "the largest change first"))
_NAMES = ("kind", "series", "place", "order", "page")


@dataclass(frozen=True)
class Asked:
    """Which figures an address asks for; empty words mean any."""

    kind: str = ""
    series: str = ""
    place: str = ""
    order: str = ""
    page: int = 1

    def href(self, path: str, **other: str | int) -> str:
        """The address of other figures of the same file: a different choice begins at its first page."""
        values = vars(self) | {"page": 1} | other
        query = urlencode({name: values[name] for name in _NAMES if values[name] not in ("", 1)})
        return f"{path}?{query}" if query else path


def asked(query: Mapping[str, object]) -> Asked:
    """What the query parameters ask for; what is no plain short word counts as not given."""
    words = {name: value for name in _NAMES if isinstance(value := query.get(name), str) and len(value) <= 200}
    number = words.pop("page", "1")
    kind, order = words.get("kind", ""), words.get("order", "")
    words |= {"kind": kind if kind in KINDS else "", "order": order if order == "size" else ""}
    return Asked(**words, page=int(number) if number.isascii() and number.isdigit() and len(number) < 7 else 1)


def figures(changes: Changes, choice: Asked, path: str) -> html.Section:
    """The figures asked for, with the lists that choose among them."""
    places = changes.find(kind=choice.kind, series=choice.series, area=choice.place)
    if choice.order:
        places = changes.largest(places)
    pages = max(1, -(-len(places) // A_PAGE))
    page = min(max(choice.page, 1), pages)
    shown = [changes.at(place) for place in places[(page - 1) * A_PAGE : page * A_PAGE]]
    return html.Section(
        [
            html.H2("The figures behind the counts"),
            _kinds(changes, choice, path),
            _lists(changes, choice),
            _table(shown, len(places), page) if shown else html.P("There is no such figure in this file."),
            _pages(choice, path, page, pages) if pages > 1 else None,
        ],
        className="figures",
    )


def _kinds(changes: Changes, choice: Asked, path: str) -> html.Nav:
    counts = changes.counts()
    counts[""] = len(changes)
    links = []
    for kind, word in _KINDS.items():
        here = kind == choice.kind
        inside = [f"{word} ({counts[kind]:,})", html.Span(" (shown)", className="unseen") if here else None]
        links.append(html.Li(dcc.Link(inside, href=choice.href(path, kind=kind)), className="here" if here else ""))
    return html.Nav(html.Ul(links), className="kinds", **{"aria-label": "Kinds of change"})


def _lists(changes: Changes, choice: Asked) -> html.Form:
    made = [
        _list("series", "Series", _held(changes, choice, "series", "All series"), choice.series),
        _list("place", "Area", _held(changes, choice, "area", "All areas"), choice.place),
        _list("order", "In", _ORDERS, choice.order),
    ]
    return html.Form(made, className="choice filters", **{"aria-label": "Which figures are listed"})


def _held(changes: Changes, choice: Asked, name: str, every: str) -> list[tuple[str, str]]:
    """What one list offers: what there is among the figures that the other lists leave."""
    area, series = (choice.place, "") if name == "series" else ("", choice.series)
    places = changes.find(kind=choice.kind, series=series, area=area)
    return [("", every), *((code, f"{words} ({count:,})") for code, words, count in changes.held(name, places))]


def _list(name: str, label: str, pairs: Any, chosen: str) -> html.Div:
    options = [html.Option(words, value=code) for code, words in pairs]
    picker = html.Select(options, id=f"filter-{name}", **{"data-filter": name, "data-chosen": chosen})
    return html.Div([html.Label(label, htmlFor=f"filter-{name}"), picker], className="field")


def _table(shown: list[Figure], count: int, page: int) -> html.Div:
    first = (page - 1) * A_PAGE + 1
    span = f"Figures {first:,} to {first + len(shown) - 1:,} of {count:,}" if count > A_PAGE else f"{count:,} figures"
    headings = ("Series", "Area", "Period", "What", "Before", "After", "Change", "Cell")
    rows = [_row(figure) for figure in shown]
    return table(span, headings, rows, hook="upload-figures", words=frozenset({1, 2, 3, 7}))


def _row(figure: Figure) -> tuple[Any, ...]:
    breakdown = f", {figure.breakdown.replace('=', ': ')}" if figure.breakdown else ""
    return (
        figure.title + breakdown,
        figure.area_name,
        html.Span(short_period(figure.period), className="whole"),
        figure.kind,
        "–" if figure.kind == "new" else said(figure.before, figure.before_status, figure.unit, figure.decimals),
        "–" if figure.kind == "gone" else said(figure.after, figure.after_status, figure.unit, figure.decimals),
        _moved(figure),
        html.Span(_cell(figure), className="held"),
    )


def _cell(figure: Figure) -> str:
    return figure.cell or ("–" if figure.kind == "gone" else "several")


def _moved(figure: Figure) -> str:
    """The change in per cent, in points where the figure is a percentage, or what else is different."""
    moved = change(figure.after, figure.before)
    if moved.absolute is None:
        return "–"
    if moved.absolute == 0:
        return f"now {figure.after_status}"
    if figure.unit == "%":
        return f"{signed(float(moved.absolute), max(figure.decimals, 1))} points"
    if moved.percent is None:
        return f"{signed(float(moved.absolute), figure.decimals)} from 0"
    return f"{signed(float(moved.percent), 1)}%"


def _pages(choice: Asked, path: str, page: int, pages: int) -> html.Nav:
    def link(words: str, number: int) -> Any:
        there = 1 <= number <= pages and number != page
        return html.Li(dcc.Link(words, href=choice.href(path, page=number)) if there else html.Span(words))

    entries = [
        link("First", 1),
        link("Previous", page - 1),
        html.Li(f"Page {page:,} of {pages:,}"),
        link("Next", page + 1),
        link("Last", pages),
    ]
    return html.Nav(html.Ul(entries), className="pages", **{"aria-label": "Pages of figures"})
