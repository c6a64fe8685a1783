"""Packs for tests: of the samples, and of stores with much or nasty text in them."""

from pathlib import Path

from dashboard.packs.compiling import compiled
from dashboard.packs.pack import Pack
from dashboard.scorecard.board import Board
from dashboard.settings import DATA, areas_file
from dashboard.store.store import Store
from dashboard.strategy import Indicator, Priority, Strategy, load_strategies
from loaders._load import load
from loaders._sources import Sources

PAPER = {"strategy": "2012-13", "quarter": "FY2012-13-Q1"}
CRIME = (
    "Quarterly return: Recorded crime\nArea:,Bromley\n\nMeasure,Apr–Jun 2011,Apr–Jun 2012\nBurglary,712,834\n"
    "Robbery,187,126\nTheft & handling,1992,1787\nCriminal damage,688,534\nProperty crime,3579,3580\n"
)


def sampled(folder: Path) -> Board:
    """A board of the project's samples, as `make samples` loads them."""
    store = Store.open(f"sqlite:///{folder / 'samples.sqlite'}")
    files = [(path.name, path.read_bytes()) for path in sorted((DATA / "samples").glob("*.csv"))]
    load(store, files, by="samples")
    return board_of(store)


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
