"""Who is at the screen, until people sign in: a role they give once, kept in their browser."""

from typing import Any

from dash import dcc, html

from dashboard.errors import SaferError

LONGEST = 80
LABEL = "You are"
HINT = "A role, such as Head of youth justice. It is kept with what you say."


def who(name: str) -> html.Div:
    """The field in which somebody says who they are; `name` is its id, different on each page."""
    field: Any = dcc.Input(
        id=name, type="text", maxLength=LONGEST, persistence="who", persistence_type="local", autoComplete="off"
    )
    hint = html.Span(HINT, className="hint")
    return html.Div([html.Label(LABEL, htmlFor=name), hint, field], className="field")


def author(value: object) -> str:
    """Who somebody says they are. Raises SaferError with the remedy."""
    text = " ".join(value.split()) if isinstance(value, str) else ""
    if not text:
        raise SaferError(message="Say who you are: give your role under “You are”, then save again.")
    return text[:LONGEST]
