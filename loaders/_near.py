"""Tables that lack a heading of a layout: which layout they resemble, and what is missing where."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.records import Problem, Reading, cell_name
from loaders._book import Book, Sheet, folded

Headings = Mapping[str, Iterable[str]]
# a table is near a layout when it lacks one heading, or this share of them
SHARE = 0.25
FEWEST, RARE = 2, 2
HINT = "Put the heading back, or send the file as its publisher wrote it."


@dataclass(frozen=True)
class Near:
    """A heading row that has `found` headings of a layout and lacks others, of which `lacks` are the spellings."""

    sheet: Sheet
    row: int
    found: frozenset[str]
    lacks: tuple[tuple[str, ...], ...]

    def problem(self, title: str, hint: str = HINT) -> Problem:
        place = cell_name(self.row, 1)
        wanted = " nor ".join(_or(spellings) for spellings in self.lacks)
        what = f"{self.sheet.name}!{place}: row {self.row} is headed like “{title}”, but has no column {wanted}."
        return Problem("error", "not-recognised", what, hint, self.sheet.name, place)


def _or(spellings: tuple[str, ...]) -> str:
    first, others = spellings[0], spellings[1:4]
    return f"“{first}”" + (f" (or {', '.join(others)})" if others else "")


def near_header(sheet: Sheet, wanted: Headings, optional: Headings | None = None) -> Near | None:
    """The row that has the most of the wanted headings without having them all; None when none has nearly all."""
    needed = {name: {folded(text): text for text in texts} for name, texts in wanted.items()}
    extra = {folded(text) for texts in (optional or {}).values() for text in texts}
    best: Near | None = None
    for number, row in enumerate(sheet.headings, 1):
        lacks = tuple(tuple(texts.values()) for texts in needed.values() if not texts.keys() & row.keys())
        found = frozenset(row.keys() & (extra | {text for texts in needed.values() for text in texts}))
        if 0 < len(lacks) <= max(1, SHARE * len(needed)) and len(found) >= FEWEST:
            near = Near(sheet, number, found, lacks)
            best = max(best, near, key=lambda n: len(n.found)) if best else near
    return best


def refuse_near(reading: Reading, sheet: Sheet, title: str, *layouts: Headings) -> None:
    """An error for a sheet that would be read if it had not lost a heading; nothing for any other sheet."""
    found = [near for layout in layouts if (near := near_header(sheet, layout))]
    if found:
        reading.problems.append(max(found, key=lambda near: len(near.found)).problem(title))


def near_layout(book: Book, loaders: Iterable[Any]) -> tuple[str, Near] | None:
    """The title of the source whose headings the book has but for one, and where; None when it is like none.

    Headings that many sources share, such as Year and Value, tell nothing.
    """
    declared = [(loader.SOURCE.title, wanted, optional) for loader in loaders for wanted, optional in _layouts(loader)]
    spread = Counter(
        text for _, *parts in declared for text in {folded(t) for p in parts for ts in p.values() for t in ts}
    )
    rare = {text for text, count in spread.items() if count <= RARE}
    found = [
        (title, near)
        for title, wanted, optional in declared
        for sheet in book.visible
        if (near := near_header(sheet, wanted, optional)) and len(near.found & rare) >= FEWEST
    ]
    return max(found, key=lambda pair: len(pair[1].found & rare) - len(pair[1].lacks), default=None)


def _layouts(loader: Any) -> list[tuple[Headings, Headings]]:
    """The headings a loader declares: LAYOUTS, or its WANTED and OPTIONAL."""
    names = vars(loader)
    if "LAYOUTS" in names:
        return [(layout, {}) for layout in names["LAYOUTS"]]
    return [(names["WANTED"], names.get("OPTIONAL", {}))] if "WANTED" in names else []
