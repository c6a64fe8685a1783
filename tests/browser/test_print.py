"""Pages on paper, printed by a real Chromium: every row is there, nothing that only a screen needs, headings again."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page

from dashboard.scorecard.action_book import ActionBook
from dashboard.scorecard.actions import Action
from dashboard.store.store import Store
from tests.browser.looking import visit

SCREEN_ONLY = ("Download the figures", "Show the figures", "Skip to the main content", "My priority", "Try another",
               "Find a series", "Compare with:")  # fmt: skip


def printed(page: Page, folder: Path) -> list[str]:
    """The text of each sheet of paper, one line for each line."""
    reader = shutil.which("pdftotext")
    if not reader:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    (folder / "page.pdf").write_bytes(page.pdf(prefer_css_page_size=True))
    done = subprocess.run(
        [reader, "-layout", str(folder / "page.pdf"), "-"], capture_output=True, check=True, text=True
    )
    return done.stdout.split("\f")[:-1]


def lines(sheets: list[str]) -> list[str]:
    return [" ".join(line.split()) for sheet in sheets for line in sheet.splitlines() if line.strip()]


def test_every_row_of_the_longest_table_is_printed_and_its_headings_again(
    page: Page,
    address: str,
    tmp_path: Path,
) -> None:
    visit(page, address + "/data?series=crime.burglary,crime.robbery&grain=month")
    rows = page.locator("[data-testid=chart-table] tbody tr")
    wanted = [" ".join(re.sub(r",? where this comes from", "", row.inner_text()).split()) for row in rows.all()]
    sheets = printed(page, tmp_path)
    said = lines(sheets)
    assert len(wanted) > 70 and len(sheets) > 2
    assert [row for row in wanted if row not in said] == []
    assert sum(line == "Period Burglary Robbery" for line in said) == len(sheets), "the headings stand on every sheet"


@pytest.mark.parametrize("path", ["/indicator/burglary", "/priority/neighbourhood-crime", "/", "/exceptions", "/marac",
                                  "/data?series=crime.burglary", "/reports"])  # fmt: skip
def test_a_page_is_printed_whole_and_without_what_only_a_screen_needs(
    page: Page,
    address: str,
    tmp_path: Path,
    path: str,
) -> None:
    visit(page, address + path)
    tables = page.locator("table")
    wanted = [row for table in tables.all() for row in table.locator("tbody th[scope=row]").all()]
    first = "e => (document.createTreeWalker(e, NodeFilter.SHOW_TEXT).nextNode() || e).textContent"
    heads = {" ".join(head.evaluate(first).split()) for head in wanted}
    sheets = printed(page, tmp_path)
    text = " ".join(lines(sheets))
    assert all(sheet.strip() for sheet in sheets), "no sheet is empty"
    for words in SCREEN_ONLY:
        assert words not in text, words
    title = page.locator("h1").inner_text()
    assert title.split()[0] in text
    squeezed = re.sub(r"\W+", "", text)
    missing = [head for head in heads if re.sub(r"\W+", "", head)[:12] not in squeezed]
    assert missing == [], "every row's name is there, in closed details too"


def test_charts_have_their_own_width_again_after_printing(page: Page, address: str, tmp_path: Path) -> None:
    visit(page, address + "/data?series=crime.burglary")
    picture = page.locator(".picture svg.main-svg").first
    before = (picture.bounding_box() or {})["width"]
    printed(page, tmp_path)
    same = "w => Math.abs(document.querySelector('.picture svg').getBoundingClientRect().width - w) < 2"
    page.wait_for_function(same, arg=before)


def test_a_list_of_many_actions_is_printed_as_a_table(
    page: Page,
    served: tuple[Store, str],
    tmp_path: Path,
) -> None:
    store, here = served
    for number in range(1, 61):
        action = Action(code="2025-05", minute=f"{number}", meeting="Strategic group", met="2025-05-01",  # type: ignore[arg-type]
                        resolution=f"RESOLVED that matter {number:03d} be looked into.", owner="Analyst")  # fmt: skip
        ActionBook(store).add(action, by="Clerk")
    visit(page, here + "/actions")
    sheets = printed(page, tmp_path)
    text = " ".join(lines(sheets))
    assert [n for n in range(1, 61) if f"matter {n:03d} be" not in text] == []
    assert all("Minute" in sheet and "Resolution" in sheet for sheet in sheets[:-1])
    assert "Add an action" not in text and "Take a list over" not in text
