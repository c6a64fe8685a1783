"""A crawler in a real Chromium: script text into every field and parameter of every page; none of it ever runs."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Error, Page
from playwright.sync_api import TimeoutError as TooLong

from dashboard.settings import DATA
from dashboard.store.store import Store
from loaders._load import load
from tests.browser.serving import serving
from tests.signed import enter
from tests.stores import empty

WAIT = 3_000
MARK = "onerror=window.hit=1"
SCRIPT = f'"\'><img src=x {MARK}><script>window.hit=1</script><a href="javascript:window.hit=1">go</a>'
ASKED = "strategy=2012-13&quarter=FY2012-13-Q1"
PAGES = ["/", "/priority/violent-crime", "/indicator/violence", "/exceptions", "/mine?priority=violent-crime"]
PAGES += ["/meetings", "/actions", "/reports", "/marac", "/data", "/uploads", "/uploads/1", "/upload", "/arrivals"]
PAGES += ["/packs", "/changes", "/reconciliation", "/trace?series=csp.violence&period=FY2012-13-Q1", "/help"]
OWN = ["/admin", "/admin?search=x", "/account", "/signin"]
PARAMETERS = (
    "strategy",
    "quarter",
    "area",
    "as_at",
    "priority",
    "find",
    "series",
    "period",
    "search",
    "next",
    "from",
    "to",
)
# what would end the crawl itself
_LEFT = ("Sign out", "Sign out everywhere", "Sign in", "Change password", "Disable", "End")
_FIELDS = "input[type=text]:visible, input[type=search]:visible, input:not([type]):visible, textarea:visible"
_PRESS = """word => [...document.querySelectorAll("main button")].find(
  one => one.getClientRects().length && !one.disabled && one.innerText.trim() === word)?.click()"""
_FOUND = """() => ({hit: window.hit !== undefined, caught: window.caught,
  made: document.querySelectorAll("img[src=x], a[href^='javascript:']").length,
  scripts: [...document.scripts].filter(one => one.textContent === "window.hit=1").length})"""
_WATCH = """window.caught = [];
document.addEventListener("securitypolicyviolation", event => window.caught.push(event.violatedDirective));"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A paper whose file has script for a name."""
    made = empty(tmp_path / "web.sqlite")
    for sample in ("crime-2012-13-q1.csv", "asb-2012-13-q1.csv"):
        load(made, [(f"<img src=x {MARK}>{sample}", (DATA / "samples" / sample).read_bytes())], by=SCRIPT)
    yield made
    made.close()


@pytest.fixture
def address(store: Store) -> Iterator[str]:
    with serving(store) as there:
        yield there


def look(page: Page, address: str) -> bool:
    """Open a page; nothing on it ran or was kept from running. Returns whether the text is on it, as text."""
    page.goto(address)
    settle(page)
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    untouched(page, address)
    return MARK in page.locator("body").inner_text()


def settle(page: Page) -> None:
    if page.locator("#page").count():  # pages without script are ready as they come
        page.wait_for_selector("body[data-ready=true]", timeout=30_000)


def untouched(page: Page, where: str) -> None:
    try:
        found = page.evaluate(_FOUND)
    except Error:  # what was pressed led on to another page
        page.wait_for_load_state()
        found = page.evaluate(_FOUND)
    assert found == {"hit": False, "caught": [], "made": 0, "scripts": 0}, where


def type_into(page: Page) -> int:
    """The text into every field of the page, and something into every list."""
    typed = 0
    for field in page.locator(_FIELDS).all():
        try:
            field.fill(SCRIPT[: int(field.get_attribute("maxlength", timeout=WAIT) or 4000)], timeout=WAIT)
            typed += 1
        except TooLong:  # a page that is drawn anew took it away, or it is only to be read
            continue
    for picker in page.locator("main select:visible").all():
        picker.select_option(index=picker.locator("option").count() - 1, timeout=WAIT)
    for dated in page.locator("input[type=date]:visible").all():
        dated.fill("2030-06-01", timeout=WAIT)
    return typed


def buttons(page: Page) -> list[str]:
    words = page.locator("main button:visible").evaluate_all("all => all.map(one => one.innerText.trim())")
    return list(dict.fromkeys(word for word in words if word and not word.startswith(_LEFT)))


def press(page: Page, word: str) -> None:
    page.evaluate(_PRESS, word)
    page.wait_for_load_state("networkidle")
    settle(page)


def test_scripts_in_every_field_stay_text(page: Page, store: Store, address: str) -> None:
    page.on("dialog", lambda one: pytest.fail(f"A dialog opened: {one.message}"))
    page.add_init_script(_WATCH)
    enter(page, store, address, "administrator")
    typed = 0
    for path in [*PAGES, *OWN]:
        there = f"{address}{path}{'&' if '?' in path else '?'}{ASKED}" if path in PAGES else address + path
        look(page, there)
        for word in buttons(page)[:8]:
            typed += type_into(page)
            press(page, word)
            untouched(page, f"{path} after {word}")
            look(page, there)
    assert typed > 50
    showing = [path for path in [*PAGES, *OWN] if look(page, address + path + ("&" if "?" in path else "?") + ASKED)]
    # what was typed and the name of the file are shown where they belong, to the letter
    assert {"/uploads", "/admin"} <= set(showing)
    assert len(showing) >= 5, showing


def test_scripts_in_every_parameter_stay_text(page: Page, store: Store, address: str) -> None:
    page.on("dialog", lambda one: pytest.fail(f"A dialog opened: {one.message}"))
    page.add_init_script(_WATCH)
    enter(page, store, address, "administrator")
    every = "&".join(f"{name}={quote(SCRIPT)}" for name in PARAMETERS)
    for path in [*PAGES, *OWN]:
        look(page, f"{address}{path.partition('?')[0]}?{every}")
    for name in PARAMETERS:
        look(page, f"{address}/?{name}={quote(SCRIPT)}")
        look(page, f"{address}/data?{name}={quote(SCRIPT)}")
    for path in ("priority", "indicator", "uploads", "meeting", "mapping", "welcome", "no-such-page"):
        look(page, f"{address}/{path}/{quote(SCRIPT, safe='')}")
