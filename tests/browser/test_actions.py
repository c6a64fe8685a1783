"""Actions in a real Chromium: put down, reported on, refused field by field, overtaken, taken in and out."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dashboard.scorecard.action_book import ActionBook
from dashboard.scorecard.actions import moved_on
from dashboard.settings import DATA
from dashboard.store.store import Store
from loaders._actions import read_actions
from tests.browser.looking import faultless, visit
from tests.signed import enter

SAMPLE = DATA / "samples" / "actions" / "strategic-group-2012.csv"


@pytest.fixture
def held(served: tuple[Store, str]) -> tuple[Store, str]:
    """A store with the sample actions, and the address of the app over it."""
    store, _ = served
    found = read_actions(SAMPLE.read_bytes(), SAMPLE.name, known=(), by="samples", today=store.day())
    ActionBook(store).take(found.actions, by="samples")
    return served


@pytest.fixture(autouse=True)
def signed(page: Page, served: tuple[Store, str]) -> None:
    enter(page, *served)


def pick(page: Page, path: Path) -> None:
    """Choose a file as a person does."""
    with page.expect_file_chooser() as chooser:
        page.get_by_text("Choose a spreadsheet").first.click()
    chooser.value.set_files(path)


def test_the_list_is_filtered_by_its_address(page: Page, held: tuple[Store, str]) -> None:
    _, address = held
    visit(page, address + "/actions")
    rows = page.locator("[data-testid=action]")
    expect(rows).to_have_count(9)
    assert rows.first.get_attribute("data-action") == "2012-09/5.1"
    assert "2012-09/7.1: no owner" in page.locator("[data-testid=unanswered]").inner_text()
    page.locator("#filter-status").select_option("done")
    expect(rows).to_have_count(4)
    page.locator("#filter-owner").select_option("Gangs lead")
    expect(rows).to_have_count(1)
    assert page.url.endswith("?status=done&owner=Gangs+lead")
    visit(page, address + "/actions?owner=nobody")
    expect(rows).to_have_count(1)


def test_an_action_is_put_down_by_keyboard_and_faults_stand_beside_their_fields(
    page: Page,
    held: tuple[Store, str],
) -> None:
    store, address = held
    visit(page, address + "/actions")
    page.get_by_text("Add an action").press("Enter")
    page.locator("#add-minute").fill("8.1")
    page.locator("#add-resolution").fill("AGREED that the room be booked.")
    page.locator("#add-due").fill("1/9/2012")
    page.locator("#add-due").press("Enter")
    summary = page.locator("[data-testid=faults]")
    expect(summary).to_be_focused()
    assert "before the meeting of 13 Sep 2012" in summary.inner_text()
    faultless(page)
    summary.get_by_role("link").first.press("Enter")
    expect(page.locator("#add-due")).to_be_focused()
    assert page.locator("#add-due").get_attribute("aria-invalid") == "true"
    assert page.locator("#add-resolution").input_value() == "AGREED that the room be booked."
    page.keyboard.type("1/10/2012")
    page.locator("#add-due").fill("1/10/2012")
    page.keyboard.press("Enter")
    expect(page.locator("[data-testid=saved]")).to_have_text("Action 2012-09/8.1 is put down.")
    expect(page.locator("[data-testid=action]")).to_have_count(10)
    expect(page.locator("#add-minute")).to_have_value("")
    expect(page.locator(".field-fault")).to_have_count(0)
    assert ActionBook(store).entries()["2012-09/8.1"].by == "Crime analyst"


def test_an_action_is_reported_on_and_a_sooner_report_is_shown_beside(
    page: Page,
    held: tuple[Store, str],
) -> None:
    store, address = held
    visit(page, address + "/actions")
    page.locator("[data-testid=action][data-action='2012-09/4.1'] a").press("Enter")
    expect(page.locator("#action-title")).to_be_focused()
    faultless(page)
    book = ActionBook(store)
    entry = book.entries()["2012-09/4.1"]
    sooner = moved_on(entry.action, {"update": "Tried out in two wards."}, by="Chair", today=store.day())
    book.move(sooner, by="Chair", expected=entry.note)
    page.locator("#move-update").fill("The trial is over.")
    page.locator("#move-status").select_option("done")
    page.get_by_test_id("move-save").press("Enter")
    both = page.locator("[data-testid=overtaken]")
    expect(both).to_contain_text("Tried out in two wards.")
    assert page.locator("#move-update").input_value() == "The trial is over."
    assert page.locator("#move-status").input_value() == "done"
    faultless(page)
    page.get_by_test_id("move-save").press("Enter")
    expect(page.locator("[data-testid=saved]")).to_have_text("Action 2012-09/4.1 is saved.")
    said = [update.text for update in book.entries()["2012-09/4.1"].action.updates]
    assert said[-2:] == ["Tried out in two wards.", "The trial is over."]
    expect(page.locator("#move-update")).to_have_value("")
    assert book.entries()["2012-09/4.1"].action.updates[-1].by == "Crime analyst"


def test_a_list_goes_out_and_comes_back_and_a_faulty_one_is_refused_whole(
    page: Page,
    held: tuple[Store, str],
    tmp_path: Path,
) -> None:
    _, address = held
    visit(page, address + "/actions?status=done")
    with page.expect_download() as handed:
        page.get_by_role("button", name="Download as xlsx").click()
    path = tmp_path / handed.value.suggested_filename
    handed.value.save_as(path)
    pick(page, path)
    expect(page.locator("[data-testid=saved]")).to_contain_text("0 new, 0 changed, 4 as before")
    wrong = SAMPLE.read_bytes().replace(b"31/01/2013", b"31/01/2012").replace(b"7.1,", b"9.9,")
    (tmp_path / "wrong.csv").write_bytes(wrong)
    pick(page, tmp_path / "wrong.csv")
    expect(page.locator("[data-testid=import-faults] tbody tr")).to_have_count(1)
    assert "F8" in page.locator("[data-testid=import-faults]").inner_text()
    faultless(page)
    visit(page, address + "/actions")
    expect(page.locator("[data-testid=action]")).to_have_count(9)


def test_the_past_is_shown_as_it_stood_and_cannot_be_changed(page: Page, held: tuple[Store, str]) -> None:
    _, address = held
    visit(page, address + "/actions?as_at=2020-01-01")
    assert "No action has been put down yet" in page.locator("#actions-body").inner_text()
    assert page.locator("form[data-form]").count() == 0
    assert page.locator("#actions-picker").count() == 0
