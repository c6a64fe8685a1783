"""Looking at a page as somebody who uses it does: all of it drawn, nothing over the edge, nothing that axe finds."""

import json
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from playwright.sync_api import Browser, Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDE, BETWEEN, NARROW = 1440, 1024, 390
WIDTHS = (NARROW, WIDE)
EVERY = (NARROW, BETWEEN, WIDE)
_MEASURED = "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})"


def new_page(browser: Browser) -> Page:
    """A page that nobody has signed in on; whatever goes wrong on it is put down in its `faults`."""
    made = browser.new_page(viewport={"width": WIDE, "height": 900})
    made.faults = []  # type: ignore[attr-defined]
    made.on("pageerror", lambda error: made.faults.append(str(error)))  # type: ignore[attr-defined]
    made.on("console", lambda m: made.faults.append(m.text) if m.type == "error" else None)  # type: ignore[attr-defined]
    return made


def visit(page: Page, address: str, *, status: int = 200) -> None:
    """Open a page until all of it is drawn; it has this HTTP status, and the console has nothing else to say."""
    response = page.goto(address)
    assert response is not None and response.status == status
    settled(page)
    told = [f"Failed to load resource: the server responded with a status of {status} "] if status != 200 else []
    assert [fault.partition("(")[0] for fault in page.faults] == told  # type: ignore[attr-defined]
    page.faults.clear()  # type: ignore[attr-defined]


def settled(page: Page) -> None:
    """Wait until all of a page is drawn."""
    page.wait_for_selector("body[data-ready=true]", timeout=30_000)


def widened(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})


def fits(page: Page, where: str = "") -> None:
    """Nothing of the page runs over its edge."""
    width = (page.viewport_size or {})["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width, where


def accessible(page: Page, where: str = "") -> None:
    """The page has one first heading, and axe finds nothing on it against WCAG 2.2 AA."""
    assert page.locator("h1").count() == 1, where
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe())
    found = page.evaluate(_MEASURED, RULES)["violations"]
    said = [{"rule": v["id"], "where": [n["target"] for n in v["nodes"]][:4]} for v in found]
    assert said == [], where + json.dumps(said, indent=1)


def looked_over(page: Page, where: str = "", widths: Sequence[int] = WIDTHS) -> None:
    """A page that was opened at the first of `widths` fits, and axe finds nothing, at each of them."""
    for width in widths:
        widened(page, width)
        fits(page, where)
        accessible(page, where)


def faultless(page: Page) -> None:
    """Neither axe nor the console has anything to say."""
    accessible(page)
    silent(page)


def silent(page: Page) -> None:
    assert page.faults == []  # type: ignore[attr-defined]


@cache
def axe() -> str:
    """The script of axe."""
    found = find_spec("axe_playwright_python")
    assert found
    assert found.submodule_search_locations
    return (Path(found.submodule_search_locations[0]) / "axe.min.js").read_text(encoding="utf-8")
