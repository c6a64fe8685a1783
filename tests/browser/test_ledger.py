"""Arrivals and history in a real Chromium: letters copied, uploads undone by keyboard, originals downloaded, axe."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.store.store import Store
from loaders._load import load
from tests.browser.looking import EVERY, NARROW, accessible, looked_over, silent, visit, widened
from tests.browser.serving import serving
from tests.signed import enter
from tests.stores import empty

HEAD = "MajorText,MinorText,BoroughName,202504,202505,202506\n"
FIRST = HEAD + "BURGLARY,HOME,Bromley,9,8,7\nROBBERY,PERSONAL,Bromley,5,5,5\n"
SECOND = FIRST.replace("9,8,7", "12,8,6")
HOSTILE = "<img src=x onerror=alert(1)>\u202evsc.csv"
PAGES = [
    "/arrivals",
    "/uploads",
    "/uploads?source=crime.mps_borough",
    "/uploads/2",
    "/uploads/1?kind=new",
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Two editions, the newer of a hostile name, for one test, as tests undo."""
    made = empty(tmp_path / "web.sqlite")
    load(made, [("met.csv", FIRST.encode()), (HOSTILE, SECOND.encode())], by="analyst")
    yield made
    made.close()


@pytest.fixture
def address(store: Store) -> Iterator[str]:
    with serving(store) as there:
        yield there


@pytest.fixture(autouse=True)
def signed(page: Page, store: Store, address: str) -> None:
    enter(page, store, address)


def test_pages_fit_and_axe_finds_nothing(page: Page, address: str) -> None:
    for path in PAGES:
        widened(page, NARROW)
        visit(page, address + path)
        for summary in page.locator("details > summary").all():
            summary.click()
        looked_over(page, path, EVERY)


def test_an_upload_that_does_not_exist_has_a_page_that_says_so(page: Page, address: str) -> None:
    visit(page, address + "/uploads/99", status=404)
    expect(page.locator("main")).to_contain_text("There is no upload 99.")
    accessible(page, "/uploads/99")


def test_an_upload_is_undone_by_keyboard_after_it_was_said_what_that_does(page: Page, address: str) -> None:
    visit(page, address + "/uploads")
    page.get_by_role("button", name="Undo… upload 2").focus()
    page.keyboard.press("Enter")
    asked = page.get_by_test_id("undo-confirm")
    expect(asked).to_contain_text("Of the figures it touched, 6 would go back to what other files say.", timeout=20_000)
    expect(page.get_by_role("heading", name="Undo upload 2?")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # leave it as it is
    expect(asked).to_have_count(0)
    expect(page.get_by_role("button", name="Undo… upload 2")).to_be_focused()
    page.keyboard.press("Enter")
    expect(asked).to_be_visible(timeout=20_000)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    done = page.get_by_test_id("undone")
    expect(done).to_contain_text("Of the figures it touched, 6 went back to what other files say.", timeout=20_000)
    expect(page.locator("[data-upload='2']")).to_contain_text("by Crime analyst")
    expect(page.get_by_role("button", name="Undo… upload 2")).to_have_count(0)
    expect(page.get_by_role("button", name="Undo… upload 1")).to_have_count(1)
    silent(page)


def test_the_page_of_an_upload_says_that_it_is_undone(page: Page, address: str) -> None:
    visit(page, address + "/uploads/1")
    page.get_by_role("button", name="Undo… upload 1").click()
    page.get_by_role("button", name="Undo upload 1", exact=True).click(timeout=20_000)
    expect(page.get_by_test_id("undone")).to_be_visible(timeout=20_000)
    expect(page.locator(".facts")).to_contain_text("Undone")
    silent(page)


def test_an_undo_that_another_was_quicker_with_is_a_sentence(
    page: Page,
    browser: Browser,
    address: str,
    store: Store,
) -> None:
    other = browser.new_page()
    enter(other, store, address, name="Second analyst")
    for one in (page, other):
        one.goto(address + "/uploads")
        one.get_by_role("button", name="Undo… upload 2").click()
        expect(one.get_by_test_id("undo-confirm")).to_be_visible(timeout=20_000)
    for one in (page, other):
        one.get_by_role("button", name="Undo upload 2", exact=True).click()
        expect(one.get_by_test_id("undo-confirm")).to_have_count(0, timeout=20_000)
    expect(other.locator(".confirm")).to_contain_text("Upload 2 cannot be undone: it was undone at")
    other.close()


def test_an_original_comes_back_under_a_safe_name(page: Page, address: str) -> None:
    visit(page, address + "/uploads")
    expect(page.locator("[data-upload='2'] bdi")).to_have_text("<img src=x onerror=alert(1)> vsc.csv")
    with page.expect_download(timeout=20_000) as waiting:
        page.get_by_role("button", name="Download upload 2").click()
    assert waiting.value.suggested_filename == "upload 2 _img src_x onerror_alert(1)_ vsc.csv"
    assert waiting.value.path().read_bytes() == SECOND.encode()
    silent(page)


@pytest.mark.parametrize("granted", [True, False], ids=["clipboard", "selection"])
def test_a_letter_is_copied_and_that_is_said(browser: Browser, address: str, granted: bool) -> None:
    context = browser.new_context()
    made = context.new_page()
    if granted:
        context.grant_permissions(["clipboard-read", "clipboard-write"])
    else:
        made.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    made.goto(address + "/arrivals")
    made.wait_for_selector("body[data-ready=true]", timeout=30_000)
    row = made.locator("[data-source='crime.mps_borough'] + tr")
    row.locator("summary").click()
    row.get_by_role("button", name="Copy the letter").click()
    expect(row.get_by_role("status")).to_contain_text("Copied")
    if granted:
        text = made.evaluate("navigator.clipboard.readText()")
        assert text.startswith("Subject: Recorded crime by borough: figures for Jul 2025 were due on 14 Sep 2025")
        assert text == row.locator("textarea").input_value()
    context.close()


def test_lists_narrow_the_changes_through_the_address(page: Page, address: str) -> None:
    visit(page, address + "/uploads/2")
    expect(page.get_by_test_id("edition").locator("tbody tr")).to_have_count(6)
    page.get_by_label("Series").select_option("crime.burglary")
    expect(page.get_by_test_id("edition").locator("tbody tr")).to_have_count(2, timeout=20_000)
    assert page.url.endswith("/uploads/2?series=crime.burglary")
    expect(page.get_by_test_id("edition").locator("tbody tr").first).to_contain_text("+33.3%")
    page.get_by_test_id("edition").get_by_role("link", name="12").click()
    page.wait_for_url("**/trace?*series=crime.burglary*", timeout=20_000)
