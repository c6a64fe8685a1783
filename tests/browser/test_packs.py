"""The paper as a web page in a real browser: axe finds nothing, it fits a phone, and it prints what is folded."""

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from dashboard.packs import html
from tests.browser.test_access import RULES, axe
from tests.browser.test_pages import browser  # noqa: F401
from tests.dashboard.packs._packs import PAPER, pack_of, sampled

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
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
def opened(browser: Browser) -> Iterator[Page]:  # noqa: F811
    # axe is a script, and the paper lets none run
    context = browser.new_context(bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("number", range(len(ASKED)))
def test_axe_finds_nothing_and_nothing_runs_over_the_edge(
    papers: list[Path], opened: Page, number: int, width: int
) -> None:
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.set_viewport_size({"width": width, "height": 900})
    opened.goto(papers[number].as_uri())
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    opened.evaluate(axe())
    found = opened.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)["violations"]
    assert found == [], json.dumps([{v["id"]: [n["target"] for n in v["nodes"]][:4]} for v in found], indent=1)
    assert said == []


def test_on_paper_folded_figures_are_open(papers: list[Path], opened: Page) -> None:
    opened.goto(papers[1].as_uri())
    folded = opened.locator("details table").first
    assert not folded.is_visible()
    opened.emulate_media(media="print")
    assert folded.evaluate("table => table.getBoundingClientRect().height") > 100
    assert BytesIO(opened.pdf()).read(4) == b"%PDF"
