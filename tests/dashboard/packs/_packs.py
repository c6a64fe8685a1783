"""Packs for tests: of the samples, and of stores with much or nasty text in them."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dashboard.packs.compiling import compiled
from dashboard.packs.pack import Pack
from dashboard.scorecard.board import Board
from dashboard.settings import DATA, areas_file
from dashboard.store.store import Store
from dashboard.strategy import Indicator, Priority, Strategy, load_strategies
from loaders._sources import Sources
from tests import stores

PAPER = {"strategy": "2012-13", "quarter": "FY2012-13-Q1"}
CRIME = (
    "Quarterly return: Recorded crime\nArea:,Bromley\n\nMeasure,Apr–Jun 2011,Apr–Jun 2012\nBurglary,712,834\n"
    "Robbery,187,126\nTheft & handling,1992,1787\nCriminal damage,688,534\nProperty crime,3579,3580\n"
)


def sampled(folder: Path) -> Board:
    """A board of the project's samples, as `make samples` loads them."""
    return board_of(stores.sampled(folder / "samples.sqlite"))


def board_of(store: Store, strategies: dict[str, Strategy] | None = None) -> Board:
    return Board(store, strategies or load_strategies(DATA / "strategies"), areas_file())


def pack_of(board: Board, **asked: str | None) -> Pack:
    return compiled(board, Sources(board.store), **asked)  # type: ignore[arg-type]


def strategy(*priorities: Priority) -> Strategy:
    return Strategy(code="test", title="Test plan", start="2012-04-01", end="2013-03-31", priorities=priorities)


def many(count: int) -> Strategy:
    """A strategy of one priority with `count` indicators, and one priority without any."""
    indicators = tuple(
        Indicator(code=f"i-{n}", title=f"Indicator {n}", series="csp.burglary", unit="offences") for n in range(count)
    )
    return strategy(
        Priority(code="many", title="Many things", indicators=indicators),
        Priority(code="bare", title="Nothing yet", indicators=()),
    )


def tokens(text: str) -> set[str]:
    """Whatever in a text looks like a figure: 3,281; −8.3; 45."""
    return set(re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", text))


def words_of(pack: Pack) -> set[str]:
    """The figure-like texts that a pack holds."""
    body = pack.model_dump(mode="json")
    return set().union(*(tokens(said) for said in _strings(body)))


def _strings(body: Any) -> Iterator[str]:
    if isinstance(body, dict):
        for key, value in body.items():
            yield str(key)
            yield from _strings(value)
    elif isinstance(body, list):
        for value in body:
            yield from _strings(value)
    elif isinstance(body, str):
        yield body


def figures_of(pack: Pack) -> set[str]:
    """Every figure of every indicator as a paper says it, and of its parts."""
    found = set()
    for entry in pack.entries:
        words = entry.words
        if entry.score.value is not None:
            found |= {words.shown, words.previous, words.difference, words.target}
            found |= {words.change} if entry.score.unit != "%" else set()
        for part in (*entry.parts, *([entry.parts_total] if entry.parts_total else [])):
            found |= {part.shown, part.previous, part.difference, part.change}
        if entry.charts:
            found |= {text for row in entry.charts[0].table_rows for text in row}
    return found - {"", "–", "no target"}
