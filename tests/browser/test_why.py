"""A lead tries a tolerance in a real Chromium: by keyboard and by button, and the address holds what is tried."""

import re

from playwright.sync_api import Page, expect

from tests.browser.looking import silent, visit

FAULT = "Error: “ten” is not a tolerance. Enter a number from 0 to 100, such as 7.5."


def settled(page: Page) -> None:
    page.wait_for_selector("body[data-ready=true]", timeout=30_000)
    silent(page)


def test_a_status_explains_itself(page: Page, address: str) -> None:
    visit(page, address + "/indicator/burglary")
    page.get_by_role("link", name="Why is it green?").click()
    section = page.locator("[data-testid=why]")
    expect(section).to_be_in_viewport()
    assert "Green at 266 or less, amber from 267 to 279, red from 280." in section.inner_text()
    section.locator("a.traced", has_text="280").click()
    settled(page)
    assert "280" in page.locator("main").inner_text()


def test_a_tolerance_is_tried_by_keyboard(page: Page, address: str) -> None:
    visit(page, address + "/indicator/burglary?quarter=FY2025-26-Q2")
    box = page.get_by_role("textbox", name=re.compile("Tolerance in %"))
    assert box.input_value() == "5"
    box.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("10")
    page.keyboard.press("Enter")
    expect(page).to_have_url(address + "/indicator/burglary?quarter=FY2025-26-Q2&tolerance=10")
    expect(page.locator("[data-testid=why-tried] tbody tr")).to_have_count(8, timeout=30_000)
    settled(page)
    assert "3 of the last 8 quarters would have another status" in page.locator("[role=status].tried").inner_text()
    assert page.locator("[data-testid=why-tried] tbody tr", has_text="differs").count() == 3
    expect(box).to_have_value("10")
    expect(box).to_be_focused()
    # the declared status stays as it was
    assert page.locator(".title-row [data-testid=rag]").get_attribute("data-rag") == "green"


def test_what_is_no_tolerance_is_said_beside_the_field(page: Page, address: str) -> None:
    visit(page, address + "/indicator/burglary?tolerance=10")
    page.get_by_role("textbox", name=re.compile("Tolerance in %")).fill("ten")
    page.get_by_role("button", name="Try it").click()
    fault = page.locator("[data-testid=why] .field-fault")
    expect(fault).to_have_text(FAULT, timeout=30_000)
    expect(page.locator("[data-testid=why-tried]")).to_have_count(0)
    expect(page.get_by_role("button", name="Try it")).to_be_focused()
    stands = page.evaluate("scrollY")
    page.get_by_role("link", name="Stop trying").click()
    expect(fault).to_have_count(0, timeout=30_000)
    settled(page)
    assert page.evaluate("scrollY") > stands / 2
    expect(page.locator("#try-tolerance")).to_be_focused()
    expect(page.get_by_role("textbox", name=re.compile("Tolerance in %"))).to_have_value("5")
    expect(page).to_have_url(address + "/indicator/burglary")


def test_another_quarter_keeps_what_is_tried_and_another_page_does_not(page: Page, address: str) -> None:
    visit(page, address + "/indicator/burglary?tolerance=10")
    page.get_by_label("Quarter", exact=True).select_option("FY2025-26-Q1")
    expect(page).to_have_url(re.compile("tolerance=10.*quarter=FY2025-26-Q1"))
    expect(page.locator("[data-testid=why-tried] tbody th").first).to_have_text(
        re.compile("^Apr–Jun 2025"), timeout=30_000
    )
    settled(page)
    page.get_by_role("link", name="Neighbourhood crime").click()
    settled(page)
    assert "tolerance" not in page.url
    assert [a for a in page.locator("main a").evaluate_all("links => links.map(a => a.href)") if "tolerance" in a] == []
