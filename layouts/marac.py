"""MARAC: what its steering group looks at, from returns and published figures, without any small number of people."""

from dataclasses import replace
from typing import Any

from dash import html, register_page

from dashboard.errors import SaferError, UnknownArea
from dashboard.marac import expectation
from dashboard.periods import Grain, Period, parse
from dashboard.scorecard.marac import CODES, Part, Steering, places, steering
from layouts._parts.downloads import downloads
from layouts._parts.marac import beside, no_returns, nothing, own, published, quarters
from layouts._parts.notices import as_it_stood
from layouts._parts.pages import chooser
from layouts._parts.provenance import traced
from layouts._shell import page
from layouts._view import View, board, settings

register_page(__name__, path="/marac", name="MARAC", title="MARAC – Safer Priorities", order=6, menu=True)


def layout(**query: Any) -> html.Div:
    return page(_draw, query, choosing=False)


def _draw(view: View) -> tuple[str, Any]:
    areas, area = board().areas, view.area or settings().area
    if area not in areas.by_code:
        raise UnknownArea(code=area)
    evidence = board().evidence(CODES, places(areas, area), view.as_at)
    found = steering(evidence, areas, area, _quarter(view), expectation())
    words = (
        "Multi-agency risk assessment conferences: cases, who refers them, repeats, children and equality of access."
    )
    body = [
        html.Div([html.H1("MARAC"), html.P(words, className="lead")], className="page-head"),
        as_it_stood(view.as_at, view.now()) if view.as_at else None,
        _choice(found, area),
        *_shown(view, found),
    ]
    return "MARAC", body


def _quarter(view: View) -> Period | None:
    """The quarter an address asks for. Raises BadPeriod, SaferError."""
    if view.quarter is None:
        return None
    found = parse(view.quarter)
    if found.grain is not Grain.QUARTER:
        raise SaferError(message=f"MARAC returns are shown by quarter, and {found.short} is none: write FY2012-13-Q1.")
    return found


def _choice(found: Steering, area: str) -> html.Form:
    """Native lists that write area and quarter into the address."""
    boroughs = sorted(board().areas.of_kind("borough"), key=lambda row: row.name)
    named = {area: found.area_name} | {row.code: row.name for row in boroughs}
    fields = [chooser("area", "Area", sorted(named.items(), key=lambda pair: pair[1]), area)]
    if found.own:
        every = quarters(found.quarters, found.own.period)
        fields.append(chooser("quarter", "Quarter", every, found.own.period.key))
    return html.Form(fields, className="choice filters", **{"aria-label": "What is shown"})


def _shown(view: View, found: Steering) -> list[Any]:
    upload = view.href("/upload")
    if not found.own and not found.published:
        return [nothing(found, upload)]

    def link(text: str, series: str, area: str, period: str, breakdown: str) -> Any:
        return traced(text, view, series, area, period, breakdown)

    def menu(part: Part, name: str) -> Any:
        here = replace(view, quarter=part.period.key) if name == "own" else view
        return downloads(here, "marac", f"MARAC, {part.area_name}, {part.period.label}", part=name)

    return [
        own(found.own, link, menu(found.own, "own")) if found.own else no_returns(found, upload),
        published(found.published, link, menu(found.published, "published")) if found.published else None,
        beside(view),
    ]
