"""Every page in a real Chromium: drawn, hooked up, without an error."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import NARROW, looked_over, visit, widened

PAGES = ["/", "/?strategy=2012-13&quarter=FY2012-13-Q1", "/priority/neighbourhood-crime", "/indicator/burglary"]
PAGES += ["/indicator/property?strategy=2012-13", "/indicator/fly-tipping", "/upload", "/help", "/actions", "/reports"]
PAGES += ["/exceptions", "/exceptions?strategy=2020-priority-three", "/marac"]
PAGES += ["/indicator/burglary?tolerance=10", "/indicator/vehicle-crime?tolerance=abc"]
PAGES += ["/mine", "/mine?priority=violence"]
PAGES += ["/data", "/data?series=crime.burglary,crime.robbery&areas=E09000006,E09000007", "/data?find=theft&place=brom"]
PAGES += ["/data?series=crime.burglary&chart=years&grain=month", "/data?series=crime.burglary,crime.theft&chart=bar"]
PAGES += ["/meetings", "/?as_at=2001-01-01"]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_drawn_fits_and_axe_finds_nothing(page: Page, address: str, path: str) -> None:
    widened(page, NARROW)
    visit(page, address + path)
    looked_over(page)


def test_a_short_page_begins_at_the_top(page: Page, address: str) -> None:
    visit(page, address + "/?strategy=2012-13&quarter=FY2012-13-Q1")
    assert page.evaluate("document.querySelector('header').getBoundingClientRect().top") == 0


def test_an_indicator_stands_beside_its_own_past_and_the_years_end(page: Page, address: str) -> None:
    visit(page, address + "/indicator/burglary")
    for key in ("burglary-quarters", "burglary-months", "burglary-variation", "burglary-year-end"):
        chart = page.locator(f"[data-testid=chart][data-chart={key}]")
        assert chart.locator(".main-svg").count() >= 1
        assert chart.locator("[data-testid=chart-summary]").inner_text().endswith(".")
        assert chart.locator("[data-testid=chart-table] tbody tr").count() >= 2
    assert "usual variation" in page.locator(".sentence").inner_text()
    assert page.locator("[data-testid=year-end]").get_attribute("data-rag") == "green"
    explained = page.locator(".signals").inner_text()
    assert all(word in explained for word in ("Improving (low)", "Hit or miss", "Within usual variation", "75% chance"))


def test_the_overview_says_in_words_what_its_icons_mean(page: Page, address: str) -> None:
    visit(page, address + "/")
    row = page.locator("[data-testid=indicator-row][data-indicator=burglary]")
    words = row.locator("img.signal").evaluate_all("icons => icons.map(icon => [icon.alt, icon.title])")
    assert words == [["Improving (low)."] * 2, ["Hit or miss."] * 2]
    assert "chance of meeting the target" in (row.locator("[data-testid=year-end]").text_content() or "")


def test_the_overview_shows_every_priority_without_plotly(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    visit(page, address + "/?strategy=2012-13&quarter=FY2012-13-Q1")
    cards = page.locator("[data-testid=priority-card]")
    assert cards.count() == 4
    property_ = page.locator("[data-testid=indicator-row][data-indicator=property]")
    assert property_.locator("[data-testid=rag]").get_attribute("data-rag") == "green"
    assert "3,281" in property_.inner_text()
    assert [url for url in asked if "plotly" in url] == []


def test_charts_have_a_sentence_and_a_table(page: Page, address: str) -> None:
    visit(page, address + "/priority/neighbourhood-crime")
    charts = page.locator("[data-testid=chart]")
    assert charts.count() == 4
    assert page.locator("[data-testid=chart] .main-svg").count() >= 4
    assert page.locator("[data-testid=chart-summary]").count() == 4
    assert page.locator("[data-testid=chart-table]").count() == 4


@pytest.mark.parametrize("path", ["/no-such-page", "/indicator/no-such", "/priority/no-such"])
def test_what_is_not_there_is_said_on_a_page(page: Page, address: str, path: str) -> None:
    visit(page, address + path, status=404)
    assert page.locator("h1").inner_text() == "There is nothing to show at this address"


def test_a_server_that_fails_or_is_silent_is_told_over_the_page(page: Page, address: str) -> None:
    visit(page, address + "/help")
    page.route("**/_dash-update-component*", lambda route: route.abort())
    page.get_by_role("link", name="Overview").click()
    expect(page.locator("#trouble-said")).to_have_text("The server did not answer. Check the connection and try again.")
    page.get_by_role("button", name="Close").click()
    expect(page.locator("#trouble")).to_be_hidden()
    page.unroute("**/_dash-update-component*")
    page.route(
        "**/_dash-update-component*", lambda r: r.fulfill(status=500, content_type="text/plain", body="Sorry: AB12")
    )
    page.get_by_role("link", name="History").click()
    expect(page.locator("#trouble-said")).to_have_text("Sorry: AB12")
