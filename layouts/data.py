"""Data: figures somebody chooses, as a chart and a table in rows and columns, and to take away."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from dash import html, register_page

from dashboard.scorecard.explored_chart import SHAPES, Shape, drawn, title
from dashboard.scorecard.exploring import AXES, GRAINS, Choice, Explored, catalogue, choice_of, explored, searched
from dashboard.scorecard.pivot import HEADINGS, pivot
from layouts._parts.downloads import downloads
from layouts._parts.explore import about, charted, chosen, finder, offered, tabled
from layouts._parts.notices import as_it_stood
from layouts._parts.pages import chooser
from layouts._shell import page
from layouts._view import View, board, settings

register_page(__name__, path="/data", name="Data", title="Data – Safer Priorities", order=7, menu=True)

_OWN = ("series", "areas", "grain", "from", "to", "rows", "columns", "parts", "chart", "find", "place")
_LONGEST, _LISTED, _BOROUGHS = 2000, 15, "borough"
Words = Mapping[str, str]


def layout(**query: Any) -> html.Div:
    return page(lambda view: _draw(view, _words(query)), query, choosing=False)


def _words(query: Mapping[str, Any]) -> dict[str, str]:
    """What the address says of this page, as plain text of a decent length."""
    return {name: value for name in _OWN if isinstance(value := query.get(name), str) and len(value) <= _LONGEST}


def _draw(view: View, words: Words) -> tuple[str, Any]:
    choice = choice_of(words, area=view.area or settings().area, as_at=view.as_at)
    found = explored(board(), choice)
    lead = "Choose series, areas and a time. Every figure leads to where it comes from; the address keeps the choice."
    body = [
        html.Div([html.H1("Explore the figures"), html.P(lead, className="lead")], className="page-head"),
        as_it_stood(view.as_at, view.now()) if view.as_at else None,
        html.Div([_choosing(view, words, choice, found), _shown(view, words, found)], className="explore"),
    ]
    return "Data", body


def _href(view: View, words: Words, **changed: str) -> str:
    query = urlencode({name: value for name, value in (dict(words) | changed).items() if value})
    base = view.href("/data")
    return base + ("&" if "?" in base and query else "?" if query else "") + query


def _choosing(view: View, words: Words, choice: Choice, found: Explored) -> html.Div:
    """What is chosen and what can be: series and areas by links, the rest by lists."""
    return html.Div([_series(view, words, choice), _areas(view, words, choice), _lists(words, choice, found)],
                    className="panel choosing")  # fmt: skip


def _series(view: View, words: Words, choice: Choice) -> html.Section:
    every = catalogue(board(), view.as_at)
    titles = {one.code: one.title for one in every}
    asked = words.get("find", "")
    hits = [(one.code, one.title, about(one)) for one in searched(every, asked) if one.code not in choice.series]

    def href(*codes: str) -> str:
        return _href(view, words, series=",".join(codes))

    results = offered(hits, lambda code: href(*choice.series, code), _LISTED, "explore-find")
    none = html.P(f"No series has “{asked}” in its title. Try another word, such as burglary.", role="status")
    listing = html.Details([html.Summary(f"All {len(hits):,} series"), *offered(
        hits, lambda code: href(*choice.series, code), len(hits), "explore-find")])  # fmt: skip
    return html.Section(
        [
            html.H2("Series"),
            chosen(
                [(code, titles.get(code, code)) for code in choice.series],
                lambda code: href(*(one for one in choice.series if one != code)),
                "explore-find",
            ),
            finder("find", "Find a series", asked, "A word of its title, such as burglary.", view.href("/data")),
            *((results if hits else [none]) if asked else [listing]),
        ]
    )


def _areas(view: View, words: Words, choice: Choice) -> html.Section:
    known = board().areas
    asked = words.get("place", "").casefold()
    boroughs = sorted((row for row in known.of_kind(_BOROUGHS)), key=lambda row: row.name)
    free = [row for row in (known.by_code.values() if asked else boroughs) if row.code not in choice.areas]
    hits = [(row.code, row.name, row.kind) for row in free if asked in row.name.casefold()]

    def href(*codes: str) -> str:
        return _href(view, words, areas=",".join(codes))

    all_boroughs = html.P(html.A("Choose all London boroughs", href=href(*(row.code for row in boroughs)),
                                 **{"data-follow": "explore-place"}))  # fmt: skip
    results = offered(hits, lambda code: href(*choice.areas, code), _LISTED if asked else len(hits), "explore-place")
    none = html.P(f"No area has “{words.get('place', '')}” in its name.", role="status")
    return html.Section(
        [
            html.H2("Areas"),
            chosen(
                [(code, known.by_code[code].name) for code in choice.areas],
                lambda code: href(*(one for one in choice.areas if one != code)),
                "explore-place",
            ),
            finder("place", "Find an area", words.get("place", ""), "A borough, district, force or region.",
                   view.href("/data")),
            *((results if hits else [none]) if asked
              else [html.Details([html.Summary("London boroughs"), all_boroughs, *results])]),
        ]
    )  # fmt: skip


def _lists(words: Words, choice: Choice, found: Explored) -> html.Section:
    periods = [(period.key, period.short) for period in reversed(found.periods)]
    asked = [(key, key) for key in (choice.start, choice.end) if key and key not in dict(periods)]
    times = [("", "All there are"), *periods, *dict.fromkeys(asked)]
    axes = [(axis, HEADINGS[axis]) for axis in AXES]
    fields = [
        chooser("grain", "Periods", GRAINS.items(), choice.grain),
        chooser("from", "From", times, choice.start),
        chooser("to", "To", times, choice.end),
        chooser("rows", "Rows", axes, choice.rows),
        chooser("columns", "Columns", [("", "As it fits"), *axes], choice.columns or ""),
        chooser("parts", "Breakdowns", [("", "Totals only"), ("yes", "Shown beside totals")],
                "yes" if choice.parts else ""),
        chooser("chart", "Chart", SHAPES.items(), _shape(words)),
    ]  # fmt: skip
    return html.Section(
        [html.H2("Time and table"), html.Form(fields, className="filters", **{"aria-label": "Time and table"})]
    )


def _shape(words: Words) -> Shape:
    asked = words.get("chart", "line")
    return next((shape for shape in SHAPES if shape == asked), "line")


def _shown(view: View, words: Words, found: Explored) -> html.Div:
    """The chart and the table; or, in words, why there is nothing to show."""
    notices = [html.P(gap, className="notice", **{"data-testid": "gap"}) for gap in found.gaps]
    if found.why_not:
        refused = html.P(found.why_not, className="notice", role="status", **{"data-testid": "refused"})
        return html.Div([refused], className="panel")
    if not found.choice.series:
        said = "Nothing is chosen yet. Find a series by a word of its title, and add it."
        return html.Div(html.P(said, className="lead", **{"data-testid": "nothing-chosen"}), className="panel")
    if not found.points:
        return html.Div(notices or [html.P("There are no figures for this choice.")], className="panel")
    model, why = drawn(found, _shape(words))
    caption = f"{title(found)}, {found.units[0]}" if len(found.units) == 1 and found.units[0] else title(found)
    own = {name: words.get(name, "") for name in _OWN if name not in ("find", "place", "areas")}
    menu = downloads(view, "data", caption, areas=",".join(found.choice.areas), **own)
    return html.Div(
        [*notices, charted(model, why), *tabled(view, found, pivot(found), caption), menu], className="panel"
    )
