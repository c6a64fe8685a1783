"""What is due and late, as a table: each source, what it brought last, what waits for it, and a letter to send."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from dash import dcc, html

from dashboard.metrics.schedule import day, how_late, how_soon
from dashboard.metrics.when import when
from dashboard.scorecard.arrivals import Arrival, Waiting
from dashboard.scorecard.chaser import chaser
from layouts._parts.stacked import Group, Row, stacked
from layouts._view import View

_GROUPS = {"late": "Late", "due-soon": "Due in the next 30 days", "up-to-date": "Up to date"}
_HEADINGS = ("Source", "Last figures held", "Expected next", "When", "What rests on it")


def awaited(view: View, found: Sequence[Arrival], forms: Iterable[str]) -> html.Table:
    """The sources that are expected, in their groups, each with its letter where it is due or late.

    `forms` are the sources that have an empty return to go with the letter.
    """
    known = frozenset(forms)
    groups = []
    for state, title in _GROUPS.items():
        those = [arrival for arrival in found if arrival.state == state]
        if those:
            rows = [_row(view, arrival, _letter(arrival, arrival.source.code in known)) for arrival in those]
            groups.append(Group(f"{title} ({len(those)})", rows))
    return stacked("What is expected from whom by when", _HEADINGS, groups, hook="arrivals")


def _row(view: View, arrival: Arrival, letter: html.Details | None = None) -> Row:
    """A source, and beneath it the letter."""
    cells = [_source(arrival), _held(arrival), *_expected(arrival), _waiting(view, arrival.waiting)]
    return Row(cells, letter, (("source", arrival.source.code), ("state", arrival.state)))


def _source(arrival: Arrival) -> list[Any]:
    source = arrival.source
    return [html.Strong(source.title), html.Span(source.publisher, className="aside")]


def _held(arrival: Arrival) -> list[Any]:
    last = arrival.last
    if last is None:
        return ["Nothing has come yet"]
    where = dcc.Link(f"upload {last.upload}", href=f"/uploads/{last.upload}")
    return [
        last.period.short,
        html.Span([f"came {when(last.loaded_at)}, by {last.loaded_by}, ", where], className="aside"),
    ]


def _expected(arrival: Arrival) -> list[Any]:
    wanted = arrival.next
    assert wanted is not None
    words = how_late(wanted.days) if wanted.days > 0 else how_soon(-wanted.days)
    more = len(wanted.overdue) - 1
    since = [html.Span(f"and {more:,} more since", className="aside")] if more > 0 else []
    said = html.Strong(words, className="late") if wanted.days > 0 else words
    return [[wanted.period.label, *since], [said, html.Span(f"due on {day(wanted.due)}", className="aside")]]


def _waiting(view: View, waiting: tuple[Waiting, ...]) -> Any:
    """The indicators by their priority."""
    if not waiting:
        return "Nothing in force"
    by_priority: dict[tuple[str, str, str], list[Waiting]] = {}
    for one in waiting:
        by_priority.setdefault((one.strategy, one.priority, one.priority_title), []).append(one)
    return html.Ul([html.Li(_priority(view, *key, those)) for key, those in by_priority.items()], className="rests")


def _priority(view: View, strategy: str, code: str, title: str, waiting: list[Waiting]) -> list[Any]:
    def link(words: str, path: str) -> dcc.Link:
        return dcc.Link(words, href=replace(view, strategy=strategy, quarter=None).href(path))

    parts: list[Any] = [link(title, f"/priority/{code}"), ": "]
    for place, one in enumerate(waiting):
        parts += [", " if place else "", link(one.title, f"/indicator/{one.code}")]
    return parts


def _letter(arrival: Arrival, form: bool) -> html.Details | None:
    """The letter, to be read and copied; none for what is up to date."""
    if arrival.state == "up-to-date":
        return None
    name = f"letter-{arrival.source.code.replace('.', '-')}"
    text = chaser(arrival, form=form)
    about = html.Span(f" about {arrival.source.title}", className="unseen")
    return html.Details(
        [
            html.Summary(["Letter to send", about]),
            html.Label(f"Letter about {arrival.source.title}", htmlFor=name, className="unseen"),
            dcc.Textarea(id=name, value=text, readOnly=True, rows=text.count("\n") + 2, className="letter"),
            html.Div(
                [
                    html.Button(["Copy the letter", about], type="button", className="button", **{"data-copy": name}),
                    html.Span(role="status", className="copied"),
                ],
                className="copying",
            ),
        ]
    )


def lapsed(view: View, found: Sequence[Arrival]) -> html.Details:
    """Sources of earlier strategies, of which nothing has come for more than a year."""
    title = f"No longer expected ({len(found)})"
    caption = "Over a year late, and no strategy in force rests on them"
    rows = [_row(view, arrival) for arrival in found]
    return html.Details([html.Summary(title), stacked(caption, _HEADINGS, [Group("", rows)], hook="lapsed")])


def unused(found: Sequence[Arrival]) -> html.Details:
    """Sources of which nothing was loaded and nothing is needed."""
    entries = [
        html.Li([f"{a.source.title}, {a.source.publisher}. ", html.Small(f"Recognised: {a.source.recognises}.")])
        for a in found
    ]
    return html.Details([html.Summary(f"Not used ({len(found)})"), html.Ul(entries, className="unused")])
