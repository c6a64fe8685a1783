"""The MARAC page in a real Chromium: its choices in the address, its figures traced, without small numbers."""

import pytest
from playwright.sync_api import Page, expect

from dashboard.store.store import Store
from tests.browser.looking import WIDTHS, faultless, fits, visit, widened
from tests.layouts.test_marac import loaded, year


@pytest.mark.parametrize("width", WIDTHS)
def test_a_quarter_is_chosen_and_a_figure_leads_to_its_trace(
    page: Page,
    served: tuple[Store, str],
    width: int,
) -> None:
    store, address = served
    counts = [[30] * 12, [6] * 12, [20] * 12, [22] * 12, [7] * 12, [1, 0, 0] * 4, [1, 0, 0] * 4]
    for start in (2023, 2024):
        loaded(store, f"{start}.xlsx", year(start, *counts))
    widened(page, width)
    visit(page, address + "/marac")
    own = page.locator("[data-testid=marac-own]")
    assert own.get_attribute("data-quarter") == "FY2024-25-Q4"
    assert "[c]" in page.locator("[data-testid=marac-agencies]").inner_text()
    faultless(page)
    fits(page)
    page.locator("#filter-quarter").select_option("FY2024-25-Q1")
    expect(own).to_have_attribute("data-quarter", "FY2024-25-Q1")
    year_ = page.locator("[data-testid=marac-measures] tbody tr").first.locator("a").last
    year_.click()
    expect(page.locator("[data-testid=trace]")).to_contain_text("360")
    page.go_back()
    page.locator("#filter-area").select_option("E09000002")
    expect(page.locator("[data-testid=marac-nothing]")).to_be_visible()
    faultless(page)
