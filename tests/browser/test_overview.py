"""The overview as a group sees it on a wall and on paper: one grid, one screen, one sheet."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.looking import visit, widened

PAPER = "/?strategy=2012-13&quarter=FY2012-13-Q1"
LEFTS = """() => [...document.querySelectorAll('.card')].map(card => {
  const from = card.getBoundingClientRect().left;
  return [...card.querySelectorAll('thead th')].map(cell => Math.round(cell.getBoundingClientRect().left - from));
})"""
# where the words of a row stand: the bottom of the box of each text on its first line
BASELINES = """() => [...document.querySelectorAll('[data-testid=indicator-row]')].map(row => {
  const texts = [row.querySelector('th a'), row.querySelector('.rag > span'), row.querySelector('.change')];
  return texts.filter(Boolean).map(text => {
    const mark = document.createElement('span');
    mark.style.cssText = 'display:inline-block;width:0;height:0';
    text.prepend(mark);
    const bottom = mark.getBoundingClientRect().bottom;
    mark.remove();
    return bottom;
  });
})"""


@pytest.mark.parametrize("width", [1440, 1920, 1024])
def test_every_card_has_the_same_columns(page: Page, address: str, width: int) -> None:
    widened(page, width)
    visit(page, address + "/")
    lefts = page.evaluate(LEFTS)
    assert len(lefts) == 6
    assert all(each == lefts[0] for each in lefts)


def test_the_words_of_a_row_stand_on_one_line(page: Page, address: str) -> None:
    visit(page, address + "/")
    rows = page.evaluate(BASELINES)
    assert len(rows) == 15
    assert max(max(row) - min(row) for row in rows) < 0.6


def test_six_priorities_are_one_screen(page: Page, address: str) -> None:
    visit(page, address + "/")
    assert page.evaluate("document.documentElement.scrollHeight") <= 960


@pytest.mark.parametrize("path", ["/", PAPER])
def test_the_overview_is_one_sheet_of_paper(page: Page, address: str, path: str, tmp_path: Path) -> None:
    visit(page, address + path)
    sheet = page.pdf(prefer_css_page_size=True)
    assert sheet.count(b"/Type /Page\n") + sheet.count(b"/Type /Page ") + sheet.count(b"/Type /Page/") == 1
