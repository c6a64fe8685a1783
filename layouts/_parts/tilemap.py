"""A map of equal tiles: each area's letters and verdict, by word, letter and shade, and a link that shows it."""

from collections.abc import Mapping
from dataclasses import replace

from dash import dcc, html

from dashboard.scorecard.compared import AreaFigure, Comparison
from dashboard.tiles import Tile, listed
from layouts._view import View

# verdict → its letter on a tile
LETTERS = {"better": "B", "similar": "S", "worse": "W", "lower": "L", "higher": "H", "not compared": "–"}
_JUDGED, _UNJUDGED = ("better", "similar", "worse"), ("lower", "similar", "higher")


def tilemap(view: View, found: Comparison) -> html.Div | None:
    """The tiles of the areas compared and their key; None where hardly any of them has one."""
    areas = {area.code: area for area in found.areas}
    if sum(tile.code in areas for tile in listed()) < len(areas) or not any(a.upper is not None for a in found.areas):
        return None
    tiles = [_tile(view, tile, areas) for tile in listed()]
    return html.Div(
        [html.Ul(tiles, className="tiles", **{"aria-label": "Map of areas"}), _key(found)], className="tilemap"
    )


def _tile(view: View, tile: Tile, areas: Mapping[str, AreaFigure]) -> html.Li:
    place = {"gridRow": str(tile.row), "gridColumn": str(tile.column)}
    area = areas.get(tile.code)
    if area is None:
        name = html.Span(tile.label, **{"aria-hidden": "true"})
        return html.Li(html.Span(name, className="tile tile-other"), style=place, **{"aria-hidden": "true"})
    words = "this area, " if area.here else ""
    said = [
        html.Span(tile.label, **{"aria-hidden": "true"}),
        html.Span(LETTERS.get(area.verdict, "–"), className="tile-letter", **{"aria-hidden": "true"}),
        html.Span(f"{area.name}: {words}{area.verdict}", className="unseen"),
    ]
    shade = f"tile {_shade(area.verdict)}"
    if area.here:
        return html.Li(html.Span(said, className=f"{shade} tile-here"), style=place)
    link = dcc.Link(said, href=replace(view, area=tile.code).href(), className=shade, title=area.name)
    return html.Li(link, style=place)


def _key(found: Comparison) -> html.Ul:
    """The verdicts there are, with how many areas have each."""
    order = _UNJUDGED if any(verdict in found.counts for verdict in ("lower", "higher")) else _JUDGED
    shown = [verdict for verdict in (*order, "not compared") if found.counts.get(verdict)]
    entries = [_entry(verdict, found.counts[verdict]) for verdict in shown]
    return html.Ul(entries, className="key", **{"aria-label": "Key"})


def _entry(verdict: str, count: int) -> html.Li:
    classes = f"tile tile-key {_shade(verdict)}"
    letter = html.Span(LETTERS[verdict], className=classes, **{"aria-hidden": "true"})
    return html.Li([letter, f"{verdict.capitalize()}: {count}"])


def _shade(verdict: str) -> str:
    return f"tile-{verdict.replace(' ', '-')}"
