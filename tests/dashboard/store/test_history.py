"""History: everything that stood of a figure, what brought, ended and confirmed it, on both databases."""

import pytest
from sqlalchemy import event

from dashboard.periods import Period, parse
from dashboard.records import AreaRow, Observation, Reading, SeriesSpec
from dashboard.store.assertions import confirmed_places, packed
from dashboard.store.history import History, Told
from dashboard.store.store import Store
from dashboard.store.uploads import Handed

BROMLEY = AreaRow("E09000006", "Bromley", "borough")
APRIL = parse("2024-04")


def said(store: Store, figures: dict[tuple[str, str], float | None], name: str, row: int = 2) -> int:
    """Load figures by (series, period) and give the upload's number; `row` 0 leaves them without a cell."""
    reading = Reading("test.source", "made by a test", ["Sheet1"])
    reading.series = {
        "crime.total": SeriesSpec("crime.total", "All", "offences"),
        "crime.burglary": SeriesSpec("crime.burglary", "Burglary", "offences"),
        "test.rate": SeriesSpec(
            "test.rate", "Rate", "%", aggregation="ratio", numerator="crime.burglary", denominator="crime.total"
        ),
    }
    reading.areas = {BROMLEY.code: BROMLEY}
    reading.observations = [
        Observation(series, BROMLEY.code, parse(when), "", value, "final", 0, row and row + place, row and 3)
        for place, ((series, when), value) in enumerate(figures.items())
    ]
    number = store.commit(reading, Handed(name, name.encode(), "analyst")).upload
    assert number is not None
    return number


def told(history: History, series: str = "crime.burglary", when: Period = APRIL) -> list[Told]:
    return [row for row in history.told if (row.series, row.period) == (series, when)]


def test_every_value_with_what_brought_and_ended_it(store: Store) -> None:
    first = said(store, {("crime.burglary", "2024-04"): 412.0}, "one.csv")
    second = said(store, {("crime.burglary", "2024-04"): 420.0}, "two.csv", row=7)
    history = store.traces.history(["crime.burglary"], BROMLEY.code, APRIL)
    assert history.area_name == "Bromley"
    before, now = told(history)
    assert [(row.value, row.upload, row.row) for row in (before, now)] == [(412.0, first, 2), (420.0, second, 7)]
    assert before.valid_to == now.valid_from == history.uploads[second].loaded_at
    assert now.valid_to is None
    assert before.stood_at(before.valid_from)
    assert not before.stood_at(now.valid_from)
    assert [row.value for row in (before, now) if row.stood_at(None)] == [420.0]


def test_an_undo_is_a_moment_of_its_own(store: Store) -> None:
    first = said(store, {("crime.burglary", "2024-04"): 412.0}, "one.csv")
    second = said(store, {("crime.burglary", "2024-04"): 420.0}, "two.csv")
    store.undo(second, by="analyst")
    history = store.traces.history(["crime.burglary"], BROMLEY.code, APRIL)
    rows = told(history)
    assert [(row.value, row.upload) for row in rows] == [(412.0, first), (420.0, second), (412.0, first)]
    undone = history.uploads[second]
    assert rows[1].valid_to == rows[2].valid_from == undone.undone_at
    assert undone.undone_by(None)
    assert not undone.undone_by(undone.loaded_at)


def test_a_later_upload_that_says_the_same_is_known_with_its_place(store: Store) -> None:
    said(store, {("crime.burglary", "2024-04"): 412.0}, "one.csv")
    second = said(store, {("crime.burglary", "2024-04"): 412.0, ("crime.burglary", "2024-05"): 9.0}, "two.csv", row=5)
    history = store.traces.history(["crime.burglary"], BROMLEY.code, APRIL)
    (row,) = told(history)
    assert history.said_again == {row.id: {second: (0, 5, 3)}}


def test_the_parts_of_a_ratio_and_of_a_total_without_a_cell_come_with_it(store: Store) -> None:
    said(store, {("crime.burglary", "2024-04"): 3.0}, "parts.csv")
    said(store, {("crime.total", "2024-04"): 3.0}, "total.csv", row=0)
    total = store.traces.history(["crime.total"], BROMLEY.code, APRIL)
    assert {row.series for row in total.told} == {"crime.total", "crime.burglary"}
    rate = store.traces.history(["test.rate"], BROMLEY.code, APRIL)
    assert {row.series for row in rate.told} == {"crime.total", "crime.burglary"}


def test_only_the_span_is_told(store: Store) -> None:
    months = {("crime.burglary", f"2024-0{n}"): float(n) for n in range(3, 8)}
    said(store, months | {("crime.burglary", "FY2024-25-Q1"): 15.0, ("crime.burglary", "FY2024-25"): 60.0}, "one.csv")
    history = store.traces.history(["crime.burglary"], BROMLEY.code, parse("FY2024-25-Q1"))
    assert {row.period.key for row in history.told} == {"2024-04", "2024-05", "2024-06", "FY2024-25-Q1"}


def test_an_area_without_figures_has_no_name_here(store: Store) -> None:
    said(store, {("crime.burglary", "2024-04"): 3.0}, "one.csv")
    history = store.traces.history(["crime.burglary"], "E09000007", APRIL)
    assert (history.area_name, history.told) == (None, [])
    assert "crime.burglary" in history.series


def test_what_is_held_names_spans_and_areas(store: Store) -> None:
    said(store, {("crime.burglary", f"2024-0{n}"): 1.0 for n in (4, 5, 6)}, "months.csv")
    said(store, {("crime.burglary", "FY2023-24"): 1.0}, "year.csv")
    spans, areas = store.traces.held("crime.burglary", BROMLEY.code)
    assert {(span.first.key, span.last.key) for span in spans} == {("2024-04", "2024-06"), ("FY2023-24", "FY2023-24")}
    assert areas == ["Bromley"]


def test_originals_come_back_as_they_were(store: Store) -> None:
    said(store, {("crime.burglary", "2024-04"): 3.0}, "one.csv")
    history = store.traces.history(["crime.burglary"], BROMLEY.code, APRIL)
    (upload,) = history.uploads.values()
    assert store.traces.originals([upload.sha256, "nothing"], largest=7) == {upload.sha256: b"one.csv"}
    assert store.traces.originals([upload.sha256], largest=6) == {}


def test_a_history_takes_few_statements_however_long(sqlite_store: Store) -> None:
    for value in range(6):
        said(
            sqlite_store, {("crime.burglary", "2024-04"): float(value), ("crime.total", "2024-04"): 7.0}, f"{value}.csv"
        )
    said(sqlite_store, {("crime.total", "2024-04"): 5.0}, "total.csv", row=0)
    counted: list[str] = []
    event.listen(sqlite_store.engine, "before_cursor_execute", lambda *a: counted.append(a[2]))
    history = sqlite_store.traces.history(["crime.total"], BROMLEY.code, APRIL)
    assert len(history.told) == 8
    assert len(counted) <= 8


@pytest.mark.parametrize("wanted", [{1, 3}, set(), {9}])
def test_places_are_found_among_what_was_packed(wanted: set[int]) -> None:
    said_again = [(1, 0, 5, 2), (2, 0, 6, 2), (3, 1, 7, 4)]
    content = packed(said_again, ("crime",), [(1, "month", 202404)])
    assert confirmed_places(content, wanted) == {n: (s, r, c) for n, s, r, c in said_again if n in wanted}
    assert confirmed_places(None, wanted) == {}
