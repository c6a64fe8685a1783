"""A status as a small SVG picture: shape, letter and colour, so that it is told apart in print and by every eye."""

from dashboard.figures.palette import INK

# a picture, not a background: it is printed even where browsers leave backgrounds out
_SHAPES = {
    "red": ('<rect x="2" y="2" width="20" height="20" fill="#982828"', "#ffffff", "R", 17),
    "amber": ('<path d="M12 1.5 23 22H1Z" fill="#ffdd00"', INK, "A", 19.5),
    "green": ('<circle cx="12" cy="12" r="10.2" fill="#4b9b7d"', INK, "G", 17),
    "grey": ('<circle cx="12" cy="12" r="10.2" fill="#ffffff" stroke-dasharray="3 2"', INK, "–", 16.5),
    "complete": ('<path d="M12 1.2 22.8 12 12 22.8 1.2 12Z" fill="#12436d"', "#ffffff", "C", 16),
    "not-started": ('<rect x="2" y="2" width="20" height="20" fill="#ffffff" stroke-dasharray="3 2"', INK, "N", 17),
}


def rag_mark(status: str, attributes: str = "") -> str:
    """The picture of a status; `attributes` are added to its svg element."""
    shape, ink, letter, base = _SHAPES[status]
    size = 10 if status in ("amber", "complete") else 13
    more = f" {attributes}" if attributes else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"{more}>{shape} stroke="{INK}" '
        f'stroke-width="1.6"/><text x="12" y="{base}" text-anchor="middle" font-family="Arial,sans-serif" '
        f'font-weight="700" font-size="{size}" fill="{ink}">{letter}</text></svg>'
    )
