"""The overview: every priority with its status, its indicators and what their figures did."""

from typing import Any

from dash import dcc, html, register_page

from dashboard.scorecard.models import IndicatorScore, PriorityScore, Scorecard
from layouts._parts.notices import warnings_of
from layouts._parts.numbers import change, short_period, shown
from layouts._parts.rag import WORDS, badge, mark, tally
from layouts._parts.spark import spark
from layouts._shell import page
from layouts._view import View, board

register_page(__name__, path="/", name="Overview", title="Overview – Safer Priorities", order=0, menu=True)


def layout(**query: Any) -> html.Div:
    return page(_draw, query)


def _draw(view: View) -> tuple[str, Any]:
    card = board().scorecard(view.chosen, *view.asked)
    cards = [_card(view, priority, card.quarter) for priority in card.priorities]
    return f"{card.area_name}, {card.quarter_label}", [_headline(card), html.Div(cards, className="cards")]


def _headline(card: Scorecard) -> html.Div:
    counts = {colour: [p.title for p in card.priorities if p.rag == colour] for colour in WORDS}
    said = [
        html.Li([mark(colour), html.Span([html.Strong(str(len(titles))), f" {colour}"])])
        for colour, titles in counts.items()
        if titles
    ]
    return html.Div(
        [
            html.Div(
                [html.P(card.strategy_title, className="kicker"), html.H1(f"{card.area_name}, {card.quarter_label}")]
            ),
            html.Ul(said, className="totals", **{"aria-label": f"Status of {len(card.priorities)} priorities"}),
        ],
        className="headline",
    )


def _card(view: View, priority: PriorityScore, quarter: str) -> html.Article:
    name = f"priority-{priority.code}"
    head = html.Div(
        [
            html.H2(dcc.Link(priority.title, href=view.href(f"/priority/{priority.code}")), id=name),
            badge(priority.rag, large=True),
        ],
        className="card-head",
    )
    lead = html.P([html.Span("Lead: "), priority.lead or "none named"], className="card-lead")
    why = html.P([priority.reason, html.Span(f" Indicators: {tally(priority.counts)}.", className="quiet")])
    return html.Article(
        [head, lead, why, *warnings_of(priority.indicators), _indicators(view, priority, quarter)],
        className=f"card card-{priority.rag}",
        **{"data-testid": "priority-card", "data-priority": priority.code, "aria-labelledby": name},
    )


def _indicators(view: View, priority: PriorityScore, quarter: str) -> html.Table:
    headings = ("Indicator", "Status", "Latest", "On a year before", "Trend")
    head = html.Tr([html.Th(h, scope="col", className="unseen-word" if h == "Status" else "") for h in headings])
    return html.Table(
        [
            html.Caption(f"Indicators of {priority.title}", className="unseen"),
            html.Thead(head),
            html.Tbody([_row(view, score, quarter) for score in priority.indicators]),
        ],
        className="indicators",
    )


def _row(view: View, score: IndicatorScore, quarter: str) -> html.Tr:
    link = dcc.Link(score.title, href=view.href(f"/indicator/{score.code}"))
    return html.Tr(
        [
            html.Th([link, _aside(score, quarter)], scope="row"),
            html.Td(badge(score.rag), className="status"),
            html.Td(shown(score), className="number value"),
            html.Td(change(score), className="number"),
            html.Td(spark(score), className="trend"),
        ],
        **{"data-testid": "indicator-row", "data-indicator": score.code},
    )


def _aside(score: IndicatorScore, quarter: str) -> html.Span | None:
    """The period where it is not the quarter shown, and why an indicator is grey."""
    said = []
    if score.value is not None and score.period != quarter:
        said.append(short_period(score.period))
    if score.rag == "grey":
        said.append(score.reason.removeprefix("Grey: "))
    if score.latest_available != score.period:
        said.append(score.freshness)
    return html.Span(". ".join(s.rstrip(".") for s in said) + ".", className="aside") if said else None
