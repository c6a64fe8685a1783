"""What every test in a browser may ask for: one Chromium, a page, the samples served, and an empty store served."""

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from dashboard.settings import Settings
from dashboard.store.store import Store
from tests.browser.looking import new_page
from tests.browser.serving import serving
from tests.stores import empty, sampled

HERE = Path(__file__).resolve().parent
CHROMIUM = shutil.which("chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
SOON = 30_000
expect.set_options(timeout=SOON)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


# of the folder, not of the session: while Playwright runs, nothing else in its thread may run a loop of its own
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One Chromium for all the tests of this folder."""
    if not CHROMIUM:
        assert not os.environ.get("SAFER_REQUIRE_BROWSER"), "Chromium is required here"
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield made
        made.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of somebody who has not signed in."""
    made = new_page(browser)
    yield made
    made.close()


@pytest.fixture(scope="package")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the app over the samples, for tests that only read."""
    with closing(sampled(tmp_path_factory.mktemp("web") / "web.sqlite")) as store, serving(store) as there:
        yield there


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Store, str]]:
    """An empty store of the test's own, and the address of the app over it."""
    with closing(empty(tmp_path / "web.sqlite")) as store:
        with serving(store, Settings(max_upload_mb=2)) as there:
            yield store, there
        for job in [job for job in threading.enumerate() if job.name.startswith("job ")]:
            job.join(SOON / 1000)
