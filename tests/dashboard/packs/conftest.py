"""What the tests of packs share: a board of the samples, the paper of 2012, and whether its pictures can be drawn."""

from collections.abc import Iterator

import pytest

from dashboard.packs.pack import Pack
from dashboard.packs.pictures import KEPT
from dashboard.scorecard.board import Board
from tests.dashboard.packs._packs import PAPER, pack_of, sampled


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """Each test draws its own charts."""
    KEPT.empty()


@pytest.fixture(scope="package")
def board(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Board]:
    made = sampled(tmp_path_factory.mktemp("packs"))
    yield made
    made.store.close()


@pytest.fixture(scope="package")
def paper(board: Board) -> Pack:
    return pack_of(board, **PAPER)


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without a browser."""
    monkeypatch.setenv("BROWSER_PATH", "/nowhere/chromium")
