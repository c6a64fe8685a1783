"""One number: where it comes from, how it is made, the cells it rests on and what it was before."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from dash import dcc, html, register_page

from dashboard.errors import SaferError
from dashboard.metrics.units import after
from dashboard.scorecard.provenance import Trace
from dashboard.scorecard.trace import trace
from layouts._parts.downloads import downloads
from layouts._parts.notices import as_it_stood
from layouts._parts.provenance import address, earlier, making, origin, revised, said
from layouts._shell import page
from layouts._view import View, board, store
from loaders._provenance import extracts

register_page(__name__, path="/trace", name="Trace", title="Where a number comes from – Safer Priorities", order=12)

_LONGEST = 200


def layout(**query: Any) -> html.Div:
    return page(lambda view: _draw(view, query), query, choosing=False)


def _draw(view: View, query: dict[str, Any]) -> tuple[str, Any]:
    series, period = _given(query, "series"), _given(query, "period")
    if not series or not period:
        raise SaferError(message="Name a number by its series and period: /trace?series=crime.total&period=2025-06.")
    found = trace(
        board(),
        series,
        period,
        area=view.area,
        breakdown=_given(query, "breakdown"),
        as_at=view.as_at,
        strategy=view.chosen,
    )
    found, files = extracts(store(), found)
    made = making(found)
    body = [
        _past(view, found),
        _head(replace(view, area=_given(query, "shown") or view.area), found),
        html.Section([html.H2("How it is made"), made], className="making") if made else None,
        html.Div([origin(piece) for piece in files], className="origin-files"),
        html.Section(
            [
                html.H2("What it was before"),
                earlier(found),
                downloads(
                    replace(view, area=found.area),
                    "trace",
                    f"{found.title}, {found.period_label}",
                    series=series,
                    period=period,
                    breakdown=found.breakdown,
                ),
            ]
        ),
    ]
    return f"{found.title}, {found.period_label}", html.Div(body, className="trace")


def _given(query: dict[str, Any], name: str) -> str:
    """A parameter as plain short text; nothing where it is neither."""
    value = query.get(name)
    return value if isinstance(value, str) and len(value) <= _LONGEST else ""


def _past(view: View, found: Trace) -> html.P | None:
    now = replace(view, as_at=None)
    here = address(now, series=found.series, period=found.period, area=found.area, breakdown=found.breakdown)
    return as_it_stood(view.as_at, here) if view.as_at else None


def _head(view: View, found: Trace) -> html.Div:
    apart = f" ({found.breakdown})" if found.breakdown else ""
    unit = "" if found.value is None else after(found.value, found.unit, found.decimals)
    status = f", {found.status}" if found.value is not None and found.status != "final" else ""
    value = said(found.value, found.status, found.unit, found.decimals)
    return html.Div(
        [
            html.Nav(list(_back(view, found.series)), **{"aria-label": "Back"}),
            html.H1(f"{found.title}{apart}"),
            html.P(f"{found.area_name}, {found.period_label}", className="kicker"),
            html.P([html.Strong(value, className="big"), f"{unit}{status}"], className="now"),
            html.P(found.words, className="lead"),
            html.P(changed) if (changed := revised(found)) else None,
        ],
        className="page-head",
        **{"data-testid": "trace", "data-series": found.series, "data-period": found.period},
    )


def _back(view: View, series: str) -> Iterator[dcc.Link]:
    """The indicator that shows the series, or else the overview."""
    strategy = board().strategies_at(view.as_at).get(view.chosen)
    shown = [
        item
        for item in (strategy.indicators if strategy else ())
        if series == item.series or series in {part.series for part in item.parts}
    ]
    if shown:
        yield dcc.Link(shown[0].title, href=view.href(f"/indicator/{shown[0].code}"), className="back")
    else:
        yield dcc.Link("Overview", href=view.href("/"), className="back")
