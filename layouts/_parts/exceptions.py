"""Exceptions for a meeting: each with its status, figure, one sentence, and its reasons as marks with words."""

from typing import Any
from urllib.parse import quote

from dash import dcc, html

from dashboard.figures.palette import INK
from dashboard.scorecard.exceptions import Exceptions, Matter
from dashboard.scorecard.grounds import GROUNDS, Reason
from dashboard.scorecard.models import IndicatorScore
from layouts._parts.numbers import change, short_period, unit
from layouts._parts.provenance import figure_of
from layouts._parts.rag import badge, mark
from layouts._parts.signals import variation_icon, variation_name
from layouts._view import View

_EDGE = f'stroke="{INK}" stroke-width="1.6"'
_LINE = f'fill="none" stroke="{INK}" stroke-width="2.2" stroke-linecap="round"/>'
_SQUARE = f'<rect x="2" y="2" width="20" height="20" rx="3" fill="#fff" {_EDGE}/>'
# what is drawn of each; letters stand in a square
_LETTERS = {"warning-kept": "!", "warning-accepted": "✓", "chosen": "≠"}
_DRAWN = {
    "late": f'<circle cx="12" cy="12" r="10" fill="#fff" {_EDGE}/><path d="M12 5.5V12l4.5 3" {_LINE}',
    "forecast": f'{_SQUARE}<path d="M6 12h11.5M13 7l5 5-5 5" {_LINE}',
    "missed": f'{_SQUARE}<path d="M7.5 7.5l9 9m0-9-9 9" {_LINE}',
    "up": f'<path d="M12 3.5 21.5 20.5H2.5Z" fill="{INK}"/>',
    "down": f'<path d="M2.5 3.5H21.5L12 20.5Z" fill="{INK}"/>',
}


def listed(view: View, found: Exceptions) -> html.Ol:
    """Every exception, in order."""
    return html.Ol([html.Li(_exception(view, matter)) for matter in found.exceptions], className="exceptions")


def counted(found: Exceptions) -> str:
    """5 exceptions, 1 exception, No exceptions."""
    count = len(found.exceptions)
    return f"{count or 'No'} exception{'' if count == 1 else 's'}"


def _exception(view: View, matter: Matter) -> html.Article:
    link = dcc.Link(matter.title, href=view.href(f"/indicator/{matter.indicator}"))
    name = f"exception-{matter.indicator}"
    return html.Article(
        [
            html.Div([html.H2(link, id=name), badge(matter.rag, large=True)], className="title-row"),
            _figure(view, matter.score),
            html.P(matter.sentence, className="sentence"),
            html.Ul([html.Li(_reason(view, matter, one)) for one in matter.reasons], className="grounds"),
            html.P(_whose(view, matter), className="whose"),
        ],
        className="exception",
        **{"data-testid": "exception", "data-indicator": matter.indicator, "aria-labelledby": name},
    )


def _figure(view: View, score: IndicatorScore) -> html.P:
    """1,772 offences Apr–Jun 2025, ▲ +8.0% on Apr–Jun 2024."""
    period = html.Span(f" {short_period(score.period)}", className="quiet")
    if score.value is None:
        return html.P([html.Strong(figure_of(view, score)), period], className="figure")
    said: list[Any] = [html.Strong(figure_of(view, score), className="big"), unit(score, score.value), period]
    if score.change is not None and score.previous_period:
        said += [" ", html.Span([change(score), f" on {short_period(score.previous_period)}"], className="moved")]
    return html.P(said, className="figure")


def _whose(view: View, matter: Matter) -> list[Any]:
    priority = dcc.Link(matter.priority_title, href=view.href(f"/priority/{matter.priority}"))
    return [html.Strong("Lead: "), f"{matter.lead or 'none named'}. ", "Priority: ", priority]


def _reason(view: View, matter: Matter, reason: Reason) -> Any:
    """A mark and its words; what another page tells more of opens it."""
    words: Any = _words(matter.score, reason)
    if where := _where(view, reason):
        words = dcc.Link([words, html.Span(f" ({matter.title})", className="unseen")], href=where)
    return html.Span([_icon(matter.score, reason), words], title=reason.text, **{"data-reason": reason.code})


def _words(score: IndicatorScore, reason: Reason) -> str:
    if reason.code == "concerning":
        return variation_name(score)
    return "Set to red" if reason.code == "red" and score.rag_computed != "red" else GROUNDS[reason.code].name


def _where(view: View, reason: Reason) -> str | None:
    if reason.code == "late":
        return view.href("/arrivals")
    return view.href(f"/uploads/{reason.upload}") if reason.upload else None


def _icon(score: IndicatorScore, reason: Reason) -> Any:
    if reason.code == "red":
        return mark("red")
    if reason.code == "concerning":
        return variation_icon("concerning", score.variation_high)
    if reason.code == "worsening":
        return _picture(_DRAWN["up" if (score.change or 0) > 0 else "down"])
    return _picture(_DRAWN.get(reason.code) or _SQUARE + _letter(_LETTERS[reason.code]))


def _letter(text: str) -> str:
    font = 'text-anchor="middle" font-family="Arial,sans-serif" font-weight="700"'
    return f'<text x="12" y="17.2" {font} font-size="15" fill="{INK}">{text}</text>'


def _picture(inside: str) -> html.Img:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">{inside}</svg>'
    return html.Img(src="data:image/svg+xml," + quote(svg), alt="", className="signal", width=24, height=24)
