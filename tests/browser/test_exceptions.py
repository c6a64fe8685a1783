"""The exceptions page as a meeting uses it: in order, linked, and printed with no exception cut in two."""

from playwright.sync_api import Page

from tests.browser.looking import visit

QUARTER = "quarter=FY2025-26-Q2"


def test_the_overview_leads_to_what_needs_discussion(page: Page, address: str) -> None:
    visit(page, f"{address}/?{QUARTER}")
    link = page.locator(".headline").get_by_role("link", name="exception")
    assert link.inner_text() == "9 exceptions"
    link.click()
    page.wait_for_url(f"{address}/exceptions?{QUARTER}")
    page.wait_for_selector("body[data-ready=true]")
    assert page.locator("h1").inner_text() == "9 of 15 indicators need discussion"
    rows = page.locator("[data-testid=exception]")
    assert rows.count() == 9
    colours = rows.locator("[data-testid=rag]").evaluate_all("marks => marks.map(mark => mark.dataset.rag)")
    assert colours[:4] == ["red"] * 4
    assert "red" not in colours[4:]
    first = rows.first
    assert first.get_attribute("data-indicator") == "criminal-damage"
    assert "694" in first.inner_text()
    assert "Lead: Council director of environment" in first.inner_text()
    first.get_by_role("heading").get_by_role("link").click()
    page.wait_for_url(f"{address}/indicator/criminal-damage?{QUARTER}")


def test_it_is_for_paper_too(page: Page, address: str) -> None:
    visit(page, f"{address}/exceptions?{QUARTER}")
    page.emulate_media(media="print")
    assert page.locator(".choice").is_hidden()
    assert page.locator("[data-testid=exception] .rag-mark").first.is_visible()
    breaks = page.locator(".exceptions > li").evaluate_all("rows => rows.map(row => getComputedStyle(row).breakInside)")
    assert set(breaks) == {"avoid"}
    sheet = page.pdf(prefer_css_page_size=True)
    assert 1 <= sheet.count(b"/Type /Page\n") + sheet.count(b"/Type /Page ") + sheet.count(b"/Type /Page/") <= 2
