"""The comparison, the map and what drove a change in a real Chromium: hooks, keyboard, links, access, weight."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from loaders._load import load
from tests.browser.looking import NARROW, looked_over, visit, widened
from tests.browser.serving import serving
from tests.layouts.test_areas import met
from tests.stores import sampled

QUARTER = "quarter=FY2025-26-Q1"
THEFT, RATE = f"/indicator/theft?{QUARTER}", f"/indicator/first-time-entrants?{QUARTER}"
WEAPONS = f"/indicator/weapons?{QUARTER}&group=outer-london"
PAPER = "/indicator/property?strategy=2012-13&quarter=FY2012-13-Q1"
HEAVIEST = 700_000


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The samples, and sub-categories of theft in six boroughs."""
    store = sampled(tmp_path_factory.mktemp("areas") / "areas.sqlite")
    load(store, [("met.csv", met())], by="samples")
    with closing(store), serving(store) as there:
        yield there


@pytest.mark.parametrize("path", [THEFT, RATE, WEAPONS, PAPER])
def test_axe_finds_nothing_with_every_table_open(page: Page, address: str, path: str) -> None:
    widened(page, NARROW)
    visit(page, address + path)
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    looked_over(page)


def test_every_chart_has_its_sentence_and_its_table(page: Page, address: str) -> None:
    visit(page, address + THEFT)
    charts = page.locator("[data-testid=chart]")
    assert charts.count() == 6
    for number in range(charts.count()):
        chart = charts.nth(number)
        assert chart.locator("[data-testid=chart-summary]").count() == 1
        assert chart.locator("[data-testid=chart-table]").count() == 1
        assert chart.locator(".main-svg").count() >= 1
    areas = page.locator("[data-chart=theft-areas]")
    assert areas.locator("tbody tr").count() == 32
    assert areas.locator(".errorbar, .xerror").count() > 0


def test_what_drove_the_change_adds_up_to_it(page: Page, address: str) -> None:
    visit(page, address + THEFT)
    made = page.locator("[data-chart=theft-parts]")
    expect(made.locator("[data-testid=chart-summary]")).to_have_text("Shoplifting accounts for the fall of 9.")
    assert made.locator("tbody td:nth-child(4)").all_inner_texts() == ["−9", "0", "−9"]


def test_the_parts_of_the_paper_are_explained(page: Page, address: str) -> None:
    visit(page, address + PAPER)
    said = page.locator("[data-chart=property-parts] [data-testid=chart-summary]")
    expect(said).to_have_text("Theft and handling accounts for 205 of the fall of 298; burglary rose by 122.")
    expect(page.locator("[data-testid=no-comparison]")).to_contain_text("Only Bromley has a figure")


def test_a_tile_is_reached_by_keyboard_and_shows_its_area(page: Page, address: str) -> None:
    visit(page, address + THEFT)
    assert page.locator(".tiles li").count() == 32
    tile = page.get_by_role("link", name="Bexley: ")
    tile.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".kicker")).to_contain_text("Bexley, Apr–Jun 2025")
    assert "area=E09000004" in page.url and QUARTER in page.url
    expect(page.locator("#choose-area")).to_have_value("E09000004")
    expect(page.locator(".tile-here")).to_contain_text("BEX")


def test_another_group_is_chosen_by_a_link_and_kept_in_the_address(page: Page, address: str) -> None:
    visit(page, address + THEFT)
    page.get_by_role("link", name="The 19 outer London boroughs").click()
    summary = page.locator("[data-chart=theft-areas] [data-testid=chart-summary]")
    expect(summary).to_contain_text("of 19 and")
    assert "group=outer-london" in page.url
    page.reload()
    page.wait_for_selector("body[data-ready=true]")
    expect(summary).to_contain_text("outer London’s")


def test_a_rate_without_its_parts_is_not_judged(page: Page, address: str) -> None:
    visit(page, address + RATE)
    areas = page.locator("[data-chart=first-time-entrants-areas]")
    expect(areas).to_contain_text("no area is called better or worse")
    assert areas.locator(".tiles").count() == 0
    expect(page.locator("[data-testid=annotations]")).to_contain_text("COVID-19 restrictions")


def test_the_page_is_light(page: Page, address: str) -> None:
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    received: list[float] = []
    session.on("Network.loadingFinished", lambda told: received.append(told["encodedDataLength"]))
    visit(page, address + THEFT)
    assert 0 < sum(received) <= HEAVIEST
