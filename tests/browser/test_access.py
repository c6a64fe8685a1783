"""Every page measured by axe against WCAG 2.2 AA, wide and narrow, and on paper."""

import json
from importlib.util import find_spec
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.test_pages import PAGES, address, browser, page, visit  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def axe() -> str:
    found = find_spec("axe_playwright_python")
    assert found
    assert found.submodule_search_locations
    return (Path(found.submodule_search_locations[0]) / "axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing(page: Page, address: str, path: str, width: int) -> None:  # noqa: F811
    page.set_viewport_size({"width": width, "height": 900})
    visit(page, address + path)
    page.evaluate(axe())
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)["violations"]
    said = [{"rule": v["id"], "where": [n["target"] for n in v["nodes"]][:4]} for v in found]
    assert said == [], json.dumps(said, indent=1)
