"""The upload journey in a real Chromium: handed in, checked, asked about, kept or dropped; by keyboard alone too."""

import threading
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from dashboard.store.store import Store
from loaders._job import start
from loaders._load import load
from tests.browser.looking import accessible, fits, silent, visit, widened
from tests.loaders.test_job import BOROUGHS, HEAD, large, met
from tests.signed import enter

BOTH = f"{HEAD}BURGLARY,HOME,Bromley,12\nTHEFT,BIKE,Bromley,9\n".encode()


@pytest.fixture(autouse=True)
def signed(page: Page, served: tuple[Store, str]) -> None:
    enter(page, *served)


def file(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "text/csv", "buffer": content}


def hand_in(page: Page, *files: FilePayload) -> None:
    page.locator("[data-testid=upload-input] input[type=file]").set_input_files(list(files))


def in_state(page: Page, state: str, count: int = 1) -> None:
    expect(page.locator(f"[data-testid=upload-file][data-state={state}]")).to_have_count(count)


def tab_to(page: Page, there: str) -> None:
    """Press Tab until the element that `there` (a CSS selector) finds has the focus."""
    for _ in range(60):
        if page.evaluate("where => document.activeElement.matches(where)", there):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{there} cannot be reached by keyboard")


def test_the_whole_journey_by_keyboard(page: Page, served: tuple[Store, str], tmp_path: Path) -> None:
    store, address = served
    load(store, [("before.csv", BOTH)], by="another")
    (tmp_path / "met.csv").write_bytes(met(value="13"))
    page.on("filechooser", lambda _: None)  # from now on, so that none opens unheard
    visit(page, address + "/upload")
    tab_to(page, "#upload-input")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files(tmp_path / "met.csv")
    in_state(page, "ready")
    tab_to(page, "details.answer summary")
    page.keyboard.press("Enter")
    tab_to(page, "details.answer textarea")
    page.keyboard.type("The partner sent burglary only")
    tab_to(page, "button[data-act=accept]")
    page.keyboard.press("Enter")
    expect(page.locator(".accepted")).to_contain_text("The partner sent burglary only")
    assert page.evaluate("document.activeElement.closest('[data-file]') !== null")
    tab_to(page, "[data-testid=upload-commit]")
    page.keyboard.press("Enter")
    in_state(page, "kept")
    assert page.evaluate("document.activeElement.textContent") == "met.csv"
    expect(page.locator("main")).to_contain_text("Kept as upload 2")
    assert [entry["reason"] for entry in store.uploads()[0]["accepted"]] == ["The partner sent burglary only"]
    expect(page.locator("table").last).to_contain_text("met.csv")
    silent(page)


def test_ten_files_of_which_three_are_bad(page: Page, served: tuple[Store, str]) -> None:
    store, address = served
    visit(page, address + "/upload")
    good = [file(f"{borough}.csv", met(borough)) for borough in BOROUGHS]
    bad = [file("Bromly.csv", met("Bromly")), file("some.csv", met(value="some")), file("notes.pdf", b"%PDF-1.7")]
    hand_in(page, *good, *bad)
    commit = page.locator("[data-testid=upload-commit]")
    expect(commit).to_have_text("Keep all 7 files that are ready")
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("notes.pdf ends in “.pdf”, which is not a spreadsheet.")
    expect(page.locator("[data-testid=upload-problem]").first).to_contain_text("Bromly")
    commit.click()
    in_state(page, "kept", 7)
    in_state(page, "refused", 3)
    assert len(store.uploads()) == 7
    page.get_by_role("button", name="Drop the 3 files not accepted").click()
    in_state(page, "refused", 0)
    silent(page)


def test_what_waits_is_there_again_after_a_reload(page: Page, served: tuple[Store, str]) -> None:
    _, address = served
    visit(page, address + "/upload")
    hand_in(page, file("met.csv", met()))
    in_state(page, "ready")
    visit(page, address + "/upload")
    in_state(page, "ready")
    page.get_by_role("button", name="Drop met.csv").click()
    in_state(page, "ready", 0)
    expect(page.locator("#upload-said")).to_have_text("met.csv is dropped. Nothing of it is kept.")
    silent(page)


def test_the_second_of_two_analysts_is_told_and_looks_again(page: Page, served: tuple[Store, str]) -> None:
    store, address = served
    visit(page, address + "/upload")
    hand_in(page, file("mine.csv", met()))
    in_state(page, "ready")
    load(store, [("theirs.csv", met(value="15"))], by="another")
    page.locator("[data-testid=upload-commit]").click()
    notice = page.locator("[data-file] .notice")
    expect(notice).to_contain_text("theirs.csv (upload 1) was kept by another")
    assert len(store.uploads()) == 1
    page.locator("[data-testid=upload-commit]").click()
    in_state(page, "kept")
    assert len(store.uploads()) == 2
    silent(page)


def test_a_check_is_stopped_and_begun_again(page: Page, served: tuple[Store, str]) -> None:
    _, address = served
    visit(page, address + "/upload")
    hand_in(page, file("large.csv", large()))
    page.get_by_role("button", name="Stop large.csv").click()
    in_state(page, "stopped")
    page.get_by_role("button", name="Check again large.csv").click()
    in_state(page, "ready")
    silent(page)


def test_an_interrupted_check_says_so(page: Page, served: tuple[Store, str]) -> None:
    store, address = served
    token = store.pending.add("met.csv", met(), by="web")
    store.pending.claim()
    store.pending.abandon(token)
    visit(page, address + "/upload")
    expect(page.locator("[data-file]")).to_contain_text("was interrupted")
    page.get_by_role("button", name="Check again met.csv").click()
    in_state(page, "ready")
    silent(page)


def test_what_somebody_writes_stays_while_other_files_come(page: Page, served: tuple[Store, str]) -> None:
    store, address = served
    load(store, [("before.csv", BOTH)], by="another")
    visit(page, address + "/upload")
    hand_in(page, file("met.csv", met(value="13")))
    in_state(page, "ready")
    page.locator("details.answer summary").first.click()
    page.locator("details.answer textarea").first.fill("half a rea")
    hand_in(page, file("bad.csv", met("Bromly")))
    in_state(page, "refused")
    text = page.locator("details.answer textarea").first
    expect(text).to_be_visible()
    expect(text).to_have_value("half a rea")
    expect(text).to_be_focused()
    silent(page)


def test_a_decision_holds_until_it_is_withdrawn(page: Page, served: tuple[Store, str]) -> None:
    store, address = served
    load(store, [("before.csv", BOTH)], by="another")
    visit(page, address + "/upload")
    hand_in(page, file("met.csv", met(value="13")))
    in_state(page, "ready")
    page.locator("details.answer summary").first.click()
    page.get_by_role("button", name="Treat as an error from now on").first.click()
    in_state(page, "refused")
    page.get_by_text("Decisions that hold for every file").click()
    page.get_by_role("button", name="Withdraw the decision").click()
    in_state(page, "ready")
    assert store.decisions.standing() == []
    silent(page)


def test_too_much_is_said_before_it_travels(page: Page, served: tuple[Store, str]) -> None:
    store, address = served
    visit(page, address + "/upload")
    hand_in(page, file("a.csv", b"x" * 1_500_000), file("b.csv", b"x" * 1_500_000))
    expect(page.locator("#upload-large")).to_have_text("These files have 3 MB together. Send at most 2 MB at once.")
    hand_in(page, file("met.csv", met()))
    in_state(page, "ready")
    expect(page.locator("#upload-large")).to_be_hidden()
    assert [found.file for found in store.pending.all()] == ["met.csv"]
    silent(page)


def previewed(store: Store, name: str, content: bytes, until: Callable[[str], bool]) -> str:
    """The token of a file handed in without a browser, once it is checked."""
    token = store.pending.add(name, content, by="web")
    start(store)
    waited = threading.Event()
    while (found := store.pending.one(token)) and not until(found.state):
        waited.wait(0.05)
    return token


def test_the_figures_behind_the_counts_are_chosen_and_paged(page: Page, served: tuple[Store, str]) -> None:
    store, address = served
    token = previewed(store, "large.csv", large(years=1), lambda state: state == "ready")
    visit(page, f"{address}/upload/{token}?kind=new")
    rows = page.locator("[data-testid=upload-figures] tbody tr")
    expect(rows).to_have_count(100)
    page.get_by_role("link", name="Next").click()
    expect(page.locator(".pages")).to_contain_text("Page 2 of")
    page.locator("#filter-place").select_option(label=page.locator("#filter-place option").nth(1).inner_text())
    expect(page.locator("[data-testid=upload-figures] caption")).to_contain_text("Figures 1 to 100")
    assert "page=" not in page.url
    assert "place=E0900" in page.url
    page.locator("[data-testid=upload-commit]").click()
    in_state(page, "kept")
    expect(rows).to_have_count(100)
    silent(page)


def test_axe_finds_nothing_while_files_wait(page: Page, served: tuple[Store, str]) -> None:
    store, address = served
    load(store, [("before.csv", BOTH)], by="another")
    done = previewed(store, "met.csv", met(value="13"), lambda state: state == "ready")
    refused = previewed(store, "a" * 90 + ".csv", met("Bromly"), lambda state: state == "refused")
    stopped = store.pending.add("stopped.csv", b"x", by="web")
    store.pending.stop(stopped)
    store.decisions.decide(source="fte.lait", code="anything", verdict="accept", reason="as agreed", by="web")
    for path, width in product(
        ("/upload", f"/upload/{done}", f"/upload/{refused}", "/upload/no-such-file"), (1440, 390)
    ):
        widened(page, width)
        visit(page, address + path, status=404 if path.endswith("no-such-file") else 200)
        page.evaluate("document.querySelectorAll('details').forEach(found => { found.open = true; })")
        accessible(page)
        fits(page)
