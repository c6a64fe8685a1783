"""The mapping page in a real Chromium: a file nobody knows is mapped by keyboard and mouse, remembered and checked."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dashboard.settings import Settings
from dashboard.store.store import Store
from loaders._mapping.remembered import remembered
from tests.browser.looking import EVERY, NARROW, looked_over, silent, visit, widened
from tests.browser.serving import serving
from tests.loaders.mapping._books import Rows, content
from tests.signed import enter
from tests.stores import empty

TABLE: Rows = [
    ["Tenancy enforcement"],
    [],
    ["", "Q1 2024/25", "Q2 2024/25", "Target"],
    ["Injunctions obtained", 12, 15, 20],
    ["Evictions", 3, 4, 5],
    ["Total", 15, 19, 25],
]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, Store, str]]:
    """An address, its store, and the token of a file that waits there and is not worked on."""
    path = tmp_path / "web.sqlite"
    store = empty(path)
    token = store.pending.add("tenancy.xlsx", content(TABLE), by="web")
    assert store.pending.stop(token)
    with closing(store), serving(store, Settings(database_url=f"sqlite:///{path}")) as there:
        yield there, store, token


@pytest.fixture(autouse=True)
def signed(page: Page, served: tuple[str, Store, str]) -> None:
    enter(page, served[1], served[0])


def test_a_file_is_mapped_and_remembered(page: Page, served: tuple[str, Store, str]) -> None:
    address, store, token = served
    visit(page, f"{address}/mapping/{token}")
    expect(page.locator("[data-testid=mapping-preview]")).to_contain_text("no figures yet")
    page.locator("[data-testid=mapping-save]").click()
    expect(page.locator("[data-testid=mapping-refused]")).to_contain_text("Which area are these figures for?")
    page.get_by_label("Which area are these figures for?").select_option("E09000006")
    preview = page.locator("[data-testid=mapping-preview]")
    expect(preview).to_contain_text("6 figures")
    expect(preview).to_contain_text("Bromley, Injunctions obtained, Apr–Jun 2024 = 12")
    page.get_by_label("Totals of measures").select_option("leave")
    expect(preview).to_contain_text("4 figures")
    page.get_by_label("Title of this return").fill("Tenancy")
    page.get_by_label("Partner who sends it").fill("Housing association")
    page.get_by_label("Partner who sends it").press("Tab")
    page.get_by_label("How often it comes").select_option("month")
    page.get_by_label("Days until it is late").fill("soon")
    page.get_by_label("Days until it is late").press("Tab")
    expect(page.locator("#mapping-desk .field-fault")).to_contain_text("“soon” is not a number of days.")
    page.get_by_label("Days until it is late").fill("20")
    page.get_by_label("Days until it is late").press("Tab")
    expect(page.locator("#mapping-desk .field-fault")).to_have_count(0)
    expect(page.locator("code", has_text="housing_association_tenancy.evictions")).to_be_visible()
    page.locator("[data-testid=mapping-save]").click()
    expect(page.locator("[data-testid=mapping-saved]")).to_contain_text(
        "“Tenancy” of Housing association is remembered"
    )
    (loader,) = remembered(store)
    assert loader.SOURCE.code == "mapped.housing_association_tenancy"
    assert (loader.SOURCE.frequency, loader.SOURCE.lag_days) == ("month", 20)
    page.get_by_role("link", name="See what it would change").click()
    expect(page.locator("main")).to_contain_text("mapped.housing_association_tenancy", timeout=60_000)
    silent(page)


def test_everything_can_be_set_by_keyboard(page: Page, served: tuple[str, Store, str]) -> None:
    address, _, token = served
    visit(page, f"{address}/mapping/{token}")
    area = page.get_by_label("Which area are these figures for?")
    area.focus()
    page.keyboard.type("Bromley")
    page.keyboard.press("Tab")
    expect(page.locator("[data-testid=mapping-preview]")).to_contain_text("6 figures")
    column = page.get_by_label("What column C holds")
    column.focus()
    page.keyboard.type("Left out")
    page.keyboard.press("Tab")
    expect(page.locator("[data-testid=mapping-preview]")).to_contain_text("3 figures")
    assert page.get_by_label("What column C holds").input_value() == "ignore"
    silent(page)


def test_the_sheet_is_marked_in_words(page: Page, served: tuple[str, Store, str]) -> None:
    address, _, token = served
    visit(page, f"{address}/mapping/{token}")
    sheet = page.locator("[data-testid=mapping-sheet]")
    expect(sheet.locator("tbody tr").nth(2).locator("th")).to_have_text("3 heading")
    assert page.get_by_label("What column A holds").input_value() == "measure"
    assert page.get_by_label("What column D holds").input_value() == "ignore"


def test_a_file_that_is_gone_says_so(page: Page, served: tuple[str, Store, str]) -> None:
    address, _, _ = served
    page.goto(f"{address}/mapping/nothing")
    expect(page.locator("main")).to_contain_text("This file is not waiting any more")


def test_axe_finds_nothing_and_the_page_fits(page: Page, served: tuple[str, Store, str]) -> None:
    address, _, token = served
    widened(page, NARROW)
    visit(page, f"{address}/mapping/{token}")
    looked_over(page, widths=EVERY)
