"""Papers asked for from the screen in a real Chromium: made in the background while pages go on, then handed out."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dashboard.packs.marking import mark
from dashboard.settings import DATA
from loaders._load import load
from tests.browser.looking import NARROW, accessible, looked_over, visit, widened
from tests.browser.serving import serving
from tests.stores import empty

SAMPLES = ("asb-2012-13-q1.csv", "crime-2012-13-q1.csv")
ASKED = "strategy=2012-13&quarter=FY2012-13-Q1"


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    store = empty(tmp_path / "web.sqlite")
    load(store, [(name, (DATA / "samples" / name).read_bytes()) for name in SAMPLES], by="samples")
    with closing(store), serving(store) as there:
        yield there


def test_the_page_fits_and_is_open_to_all(page: Page, address: str) -> None:
    widened(page, NARROW)
    visit(page, f"{address}/packs?{ASKED}")
    expect(page.get_by_text("No paper has been asked for today.")).to_be_visible()
    looked_over(page)


def test_a_paper_is_made_while_pages_go_on_and_is_handed_out(page: Page, address: str, tmp_path: Path) -> None:
    visit(page, f"{address}/?{ASKED}")
    page.get_by_role("link", name="Papers", exact=True).press("Enter")
    page.wait_for_selector("body[data-ready=true]")
    page.get_by_role("button", name="Workbook", exact=True).press("Enter")
    expect(page.locator("#packs-said")).to_contain_text("Workbook: Performance plan 2012/13, Apr–Jun 2012")
    entry = page.locator("[data-testid=paper]").first
    expect(entry).to_have_attribute("data-state", "ready", timeout=90_000)
    accessible(page)
    with page.expect_download() as download:
        entry.get_by_role("link").click()
    assert download.value.suggested_filename == "2012-13-FY2012-13-Q1.xlsx"
    kept = tmp_path / "paper.xlsx"
    download.value.save_as(kept)
    said = mark(kept.read_bytes(), kept.name)
    assert (said.file_type, said.asked.strategy, said.asked.quarter) == ("xlsx", "2012-13", "FY2012-13-Q1")


def test_what_cannot_be_made_is_said(page: Page, address: str) -> None:
    answer = page.request.get(f"{address}/paper/nothing")
    assert answer.status == 404
    assert "There is no such paper" in answer.text()
