"""Reports of sub-groups in a real Chromium: missing ones named, one filed, refused by field, amended, overtaken."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from dashboard.periods import parse
from dashboard.scorecard.reports import KIND, drafted, file
from dashboard.store.store import Store
from dashboard.subgroups import listed
from tests.browser.looking import faultless, visit
from tests.signed import enter

PATH = "/reports?quarter=FY2012-13-Q1"
ASB = next(group for group in listed() if group.code == "asb")


@pytest.fixture(autouse=True)
def signed(page: Page, served: tuple[Store, str]) -> None:
    enter(page, *served, role="lead", name=ASB.role)


def sooner(store: Store, update: str, expected: int | None) -> None:
    words = {"filed": "27/7/2012", "author": "Deputy", "update": update}
    made = drafted(words, group=ASB, quarter=parse("FY2012-13-Q1"), today=date(2012, 8, 1))
    file(store, made, by="Deputy", expected=expected)


def test_a_report_is_filed_and_amended_by_keyboard(page: Page, served: tuple[Store, str]) -> None:
    _, address = served
    visit(page, address + PATH)
    assert page.locator("[data-testid=missing] li").count() == 6
    assert "days late" in page.locator("[data-testid=missing]").inner_text()
    page.get_by_role("link", name="File the report on Anti-social behaviour").press("Enter")
    expect(page.locator("#filing-title")).to_be_focused()
    expect(page.locator("#report-author")).to_have_value("ASB manager")
    page.locator("#report-met").fill("17/7/2030")
    page.locator("#report-recommendations").fill("Fund a third officer.\nReview in March.")
    page.get_by_test_id("report-save").press("Enter")
    expect(page.locator("[data-testid=faults] li")).to_have_count(2)
    faultless(page)
    expect(page.locator("#report-recommendations")).to_have_value("Fund a third officer.\nReview in March.")
    page.locator("#report-met").fill("")
    page.locator("#report-update").fill("Two visits.")
    page.get_by_test_id("report-save").press("Enter")
    expect(page.locator("[data-testid=saved]")).to_contain_text("behaviour on Apr–Jun 2012 (Q1 2012/13) is filed")
    report = page.locator("[data-testid=report]")
    expect(report).to_have_count(1)
    expect(report).to_contain_text("Review in March.")
    expect(page.locator("[data-testid=missing] li")).to_have_count(5)
    page.locator("#report-update").fill("Three visits.")
    page.get_by_test_id("report-save").press("Enter")
    expect(page.locator("[data-testid=saved]")).to_contain_text("is amended")
    expect(report).to_contain_text("Three visits.")
    faultless(page)


def test_two_who_write_at_once_see_both(page: Page, served: tuple[Store, str]) -> None:
    store, address = served
    visit(page, address + PATH + "&subgroup=asb")
    page.locator("#report-update").fill("What I wrote.")
    sooner(store, "What the deputy wrote.", None)
    page.get_by_test_id("report-save").press("Enter")
    both = page.locator("[data-testid=overtaken]")
    expect(both).to_contain_text("What the deputy wrote.")
    expect(page.locator("#report-update")).to_have_value("What I wrote.")
    faultless(page)
    sooner(store, "And the deputy again.", store.notes.standing(KIND)[0].id)
    page.get_by_test_id("report-save").press("Enter")
    expect(both).to_contain_text("And the deputy again.")
    page.get_by_test_id("report-save").press("Enter")
    expect(page.locator("[data-testid=saved]")).to_be_visible()
    assert [note.body["update"] for note in store.notes.standing(KIND)] == ["What I wrote."]
    assert len(store.notes.ever(KIND)) == 3


def test_the_quarter_is_chosen_in_the_address_and_the_past_stays(page: Page, served: tuple[Store, str]) -> None:
    store, address = served
    sooner(store, "Filed now.", None)
    visit(page, address + "/reports")
    page.locator("#filter-quarter").select_option("FY2012-13-Q1")
    expect(page.locator("[data-testid=report]")).to_have_count(1)
    visit(page, address + PATH + "&as_at=2012-08-09&subgroup=asb")
    assert page.locator("[data-testid=report], form[data-form]").count() == 0
    assert "Anti-social behaviour: 12 days late" in page.locator("[data-testid=missing]").inner_text()
    visit(page, address + "/reports?quarter=2012-04", status=404)
