"""A status as word, letter, shape and colour, so that it is never colour alone."""

from urllib.parse import quote

from dash import html

from dashboard.figures.marks import rag_mark

WORDS = {"red": "Red", "amber": "Amber", "green": "Green", "grey": "Grey"}


def mark(colour: str) -> html.Img:
    """The shape with its letter; decoration beside a word that says the same."""
    return html.Img(
        src="data:image/svg+xml," + quote(rag_mark(colour)), alt="", className="rag-mark", width=24, height=24
    )


def badge(colour: str, large: bool = False) -> html.Span:
    """The status with the hook checks rely on."""
    hooks = {"data-testid": "rag", "data-rag": colour}
    classes = f"rag rag-{colour}" + (" rag-large" if large else "")
    return html.Span([mark(colour), html.Span(WORDS[colour])], className=classes, **hooks)


def tally(counts: dict[str, int]) -> str:
    """How many of each, the worst first: 1 red, 2 green."""
    said = [f"{counts[colour]} {colour}" for colour in WORDS if counts.get(colour)]
    return ", ".join(said) or "no indicators"
