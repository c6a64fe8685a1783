"""The screens of a meeting: its agenda, a priority with what changed, and what was resolved."""

from collections.abc import Sequence
from typing import Any

from dash import dcc, html

from dashboard.metrics.schedule import day
from dashboard.scorecard.actions import Action
from dashboard.scorecard.changes import Changes
from dashboard.scorecard.meetings import Item, Meeting
from dashboard.scorecard.models import IndicatorScore, PriorityScore, Scorecard
from layouts._parts.agenda import freezing, frozen_words, recorded
from layouts._parts.numbers import change, short_period, unit
from layouts._parts.provenance import figure_of
from layouts._parts.rag import badge
from layouts._parts.since import since
from layouts._view import View


def controls(meeting: Meeting, place: int) -> html.Nav:
    """Back, on, where one is, and a timer; the arrow and page keys follow the same links."""
    last = len(meeting.agenda) + 1
    where = "Agenda" if place == 0 else "The end" if place == last else f"Item {place} of {last - 1}"
    timer = html.Button("Start the timer", type="button", className="button button-quiet", **{"data-timer": "start"})
    elapsed = html.Span("", className="elapsed", role="timer", **{"aria-label": "Time"})
    return html.Nav(
        [
            _go(meeting, "Back", "previous", place - 1, place > 0),
            html.Span(where, className="where"),
            _go(meeting, "On", "next", place + 1, place < last),
            html.Span([elapsed, timer], className="timing"),
        ],
        className="steps",
        **{"aria-label": "Through the meeting"},
    )


def _go(meeting: Meeting, words: str, way: str, place: int, there: bool) -> Any:
    if not there:
        return html.Span(words, className="button button-quiet off", **{"aria-hidden": "true"})
    link = dcc.Link(words, href=address(meeting, place), className="button")
    return html.Span(link, **{"data-go": way})


def address(meeting: Meeting, place: int) -> str:
    """The address of a screen."""
    return f"/meeting/{meeting.code}" + (f"?item={place}" if place else "")


def opening(meeting: Meeting, card: Scorecard) -> list[Any]:
    """What the meeting looks at, and its agenda: each item a link to its screen, a priority with its status."""
    rags = {found.code: found.rag for found in card.priorities}
    items = [
        html.Li(
            [
                dcc.Link(item.title, href=address(meeting, n)),
                badge(rags[item.subject]) if item.subject in rags else None,
            ]
        )
        for n, item in enumerate(meeting.agenda, 1)
    ]
    return [
        html.H1(meeting.title, tabIndex=-1),
        html.P(
            f"{day(meeting.date)}. {card.strategy_title}, {card.area_name}, {card.quarter_label}.", className="lead"
        ),
        html.P(f"{frozen_words(meeting)}."),
        html.Ol(items, className="agenda opening"),
    ]


def priority(
    shown: View, found: PriorityScore, before: Meeting | None, changed: Changes | None, revised: Changes | None
) -> list[Any]:
    """A priority: what changed since the last meeting, its status and why, each indicator with its sentence."""
    return [
        html.Div([html.H1(found.title, tabIndex=-1), badge(found.rag, large=True)], className="title-row"),
        _changed(shown, before, changed),
        html.P(found.reason, className="because"),
        html.Ul([_indicator(shown, score) for score in found.indicators], className="judged"),
        _revised(shown, revised),
    ]


def _changed(shown: View, before: Meeting | None, changed: Changes | None) -> html.Section | None:
    if before is None or changed is None:
        return None
    title = html.H2(f"Changed since {before.title}, {day(before.date)}", id="changed-title")
    return html.Section(
        [title, since(shown, changed, few=True)], className="changed", **{"aria-labelledby": "changed-title"}
    )


def _revised(shown: View, revised: Changes | None) -> html.Section | None:
    """What was loaded or decided after the meeting; nothing where there is nothing."""
    if revised is None or not revised.any:
        return None
    title = html.H2("Since this meeting", id="revised-title")
    marks = {"aria-labelledby": "revised-title", "data-testid": "since-meeting"}
    return html.Section([title, since(shown, revised, few=True)], className="revised", **marks)


def _indicator(shown: View, score: IndicatorScore) -> html.Li:
    link = dcc.Link(score.title, href=shown.href(f"/indicator/{score.code}"))
    before = f" on {short_period(score.previous_period)}" if score.previous_period and score.change is not None else ""
    number: list[Any] = [
        html.Strong(figure_of(shown, score)),
        unit(score, score.value),
        f", {short_period(score.period)}",
    ]
    moved: list[Any] = [" ", change(score), before] if score.change is not None else []
    return html.Li(
        [
            html.Div([html.H2(link), badge(score.rag)], className="card-head"),
            html.P([*number, *moved]) if score.value is not None else None,
            html.P(score.sentence, className="sentence"),
        ],
        **{"data-testid": "indicator-row", "data-indicator": score.code},
    )


def unknown(item: Item) -> list[Any]:
    """A priority that the strategy no longer has."""
    return [html.H1(item.title, tabIndex=-1), html.P("The strategy has no such priority any more.", className="lead")]


def closing(shown: View, meeting: Meeting, found: Sequence[Action], revised: Changes | None) -> list[Any]:
    """What was resolved, freezing, and what was loaded or decided since."""
    return [
        html.H1("What was resolved", tabIndex=-1),
        recorded(found) or html.P("Nothing was recorded."),
        html.P(f"{frozen_words(meeting)}."),
        html.Div(freezing(meeting)),
        html.P(dcc.Link("Papers of this meeting", href=shown.href("/packs"))),
        html.Div(id="freeze-panel"),
        _revised(shown, revised),
    ]
