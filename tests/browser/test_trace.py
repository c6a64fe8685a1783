"""The trace page in a real Chromium: drawn, accessible, by keyboard, on paper and on a phone."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Page

from loaders._load import load
from tests.browser.looking import EVERY, NARROW, looked_over, silent, visit, widened
from tests.browser.serving import serving
from tests.stores import sampled, samples

PORTFOLIO = "/trace?series=csp.property_crime&period=FY2012-13-Q1&strategy=2012-13"
REVISED = "/trace?series=crime.burglary&period=FY2025-26-Q1"
TRACES = [
    PORTFOLIO,
    REVISED,
    "/trace?series=crime.total&period=2025-06",
    "/trace?series=marac.repeat_rate&period=FY2021-22&area=E23000001",
    "/trace?series=crime.total&period=2035-06",
]
MISSING = TRACES[-1:]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The samples, a second edition that revised a month, and a third that was undone."""
    store = sampled(tmp_path_factory.mktemp("trace") / "trace.sqlite")
    for name, value in (("edition-2.csv", "118"), ("edition-3.csv", "1180")):
        text = dict(samples())["crime-by-borough.csv"].decode()
        lines = [_with(line, value) if line.startswith("Burglary,Bromley,") else line for line in text.split("\n")]
        upload = load(store, [(name, "\n".join(lines).encode())], by="crime analyst")[0]["upload"]
    store.undo(upload, by="crime analyst")
    with closing(store), serving(store) as there:
        yield there


def _with(line: str, value: str) -> str:
    cells = line.split(",")
    cells[74] = value  # column BW: April 2025
    return ",".join(cells)


@pytest.mark.parametrize("path", TRACES)
def test_a_trace_is_drawn_fits_and_axe_finds_nothing(page: Page, address: str, path: str) -> None:
    widened(page, NARROW)
    visit(page, address + path, status=404 if path in MISSING else 200)
    looked_over(page, widths=EVERY)


def test_the_misprinted_total_is_marked_among_its_parts(page: Page, address: str) -> None:
    visit(page, address + PORTFOLIO)
    assert "834 + 126 + 1,787 + 534" in page.locator("main").inner_text()
    assert page.locator("[data-testid=trace-sheet] mark").all_inner_texts() == ["834", "126", "1787", "534", "3580"]
    said = page.locator("[data-testid=trace-file]").inner_text()
    assert "Cell C10 says “3580”; the figure for Property crime is 3,281." in said
    assert "Crime by quarter, Metropolitan Police" in said


def test_every_value_and_its_end_is_in_the_history(page: Page, address: str) -> None:
    visit(page, address + REVISED)
    rows = page.locator("[data-testid=trace-history] tbody tr").all()
    values = [row.locator("td").first.inner_text() for row in rows]
    assert values == ["118", "1,180", "118", "112"]
    assert "undone" in rows[1].inner_text()
    assert "was undone" in rows[1].locator("td").last.inner_text()
    assert "It stands again since upload" in page.locator("main").inner_text()


def test_a_link_leads_down_to_the_piece_of_the_file(page: Page, address: str) -> None:
    visit(page, address + PORTFOLIO)
    page.get_by_role("link", name="crime-2012-13-q1.csv, cell C10").click()
    target = page.locator("[data-testid=trace-file]:target")
    assert target.count() == 1
    silent(page)


def test_a_wide_piece_scrolls_in_itself_by_keyboard(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    visit(page, address + REVISED)
    region = page.get_by_role("region", name="From the sheet edition-2")
    region.focus()
    assert region.evaluate("e => e === document.activeElement")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("e => e.scrollLeft > 0", arg=region.element_handle())


def test_on_paper_the_piece_of_the_file_is_there_and_links_do_not_shout(page: Page, address: str) -> None:
    visit(page, address + PORTFOLIO)
    page.emulate_media(media="print")
    assert page.locator("[data-testid=trace-sheet]").is_visible()
    assert not page.locator(".back").is_visible()


def test_the_way_back_leads_to_the_indicator(page: Page, address: str) -> None:
    visit(page, address + PORTFOLIO)
    page.locator(".back").click()
    page.wait_for_url("**/indicator/property?**")
    page.wait_for_selector("[data-testid=indicator-row][data-indicator=property]")
