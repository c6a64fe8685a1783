"""A mapping that was saved knows its files again, and asks about what has changed since."""

from dashboard.records import Reading
from dashboard.store.store import Store
from loaders._load import load
from loaders._mapping.drift import CODE
from loaders._mapping.remembered import Remembered, remembered
from loaders._mapping.spec import to_json
from loaders._recognise import recognise
from tests.loaders.mapping._books import AREAS, Rows, book, content, figures, proposed

BROMLEY, BEXLEY = "E09000006", "E09000004"
TABLE: Rows = [
    ["Street wardens"],
    [],
    ["Borough", "Quarter", "VWI", "Patrols", "Warnings"],
    ["Bromley", "Q1 2024/25", 12, 15, 20],
    ["Bexley", "Q1 2024/25", 3, 4, 5],
]
ROWS: Rows = [
    ["Tenancy work in Bromley"],
    [],
    ["Activity", "Q1 2024/25"],
    ["Injunctions", 3],
    ["Good neighbour agreements", 4],
    ["Evictions", 5],
]


def saved(store: Store, rows: Rows, **hints: object) -> str:
    """Map a sheet and remember it; returns the mapping's code."""
    mapping = proposed(rows, **({"title": "Wardens", "partner": "Council"} | hints)).mapping
    assert mapping is not None
    store.mappings.save(code=mapping.code, spec=to_json(mapping), by="analyst")
    return mapping.code


def read(store: Store, rows: Rows, name: str = "wardens.xlsx") -> Reading:
    loader, _ = recognise(book(rows, name), None, remembered(store))
    assert isinstance(loader, Remembered)
    return loader.read(book(rows, name), AREAS)


def changed(rows: Rows, row: int, column: int, cell: object) -> Rows:
    made = [list(line) for line in rows]
    made[row - 1][column - 1] = cell
    return made


def test_the_same_headings_are_known_again(sqlite_store: Store) -> None:
    code = saved(sqlite_store, TABLE)
    following = changed(changed(TABLE, 4, 2, "Q2 2024/25"), 5, 2, "Q2 2024/25")
    loader, why = recognise(book(following), None, remembered(sqlite_store))
    assert loader is not None
    assert loader.SOURCE.code == code == "mapped.council_wardens"
    assert why == "Return row 3 has the headings of “Wardens” as Council sends it"
    reading = read(sqlite_store, following)
    assert reading.problems == []
    assert figures(reading)["Patrols", BEXLEY, "FY2024-25-Q2"] == 4


def test_another_table_is_not_known(sqlite_store: Store) -> None:
    saved(sqlite_store, TABLE)
    other: Rows = [["Borough", "Quarter", "Fires", "Floods"], ["Bromley", "Q1 2024/25", 1, 2]]
    assert recognise(book(other), None, remembered(sqlite_store)) == (None, "")


def test_a_published_file_is_not_taken_from_its_own_loader(sqlite_store: Store) -> None:
    rows: Rows = [["MajorText", "MinorText", "BoroughName", "201904"], ["BURGLARY", "HOME", "Bromley", 123]]
    loader, _ = recognise(book(rows), None, remembered(sqlite_store))
    assert loader is not None
    assert loader.SOURCE.code == "crime.mps_borough"


def test_columns_that_moved_are_found_by_their_headings(sqlite_store: Store) -> None:
    saved(sqlite_store, TABLE)
    moved: Rows = [["Street wardens"], ["Quarter", "", "Borough", "Warnings", "VWI", "Patrols"]]
    reading = read(sqlite_store, [*moved, ["Q1 2024/25", "", "Bromley", 20, 12, 15]])
    assert reading.problems == []
    assert figures(reading) == {
        ("VWI", BROMLEY, "FY2024-25-Q1"): 12,
        ("Patrols", BROMLEY, "FY2024-25-Q1"): 15,
        ("Warnings", BROMLEY, "FY2024-25-Q1"): 20,
    }


def test_a_heading_that_changed_is_asked_about_and_left_out_until_then(sqlite_store: Store) -> None:
    code = saved(sqlite_store, TABLE)
    drifted = changed(TABLE, 3, 3, "Violence with injury")
    reading = read(sqlite_store, drifted)
    (problem,) = reading.problems
    assert (problem.severity, problem.code, problem.cell) == ("warning", CODE, "C3")
    assert problem.subject == "C: vwi=violence with injury"
    assert problem.message == "Return: column C was “vwi”, now “Violence with injury”: the same?"
    assert {measure for measure, _, _ in figures(reading)} == {"Patrols", "Warnings"}
    sqlite_store.decisions.decide(source=code, code=CODE, subject=problem.subject, verdict="join", by="analyst")
    joined = read(sqlite_store, drifted)
    assert joined.problems == []
    assert figures(joined)["VWI", BROMLEY, "FY2024-25-Q1"] == 12


def test_a_heading_kept_apart_becomes_a_measure_of_its_own(sqlite_store: Store) -> None:
    code = saved(sqlite_store, TABLE)
    drifted = changed(TABLE, 3, 3, "Litter picks")
    subject = read(sqlite_store, drifted).problems[0].subject
    sqlite_store.decisions.decide(source=code, code=CODE, subject=subject, verdict="apart", by="analyst")
    reading = read(sqlite_store, drifted)
    assert figures(reading)["Litter picks", BEXLEY, "FY2024-25-Q1"] == 3
    assert ("VWI", BEXLEY, "FY2024-25-Q1") not in figures(reading)


def test_a_label_column_kept_apart_breaks_the_mapping(sqlite_store: Store) -> None:
    code = saved(sqlite_store, TABLE)
    drifted = changed(TABLE, 3, 1, "Home borough")
    subject = read(sqlite_store, drifted).problems[0].subject
    sqlite_store.decisions.decide(source=code, code=CODE, subject=subject, verdict="apart", by="analyst")
    assert "mapping-broken" in [problem.code for problem in read(sqlite_store, drifted).problems]


def test_a_label_that_changed_is_asked_about(sqlite_store: Store) -> None:
    code = saved(sqlite_store, ROWS)
    drifted = changed(ROWS, 5, 1, "Neighbour agreements signed")
    reading = read(sqlite_store, drifted)
    (problem,) = reading.problems
    assert problem.subject == "measure: good neighbour agreements=neighbour agreements signed"
    assert len(figures(reading)) == 2
    sqlite_store.decisions.decide(source=code, code=CODE, subject=problem.subject, verdict="join", by="analyst")
    assert figures(read(sqlite_store, drifted))["Good neighbour agreements", BROMLEY, "FY2024-25-Q1"] == 4


def test_a_new_label_may_become_a_measure(sqlite_store: Store) -> None:
    code = saved(sqlite_store, ROWS)
    more: Rows = [*ROWS, ["Mediations", 9]]
    (problem,) = read(sqlite_store, more).problems
    assert problem.subject == "measure: =mediations"
    sqlite_store.decisions.decide(source=code, code=CODE, subject=problem.subject, verdict="apart", by="analyst")
    assert figures(read(sqlite_store, more))["Mediations", BROMLEY, "FY2024-25-Q1"] == 9


def test_a_table_under_another_title_is_another_matter(sqlite_store: Store) -> None:
    rows: Rows = [["Hate crime"], ["Borough", "Q1 2024/25"], ["Bromley", 4], ["Bexley", 5]]
    saved(sqlite_store, rows)
    assert read(sqlite_store, rows).problems == []
    assert recognise(book(changed(rows, 1, 1, "Residential burglary")), None, remembered(sqlite_store)) == (None, "")


def test_an_area_that_was_said_is_not_given_to_another_borough(sqlite_store: Store) -> None:
    rows = changed(ROWS, 1, 1, "Tenancy work")
    saved(sqlite_store, rows, area=BROMLEY)
    assert {area for _, area, _ in figures(read(sqlite_store, rows))} == {BROMLEY}
    reading = read(sqlite_store, changed(rows, 1, 1, "Tenancy work in Croydon"))
    assert [problem.code for problem in reading.problems] == ["area-differs"]
    assert figures(reading) == {}


def test_of_two_mappings_the_one_said_for_the_named_borough_is_taken(sqlite_store: Store) -> None:
    rows = changed(ROWS, 1, 1, "Tenancy work")
    saved(sqlite_store, rows, area=BROMLEY)
    croydon = changed(rows, 1, 1, "Tenancy work in Croydon")
    saved(sqlite_store, croydon, area="E09000008", title="Wardens of Croydon")
    assert {area for _, area, _ in figures(read(sqlite_store, croydon))} == {"E09000008"}
    assert {area for _, area, _ in figures(read(sqlite_store, changed(rows, 1, 1, "Tenancy work in Bromley")))} == {
        BROMLEY
    }


def test_a_period_that_was_said_is_asked_for_the_next_file(sqlite_store: Store) -> None:
    rows: Rows = [["Borough", "Visits", "Calls"], ["Bromley", 3, 4]]
    saved(sqlite_store, rows, period="FY2024-25-Q1")
    assert figures(read(sqlite_store, rows))["Calls", BROMLEY, "FY2024-25-Q1"] == 4
    following = read(sqlite_store, changed(rows, 2, 2, 7))
    assert [problem.code for problem in following.problems] == ["no-period"]
    assert figures(following) == {}


def test_a_mapped_file_is_loaded_like_any_other(sqlite_store: Store) -> None:
    code = saved(sqlite_store, TABLE)
    (result,) = load(sqlite_store, [("wardens.xlsx", content(TABLE))], by="analyst")
    assert (result["status"], result["source"]) == ("committed", code)
    assert result["counts"]["new"] == 6
    (again,) = load(sqlite_store, [("wardens.xlsx", content(TABLE))], by="analyst")
    assert again["status"] == "unchanged"


def test_faults_are_named_by_their_cell(sqlite_store: Store) -> None:
    saved(sqlite_store, TABLE)
    rows = changed(changed(TABLE, 4, 1, "Bromly"), 5, 4, "four")
    rows.append(["Bexley", "Q1 2024/25", 3, "", 6])
    rows.append(["Bexley", "spring", 3, 4, 5])
    found = {problem.cell: problem for problem in read(sqlite_store, rows).problems}
    assert found["A4"].message == "Return!A4 names an area that is not known, “Bromly”."
    assert "Bromley" in found["A4"].hint
    assert found["D5"].message == "Return!D5 holds “four”, where a number belongs."
    assert found["C6"].message == "Return!C6 gives VWI of Bexley for Apr–Jun 2024 again; C5 gives it first."
    assert found["B7"].message == "Return!B7 holds “spring”, which is not a period."
    assert [problem.severity for problem in found.values()] == ["error"] * len(found)
