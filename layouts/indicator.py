"""One indicator: its judgement, its charts, its parts, and where its figures came from."""

from typing import Any

from dash import Input, Output, State, callback, dcc, html, no_update, register_page

from dashboard.metrics.when import when
from dashboard.metrics.wording import shortest
from dashboard.scorecard.details import IndicatorDetail, Loaded
from dashboard.scorecard.models import IndicatorScore, TargetView
from layouts import _judging
from layouts._ledger import sources
from layouts._parts.adjusted import adjusted
from layouts._parts.chart import chart
from layouts._parts.comparison import comparison
from layouts._parts.contribution import made_of
from layouts._parts.judgement import judgement, stated
from layouts._parts.narrative import narrative
from layouts._parts.notices import warnings_of
from layouts._parts.numbers import against, amount, change, revision, short_period, signed, unit
from layouts._parts.provenance import before_of, figure_of, opening
from layouts._parts.rag import badge
from layouts._parts.remarks import Notes
from layouts._parts.signals import ahead, meanings
from layouts._parts.why import question, why
from layouts._shell import page
from layouts._view import View, anew, board

register_page(
    __name__, path_template="/indicator/<code>", name="Indicator", title="Indicator – Safer Priorities", order=11
)


def layout(code: str | None = None, **query: Any) -> html.Div:
    return page(lambda view: _draw(view, str(code)), query)


def _draw(view: View, code: str) -> tuple[str, Any]:
    detail = board().indicator(view.chosen, code, *view.asked, view.group, view.tolerance)
    score = detail.score
    notes, link = Notes(), opening(view, score)
    panels = [chart(model, link, notes, heading=2) for model in (*detail.charts, *detail.panels)]
    if parts := made_of(view, score, detail.contribution):
        panels.append(parts)
    panels.append(comparison(view, score, detail.comparison))
    drawn = html.Div(panels, className="panels charts")
    fixed = any(item.code == code and item.area for item in board().strategies[view.chosen].indicators)
    closed = _judging.closed(view, score.area, detail.priority, fixed=fixed)
    judged = judgement(score, detail.spoken, "indicator", quarter=detail.quarter_label, closed=closed)
    head = html.Div(_head(view, detail), id="indicator-head")
    told = narrative(view, detail.narrative, detail.priority)
    return score.title, [head, told, drawn, why(view, detail), judged, _origin(detail)]


@callback(
    Output("indicator-judge-form", "children"),
    Input("indicator-judge-open", "n_clicks"),
    State("indicator-judge-form", "children"),
    State("_pages_location", "href"),
    prevent_initial_call=True,
)
def open_form(_clicks: int | None, there: Any, href: str) -> Any:
    """Brings the form once, so that nothing written in it is lost when it is closed."""
    return no_update if there else _judging.opened(href, "indicator")


@callback(**_judging.wires("indicator"))
def judge(_pressed: list[int | None], said: dict[str, Any], seen: dict[str, Any], href: str) -> dict[str, Any]:
    """Sets, approves or withdraws a status, and shows what stands; what is refused says why and changes nothing."""
    return _judging.judged("indicator", said, seen, href, _standing)


def _standing(view: View, code: str) -> tuple[Any, Any]:
    detail = anew().indicator(view.chosen, code, *view.asked, view.group)
    return _head(view, detail), stated(detail.score, detail.spoken)


def _head(view: View, detail: IndicatorDetail) -> html.Div:
    score = detail.score
    back = dcc.Link(detail.priority_title, href=view.href(f"/priority/{detail.priority}"), className="back")
    return html.Div(
        [
            html.Nav(back, **{"aria-label": "Back"}),
            html.Div(
                [html.H1(score.title), badge(score.rag, large=True), adjusted(score), ahead(score, worded=True)],
                className="title-row",
            ),
            html.P(f"{score.area_name}, {score.period_label}", className="kicker"),
            html.P(" ".join(said), className="hint")
            if (said := [s for s in (detail.about, score.behind) if s])
            else None,
            html.P(score.sentence, className="sentence"),
            _facts(view, score),
            html.P(score.reason, className="reason") if not score.sentence.startswith(score.reason) else None,
            html.P(html.A(question(detail), href="#why")),
            meanings(score),
            html.P(
                html.A("The lead’s status, and what leads have said", href="#indicator-judge-title"), className="hint"
            ),
            *warnings_of((score,)),
        ],
        className="page-head",
        **{"data-testid": "indicator-row", "data-indicator": score.code},
    )


def _facts(view: View, score: IndicatorScore) -> html.Dl:
    facts = [("Figure", _fact(figure_of(view, score), unit(score, score.value)))]
    if said := revision(score):
        facts.append(("Revised", said))
    if score.change is not None:
        by = f" ({signed(score.change, score.decimals)})" if score.unit != "%" else ""
        facts.append((f"Change on {against(score) or 'a year before'}", _fact(change(score), by)))
    if score.previous is not None and score.previous_period:
        before = _fact(before_of(view, score), unit(score, score.previous))
        facts.append((short_period(score.previous_period), before))
    if score.target and score.target.kind != "none":
        facts.append(("Target", _target(score, score.target)))
    if score.rate_per_1000 is not None:
        rate = amount(score.rate_per_1000, "", 2 if score.rate_per_1000 < 10 else 1)
        facts.append(("Rate", _fact(rate, f" {score.rate_words}")))
    return html.Dl([html.Div([html.Dt(word), html.Dd(said)]) for word, said in facts], className="facts")


def _fact(large: Any, small: str) -> list[Any]:
    return [html.Strong(large, className="big"), small]


def _target(score: IndicatorScore, target: TargetView) -> list[Any]:
    """What the target asks for in the period, and how it is put; only the latter where no figure follows from it."""
    if score.expected is None:
        return [target.text]
    asked = shortest(score.expected) + ("%" if score.unit == "%" else "")
    return _fact(asked, "" if target.kind == "level" else f" {target.text}")


def _origin(detail: IndicatorDetail) -> html.Section:
    """Where the figures came from: the publications in words, and each file with who loaded it and when."""
    files = detail.files
    series = html.Small(["Series ", html.Code(detail.score.series)])
    said = [html.P(_published(code)) for code in dict.fromkeys(file.source for file in files)]
    if not files and detail.score.latest_available:
        before = against(detail.score) or "the year before"
        said = [html.P(f"No file that is loaded holds {detail.score.period_label} or {before}.")]
    entries = [html.Li(_file(one)) for one in files]
    fresh = html.P([f"{detail.score.freshness}. ", series])
    return html.Section(
        [html.H2("Where the figures came from"), *said, html.Ul(entries) if entries else None, fresh],
        className="origin",
    )


def _published(code: str) -> list[Any]:
    """A publication by its title and publisher, with its code small."""
    source = sources().get(code)
    if source is None:
        return [f"A publication that is no longer read: {code}."]
    return [f"{source.title}, {source.publisher}. ", html.Small(["Source ", html.Code(code)])]


def _file(one: Loaded) -> str:
    return f"{one.file}, loaded {when(one.loaded_at)} by {one.loaded_by} (upload {one.upload})"
