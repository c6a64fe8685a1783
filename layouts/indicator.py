"""One indicator: its judgement, its charts, its parts, and where its figures came from."""

from typing import Any

from dash import dcc, html, register_page

from dashboard.scorecard.models import IndicatorDetail, IndicatorScore
from layouts._parts.chart import chart
from layouts._parts.notices import warnings_of
from layouts._parts.numbers import amount, change, short_period, shown, signed
from layouts._parts.portfolio import portfolio
from layouts._parts.rag import badge
from layouts._shell import page
from layouts._view import View, board, store

register_page(
    __name__, path_template="/indicator/<code>", name="Indicator", title="Indicator – Safer Priorities", order=11
)


def layout(code: str | None = None, **query: Any) -> html.Div:
    return page(lambda view: _draw(view, str(code)), query)


def _draw(view: View, code: str) -> tuple[str, Any]:
    detail = board().indicator(view.chosen, code, *view.asked)
    score = detail.score
    charts = [chart(model, heading=2) for model in detail.charts]
    body = [
        _head(view, detail),
        html.Div(charts, className="panels charts")
        if charts
        else html.P("There are not yet figures to draw.", className="quiet"),
        html.Section([html.H2("What it is made of"), portfolio(score)]) if score.parts else None,
        _origin(detail),
    ]
    return score.title, body


def _head(view: View, detail: IndicatorDetail) -> html.Div:
    score = detail.score
    back = dcc.Link(detail.priority_title, href=view.href(f"/priority/{detail.priority}"), className="back")
    return html.Div(
        [
            html.Nav(back, **{"aria-label": "Back"}),
            html.Div([html.H1(score.title), badge(score.rag, large=True)], className="title-row"),
            html.P(f"{score.area_name}, {score.period_label}", className="kicker"),
            _facts(score),
            html.P(score.reason, className="reason"),
            *warnings_of((score,)),
        ],
        className="page-head",
        **{"data-testid": "indicator-row", "data-indicator": score.code},
    )


def _facts(score: IndicatorScore) -> html.Dl:
    unit = f" {score.unit}" if score.unit and score.unit != "%" else ""
    facts: list[tuple[str, Any]] = [("Figure", [html.Strong(shown(score), className="big"), unit])]
    if score.previous is not None and score.previous_period:
        by = f" ({signed(score.change, score.decimals)})" if score.change is not None and score.unit != "%" else ""
        facts.append(("Change on a year before", [html.Strong(change(score), className="big"), by]))
        said = amount(score.previous, score.unit, score.decimals)
        facts.append((short_period(score.previous_period), [html.Strong(said, className="big"), unit]))
    if score.target:
        expected = f": {amount(score.expected, score.unit, max(score.decimals, 1))}" if score.expected else ""
        facts.append(("Target", f"{score.target.text}{expected}"))
    if score.rate_per_1000 is not None:
        facts.append(("For every 1,000 people", amount(score.rate_per_1000, "", 1)))
    return html.Dl([html.Div([html.Dt(word), html.Dd(said)]) for word, said in facts], className="facts")


def _origin(detail: IndicatorDetail) -> html.Section:
    """Where the figures came from: the publication and the files."""
    files = [row for row in store().uploads() if row["upload"] in detail.score.uploads]
    said = [html.P(f"Series {detail.score.series}, from {detail.source}. {detail.score.freshness}.")]
    entries = [
        html.Li(f"{row['file']}, upload {row['upload']}, loaded {_day(row['loaded_at'])} by {row['loaded_by']}")
        for row in files
    ]
    return html.Section(
        [html.H2("Where the figures came from"), *said, html.Ul(entries) if entries else None], className="origin"
    )


def _day(moment: object) -> str:
    return str(moment)[:16].replace("T", " at ") + " UTC"
