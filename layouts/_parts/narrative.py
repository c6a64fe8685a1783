"""A narrative as it is read: its text, whose it is, and what in it is no longer so."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from dash import dcc, html

from dashboard.metrics.when import when
from dashboard.scorecard.narrated import Narrated
from dashboard.scorecard.quotations import in_words
from layouts._person import writes_for
from layouts._view import View

UNSIGNED = "Drafted from the figures, not yet signed off"


def narrative(view: View, told: Narrated | None, priority: str, *, level: int = 2) -> html.Section | None:
    """What is said of an indicator or a priority; None where it is not for this area."""
    if told is None:
        return None
    heading = (html.H2 if level == 2 else html.H3)("Narrative")
    edit: list[Any] = (
        []
        if view.as_at or not writes_for(view.chosen, priority)
        else [" ", dcc.Link(_edit(told), href=mine_href(view, priority))]
    )
    return html.Section(
        [heading, *paragraphs(told.text), html.P([f"{by(told)}.", *edit], className="hint"), *findings(told)],
        className="narrative",
        **{"data-testid": "narrative", "data-narrative": f"{told.about}-{told.code}"},
    )


def _edit(told: Narrated) -> list[Any]:
    words = "Edit it" if told.signed_by else "Edit it or sign it off"
    return [words, html.Span(f": {told.title}", className="unseen")]


def mine_href(view: View, priority: str = "") -> str:
    """The lead's page of a priority in the same state, or the choice of one."""
    href = view.href("/mine")
    more = urlencode({"priority": priority}) if priority else ""
    return href + (("&" if "?" in href else "?") + more if more else "")


def by(told: Narrated) -> str:
    """Whose words they are and since when, and who signed them off; without a full stop."""
    if told.note is None:
        return UNSIGNED
    if told.signed_by and (told.signed_by, told.signed_at) == (told.author, told.at):
        return f"Written and signed off by {told.author}, {when(told.at)}"
    written = f"Written by {told.author}, {when(told.at)}"
    signed = f"signed off by {told.signed_by}, {when(told.signed_at)}" if told.signed_by else "not yet signed off"
    return f"{written}; {signed}"


def paragraphs(text: str) -> list[html.P]:
    return [html.P(line, className="said-of-it") for line in text.splitlines() if line]


def findings(told: Narrated) -> list[html.P]:
    """What in a narrative is no longer so, and what may not be."""
    said: list[tuple[str, str, str]] = []
    if told.kept_back:
        words = "This text quotes a figure that is kept back now. It is shown again once that is taken out."
        said.append(("Kept back", words, "kept-back"))
    if told.stale:
        said.append(("Out of date", in_words(told.stale), "stale"))
    if told.turned:
        was, now = told.turned
        said.append(("Status", f"It was {was} when this was written and is {now} now.", "turned"))
    if told.strangers:
        said.append(("To check", f"Not among the indicator’s figures: {', '.join(told.strangers)}.", "strangers"))
    return [_finding(*one) for one in said]


def _finding(word: str, sentence: str, hook: str) -> html.P:
    look = "hint" if hook == "strangers" else "notice"
    return html.P([html.Span(f"{word}: ", className="notice-word"), sentence], className=look, **{"data-finding": hook})


def chased(view: View, priority: str, missed: Sequence[str], *, here: bool = False) -> html.P | None:
    """The line that asks for words on reds of which nothing is said yet; `here` where they can be written."""
    if not missed:
        return None
    link = [] if view.as_at or here else [dcc.Link("Write it on My priority", href=mine_href(view, priority))]
    words = html.Span("Red without a narrative: ", className="notice-word")
    return html.P([words, f"{', '.join(missed)}. ", *link], className="notice", **{"data-testid": "chased"})
