"""What leads say in a real Chromium: statuses set by keyboard, approved, withdrawn; commitments reported on; axe."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dashboard.scorecard.board import Board
from dashboard.scorecard.choosing import Place, choose
from dashboard.scorecard.plan import take
from dashboard.settings import DATA, areas_file
from dashboard.store.store import Store
from dashboard.strategy import load_strategies
from loaders._load import load
from loaders._plan import read_plan
from tests.browser.looking import NARROW, looked_over, silent, visit, widened
from tests.browser.serving import serving
from tests.signed import enter
from tests.stores import empty

STRATEGIES = load_strategies(DATA / "strategies")
PLAN, Q1 = "?strategy=2012-13&quarter=FY2012-13-Q1", "FY2012-13-Q1"
KEEPING, Q4 = "?strategy=2020-priority-three&quarter=FY2020-21-Q4", "FY2020-21-Q4"
WHY = "The victims of one night were counted twice."
PAGES = [f"/{PLAN}", f"/priority/violent-crime{PLAN}", f"/indicator/violence{PLAN}", f"/priority/on-track{KEEPING}"]
PAGES += [f"/indicator/custody{KEEPING}", f"/{KEEPING}"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """The papers of 2012 and 2020 with the commitments, and the status that the lead of custody set."""
    made = empty(tmp_path / "web.sqlite")
    load(made, [(p.name, p.read_bytes()) for p in sorted((DATA / "samples").glob("*-q1.csv"))], by="samples")
    for code in ("2012-13", "2020-priority-three"):
        file = DATA / "samples" / "commitments" / f"{code}.csv"
        today = datetime.now(UTC).date()
        plan = read_plan(file.read_bytes(), file.name, strategy=STRATEGIES[code], quarter=None, today=today)
        take(made, code, plan.rows, by="samples")
    board, custody = Board(made, STRATEGIES, areas_file()), Place("2020-priority-three", "custody", Q4)
    choose(
        board,
        custody,
        rag="amber",
        reason="partner-evidence",
        text="A rise of a quarter.",
        by="Head of youth offending",
    )
    yield made
    made.close()


@pytest.fixture
def address(store: Store) -> Iterator[str]:
    with serving(store) as there:
        yield there


def test_pages_fit_and_axe_finds_nothing_with_every_form_open(page: Page, address: str) -> None:
    for path in PAGES:
        widened(page, NARROW)
        visit(page, address + path)
        # every form of a page at once would be long to measure: the first two, and all that is only read
        for summary in (
            page.locator("details:not(.answer) > summary").all() + page.locator(".answer > summary").all()[:2]
        ):
            summary.click()
        expect(page.locator(".writing")).to_have_count(
            min(2, page.locator(".answer > summary").count()), timeout=20_000
        )
        looked_over(page, path)


@pytest.fixture(autouse=True)
def signed(page: Page, store: Store, address: str) -> None:
    enter(page, store, address, name="Police borough lead")


def open_form(page: Page) -> None:
    page.get_by_text("Set, approve or withdraw the status").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".writing")).to_be_visible(timeout=20_000)


def test_a_status_is_set_and_withdrawn_by_keyboard(page: Page, address: str) -> None:
    visit(page, f"{address}/indicator/violence{PLAN}")
    assert page.locator(".page-head [data-testid=rag]").get_attribute("data-rag") == "green"
    open_form(page)
    page.keyboard.press("Tab")
    page.keyboard.type("Amber")
    page.keyboard.press("Tab")
    page.keyboard.type("one-off")
    page.keyboard.press("Tab")
    page.keyboard.type("Too short")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # set the status
    refused = page.get_by_test_id("refused")
    expect(refused).to_contain_text("In your words: write at least 20 characters (now 9)", timeout=20_000)
    expect(refused).to_be_focused()
    box = page.get_by_label("In your words")
    expect(box).to_have_value("Too short")  # nothing typed is lost
    box.press("End")
    page.keyboard.type(f". {WHY}")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    taken = page.get_by_test_id("taken")
    expect(taken).to_have_text("Saved: amber is in force until new figures come.", timeout=20_000)
    expect(taken).to_be_focused()
    head = page.locator(".page-head")
    expect(head.get_by_test_id("rag")).to_have_attribute("data-rag", "amber")
    expect(head.get_by_test_id("adjusted")).to_have_text("set by its lead; by the figures Green")
    expect(page.get_by_test_id("judgement-said")).to_contain_text("Amber, set by its lead (Police borough lead, ")
    page.get_by_role("button", name="Withdraw what was set").focus()
    page.keyboard.press("Enter")
    expect(taken).to_have_text("Withdrawn: the status by the figures stands.", timeout=20_000)
    expect(head.get_by_test_id("rag")).to_have_attribute("data-rag", "green")
    page.locator("summary", has_text="Everything leads have said (1)").click()
    expect(page.get_by_test_id("judgements").locator("tbody tr")).to_contain_text("by Police borough lead")
    silent(page)


def test_toward_green_another_person_approves(page: Page, address: str, store: Store) -> None:
    visit(page, f"{address}/priority/on-track{KEEPING}")
    open_form(page)
    page.get_by_label("Status", exact=True).select_option("Green")
    page.get_by_label("Reason", exact=True).select_option("one-off event")
    page.get_by_label("In your words").fill(WHY)
    expect(page.locator(".signs").last).to_contain_text("You are Police borough lead.")
    page.get_by_role("button", name="Set the status").click()
    taken = page.get_by_test_id("taken")
    expect(taken).to_contain_text("Saved: green is proposed, and waits for a second person", timeout=20_000)
    head = page.locator(".page-head")
    expect(head.get_by_test_id("rag")).to_have_attribute("data-rag", "amber")
    expect(head.get_by_test_id("adjusted")).to_have_text("proposed Green")
    approve = page.get_by_role("button", name="Approve what is proposed")
    approve.click()
    expect(page.get_by_test_id("refused")).to_contain_text("cannot approve it too", timeout=20_000)
    page.context.clear_cookies()
    enter(page, store, address, name="Chair of the partnership")
    approve.click()
    expect(taken).to_contain_text("Approved by Chair of the partnership", timeout=20_000)
    expect(head.get_by_test_id("rag")).to_have_attribute("data-rag", "green")
    visit(page, f"{address}/{KEEPING}")
    expect(page.get_by_test_id("overrides")).to_have_text("2 statuses set by their leads")


def test_a_commitment_is_reported_on_by_keyboard(page: Page, address: str) -> None:
    visit(page, f"{address}/priority/violent-crime{PLAN}")
    late = page.locator("[data-testid=commitment][data-number=S3]")
    expect(page.get_by_test_id("overdue")).to_contain_text("S3 Map the help there is")
    assert page.get_by_test_id("commitment").first.get_attribute("data-number") == "S3"
    late.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(late.locator(".writing")).to_be_visible(timeout=20_000)
    late.get_by_label("Status", exact=True).focus()
    page.keyboard.type("Green")
    expect(late.get_by_label("Status", exact=True)).to_have_value("green")
    late.get_by_label("What is ahead").fill("a second round of letters")
    late.get_by_role("button", name="Save").press("Enter")
    refused = late.get_by_test_id("refused")
    expect(refused).to_contain_text("Status: commitment S3 was due on 15 Jun 2012, and that has passed", timeout=20_000)
    expect(refused).to_be_focused()
    expect(late.get_by_label("What is ahead")).to_have_value("a second round of letters")
    late.get_by_label("Due date").fill("30/09/2012")
    late.get_by_role("button", name="Save").press("Enter")
    expect(late.get_by_test_id("taken")).to_have_text("Saved for Apr–Jun 2012.", timeout=20_000)
    expect(late.get_by_test_id("commitment-status")).to_have_attribute("data-status", "green")
    expect(late).to_contain_text("A second round of letters")
    expect(late).to_contain_text("Due 30 Sep 2012")
    expect(page.get_by_test_id("overdue")).to_have_count(0)
    expect(late).to_contain_text("Police borough lead")
    silent(page)


def test_what_stood_earlier_has_no_form(page: Page, address: str) -> None:
    visit(page, f"{address}/priority/violent-crime{PLAN}&as_at=2026-01-01")
    expect(page.locator(".answer > summary")).to_have_count(0)
    expect(page.get_by_test_id("judgement")).to_contain_text("What stood at an earlier moment cannot be changed.")
    expect(page.get_by_test_id("commitments")).to_have_count(0)
