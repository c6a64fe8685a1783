"""A lead's five minutes in a real Chromium: a quiet quarter by keyboard, edits, revisions, and two leads at once."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.store.store import Store
from loaders._load import load
from tests.browser.looking import NARROW, accessible, looked_over, new_page, silent, visit, widened
from tests.browser.serving import serving
from tests.signed import enter
from tests.stores import sampled

QUIET = "/mine?strategy=2012-13&quarter=FY2012-13-Q1&priority=property-crime"
MINE = "/mine?priority=neighbourhood-crime"
LEAD = "Police lead"
OWN = ("neighbourhood-crime", "violence", "violent-crime", "property-crime")
KEPT = "250 burglaries, the fewest in years."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """The samples."""
    with closing(sampled(tmp_path / "mine.sqlite")) as made:
        yield made


@pytest.fixture
def address(store: Store) -> Iterator[str]:
    with serving(store) as there:
        yield there


@pytest.fixture(autouse=True)
def signed(page: Page, store: Store, address: str) -> None:
    enter(page, store, address, "lead", name=LEAD, priorities=OWN)


class Hands:
    """What a lead does, counted: a key, a letter, a click."""

    def __init__(self, page: Page) -> None:
        self.page, self.done = page, 0

    def press(self, key: str) -> None:
        self.done += 1
        self.page.keyboard.press(key)

    def access(self, key: str) -> None:
        """An access key. The browser goes by the unmodified letter, which only its own protocol can send with Alt."""
        self.done += 1
        session = self.page.context.new_cdp_session(self.page)
        letter = {"key": key, "code": f"Key{key.upper()}", "windowsVirtualKeyCode": ord(key.upper()), "modifiers": 1}
        for kind in ("keyDown", "keyUp"):
            session.send("Input.dispatchKeyEvent", {"type": kind, "text": "", "unmodifiedText": key} | letter)
        session.detach()

    def type(self, text: str) -> None:
        for letter in text:
            self.press(letter)

    def click(self, name: str) -> None:
        self.done += 1
        self.page.get_by_role("link", name=name).click()


def said(page: Page, words: str) -> None:
    expect(page.locator("#mine-said")).to_contain_text(words)


def item(page: Page, key: str):  # type: ignore[no-untyped-def]
    return page.locator(f"[data-testid=mine-item][data-narrative={key}]")


def write(page: Page, key: str, text: str) -> None:
    item(page, key).locator("textarea").fill(text)


def press(page: Page, key: str, button: str) -> None:
    item(page, key).get_by_role("button", name=button).click()


def test_a_quiet_quarter_takes_a_lead_under_25_keys_and_clicks(page: Page, address: str, store: Store) -> None:
    """Five narratives: the first accepted, then signed off; the next two one by one; the rest at once."""
    visit(page, address + "/mine")
    hands = Hands(page)
    hands.click("Neighbourhood crime")
    page.wait_for_selector("[data-testid=mine-item]")
    page.wait_for_selector("body[data-ready=true]")
    expect(page.locator(".signs")).to_contain_text(f"You are {LEAD}.")
    hands.access("a")
    said(page, "All recorded offences: saved, not yet signed off. 5 still to sign off.")
    expect(item(page, "indicator-all-offences").get_by_role("button", name="Sign off")).to_be_focused()
    hands.press("Enter")
    said(page, "All recorded offences: signed off. 4 still to sign off.")
    expect(item(page, "indicator-burglary").get_by_role("button", name="Sign off")).to_be_focused()
    hands.press("Enter")
    said(page, "Burglary: signed off. 3 still to sign off.")
    hands.access("s")
    said(page, "Vehicle offences: signed off. 2 still to sign off.")
    hands.access("p")
    said(page, "2 narratives: signed off. Everything is signed off.")
    assert hands.done < 25
    kept = [note.body for note in store.notes.standing("narrative")]
    assert len(kept) == 5
    assert {body["signed_off"]["by"] for body in kept} == {LEAD}
    silent(page)


@pytest.mark.parametrize(("role", "own"), [("viewer", ()), ("lead", ("custody",))])
def test_whoever_may_not_write_reads_and_is_told_who_may(
    page: Page, address: str, store: Store, role: str, own: tuple[str, ...]
) -> None:
    page.context.clear_cookies()
    enter(page, store, address, role, name="Somebody else", priorities=own)
    visit(page, address + MINE)
    expect(page.locator(".instead")).to_contain_text("sign in as the lead of this priority")
    expect(item(page, "indicator-burglary")).to_be_visible()
    assert page.locator("textarea").count() == 0
    assert page.locator("#mine-desk button").count() == 0


def test_a_session_that_ended_loses_nothing_that_was_typed(page: Page, address: str, store: Store) -> None:
    visit(page, address + MINE)
    write(page, "indicator-burglary", KEPT)
    store.sessions.end_all(store.people.named(LEAD), by="Administrator")
    press(page, "indicator-burglary", "Accept")
    expect(page.locator("#trouble-said")).to_contain_text("Sign in as a lead to write narratives.")
    expect(item(page, "indicator-burglary").locator("textarea")).to_have_value(KEPT)
    assert store.notes.standing("narrative") == []


def test_a_text_too_long_is_counted_and_refused_and_stays(page: Page, address: str) -> None:
    visit(page, address + MINE)
    long = "x" * 1210
    write(page, "indicator-burglary", long)
    write(page, "indicator-theft", "Theft is down.")
    expect(item(page, "indicator-burglary").locator(".count")).to_have_text("10 characters too many")
    press(page, "indicator-burglary", "Sign off")
    expect(item(page, "indicator-burglary").locator(".field-fault")).to_contain_text("Take out 10.")
    expect(item(page, "indicator-burglary").locator("textarea")).to_have_value(long)
    expect(item(page, "indicator-burglary").locator("textarea")).to_be_focused()
    expect(item(page, "indicator-theft").locator("textarea")).to_have_value("Theft is down.")
    write(page, "indicator-burglary", "Short.")
    expect(item(page, "indicator-burglary").locator(".count")).to_have_text("1,194 characters left")


def test_what_is_signed_off_stands_on_the_pages_with_whose_it_is(page: Page, address: str) -> None:
    visit(page, address + MINE)
    write(page, "indicator-burglary", KEPT)
    press(page, "indicator-burglary", "Sign off")
    said(page, "Burglary: signed off.")
    visit(page, address + "/indicator/burglary")
    read = page.locator("[data-testid=narrative][data-narrative=indicator-burglary]")
    expect(read).to_contain_text(KEPT)
    expect(read).to_contain_text(f"Written and signed off by {LEAD}, ")
    expect(read.locator("[data-finding=strangers]")).to_contain_text("Not among the indicator’s figures: 250.")
    visit(page, address + "/priority/neighbourhood-crime")
    expect(read).to_contain_text(KEPT)
    other = page.locator("[data-testid=narrative][data-narrative=indicator-theft]")
    expect(other).to_contain_text("Drafted from the figures, not yet signed off")


def revise(store: Store) -> None:
    """Burglary of September 2025 as a later edition has it."""
    months = ",".join(("202507", "202508", "202509"))
    before = {row.period.key: row.value for row in store.observations(["crime.burglary"], ["E09000006"])}
    values = [before[f"2025-{month:02d}"] or 0 for month in (7, 8)] + [(before["2025-09"] or 0) + 8]
    row = ",".join(str(int(value)) for value in values)
    file = f"MajorText,MinorText,BoroughName,{months}\nBURGLARY,HOME,Bromley,{row}\n"
    (report,) = load(store, [("met.csv", file.encode())], by="analyst")
    assert report["status"] == "committed", report


def test_revised_figures_are_said_and_taken_over(page: Page, address: str, store: Store) -> None:
    visit(page, address + MINE)
    press(page, "indicator-burglary", "Sign off")
    said(page, "Burglary: signed off.")
    revise(store)
    visit(page, address + "/indicator/burglary")
    found = page.locator("[data-testid=narrative] [data-finding=stale]")
    expect(found).to_contain_text(
        "3 figures in this text are out of date: was 251, now 259; was 29, now 21; was −10%, now"
    )
    visit(page, address + MINE)
    there = item(page, "indicator-burglary")
    expect(there.locator("[data-finding=stale]")).to_be_visible()
    before = there.locator("textarea").input_value()
    now = before.replace("251", "259").replace("29 (", "21 (").replace("−10%", "−8%")
    for button, text in (
        ("Take over the new figures", now),
        ("Put back what was there", before),
        ("Redraft from the figures", now),
    ):
        press(page, "indicator-burglary", button)
        expect(there.locator("textarea")).to_have_value(text)
    press(page, "indicator-burglary", "Sign off")
    said(page, "Burglary: signed off.")
    expect(there.locator("[data-finding=stale]")).to_have_count(0)


def test_two_leads_lose_nothing(page: Page, browser: Browser, address: str, store: Store) -> None:
    visit(page, address + MINE)
    other = new_page(browser)
    enter(other, store, address, "lead", name="Council lead", priorities=OWN)
    visit(other, address + MINE)
    for there, text in ((other, "Theirs."), (page, "Mine.")):
        write(there, "indicator-theft", text)
        press(there, "indicator-theft", "Accept")
        said(there, "Theft: saved" if there is other else "could not be kept")
    theirs = item(page, "indicator-theft").get_by_test_id("theirs")
    expect(theirs).to_contain_text("Council lead has changed this meanwhile")
    expect(theirs).to_contain_text("Theirs.")
    expect(item(page, "indicator-theft").locator(".tag")).to_have_text("Two versions")
    expect(item(page, "indicator-theft").locator("textarea")).to_have_value("Mine.")
    accessible(page)
    press(page, "indicator-theft", "Take theirs")
    expect(item(page, "indicator-theft").locator("textarea")).to_have_value("Theirs.")
    press(page, "indicator-theft", "Put back what was there")
    expect(item(page, "indicator-theft").locator("textarea")).to_have_value("Mine.")
    press(page, "indicator-theft", "Save")
    said(page, "Theft: saved, not yet signed off.")
    assert [note.body["text"] for note in store.notes.ever("narrative")] == ["Theirs.", "Mine."]
    other.close()


def test_a_red_without_words_is_chased_until_there_are_some(page: Page, address: str) -> None:
    visit(page, address + "/priority/violence")
    expect(page.get_by_test_id("chased")).to_contain_text("Red without a narrative: Robbery, the priority as a whole.")
    visit(page, address + "/mine?priority=violence")
    assert page.locator("[data-testid=mine-item]").first.get_attribute("data-narrative") == "indicator-robbery"
    expect(page.get_by_test_id("chased")).to_contain_text("Robbery, the priority as a whole.")
    for key in ("indicator-robbery", "priority-violence"):
        press(page, key, "Accept")
        expect(item(page, key).locator(".tag")).to_have_text("Not signed off")
    expect(page.get_by_test_id("chased")).to_have_count(0)
    visit(page, address + "/priority/violence")
    expect(page.get_by_test_id("chased")).to_have_count(0)


def test_an_earlier_moment_is_read_and_not_written(page: Page, address: str) -> None:
    visit(page, address + QUIET + "&as_at=2012-10-01")
    assert page.locator("textarea").count() == 0
    assert page.locator("#mine-desk button").count() == 0


@pytest.mark.parametrize("path", ["/mine?strategy=2012-13&priority=violent-crime", "/mine?area=E09000007"])
def test_the_page_fits_and_axe_finds_nothing(page: Page, address: str, path: str) -> None:
    widened(page, NARROW)
    visit(page, address + path)
    looked_over(page)
