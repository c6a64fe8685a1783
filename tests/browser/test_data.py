"""Exploring and taking away in a real Chromium: by keyboard, in the address, with menus large enough for a thumb."""

import csv
import io
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import faultless, fits, visit, widened

CAMDEN = "E09000007"


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def ready(page: Page) -> None:
    page.wait_for_selector("body[data-ready=true]")


@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_figures_are_chosen_by_keyboard_and_the_address_keeps_the_choice(
    page: Page,
    address: str,
    width: int,
) -> None:
    widened(page, width)
    visit(page, address + "/")
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Data").click()
    expect(page.locator("[data-testid=nothing-chosen]")).to_be_visible()
    page.locator("#explore-find").focus()
    page.keyboard.type("burglary")
    page.keyboard.press("Enter")
    found = page.locator(".offered a", has_text="Burglary").first
    expect(found).to_be_visible()
    assert asked(page)["find"] == ["burglary"]
    found.focus()
    page.keyboard.press("Enter")
    chart = page.locator("[data-testid=chart]")
    expect(chart).to_be_visible()
    expect(page.locator("#explore-find")).to_be_focused()
    assert page.locator("[data-testid=chart-summary]").inner_text().startswith("Burglary 251 offences in Jul–Sep 2025")
    page.locator("#explore-place").fill("camden")
    page.locator("#explore-place").press("Enter")
    page.locator(".offered a", has_text="Camden").click()
    expect(page.locator("[data-testid=chart-table] thead th")).to_have_count(3)
    page.locator("#filter-grain").select_option("year")
    page.locator("#filter-from").select_option("FY2022-23")
    rows = page.locator("[data-testid=chart-table] tbody tr")
    expect(rows).to_have_count(3)
    faultless(page)
    fits(page)
    kept = asked(page)
    assert (kept["series"], kept["areas"]) == (["crime.burglary"], [f"E09000006,{CAMDEN}"])
    said = page.locator("[data-testid=chart-table]").inner_text()
    visit(page, page.url)
    assert page.locator("[data-testid=chart-table]").inner_text() == said
    rows.first.locator("a").first.click()
    expect(page.locator("[data-testid=trace]")).to_contain_text("1,395")


def test_a_choice_that_is_too_large_is_refused_with_the_limit(page: Page, address: str) -> None:
    visit(page, address + "/data?series=crime.burglary&grain=month")
    page.locator("summary", has_text="London boroughs").click()
    page.get_by_role("link", name="Choose all London boroughs").click()
    refused = page.locator("[data-testid=refused]")
    expect(refused).to_contain_text("at most 2,000 can be shown at once")
    faultless(page)
    page.locator("#filter-grain").select_option("year")
    expect(page.locator("[data-testid=chart-table] tbody tr").first).to_be_visible()
    expect(page.locator("[data-testid=no-chart]")).to_contain_text("cannot be told apart")


@pytest.mark.parametrize("path", ["/indicator/burglary", "/priority/neighbourhood-crime", "/", "/exceptions", "/marac",
                                  "/data?series=crime.burglary"])  # fmt: skip
def test_every_chart_and_table_hands_its_figures_out(page: Page, address: str, path: str) -> None:
    """Each menu opens by keyboard, and each link brings the file it names, in the state of the page."""
    page.set_viewport_size({"width": 390, "height": 900})
    visit(page, address + path)
    charts, menus = page.locator("[data-testid=chart]"), page.locator("[data-testid=downloads]")
    assert menus.count() >= max(1, charts.count())
    for menu in menus.all():
        opener = menu.locator("summary")
        assert (opener.bounding_box() or {})["height"] >= 44
        opener.focus()
        page.keyboard.press("Enter")
        links = menu.locator("a")
        assert links.count() == 2
        for link in links.all():
            assert (link.bounding_box() or {})["height"] >= 44
            href = link.get_attribute("href") or ""
            answer = page.request.get(address + href)
            assert answer.status == 200, href
            assert "attachment" in answer.headers["content-disposition"]
    faultless(page)


def test_a_file_is_saved_under_its_name_and_holds_the_table_of_the_page(page: Page, address: str) -> None:
    visit(page, address + "/indicator/burglary?quarter=FY2025-26-Q2")
    chart = page.locator("[data-chart=burglary-quarters]")
    chart.locator("[data-testid=downloads] summary").click()
    with page.expect_download() as caught:
        chart.get_by_role("link", name=re.compile("Plain table")).click()
    assert caught.value.suggested_filename == "burglary-quarters-fy2025-26-q2-e09000006.csv"
    rows = list(csv.reader(io.StringIO(caught.value.path().read_text(encoding="utf-8-sig"), newline="")))
    chart.locator("summary", has_text="Show the figures").click()
    shown = [row.inner_text().split("\t")[:5] for row in chart.locator("tbody tr").all()]
    for row, texts in zip(rows[1:], shown, strict=False):
        assert [said.replace("[x]", "–") for said in row[:5]] == [re.sub(r",? ?where.*", "", t).strip() for t in texts]
