"""The paper as a web page in a real browser: axe finds nothing, it fits a phone, and it prints what is folded."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from dashboard.packs import html
from tests.browser.looking import NARROW, looked_over, widened
from tests.dashboard.packs._packs import PAPER, pack_of, sampled

ASKED = [PAPER, {"strategy": "current"}, {"strategy": "2020-priority-three", "layout": "progress"}]


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("papers")
    board = sampled(folder)
    written = []
    for number, asked in enumerate(ASKED):
        written.append(folder / f"{number}.html")
        written[-1].write_bytes(html.made(pack_of(board, **asked)))
    board.store.close()
    return written


@pytest.fixture
def opened(browser: Browser) -> Iterator[Page]:
    # axe is a script, and the paper lets none run
    context = browser.new_context(bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("number", range(len(ASKED)))
def test_axe_finds_nothing_and_nothing_runs_over_the_edge(papers: list[Path], opened: Page, number: int) -> None:
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    widened(opened, NARROW)
    opened.goto(papers[number].as_uri())
    looked_over(opened)
    assert said == []


def test_on_paper_folded_figures_are_open(papers: list[Path], opened: Page) -> None:
    opened.goto(papers[1].as_uri())
    folded = opened.locator("details table").first
    assert not folded.is_visible()
    opened.emulate_media(media="print")
    assert folded.evaluate("table => table.getBoundingClientRect().height") > 100
    assert BytesIO(opened.pdf()).read(4) == b"%PDF"
