"""What an edition changed, figure by figure, whatever was loaded or undone since."""

import pytest
from sqlalchemy import event

from dashboard.periods import parse
from dashboard.records import AreaRow, Observation, Reading, SeriesSpec
from dashboard.store.editions import Asked, Change, changes, tallies
from dashboard.store.engine import reading as snapshot
from dashboard.store.moments import moment
from dashboard.store.store import Store
from dashboard.store.uploads import Handed

BROMLEY, CAMDEN = "E09000006", "E09000007"
NAMES = {BROMLEY: "Bromley", CAMDEN: "Camden"}
Key = tuple[str, str, str]


def load(store: Store, figures: dict[Key, float | None], *, covers: tuple[str, ...] = ()) -> int:
    """Load a file of (series, area, period) → value, a row each from row 2 on."""
    made = Reading("crime.test", "made by a test", ["Sheet1"], covers=covers)
    made.series = {code: SeriesSpec(code, f"Title of {code}", "offences") for code, _, _ in figures}
    made.areas = {code: AreaRow(code, NAMES[code], "borough") for _, code, _ in figures}
    made.observations = [
        Observation(code, area, parse(when), "", value, "final" if value is not None else "suppressed", 0, row, 4)
        for row, ((code, area, when), value) in enumerate(figures.items(), 2)
    ]
    number = store.commit(made, Handed("test.csv", repr(figures).encode(), "analyst")).upload
    assert number is not None
    return number


def said(found: list[Change]) -> list[tuple[str, str, str, float | None, float | None]]:
    return [(c.series, c.area_name, c.period.key, c.before, c.after) for c in found]


A, B = ("crime.a", BROMLEY, "2024-04"), ("crime.b", BROMLEY, "2024-04")
C, D = ("crime.a", CAMDEN, "2024-04"), ("crime.a", BROMLEY, "2024-05")
FIRST = {A: 100.0, B: 10.0, C: 7.0}
SECOND = {A: 103.0, C: 19.0, D: 5.0}


@pytest.fixture
def second(store: Store) -> int:
    """The second of two editions: two figures revised (3 and 12), one gone, one new."""
    load(store, FIRST, covers=("crime",))
    return load(store, SECOND, covers=("crime",))


def test_revised_figures_come_first_the_largest_change_at_the_top(store: Store, second: int) -> None:
    found = store.edition(second)
    assert (found.asked.kind, found.entry.changed, found.entry.gone, found.entry.new) == ("changed", 2, 1, 1)
    assert said(found.changes) == [
        ("crime.a", "Camden", "2024-04", 7, 19),
        ("crime.a", "Bromley", "2024-04", 100, 103),
    ]
    change = found.changes[1]
    assert (change.title, change.before_upload, change.sheet, change.row, change.column) == (
        "Title of crime.a",
        second - 1,
        0,
        2,
        4,
    )


def test_what_is_gone_and_what_is_new(store: Store, second: int) -> None:
    gone = store.edition(second, kind="gone").changes
    assert said(gone) == [("crime.b", "Bromley", "2024-04", 10, None)]
    assert (gone[0].before_upload, gone[0].row) == (second - 1, 0)
    new = store.edition(second, kind="new").changes
    assert said(new) == [("crime.a", "Bromley", "2024-05", None, 5)]
    assert (new[0].before_upload, new[0].row) == (None, 4)


def test_a_first_edition_is_all_new_in_the_order_of_its_file(store: Store) -> None:
    found = store.edition(load(store, FIRST))
    assert found.asked.kind == "new"
    assert [c.after for c in found.changes] == [100, 10, 7]


def test_changes_of_one_series_or_area_and_how_many_there_are_of_each(store: Store, second: int) -> None:
    found = store.edition(second, area_code=CAMDEN)
    assert said(found.changes) == [("crime.a", "Camden", "2024-04", 7, 19)]
    counts = {(t.series, t.area_name): t.figures for t in found.tallies}
    assert counts == {("crime.a", "Bromley"): 1, ("crime.a", "Camden"): 1}
    assert store.edition(second, series_code="crime.b").changes == []
    assert said(store.edition(second, kind="new", series_code="crime.a", area_code=BROMLEY).changes) != []


def test_a_page_of_changes(store: Store, second: int) -> None:
    assert [c.area_name for c in store.edition(second, offset=1, limit=1).changes] == ["Bromley"]


def test_later_editions_and_undoing_change_nothing_of_what_an_edition_did(store: Store, second: int) -> None:
    before = [store.edition(second, kind=kind).changes for kind in ("changed", "gone", "new")]
    third = load(store, {A: 104.0, C: 19.0, D: 6.0, B: 11.0}, covers=("crime",))
    store.undo(second, by="analyst")
    store.undo(third, by="analyst")
    assert [store.edition(second, kind=kind).changes for kind in ("changed", "gone", "new")] == before


def test_a_figure_that_is_suppressed_or_no_longer_so_comes_before_any_number(store: Store) -> None:
    load(store, {A: 100.0, B: None, C: 7.0})
    number = load(store, {A: 200.0, B: 3.0, C: None})
    assert {c.series + c.area for c in store.edition(number).changes[:2]} == {"crime.b" + BROMLEY, "crime.a" + CAMDEN}


@pytest.mark.parametrize("kind", ["changed", "gone", "new"])
def test_no_statement_scans_the_observations(sqlite_store: Store, kind: str) -> None:
    load(sqlite_store, FIRST, covers=("crime",))
    number = load(sqlite_store, SECOND, covers=("crime",))
    asked = Asked(number, moment(sqlite_store.edition(number).entry.loaded_at), kind)
    plans: list[str] = []

    def explain(connection: object, cursor: object, statement: str, parameters: object, *_: object) -> None:
        if statement.startswith(("SELECT", "WITH")):
            rows = connection.connection.cursor().execute(f"EXPLAIN QUERY PLAN {statement}", parameters)  # type: ignore[attr-defined]
            plans.extend(row[3] for row in rows)

    with snapshot(sqlite_store.engine) as connection:
        event.listen(connection, "before_cursor_execute", explain)
        changes(connection, asked, offset=0, limit=100)
        tallies(connection, asked)
    by_upload = {"changed": "ix_observation_ended", "gone": "ix_observation_ended", "new": "ix_observation_upload"}
    assert any(by_upload[kind] in step for step in plans)
    assert [step for step in plans if step in ("SCAN was", "SCAN now", "SCAN observation")] == []
