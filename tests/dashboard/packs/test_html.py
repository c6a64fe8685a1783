"""The paper as one web page: whole in itself, without a script, its figures those of the scorecard."""

import re
import shutil
from html.parser import HTMLParser

import pytest

from dashboard.packs.html import made
from dashboard.packs.pack import Pack
from dashboard.packs.pictures import NO_BROWSER
from dashboard.packs.reading import lines
from dashboard.scorecard.board import Board
from tests.dashboard.packs._packs import figures_of, pack_of, tokens, words_of


class Tags(HTMLParser):
    """Every tag with its attributes, and those that were left open."""

    VOID = frozenset({"meta", "br", "img", "link", "hr", "input"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


@pytest.fixture(scope="module")
def page(paper: Pack) -> bytes:
    return made(paper)


@pytest.fixture(scope="module")
def tags(page: bytes) -> Tags:
    return Tags(page.decode())


def test_it_loads_and_runs_nothing(tags: Tags) -> None:
    assert tags.open == []
    assert not {"script", "link", "img", "iframe", "object", "form"} & {name for name, _ in tags.found}
    assert not [name for _, attributes in tags.found for name in attributes if name.startswith("on")]
    links = [attributes.get("href") or "" for attributes in tags.all("a")]
    assert links
    assert all(link.startswith("#") for link in links)
    policy = next(meta for meta in tags.all("meta") if meta.get("http-equiv") == "Content-Security-Policy")
    assert str(policy["content"]).startswith("default-src 'none'")


def test_it_can_be_read_by_ear(paper: Pack, page: bytes, tags: Tags) -> None:
    assert tags.all("html") == [{"lang": "en-GB"}]
    assert tags.all("a")[0] == {"class": "skip", "href": "#main"}
    assert f"<title>{paper.header.title} – {paper.header.partnership}</title>" in page.decode()
    tables = len(tags.all("table"))
    assert tables >= 10
    assert len(tags.all("caption")) == len(tags.all("thead")) == tables
    assert {cell.get("scope") for cell in tags.all("th")} == {"col", "row"}
    names = [attributes["id"] for _, attributes in tags.found if "id" in attributes]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    "asked", [{}, {"strategy": "current"}, {"strategy": "2020-priority-three", "layout": "progress"}]
)
def test_every_figure_of_the_scorecard_is_there(
    board: Board, paper: Pack, undrawn: None, asked: dict[str, str]
) -> None:
    pack = pack_of(board, **asked) if asked else paper
    text = "\n".join(lines(made(pack), "html"))
    assert {figure for figure in figures_of(pack) if figure not in text} == set()


def test_no_figure_is_there_that_the_pack_does_not_hold(paper: Pack, page: bytes) -> None:
    text = "\n".join(line for line in lines(page, "html") if not line.startswith(("Table ", "Figure ")))
    numbering = {f"{section}.{number}" for section in range(1, 13) for number in range(1, 13)}
    strange = tokens(text) - words_of(paper) - numbering - tokens(paper.mark)
    assert {token for token in strange if len(token) > 2} == set()


def test_without_a_browser_it_is_complete_and_says_so(paper: Pack, undrawn: None) -> None:
    text = "\n".join(lines(made(paper), "html"))
    assert NO_BROWSER in text
    assert {figure for figure in figures_of(paper) if figure not in text} == set()


@pytest.mark.skipif(not shutil.which("chromium"), reason="there is no Chromium to draw with")
@pytest.mark.browser
def test_charts_are_pictures_with_names_and_the_page_is_the_same_whenever_made(paper: Pack, page: bytes) -> None:
    drawn = re.findall(r'<svg role="img" aria-label="([^"]+)"', page.decode())
    assert drawn == [
        "Figure 1: Violent crime: quarters over the years",
        "Figure 2: Property crime: quarters over the years",
        "Figure 3: Recorded anti-social behaviour: quarters over the years",
    ]
    assert made(paper) == page
