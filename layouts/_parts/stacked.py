"""A table of entries in groups that becomes a list of blocks where the screen is narrow."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from dash import html


class Row(NamedTuple):
    """An entry: a cell for each heading, the first of which names it, and what stands beneath over the whole width."""

    cells: Sequence[Any]
    under: Any = None
    hooks: tuple[tuple[str, str], ...] = ()


class Group(NamedTuple):
    """Rows under a title of their own, or under none."""

    title: str
    rows: Sequence[Row]


def stacked(
    caption: str, headings: Sequence[str], groups: Iterable[Group], *, hook: str, numbers: frozenset[int] = frozenset()
) -> html.Table:
    """The columns in `numbers` hold numbers. Its roles are written out, as blocks would lose them."""
    kinds = ["number" if place in numbers else "word" for place in range(len(headings))]
    head = [html.Th(h, scope="col", className=k, role="columnheader") for h, k in zip(headings, kinds, strict=True)]
    bodies = [
        html.Tbody([*_title(group.title, len(headings)), *_rows(group.rows, headings, kinds)], role="rowgroup")
        for group in groups
    ]
    return html.Table(
        [html.Caption(caption), html.Thead(html.Tr(head, role="row"), role="rowgroup"), *bodies],
        className="stacked",
        role="table",
        **{"data-testid": hook},
    )


def _title(title: str, width: int) -> list[html.Tr]:
    if not title:
        return []
    return [html.Tr(html.Th(title, colSpan=width, scope="rowgroup", role="rowheader"), role="row", className="group")]


def _rows(rows: Sequence[Row], headings: Sequence[str], kinds: Sequence[str]) -> list[html.Tr]:
    made = []
    for row in rows:
        first, *rest = row.cells
        cells: list[Any] = [html.Th(first, scope="row", role="rowheader", className="word")]
        cells += [
            html.Td(cell, role="cell", className=kind, **{"data-label": heading})
            for cell, kind, heading in zip(rest, kinds[1:], headings[1:], strict=True)
        ]
        hooks = {f"data-{name}": value for name, value in row.hooks}
        made.append(html.Tr(cells, role="row", className="entry has-under" if row.under else "entry", **hooks))
        if row.under:
            made.append(
                html.Tr(html.Td(row.under, colSpan=len(headings), role="cell"), role="row", className="under-row")
            )
    return made
