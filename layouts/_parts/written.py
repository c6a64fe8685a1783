"""What people fill in: lists, lines and texts with labels and hints, and what became of it."""

import json
from collections.abc import Iterable
from typing import Any

from dash import dcc, html

from layouts._parts.buttons import known_by

Id = str | dict[str, str]


def choice(name: Id, label: str, options: Iterable[tuple[str, str]], chosen: str | None) -> html.Div:
    """One of a few in the browser's own list; a small script hands what is chosen to the store of that id."""
    pairs = [("", "Choose…"), *options] if chosen is None else options
    made = [
        html.Option(text, value=code, **({"selected": "selected"} if code == chosen else {})) for code, text in pairs
    ]
    place = known_by("choice", name)
    picker = html.Select(made, id=place, **{"data-into": json.dumps(name)})
    head = html.Label(label, htmlFor=place, className="label-small")
    return html.Div([head, picker, dcc.Store(id=name, data=chosen)], className="written")


def line(name: Id, label: str, value: str, *, hint: str = "", longest: int = 500) -> html.Div:
    """One line of text inside its label."""
    box = dcc.Input(id=name, type="text", value=value, maxLength=longest, autoComplete="off")
    return _labelled(label, hint, box)


def text(name: Id, label: str, value: str, *, hint: str = "", longest: int = 4000) -> html.Div:
    """Several lines of text inside their label."""
    return _labelled(label, hint, dcc.Textarea(id=name, value=value, maxLength=longest, rows=4, className="lines"))


def _labelled(label: str, hint: str, control: Any) -> html.Div:
    """A control within its own label: no id is needed to tie them."""
    said = [html.Span(label, className="label-small"), html.Span(hint, className="hint") if hint else None]
    return html.Div(html.Label([*said, control]), className="written")


def refused(sentence: str) -> html.P:
    """Why it was not taken; the focus goes there, and what was written stays."""
    marks = {"data-takes-focus": "", "data-testid": "refused"}
    return html.P(["Error: ", sentence], className="field-fault", tabIndex=-1, **marks)


def taken(sentence: str) -> html.P:
    """What was taken; the focus goes there."""
    return html.P(sentence, className="said", tabIndex=-1, **{"data-takes-focus": "", "data-testid": "taken"})
