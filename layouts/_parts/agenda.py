"""A meeting's agenda and minutes on a screen: putting items in order, recording what was resolved, freezing."""

from collections.abc import Sequence
from typing import Any

from dash import dcc, html

from dashboard.metrics.schedule import day
from dashboard.metrics.when import when
from dashboard.roles import ANALYST
from dashboard.scorecard.actions import STATUSES, Action
from dashboard.scorecard.meetings import Item, Meeting
from layouts._parts.who import who
from layouts._person import may


def frozen_words(meeting: Meeting) -> str:
    """Frozen on 28 Jun 2012 at 14:05 UTC by Chair."""
    return f"Frozen {when(meeting.frozen.moment)} by {meeting.frozen.by}" if meeting.frozen else "Not frozen yet"


def freezing(meeting: Meeting) -> html.Button | None:
    """The button that asks whether to freeze; none once it is, and none for those who may not."""
    about = html.Span(f" {meeting.title}", className="unseen")
    name = {"type": "freeze-ask", "code": meeting.code}
    look = "button button-quiet small"
    closed = meeting.frozen or not may(ANALYST)
    return None if closed else html.Button(["Freeze…", about], id=name, type="button", className=look)


def ask(meeting: Meeting) -> html.Section:
    """What freezing does, before it is done, and who does it."""
    words = (
        "What can be seen now is kept under this name: as at this meeting, every page, the API and every command show "
        "exactly that, whatever is loaded, undone or changed later. It cannot be frozen again."
    )
    do = {"type": "freeze-do", "code": meeting.code}
    buttons = [
        html.Button("Freeze it", id=do, type="button", className="button"),
        html.Button("Leave it open", id={"type": "freeze-not", "code": meeting.code}, type="button",
                    className="button button-quiet"),
    ]  # fmt: skip
    return _panel(
        f"Freeze {meeting.title}?", [html.P(words), who("freeze-who"), html.Div(buttons, className="actions")]
    )


def done(title: str, sentence: str, *, refused: bool = False) -> html.Section:
    """What was done, or why it was not."""
    return _panel(title, [html.P(sentence)], refused=refused)


def _panel(title: str, body: list[Any], *, refused: bool = False) -> html.Section:
    heading = html.H2(title, id="panel-title", tabIndex=-1, **{"data-takes-focus": "true"})
    look = "confirm confirm-refused" if refused else "confirm"
    return html.Section([heading, *body], className=look, **{"aria-labelledby": "panel-title"})


def editor(meeting: Meeting, missing: Sequence[Item]) -> list[Any]:
    """The agenda in its order, each item with what can be done with it; then what can be put on it."""
    last = len(meeting.agenda) - 1
    items = [html.Li([html.Span(item.title), _moves(meeting, n, last)]) for n, item in enumerate(meeting.agenda)]
    more = [_act(meeting, f"add-{n}", f"Add {item.title}", "") for n, item in enumerate(missing)]
    field: Any = dcc.Input(id={"type": "agenda-title", "code": meeting.code}, type="text", maxLength=200)
    label = html.Label(["A new item", field], className="label-small")
    add = html.Div([label, _act(meeting, "new", "Add the item", "")], className="agenda-new")
    return [html.Ol(items, className="agenda"), html.Div(more, className="actions") if more else None, add]


def _moves(meeting: Meeting, place: int, last: int) -> html.Span:
    about = meeting.agenda[place].title
    up = _act(meeting, f"up-{place}", "Up", about, off=place == 0)
    down = _act(meeting, f"down-{place}", "Down", about, off=place == last)
    return html.Span([up, down, _act(meeting, f"out-{place}", "Remove", about)], className="actions")


def _act(meeting: Meeting, name: str, words: str, about: str, *, off: bool = False) -> html.Button:
    inside = [words, html.Span(f" {about}", className="unseen")] if about else words
    place = {"type": "agenda", "code": meeting.code, "act": name}
    return html.Button(inside, id=place, type="button", className="button button-quiet small", disabled=off)


def recording() -> html.Details:
    """The form in which what is resolved is recorded without leaving the screen."""
    fields = [
        _field("minute-resolution", "What was resolved or agreed", dcc.Textarea(id="minute-resolution", rows=2), ""),
        _field("minute-owner", "Owner", dcc.Input(id="minute-owner", type="text", maxLength=80),
               "A role. Leave it empty for a resolution that asks for nothing more."),
        _field("minute-due", "Due", dcc.Input(id="minute-due", type="text", maxLength=10), "Such as 2026-09-14."),
        who("minute-who"),
        html.Button("Record it", id="minute-save", type="button", className="button"),
    ]  # fmt: skip
    summary = html.Summary("Record an action or a resolution", id="minute-open")
    return html.Details([summary, html.Div(fields, className="recording")], id="minute-form")


def _field(name: str, label: str, control: Any, hint: str) -> html.Div:
    said = html.Span(hint, className="hint") if hint else None
    return html.Div([html.Label(label, htmlFor=name), said, control], className="field")


def recorded(minutes: Sequence[Action]) -> html.Div | None:
    """What was recorded, each with its owner and day; nothing where nothing was."""
    if not minutes:
        return None
    entries = [html.Li([html.Strong(one.minute), f" {one.resolution} ", _owed(one)]) for one in minutes]
    return html.Div([html.H2("Recorded"), html.Ul(entries, className="minutes")], **{"data-testid": "minutes"})


def matters(minutes: Sequence[Action]) -> Any:
    """Matters arising: what is still open from earlier meetings."""
    if not minutes:
        return html.P("Nothing is open from earlier meetings.")
    entries = [
        html.Li(
            [html.Strong(one.minute), f" {one.resolution} ", _owed(one), _last(one)], **{"data-minute": one.reference}
        )
        for one in minutes
    ]
    return html.Ul(entries, className="minutes")


def _owed(one: Action) -> html.Span:
    due = f", due {day(one.due)}" if one.due else ""
    owed = f"{one.owner}{due}, {STATUSES[one.status].lower()}" if one.owner else "Resolved"
    return html.Span(f"({owed})", className="quiet")


def _last(one: Action) -> html.Span:
    told = f" {one.meeting}, {day(one.met)}." + (f" {one.updates[-1].text}" if one.updates else "")
    return html.Span(told, className="quiet")
