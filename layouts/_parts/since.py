"""What changed between two moments, on a screen: statuses, figures with their upload, judgements, targets, actions."""

from collections.abc import Sequence
from typing import Any

from dash import dcc, html

from dashboard.scorecard.actions import STATUSES
from dashboard.scorecard.changes import ActionChange, Changes, RagChange, ValueChange, WordChange
from layouts._parts.numbers import short_period
from layouts._parts.rag import WORDS, mark
from layouts._view import View

_FEW = 5

_STATES: dict[str, str] = {code: words.lower() for code, words in STATUSES.items()}


def since(view: View, found: Changes, *, few: bool = False) -> html.Div:
    """Every change by kind; with `few` in short, under a heading, and the first of them, the others to be opened.
    Words where there is none."""
    kinds = (
        ("Statuses", [_rag(one, few) for one in found.rags]),
        ("Figures", [_value(view, one, few) for one in found.values]),
        ("Judgements", [_word(one) for one in found.judgements]),
        ("Targets", [_word(one) for one in found.targets]),
        ("Actions", [_action(one) for one in found.actions]),
    )
    heading = html.H3 if few else html.H2
    shown = [html.Div([heading(title), *_listed(items, few)]) for title, items in kinds if items]
    return html.Div(shown or html.P("Nothing has changed."), className="since", **{"data-testid": "changes"})


def _listed(items: Sequence[Any], few: bool) -> list[Any]:
    first = items if not few or len(items) <= _FEW + 1 else items[:_FEW]
    rest = items[len(first) :]
    more = html.Details([html.Summary(f"{len(rest)} more"), html.Ul([html.Li(one) for one in rest])]) if rest else None
    return [html.Ul([html.Li(one) for one in first]), more]


def _rag(one: RagChange, few: bool) -> list[Any]:
    """Burglary: amber → green, and why."""
    name = html.Strong(one.title) if one.indicator else html.Strong(f"{one.title} (the priority)")
    arrow = html.Span("→", **{"aria-label": "now"}, role="img")
    turn = [mark(one.was), f" {WORDS[one.was].lower()} ", arrow, " ", mark(one.now), f" {WORDS[one.now].lower()}."]
    why = [] if few else [" ", html.Span(_why(one.reason), className="quiet")]
    return [name, ": ", html.Span(turn, className="turn"), *why]


def _why(reason: str) -> str:
    """The reason without the colour it begins with, which stands beside it."""
    said = reason.partition(": ")[2] or reason
    return said[:1].upper() + said[1:]


def _value(view: View, one: ValueChange, few: bool) -> list[Any]:
    brought = dcc.Link(f"upload {one.upload}", href=view.href(f"/uploads/{one.upload}")) if one.upload else None
    source = [" (", brought, ")" if few else f", {one.file})"] if brought else []
    period = short_period(one.period) if few else one.period_label
    return [html.Strong(one.title), f", {period}: {one.words}", html.Span(source, className="quiet")]


def _word(one: WordChange) -> list[Any]:
    by = f" ({one.by})" if one.by else ""
    if not one.was:
        return [html.Strong(one.title), f": {one.now}{by}"]
    return [html.Strong(one.title), f": was “{one.was}”, now {f'“{one.now}”' if one.now else 'withdrawn'}{by}"]


def _action(one: ActionChange) -> list[Any]:
    was, now = (_STATES.get(status or "", "withdrawn") for status in (one.was, one.now))
    state = f"{was} → {now}" if one.was else f"new, {now}"
    owner = f" ({one.owner})" if one.owner else ""
    return [html.Strong(one.minute), f" {one.resolution.rstrip('.')}{owner}: {state}"]
