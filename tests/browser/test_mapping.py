"""The mapping page in a real Chromium: a file nobody knows is mapped by keyboard and mouse, remembered and checked."""

import json
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from werkzeug.serving import make_server

from app import create_app
from dashboard.settings import Settings
from dashboard.store.store import Store
from loaders._mapping.remembered import remembered
from tests.browser.test_access import RULES, axe
from tests.browser.test_pages import browser, page, visit  # noqa: F401
from tests.loaders.mapping._books import Rows, content
from tests.signed import enter

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
TABLE: Rows = [
    ["Tenancy enforcement"],
    [],
    ["", "Q1 2024/25", "Q2 2024/25", "Target"],
    ["Injunctions obtained", 12, 15, 20],
    ["Evictions", 3, 4, 5],
    ["Total", 15, 19, 25],
]


@pytest.fixture
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Store, str]]:
    """An address, its store, and the token of a file that waits there and is not worked on."""
    url = f"sqlite:///{tmp_path_factory.mktemp('mapping') / 'web.sqlite'}"
    store = Store.open(url)
    token = store.pending.add("tenancy.xlsx", content(TABLE), by="web")
    assert store.pending.stop(token)
    server = make_server("127.0.0.1", 0, create_app(Settings(database_url=url), store).server, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", store, token
    server.shutdown()
    thread.join()
    server.server_close()
    store.close()


@pytest.fixture(autouse=True)
def signed(page: Page, served: tuple[str, Store, str]) -> None:  # noqa: F811
    enter(page, served[1], served[0])


def test_a_file_is_mapped_and_remembered(page: Page, served: tuple[str, Store, str]) -> None:  # noqa: F811
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
    assert page.faults == []  # type: ignore[attr-defined]


def test_everything_can_be_set_by_keyboard(page: Page, served: tuple[str, Store, str]) -> None:  # noqa: F811
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
    assert page.faults == []  # type: ignore[attr-defined]


def test_the_sheet_is_marked_in_words(page: Page, served: tuple[str, Store, str]) -> None:  # noqa: F811
    address, _, token = served
    visit(page, f"{address}/mapping/{token}")
    sheet = page.locator("[data-testid=mapping-sheet]")
    expect(sheet.locator("tbody tr").nth(2).locator("th")).to_have_text("3 heading")
    assert page.get_by_label("What column A holds").input_value() == "measure"
    assert page.get_by_label("What column D holds").input_value() == "ignore"


def test_a_file_that_is_gone_says_so(page: Page, served: tuple[str, Store, str]) -> None:  # noqa: F811
    address, _, _ = served
    page.goto(f"{address}/mapping/nothing")
    expect(page.locator("main")).to_contain_text("This file is not waiting any more")


@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_axe_finds_nothing_and_the_page_fits(page: Page, served: tuple[str, Store, str], width: int) -> None:  # noqa: F811
    address, _, token = served
    page.set_viewport_size({"width": width, "height": 900})
    visit(page, f"{address}/mapping/{token}")
    page.evaluate(axe())
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)["violations"]
    said = [{"rule": v["id"], "where": [n["target"] for n in v["nodes"]][:4]} for v in found]
    assert said == [], json.dumps(said, indent=1)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
