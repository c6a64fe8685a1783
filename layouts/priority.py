"""One priority: its ambition, lead and status, and every indicator year on year."""

from typing import Any

from dash import dcc, html, register_page

from dashboard.scorecard.mine import missed
from dashboard.scorecard.models import IndicatorScore, PriorityDetail, PriorityScore
from layouts._parts.chart import chart
from layouts._parts.narrative import chased, narrative
from layouts._parts.notices import warnings_of
from layouts._parts.numbers import change, revision, short_period, unit
from layouts._parts.portfolio import portfolio
from layouts._parts.provenance import before_of, figure_of, opening
from layouts._parts.rag import badge, tally
from layouts._parts.signals import ahead, named
from layouts._shell import page
from layouts._view import View, board

register_page(
    __name__, path_template="/priority/<code>", name="Priority", title="Priority – Safer Priorities", order=10
)


def layout(code: str | None = None, **query: Any) -> html.Div:
    return page(lambda view: _draw(view, str(code)), query)


def _draw(view: View, code: str) -> tuple[str, Any]:
    detail = board().priority(view.chosen, code, *view.asked)
    sections = [_indicator(view, score, detail) for score in detail.priority.indicators]
    said = narrative(view, detail.narrative, code)
    return detail.priority.title, [_head(view, detail), said, html.Div(sections, className="panels")]


def _head(view: View, detail: PriorityDetail) -> html.Div:
    priority = detail.priority
    told = [*detail.narratives.values(), *([detail.narrative] if detail.narrative else [])]
    back = html.Nav(dcc.Link("All priorities", href=view.href("/"), className="back"), **{"aria-label": "Back"})
    return html.Div(
        [
            back,
            html.Div([html.H1(priority.title), badge(priority.rag, large=True)], className="title-row"),
            html.P(priority.ambition, className="lead"),
            html.P([html.Strong("Lead: "), priority.lead or "none named"]),
            html.P([priority.reason, _counted(priority)], className="reason"),
            *warnings_of(priority.indicators),
            chased(view, priority.code, missed(told)),
        ],
        className="page-head",
    )


def _counted(priority: PriorityScore) -> str:
    return f" Indicators: {tally(priority.counts)}." if priority.indicators else ""


def _indicator(view: View, score: IndicatorScore, detail: PriorityDetail) -> html.Article:
    model = detail.charts.get(score.code)
    link = dcc.Link(score.title, href=view.href(f"/indicator/{score.code}"))
    return html.Article(
        [
            html.Div([html.H2(link), html.Span([badge(score.rag), ahead(score, worded=True)])], className="card-head"),
            html.P(
                [
                    html.Strong(figure_of(view, score), className="big"),
                    unit(score, score.value),
                    html.Span(f" {score.period_label}", className="quiet"),
                    html.Span(f" {revision(score)}", className="quiet"),
                ],
                className="now",
            ),
            html.P([change(score), *_against(view, score)]) if score.change is not None else None,
            html.P(score.sentence, className="sentence"),
            named(score),
            html.P(score.reason, className="hint") if not score.sentence.startswith(score.reason) else None,
            narrative(view, detail.narratives.get(score.code), detail.priority.code, level=3),
            chart(model, opening(view, score)) if model else None,
            portfolio(view, score),
        ],
        className="panel",
        **{"data-testid": "indicator-row", "data-indicator": score.code},
    )


def _against(view: View, score: IndicatorScore) -> list[Any]:
    before = short_period(score.previous_period) if score.previous_period else "a year before"
    return [f" on {before} (", before_of(view, score), ")"]
