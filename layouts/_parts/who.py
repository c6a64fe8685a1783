"""Who says something: the role's title of whoever is signed in, shown beside what they write."""

from dash import dcc, html

from layouts._person import person, signer

LABEL = "You are"
HINT = "It is kept with what you say."


def who(name: str) -> html.Div:
    """Under whose name something is said; `name` is the id by which the page knows the field."""
    return html.Div([signed(), dcc.Input(id=name, type="hidden", value=_title())], className="field signed")


def signed() -> html.P:
    """You are Head of youth justice."""
    words = [f"{LABEL} ", html.Strong(_title()), ". ", html.Span(HINT, className="hint")]
    return html.P(words, className="signs")


def _title() -> str:
    found = person()
    return found.name if found else ""


def author(_value: object = None) -> str:
    """Who says it: whoever is signed in, whatever a browser claims. Raises NotAllowed where nobody is."""
    return signer()
