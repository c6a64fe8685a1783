"""One priority: its ambition, lead and status, and every indicator year on year."""

from typing import Any

from dash import ALL, MATCH, Input, Output, State, callback, ctx, dcc, html, no_update, register_page

from dashboard.errors import SaferError
from dashboard.scorecard.details import PriorityDetail
from dashboard.scorecard.mine import missed
from dashboard.scorecard.models import IndicatorScore, PriorityScore
from dashboard.scorecard.reporting import Meant, promise
from layouts import _judging, _reporting
from layouts._parts.adjusted import adjusted
from layouts._parts.chart import chart
from layouts._parts.commitments import commitments, counted, form, told
from layouts._parts.downloads import downloads
from layouts._parts.judgement import judgement, stated
from layouts._parts.narrative import chased, narrative
from layouts._parts.notices import warnings_of
from layouts._parts.numbers import change, revision, short_period, unit
from layouts._parts.portfolio import portfolio
from layouts._parts.provenance import before_of, figure_of, opening
from layouts._parts.rag import badge, tally
from layouts._parts.remarks import Notes
from layouts._parts.signals import ahead, named
from layouts._person import writes_for
from layouts._shell import page
from layouts._view import View, anew, board

register_page(
    __name__, path_template="/priority/<code>", name="Priority", title="Priority – Safer Priorities", order=10
)


def layout(code: str | None = None, **query: Any) -> html.Div:
    return page(lambda view: _draw(view, str(code)), query)


def _draw(view: View, code: str) -> tuple[str, Any]:
    detail = board().priority(view.chosen, code, *view.asked)
    notes = Notes()
    sections = [_indicator(view, score, detail, notes) for score in detail.priority.indicators]
    head = html.Div(_head(view, detail), id="priority-head")
    said = narrative(view, detail.narrative, code)
    open_ = not view.as_at and writes_for(view.chosen, code)
    promised = commitments(view, detail.commitments, quarter=detail.quarter, label=detail.quarter_label, open_=open_)
    title = f"Indicators of {detail.priority.title}"
    figures = downloads(view, "priority", title, priority=code) if sections else None
    body = [head, said, html.Div(sections, className="panels"), figures, promised, _judged(view, detail)]
    return detail.priority.title, body


def _judged(view: View, detail: PriorityDetail) -> html.Section:
    closed = _judging.closed(view, view.area or board().default_area, detail.priority.code)
    return judgement(detail.priority, detail.spoken, "priority", quarter=detail.quarter_label, closed=closed)


@callback(
    Output({"type": "promise-form", "number": MATCH}, "children"),
    Input({"type": "promise-open", "number": MATCH}, "n_clicks"),
    State({"type": "promise-form", "number": MATCH}, "children"),
    State("commitments-quarter", "data"),
    State("commitments-who", "data"),
    State("_pages_location", "href"),
    prevent_initial_call=True,
)
def open_report(_clicks: int | None, there: Any, quarter: str, by: str | None, href: str) -> Any:
    """Brings a commitment's form once, so that nothing written in it is lost when it is closed."""
    if there:
        return no_update
    view, code = _judging.here(href)
    meant = Meant(view.chosen, code, str(ctx.triggered_id["number"]), quarter)
    return form(promise(board(), meant), by or "")


@callback(
    output={
        "told": Output({"type": "promise", "number": ALL}, "children"),
        "form": Output({"type": "promise-form", "number": ALL}, "children"),
        "result": Output({"type": "promise-result", "number": ALL}, "children"),
        "counted": Output("commitments-counted", "children"),
        "by": Output("commitments-who", "data"),
    },
    inputs={"_pressed": Input({"type": "promise-save", "number": ALL}, "n_clicks")},
    state={
        "written_in": State({"type": "promise-field", "number": ALL, "field": ALL}, "id"),
        "written": State({"type": "promise-field", "number": ALL, "field": ALL}, "value"),
        "chosen_in": State({"type": "promise-choice", "number": ALL, "field": ALL}, "id"),
        "chosen": State({"type": "promise-choice", "number": ALL, "field": ALL}, "data"),
        "seen": State({"type": "promise-seen", "number": ALL}, "data"),
        "seen_of": State({"type": "promise-seen", "number": ALL}, "id"),
        "numbers": State({"type": "promise", "number": ALL}, "id"),
        "quarter": State("commitments-quarter", "data"),
        "href": State("_pages_location", "href"),
    },
    prevent_initial_call=True,
)
def save_report(_pressed: list[int | None], quarter: str, href: str, **held: Any) -> dict[str, Any]:
    """Keeps what was reported of one commitment and shows it; what is refused says why, and what was typed stays."""
    numbers = [name["number"] for name in held["numbers"]]
    answer: dict[str, Any] = {name: [no_update] * len(numbers) for name in ("told", "form", "result")}
    answer |= {"counted": no_update, "by": no_update}
    if not ctx.triggered[0]["value"]:
        return answer
    view, code = _judging.here(href)
    meant = Meant(view.chosen, code, str(ctx.triggered_id["number"]), quarter)
    place = numbers.index(meant.number)
    try:
        by, answer["result"][place] = _reporting.save(meant, held)
    except SaferError as error:
        answer["result"][place] = _reporting.why_not(error)
        return answer
    kept = promise(anew(), meant)
    answer["told"][place], answer["form"][place] = told(view, kept), form(kept, by)
    answer |= {"counted": counted(*_reporting.every(meant)), "by": by}
    return answer


@callback(
    Output("priority-judge-form", "children"),
    Input("priority-judge-open", "n_clicks"),
    State("priority-judge-form", "children"),
    State("_pages_location", "href"),
    prevent_initial_call=True,
)
def open_form(_clicks: int | None, there: Any, href: str) -> Any:
    """Brings the form once, so that nothing written in it is lost when it is closed."""
    return no_update if there else _judging.opened(href, "priority")


@callback(**_judging.wires("priority"))
def judge(_pressed: list[int | None], said: dict[str, Any], seen: dict[str, Any], href: str) -> dict[str, Any]:
    """Sets, approves or withdraws a status, and shows what stands; what is refused says why and changes nothing."""
    return _judging.judged("priority", said, seen, href, _standing)


def _standing(view: View, code: str) -> tuple[Any, Any]:
    detail = anew().priority(view.chosen, code, *view.asked)
    return _head(view, detail), stated(detail.priority, detail.spoken)


def _head(view: View, detail: PriorityDetail) -> html.Div:
    priority = detail.priority
    told = [*detail.narratives.values(), *([detail.narrative] if detail.narrative else [])]
    back = html.Nav(dcc.Link("All priorities", href=view.href("/"), className="back"), **{"aria-label": "Back"})
    return html.Div(
        [
            back,
            html.Div(
                [html.H1(priority.title), badge(priority.rag, large=True), adjusted(priority)], className="title-row"
            ),
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


def _indicator(view: View, score: IndicatorScore, detail: PriorityDetail, notes: Notes) -> html.Article:
    model = detail.charts.get(score.code)
    link = dcc.Link(score.title, href=view.href(f"/indicator/{score.code}"))
    return html.Article(
        [
            html.Div(
                [html.H2(link), html.Span([badge(score.rag), adjusted(score), ahead(score, worded=True)])],
                className="card-head",
            ),
            html.P(
                [
                    html.Strong(figure_of(view, score), className="big"),
                    unit(score, score.value),
                    html.Span(f" {score.period_label}", className="quiet"),
                    html.Span(f" {revision(score)}", className="quiet"),
                ],
                className="now",
            ),
            html.P(score.behind, className="hint") if score.behind else None,
            html.P([change(score), *_against(view, score)]) if score.change is not None else None,
            html.P(score.sentence, className="sentence"),
            named(score),
            html.P(score.reason, className="hint") if not score.sentence.startswith(score.reason) else None,
            narrative(view, detail.narratives.get(score.code), detail.priority.code, level=3),
            chart(model, opening(view, score), notes) if model else None,
            portfolio(view, score),
        ],
        className="panel",
        **{"data-testid": "indicator-row", "data-indicator": score.code},
    )


def _against(view: View, score: IndicatorScore) -> list[Any]:
    before = short_period(score.previous_period) if score.previous_period else "a year before"
    return [f" on {before} (", before_of(view, score), ")"]
