"""Real tables: a caption, headings with scope, numbers to the right."""

from collections.abc import Sequence
from typing import Any

from dash import html


def table(
    caption: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[Any]],
    *,
    hook: str | None = None,
    words: frozenset[int] = frozenset(),
    quiet: bool = False,
) -> html.Div:
    """A table whose first column names the row; the columns in `words` hold text, the others numbers."""
    hooks = {"data-testid": hook} if hook else {}
    kinds = ["word" if place == 0 or place in words else "number" for place in range(len(headings))]
    head = [html.Th(h, scope="col", className=k) for h, k in zip(headings, kinds, strict=True)]
    made = html.Table(
        [
            html.Caption(caption, className="unseen" if quiet else ""),
            html.Thead(html.Tr(head)),
            html.Tbody([html.Tr(_cells(row, kinds)) for row in rows]),
        ],
        **hooks,
    )
    # a wide table scrolls in itself, and can be reached by keyboard to do so
    return html.Div(made, className="scrolls", tabIndex=0, role="region", **{"aria-label": caption})


def _cells(row: Sequence[Any], kinds: Sequence[str]) -> list[Any]:
    first, *rest = row
    return [
        html.Th(first, scope="row", className="word"),
        *(html.Td(cell, className=kind) for cell, kind in zip(rest, kinds[1:], strict=True)),
    ]
