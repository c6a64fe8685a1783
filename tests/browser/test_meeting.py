"""A whole meeting in a real Chromium: added, put in order, led by keyboard, minuted, frozen, looked back at."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dashboard.scorecard import meetings, minutes
from dashboard.scorecard.board import Board
from dashboard.scorecard.strategies import opened
from dashboard.settings import DATA, areas_file
from dashboard.store.store import Store
from loaders._load import load
from tests.browser.looking import NARROW, accessible, looked_over, visit, widened
from tests.browser.serving import serving
from tests.signed import enter
from tests.stores import empty

SAMPLE = DATA / "samples" / "asb-2012-13-q1.csv"
MARCH, JUNE = "2012-03-strategic-group", "2012-06-june-2012"
# the smallest letter that is shown, in px
_SMALLEST = """() => Math.min(...Array.from(document.querySelectorAll("#page *")).filter(element =>
  Array.from(element.childNodes).some(node => node.nodeType === 3 && node.textContent.trim())
  && element.getClientRects().length && !element.closest(".unseen")
).map(element => parseFloat(getComputedStyle(element).fontSize)))"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store in which a meeting of March was frozen, before the figures of June came."""
    made = empty(tmp_path / "web.sqlite")
    board = Board(made, opened(made, DATA / "strategies"), areas_file())
    asked = {"strategy": "2012-13", "quarter": "FY2012-13-Q1"}
    march = meetings.planned(board, MARCH, title="Strategic group, March 2012", date="2012-03-15", **asked)
    meetings.add(made, march, by="Analyst")
    minutes.record(
        made,
        march,
        5,
        resolution="Write to landlords",
        owner="Housing lead",
        due="2012-06-01",
        by="Clerk",
        today=date(2012, 6, 1),
    )
    load(made, [("crime.csv", (DATA / "samples" / "crime-2012-13-q1.csv").read_bytes())], by="analyst")
    meetings.freeze(made, MARCH, by="Chair")
    load(made, [(SAMPLE.name, SAMPLE.read_bytes())], by="analyst")
    yield made
    made.close()


@pytest.fixture
def address(store: Store) -> Iterator[str]:
    with serving(store) as there:
        yield there


@pytest.fixture(autouse=True)
def signed(page: Page, store: Store, address: str) -> None:
    enter(page, store, address)


def test_a_meeting_from_its_invitation_to_what_came_after_it(
    page: Page,
    address: str,
    store: Store,
    tmp_path: Path,
) -> None:
    page.set_viewport_size({"width": 1920, "height": 1080})
    visit(page, address + "/meetings?strategy=2012-13&quarter=FY2012-13-Q1")
    accessible(page)
    _added(page)
    _led(page, address, tmp_path)
    _frozen(page, store)
    _revised(page, address, store)


def _added(page: Page) -> None:
    """By keyboard alone; what is missing is said, and nothing typed is lost."""
    page.get_by_label("Title").fill("June 2012")
    page.get_by_label("Day").fill("tomorrow")
    page.get_by_role("button", name="Add the meeting").press("Enter")
    expect(page.locator("#meetings-said")).to_contain_text("write the day as")
    expect(page.get_by_label("Title")).to_have_value("June 2012")
    page.get_by_label("Day").fill("2012-06-28")
    page.get_by_role("button", name="Add the meeting").press("Enter")
    expect(page.locator("#meetings-said")).to_have_text("June 2012 is added.")
    row = page.locator(f"[data-meeting='{JUNE}']")
    expect(row).to_contain_text("Performance plan 2012/13, Apr–Jun 2012 (Q1 2012/13), Bromley")
    page.get_by_text("Agenda of June 2012: 7 items").press("Enter")
    page.get_by_role("button", name="Up Reduce anti-social behaviour").press("Enter")
    expect(page.locator("#meetings-said")).to_have_text("“Reduce anti-social behaviour” is item 4 now.")
    page.get_by_label("A new item").fill("Any other business")
    page.get_by_role("button", name="Add the item").press("Enter")
    expect(page.get_by_text("Agenda of June 2012: 8 items")).to_be_visible()
    page.get_by_role("button", name="Remove Raise public confidence").press("Enter")
    expect(page.get_by_role("button", name="Add Raise public confidence")).to_be_visible()
    accessible(page)


def _led(page: Page, address: str, tmp_path: Path) -> None:
    page.get_by_role("link", name="June 2012", exact=True).press("Enter")
    _at(page, 0, "June 2012")
    for place, title in enumerate(("Matters arising", "", "Reduce violent crime", "Reduce anti-social behaviour"), 1):
        page.keyboard.press("ArrowRight" if place % 2 else "PageDown")
        _at(page, place, title)
        assert page.url.endswith(f"?item={place}")
        assert page.evaluate(_SMALLEST) >= 24
        accessible(page)
        if place == 1:
            expect(page.locator(".minutes")).to_contain_text("Write to landlords (Housing lead, due 1 Jun 2012, open)")
    changed = page.locator(".changed")
    expect(changed).to_contain_text("Changed since Strategic group, March 2012, 15 Mar 2012")
    expect(changed).to_contain_text("Recorded anti-social behaviour, Apr–Jun 2012: 4,584 (new) (upload 2)")
    expect(changed).to_contain_text("grey → green")
    asb = page.locator("[data-testid=indicator-row][data-indicator=asb]")
    expect(asb.locator("[data-testid=rag]")).to_have_attribute("data-rag", "green")
    page.screenshot(path=str(tmp_path / "wall.png"))
    _minuted(page)
    page.keyboard.press("PageUp")
    _at(page, 3, "Reduce violent crime")
    page.reload()
    _at(page, 3, "Reduce violent crime")
    page.get_by_role("link", name="On", exact=True).press("Enter")
    _at(page, 4, "Reduce anti-social behaviour")
    page.get_by_role("button", name="Start the timer").press("Enter")
    expect(page.locator(".elapsed")).to_contain_text("00:0")


def _at(page: Page, place: int, title: str) -> None:
    expect(page.locator("[data-testid=meeting-screen]")).to_have_attribute("data-item", str(place))
    page.wait_for_selector("body[data-ready=true]")
    assert page.locator("h1").inner_text().startswith(title)


def _minuted(page: Page) -> None:
    """An action and a resolution, without leaving the screen; the arrow keys belong to the field that is written in."""
    page.get_by_text("Record an action or a resolution").press("Enter")
    page.get_by_label("What was resolved or agreed").fill("Patrol the high street")
    page.keyboard.press("ArrowRight")
    page.get_by_label("Due").fill("Friday")
    page.get_by_label("Owner").fill("Ward sergeant")
    page.get_by_role("button", name="Record it").press("Enter")
    expect(page.locator("#minute-said")).to_have_text("“Friday” is not a date. Write it as 27/3/2026.")
    page.get_by_label("Due").fill("2012-09-01")
    page.get_by_role("button", name="Record it").press("Enter")
    expect(page.locator("#minute-said")).to_have_text("Recorded: action 4.1 of Ward sergeant.")
    page.get_by_label("What was resolved or agreed").fill("The target stands")
    page.get_by_role("button", name="Record it").press("Enter")
    listed = page.locator("[data-testid=minutes]")
    expect(listed).to_contain_text("4.1 Patrol the high street (Ward sergeant, due 1 Sep 2012, open)")
    expect(listed).to_contain_text("4.2 The target stands (Resolved)")
    accessible(page)


def _frozen(page: Page, store: Store) -> None:
    for place in (5, 6, 7, 8):
        page.keyboard.press("ArrowRight")
        expect(page.locator("[data-testid=meeting-screen]")).to_have_attribute("data-item", str(place))
    expect(page.locator("h1")).to_have_text("What was resolved")
    page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="Freeze… June 2012").press("Enter")
    expect(page.get_by_role("heading", name="Freeze June 2012?")).to_be_focused()
    page.get_by_role("button", name="Freeze it").press("Enter")
    expect(page.get_by_role("heading", name="June 2012 is frozen")).to_be_focused()
    accessible(page)
    meeting = meetings.one(store, JUNE)
    assert meeting.frozen and meeting.frozen.by == "Crime analyst"
    actions = {note.subject: note.body for note in store.notes.standing("action", begins=JUNE)}
    assert actions[f"{JUNE}/4.1"]["owner"] == "Ward sergeant" and actions[f"{JUNE}/4.1"]["status"] == "open"


def _revised(page: Page, address: str, store: Store) -> None:
    """Later figures change neither the meeting's screen nor any page as at it; they are listed as since it."""
    later = SAMPLE.read_text(encoding="utf-8").replace("2276,2291", "2276,2791").replace("4584", "5084")
    load(store, [("later.csv", later.encode())], by="analyst")
    visit(page, f"{address}/meeting/{JUNE}?item=4")
    assert "4,584" in page.locator("[data-testid=indicator-row]").inner_text()
    expect(page.locator("[data-testid=since-meeting]")).to_contain_text("4,584 → 5,084 (upload 3)")
    page.get_by_role("link", name="Leave the meeting").press("Enter")
    page.locator(f"[data-meeting='{JUNE}']").get_by_role("link", name="What it saw").press("Enter")
    expect(page.locator("[data-testid=as-at]")).to_contain_text("As at June 2012, frozen on")
    assert "4,584" in page.locator("[data-testid=indicator-row][data-indicator=asb]").inner_text()
    page.get_by_role("link", name="Show the figures of today").press("Enter")
    expect(page.locator("[data-testid=indicator-row][data-indicator=asb]")).to_contain_text("5,084")
    visit(page, f"{address}/reconciliation?from={JUNE}")
    corrected = page.locator("[data-testid=corrections]")
    expect(corrected).to_contain_text("5,084 [r]")
    accessible(page)
    visit(page, f"{address}/changes?from={JUNE}")
    expect(page.locator("[data-testid=changes]")).to_contain_text("4,584 → 5,084")
    accessible(page)


def test_before_any_data_is_said(page: Page, address: str) -> None:
    visit(page, address + "/?strategy=2012-13&as_at=2001-01-01")
    expect(page.locator("[data-testid=as-at]")).to_contain_text("At that moment nothing had been loaded yet")


@pytest.mark.parametrize(
    "path",
    [
        "/meetings",
        f"/meeting/{MARCH}",
        f"/meeting/{MARCH}?item=5",
        f"/changes?from={MARCH}",
        f"/reconciliation?from={MARCH}",
    ],
)
def test_pages_of_meetings_fit(page: Page, address: str, path: str) -> None:
    widened(page, NARROW)
    visit(page, address + path)
    for summary in page.locator("details > summary").all():
        summary.click()
    looked_over(page)
