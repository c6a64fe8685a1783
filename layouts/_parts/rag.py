"""A status as word, letter, shape and colour, so that it is never colour alone."""

from urllib.parse import quote

from dash import html

WORDS = {"red": "Red", "amber": "Amber", "green": "Green", "grey": "Grey"}
_INK = "#0b0c0c"
# a picture, not a background: it is printed even where browsers leave backgrounds out
_SHAPES = {
    "red": ('<rect x="2" y="2" width="20" height="20" fill="#982828"', "#ffffff", "R", 17),
    "amber": ('<path d="M12 1.5 23 22H1Z" fill="#ffdd00"', _INK, "A", 19.5),
    "green": ('<circle cx="12" cy="12" r="10.2" fill="#4b9b7d"', _INK, "G", 17),
    "grey": ('<circle cx="12" cy="12" r="10.2" fill="#ffffff" stroke-dasharray="3 2"', _INK, "–", 16.5),
    "complete": ('<path d="M12 1.2 22.8 12 12 22.8 1.2 12Z" fill="#12436d"', "#ffffff", "C", 16),
    "not-started": ('<rect x="2" y="2" width="20" height="20" fill="#ffffff" stroke-dasharray="3 2"', _INK, "N", 17),
}


def mark(colour: str) -> html.Img:
    """The shape with its letter; decoration beside a word that says the same."""
    shape, ink, letter, base = _SHAPES[colour]
    size = 10 if colour in ("amber", "complete") else 13
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">{shape} stroke="{_INK}" stroke-width="1.6"/>'
        f'<text x="12" y="{base}" text-anchor="middle" font-family="Arial,sans-serif" font-weight="700" '
        f'font-size="{size}" fill="{ink}">{letter}</text></svg>'
    )
    return html.Img(src="data:image/svg+xml," + quote(svg), alt="", className="rag-mark", width=24, height=24)


def badge(colour: str, large: bool = False) -> html.Span:
    """The status with the hook checks rely on."""
    hooks = {"data-testid": "rag", "data-rag": colour}
    classes = f"rag rag-{colour}" + (" rag-large" if large else "")
    return html.Span([mark(colour), html.Span(WORDS[colour])], className=classes, **hooks)


def tally(counts: dict[str, int]) -> str:
    """How many of each, the worst first: 1 red, 2 green."""
    said = [f"{counts[colour]} {colour}" for colour in WORDS if counts.get(colour)]
    return ", ".join(said) or "no indicators"
