"""Papers on a screen: the buttons that ask for one, and those in hand with how far they are."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from dash import dcc, html

from dashboard.metrics.when import when
from dashboard.packs.formats import offered
from dashboard.packs.letters import KINDS
from dashboard.scorecard.models import PriorityScore
from dashboard.store.papers import Paper
from layouts._parts.rag import badge
from layouts._parts.stacked import Group, Row, stacked

# the papers that tell commitments before figures
_PROGRESS = ("docx", "html")
_TOLD = {
    "pptx": "The board pack: an overview, what is good, what needs discussion, a slide a priority and an indicator.",
    "docx": "The committee paper: summary, recommendations, every indicator with its narrative, tables and charts.",
    "xlsx": "Every figure as marked-up tables with native charts.",
    "html": "The committee paper as one file that any browser shows and prints.",
}


def running(found: Iterable[Paper]) -> bool:
    """Whether one of them is still to come."""
    return any(one.running for one in found)


def choices(priorities: Sequence[PriorityScore]) -> list[html.Section]:
    """Every paper that can be asked for."""
    whole = [_choice(name, "quarterly", "", words) for name, words in _TOLD.items() if name in offered()]
    made = [html.Section([html.H2("Of the quarter", id="whole"), html.Ul(whole, className="papers")],
                         className="panel", **{"aria-labelledby": "whole"})]  # fmt: skip
    if priorities:
        title = html.H2("Progress against one priority", id="single")
        words = html.P("Commitments first, each with its status and narrative, then the figures that show it.")
        rows = html.Ul([_progress(one) for one in priorities], className="papers")
        made.append(html.Section([title, words, rows], className="panel", **{"aria-labelledby": "single"}))
    return made


def _choice(name: str, layout: str, priority: str, words: str) -> html.Li:
    return html.Li([_button(name, layout, priority, offered()[name].title), html.Span(words)])


def _progress(one: PriorityScore) -> html.Li:
    formats = [name for name in _PROGRESS if name in offered()]
    buttons = [_button(name, "progress", one.code, offered()[name].title, one.title) for name in formats]
    return html.Li([html.Span(buttons, className="actions"), html.Span([one.title, " ", badge(one.rag)])])


def _button(name: str, layout: str, priority: str, title: str, about: str = "") -> html.Button:
    inside = [title, html.Span(f" on {about}", className="unseen")] if about else [title]
    place = {"type": "pack-make", "format": name, "layout": layout, "priority": priority}
    return html.Button(inside, id=place, type="button", className="button button-quiet small")


def listed(found: Sequence[Paper]) -> Any:
    """The papers in hand, the last that was asked for first."""
    if not found:
        return html.P("No paper has been asked for today.", className="quiet")
    rows = [
        Row(
            [html.Strong(one.title), _state(one), when(one.added_at), _got(one)],
            None,
            (("testid", "paper"), ("state", one.state)),
        )
        for one in found
    ]
    return stacked("Papers in hand, kept for a day", ("Paper", "State", "Asked for", "File"), [Group("", rows)],
                   hook="papers")  # fmt: skip


def _state(one: Paper) -> Any:
    if one.state == "failed":
        return html.Span(one.words, className="field-fault")
    if one.state == "interrupted":
        return html.Span("Interrupted: whatever made it has stopped. Ask for it again.", className="field-fault")
    if one.state == "ready":
        return "Ready"
    if one.state == "waiting":
        return "Waiting for the one before it"
    seconds = max(0, int(datetime.now(UTC).timestamp() - one.added_at / 1e6))
    return f"{one.stage}… {seconds} s"


def _got(one: Paper) -> Any:
    if one.state != "ready":
        return "–"
    return html.A(one.file, href=f"/paper/{one.token}", download=one.file)


def sending(*, ready: bool) -> html.Section:
    """The form that asks for something to be sent by e-mail; why there is none where no mail server is named."""
    title = html.H2("Have it sent", id="sending")
    if not ready:
        words = "E-mail is not set up here. Whoever looks after the program sets SAFER_SMTP_URL and SAFER_MAIL_FROM."
        return html.Section([title, html.P(words)], className="panel", **{"aria-labelledby": "sending"})
    field: Any = dcc.Input(id="sending-address", type="email", maxLength=254, autoComplete="email")
    hint = html.Span("A letter asks whoever holds it to confirm. Each later one says how to end it.", className="hint")
    label = html.Label("E-mail address", htmlFor="sending-address")
    buttons = [
        html.Button(words, id={"type": "sending-ask", "kind": kind}, type="button", className="button button-quiet")
        for kind, words in KINDS.items()
    ]
    inside = [html.Div([label, hint, field], className="field"), html.Div(buttons, className="actions")]
    return html.Section(
        [title, html.Div(inside, className="recording")], className="panel", **{"aria-labelledby": "sending"}
    )
