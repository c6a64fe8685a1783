"""Signing in, administering and being refused in a real Chromium: under the policy, by axe, wide and narrow."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from werkzeug.serving import make_server

from app import create_app
from dashboard.settings import Settings
from dashboard.store.links import FIRST
from dashboard.store.store import Store
from tests.browser.test_ledger import assert_accessible
from tests.browser.test_pages import browser, page, visit  # noqa: F401
from tests.signed import enter

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
GOOD = "violet tractor seven moons"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store.open(f"sqlite:///{tmp_path / 'web.sqlite'}")
    yield made
    made.close()


@pytest.fixture
def address(store: Store) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, create_app(Settings(), store).server, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def fits(page: Page, address: str, path: str, *, status: int = 200) -> None:  # noqa: F811
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        visit(page, address + path, status=status)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert_accessible(page, path)


def test_from_the_first_link_to_signing_out_by_keyboard(page: Page, address: str, store: Store) -> None:  # noqa: F811
    link = f"/welcome/{store.links.issue(FIRST)}"
    fits(page, address, link)
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
    assert page.faults == []  # type: ignore[attr-defined]


def test_pages_fit_and_axe_finds_nothing(page: Page, address: str, store: Store) -> None:  # noqa: F811
    fits(page, address, "/signin")
    fits(page, address, "/welcome/no-such-link", status=410)
    enter(page, store, address, "viewer")
    fits(page, address, "/account")
    fits(page, address, "/admin", status=403)
    enter(page, store, address, "administrator")
    store.tokens.make("Council data warehouse")
    fits(page, address, "/admin")


@pytest.mark.parametrize("path", ["/upload", "/uploads", "/meetings", "/actions", "/mine?priority=violence"])
def test_a_viewer_is_told_who_may_and_sees_no_dead_button(page: Page, address: str, store: Store, path: str) -> None:  # noqa: F811
    enter(page, store, address, "viewer")
    fits(page, address, path)
    expect(page.locator(".instead").first).to_contain_text("Chief executive may not")
    assert page.locator("main button:visible, main input[type=file]").count() == (2 if path == "/actions" else 0)
