"""Signing in, administering and being refused in a real Chromium: under the policy, by axe, wide and narrow."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dashboard.store.links import FIRST
from dashboard.store.store import Store
from tests.browser.looking import NARROW, looked_over, silent, visit, widened
from tests.browser.serving import serving
from tests.signed import enter
from tests.stores import empty

GOOD = "violet tractor seven moons"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(empty(tmp_path / "web.sqlite")) as made:
        yield made


@pytest.fixture
def address(store: Store) -> Iterator[str]:
    with serving(store) as there:
        yield there


def fit(page: Page, address: str, path: str, *, status: int = 200) -> None:
    widened(page, NARROW)
    visit(page, address + path, status=status)
    looked_over(page, path)


def test_from_the_first_link_to_signing_out_by_keyboard(page: Page, address: str, store: Store) -> None:
    link = f"/welcome/{store.links.issue(FIRST)}"
    fit(page, address, link)
    page.get_by_label("Your role").fill("Head of community safety")
    page.get_by_label("Name to sign in with").fill("head@example.org")
    page.get_by_label("New password").fill(GOOD)
    page.get_by_label("The same password again").fill(GOOD)
    page.keyboard.press("Enter")
    page.wait_for_selector("body[data-ready=true] .account >> text=Head of community safety")
    page.get_by_role("link", name="Administration").press("Enter")
    expect(page.get_by_test_id("person")).to_have_count(1)
    page.get_by_role("button", name="Sign out").press("Enter")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.get_by_label("Name to sign in with").fill("head@example.org")
    page.get_by_label("Password").fill("not the right one")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("fault")).to_contain_text("The name or the password is not right.")
    page.faults.clear()  # type: ignore[attr-defined]
    page.get_by_label("Password").fill(GOOD)
    page.keyboard.press("Enter")
    page.wait_for_selector("body[data-ready=true] .account >> text=Head of community safety")
    silent(page)


def test_pages_fit_and_axe_finds_nothing(page: Page, address: str, store: Store) -> None:
    fit(page, address, "/signin")
    fit(page, address, "/welcome/no-such-link", status=410)
    enter(page, store, address, "viewer")
    fit(page, address, "/account")
    fit(page, address, "/admin", status=403)
    enter(page, store, address, "administrator")
    store.tokens.make("Council data warehouse")
    fit(page, address, "/admin")


@pytest.mark.parametrize("path", ["/upload", "/uploads", "/meetings", "/actions", "/mine?priority=violence"])
def test_a_viewer_is_told_who_may_and_sees_no_dead_button(page: Page, address: str, store: Store, path: str) -> None:
    enter(page, store, address, "viewer")
    fit(page, address, path)
    expect(page.locator(".instead").first).to_contain_text("Chief executive may not")
    assert page.locator("main button:visible, main input[type=file]").count() == (2 if path == "/actions" else 0)
