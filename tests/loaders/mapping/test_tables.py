"""Several tables in one file: those of another layout are parted, one is read, and the others are named."""

import io

import openpyxl
import pytest

from app import create_app
from dashboard.settings import Settings
from dashboard.store.store import Store
from loaders._book import Book, open_book
from loaders._load import load
from loaders._mapping.asked import Hints
from loaders._mapping.outlook import outlook
from loaders._mapping.places import Places
from loaders._mapping.propose import propose
from loaders._mapping.remembered import remembered
from loaders._mapping.spec import to_json
from loaders._mapping.tables import tables
from tests.loaders.mapping._books import AREAS, Rows, book, content, figures
from tests.signed import sign_in

NOISE: Rows = [["Noise complaints"], ["Borough", "Q1 2024/25", "Q2 2024/25"], ["Bromley", 12, 15], ["Bexley", 3, 4]]
PATROLS: Rows = [["Patrol hours in Bromley"], ["Team", "Apr 2024", "May 2024"], ["North", 1, 2], ["South", 4, 5]]
VISITS: Rows = [
    ["Quarter", "Visits", "Calls", "Borough"],
    ["Q1 2024/25", 1, 2, "Bromley"],
    ["Q2 2024/25", 4, 5, "Bexley"],
]
BESIDE: Rows = [[*(a + [""] * 3)[:3], "", *b] for a, b in zip(NOISE, PATROLS, strict=True)]
NOT_READ = "holds another table (“Patrol hours”), which is not read: one mapping reads one layout."


def workbook(**sheets: Rows) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def opened(**sheets: Rows) -> Book:
    return open_book(workbook(**sheets), "return.xlsx")


@pytest.mark.parametrize(
    ("rows", "left"),
    [
        ([*NOISE, [], *PATROLS], "Return!A6:C9"),
        ([*NOISE, *PATROLS], "Return!A5:C8"),
        (BESIDE, "Return!E1:G4"),
    ],
)
def test_one_table_is_read_and_the_other_is_named(rows: Rows, left: str) -> None:
    proposal = propose(book(rows), AREAS)
    assert proposal.reading is not None
    assert proposal.reading.problems == []
    assert sorted(value or 0 for value in figures(proposal.reading).values()) == [3, 4, 12, 15]
    assert proposal.left == (f"{left} {NOT_READ}",)


def test_a_table_above_is_parted_from_what_is_read_below() -> None:
    proposal = propose(book([*PATROLS, [], *NOISE]), AREAS, Hints(rows=(7,)))
    assert sorted(value or 0 for value in figures(proposal.reading).values()) == [3, 4, 12, 15]
    assert proposal.left == (f"Return!A1:C4 {NOT_READ}",)


def test_the_other_table_is_read_when_its_headings_are_told() -> None:
    proposal = propose(book([*NOISE, [], *PATROLS]), AREAS, Hints(rows=(7,)))
    assert {area for _, area, _ in figures(proposal.reading)} == {"E09000006"}
    assert proposal.left == (f"Return!A1:C4 {NOT_READ.replace('Patrol hours', 'Noise complaints')}",)


def test_the_table_of_another_sheet_is_named() -> None:
    proposal = propose(opened(Noise=NOISE, Patrols=PATROLS, Notes=[["1", "Excludes 25 cases"]]), AREAS)
    assert proposal.left == (f"Patrols {NOT_READ}",)


def test_sheets_that_are_read_together_leave_nothing() -> None:
    following = [NOISE[0], ["Borough", "Q3 2024/25", "Q4 2024/25"], *NOISE[2:]]
    first = propose(opened(Early=NOISE, Late=following), AREAS)
    assert first.left == ()
    assert len(figures(first.reading)) == 8


def test_blocks_of_one_layout_stay_one_table() -> None:
    places = Places(AREAS)
    again = [["Fires"], *NOISE[1:]]
    months = [["Borough", "Q3 2024/25", "Q4 2024/25"], *NOISE[2:]]
    boroughs = [["Bromley", "Q1 2024/25"], ["Visits", 3], [], ["Bexley", "Q1 2024/25"], ["Visits", 5]]
    for rows in ([*NOISE, [], *again], [*NOISE, [], *months], boroughs, [*NOISE, ["Total", 15, 19], [], ["Notes"]]):
        (sheet,) = book(rows).sheets
        assert tables(sheet, places) == [sheet]
    two = book([*NOISE, [], *VISITS, [], *PATROLS]).sheets[0]
    assert len(tables(two, places)) == 3


def test_every_load_with_a_mapping_says_what_it_leaves(sqlite_store: Store) -> None:
    rows = [*NOISE, [], *PATROLS]
    mapping = propose(book(rows), AREAS, Hints(title="Noise", partner="Council")).mapping
    assert mapping is not None
    sqlite_store.mappings.save(code=mapping.code, spec=to_json(mapping), by="analyst")
    found = outlook("return.xlsx", content(rows), AREAS, remembered(sqlite_store))
    assert (found.way, found.figures, found.problems) == ("remembered", 4, [])
    assert found.left == [f"Return!A6:C9 {NOT_READ}"]


def test_each_of_two_mappings_of_a_file_is_loaded_by_its_name(sqlite_store: Store) -> None:
    rows = [*NOISE, [], *PATROLS]
    for title, head in (("Noise", 2), ("Patrols", 7)):
        mapping = propose(book(rows), AREAS, Hints(title=title, partner="Council", rows=(head,))).mapping
        assert mapping is not None
        sqlite_store.mappings.save(code=mapping.code, spec=to_json(mapping), by="analyst")
    for code, new in (("mapped.council_noise", 4), ("mapped.council_patrols", 4)):
        (result,) = load(sqlite_store, [("return.xlsx", content(rows))], by="analyst", source=code)
        assert (result["status"], result["source"], result["counts"]["new"]) == ("committed", code, new)


def test_the_mapping_page_says_so_before_the_figures(sqlite_store: Store) -> None:
    token = sqlite_store.pending.add("return.xlsx", content([*NOISE, [], *PATROLS]), by="web")
    client = sign_in(create_app(Settings(), sqlite_store).server.test_client(), sqlite_store)
    said = client.get(f"/mapping/{token}").get_data(as_text=True)
    assert "Not everything in this file is read" in said
    assert "Return!A6:C9" in said


def test_which_sheet_is_asked_is_one_field_of_the_page(sqlite_store: Store) -> None:
    token = sqlite_store.pending.add("return.xlsx", workbook(A=NOISE, B=VISITS), by="web")
    client = sign_in(create_app(Settings(), sqlite_store).server.test_client(), sqlite_store)
    said = client.get(f"/mapping/{token}").get_data(as_text=True)
    assert said.count("map:sheet") == said.count("map:totals")
    assert "Which sheet holds the figures to be read?" in said
