"""The overview: every priority with its status, its indicators and what their figures did."""

from typing import Any

from dash import dcc, html, register_page

from dashboard.scorecard.exceptions import exceptions
from dashboard.scorecard.meetings import last
from dashboard.scorecard.models import IndicatorScore, PriorityScore, Scorecard
from layouts._ledger import address
from layouts._parts.adjusted import adjusted
from layouts._parts.adjusted import counted as overridden
from layouts._parts.downloads import downloads
from layouts._parts.exceptions import counted
from layouts._parts.notices import warnings_of
from layouts._parts.numbers import against, change, revision, short_period
from layouts._parts.provenance import figure_of
from layouts._parts.rag import WORDS, badge, mark, tally
from layouts._parts.signals import ahead, icons
from layouts._parts.spark import spark
from layouts._shell import page
from layouts._view import View, board, store

register_page(__name__, path="/", name="Overview", title="Overview – Safer Priorities", order=0, menu=True)


def layout(**query: Any) -> html.Div:
    return page(_draw, query)


def _draw(view: View) -> tuple[str, Any]:
    card = board().scorecard(view.chosen, *view.asked)
    cards = [_card(view, priority, card.quarter) for priority in card.priorities]
    title = f"{card.area_name}, {card.quarter_label}"
    return title, [_headline(view, card), html.Div(cards, className="cards"), downloads(view, "overview", title)]


def _headline(view: View, card: Scorecard) -> html.Div:
    counts = {colour: [p.title for p in card.priorities if p.rag == colour] for colour in WORDS}
    said = [
        html.Li([mark(colour), html.Span([html.Strong(str(len(titles))), f" {colour}"])])
        for colour, titles in counts.items()
        if titles
    ]
    overrides = overridden(card.judgements("in force"), card.judgements("proposed"))
    return html.Div(
        [
            html.Div(
                [
                    html.H1(f"{card.area_name}, {card.quarter_label}"),
                    html.P(card.strategy_title, className="kicker"),
                    html.P(dcc.Link(counted(exceptions(card)), href=view.href("/exceptions")), className="kicker"),
                    _since(view, card),
                    html.P(dcc.Link("Papers", href=view.href("/packs")), className="kicker"),
                    html.P(overrides, className="overrides", **{"data-testid": "overrides"}) if overrides else None,
                ]
            ),
            html.Ul(said, className="totals", **{"aria-label": f"Status of {len(card.priorities)} priorities"}),
        ],
        className="headline",
    )


def _since(view: View, card: Scorecard) -> html.P | None:
    """The way to what changed since the last meeting; nothing where there was none."""
    meeting = last(store(), card.strategy, card.area, view.as_at)
    if meeting is None:
        return None
    words = {"from": meeting.code} | ({"to": view.as_at} if view.as_at else {})
    link = dcc.Link(f"What changed since {meeting.title}", href=address(view, "/changes", **words))
    return html.P(link, className="kicker", **{"data-testid": "since-last"})


def _card(view: View, priority: PriorityScore, quarter: str) -> html.Article:
    name = f"priority-{priority.code}"
    link = dcc.Link(priority.title, href=view.href(f"/priority/{priority.code}"))
    head = html.Div([html.H2(link, id=name), badge(priority.rag, large=True)], className="card-head")
    tallied = [html.Span(tally(priority.counts), className="tally")] if priority.indicators else []
    lead = [html.Span(f"Lead: {priority.lead or 'none named'}"), *tallied]
    return html.Article(
        [
            head,
            html.P(
                [adjusted(priority), " ", priority.reason] if priority.judgement else priority.reason,
                className="because",
            ),
            html.P(lead, className="under"),
            *warnings_of(priority.indicators),
            _indicators(view, priority, quarter) if priority.indicators else None,
        ],
        className=f"card card-{priority.rag}",
        **{"data-testid": "priority-card", "data-priority": priority.code, "aria-labelledby": name},
    )


def _indicators(view: View, priority: PriorityScore, quarter: str) -> html.Table:
    headings = {"Indicator": "", "Status, year end": "", "Signals": "", "Latest": "number"}
    headings |= {"Year on year": "number", "Trend": "trend"}
    head = html.Tr([html.Th(heading, scope="col", className=kind) for heading, kind in headings.items()])
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
    under = [html.Span(said, className="aside") for said in _under(score, quarter)]
    under += [html.Span(mark_, className="aside")] if (mark_ := adjusted(score)) else []
    return html.Tr(
        [
            html.Th([link, *under], scope="row"),
            html.Td([badge(score.rag), ahead(score)], className="status"),
            *_figures(view, score),
        ],
        **{"data-testid": "indicator-row", "data-indicator": score.code},
    )


def _under(score: IndicatorScore, quarter: str) -> list[str]:
    """Beneath the name: the period where it is not the quarter shown, and why a figure is not judged."""
    if score.value is None:
        return [score.freshness] if score.latest_available else []
    period = short_period(score.period) if score.period != quarter else ""
    if score.rag == "grey" and score.target and score.target.kind == "none":
        return [f"{period}, no target" if period else "No target"]
    return [said for said in (period, _why_grey(score) if score.rag == "grey" else "", revision(score)) if said]


def _figures(view: View, score: IndicatorScore) -> list[html.Td]:
    """Signals, value, change and trend; without a value, the words that say why in their place."""
    trend = html.Td(spark(score), className="trend")
    signals = html.Td(icons(score), className="icons")
    if score.value is not None:
        return [
            signals,
            html.Td(figure_of(view, score), className="number value"),
            html.Td(_change(score), className="number"),
            trend,
        ]
    shown = [signals] if signals.children else []
    after = [] if trend.children == "" else [trend]
    return [*shown, html.Td(_why_grey(score), colSpan=4 - len(shown) - len(after), className="why"), *after]


def _change(score: IndicatorScore) -> list[Any]:
    """The change, and what it is told against where the heading does not say so."""
    base = against(score)
    return (
        [change(score), html.Span(f"on {base}", className="aside")]
        if base and score.change is not None
        else [change(score)]
    )


def _why_grey(score: IndicatorScore) -> str:
    said = score.reason_computed.removeprefix("Grey: ")
    return said[:1].upper() + said[1:]
