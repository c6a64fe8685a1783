"""Undo: in every order, the store ends as if the undone uploads had never been loaded; the past never changes."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.errors import CannotUndo
from dashboard.periods import parse
from dashboard.records import AreaRow, Observation, Reading, SeriesSpec
from dashboard.store.store import Store
from dashboard.store.uploads import Handed

AREAS = {code: AreaRow(code, code, "borough") for code in ("E09000006", "E09000011")}
SERIES = ("crime.a", "crime.b", "asb.c")
PERIODS = ("2024-04", "2024-05", "FY2024-25-Q1")
Key = tuple[str, str, str]
State = dict[Key, tuple[float | None, int]]


@dataclass(frozen=True)
class Load:
    """A file: what it says by (series, area, period), and whether it states crime in full."""

    figures: dict[Key, float | None] = field(default_factory=dict)
    covering: bool = False

    def reading(self) -> Reading:
        made = Reading("test.source", "made by a test", ["Sheet1"], covers=("crime",) if self.covering else ())
        made.series = {code: SeriesSpec(code, code, "offences") for code in SERIES}
        made.areas = dict(AREAS)
        made.observations = [
            Observation(series, area, parse(when), "", value, "final", 0, row, 2)
            for row, ((series, area, when), value) in enumerate(self.figures.items(), 2)
        ]
        return made


def standing(store: Store, as_at: str | None = None) -> State:
    rows = store.observations(list(SERIES), as_at=as_at)
    return {(row.series, row.area, row.period.key): (row.value, row.upload) for row in rows}


def replayed(loads: list[tuple[int, Load]]) -> State:
    """What the loads that count leave, by the rules of loading alone."""
    state: State = {}
    for number, load in loads:
        ground = {(area, when) for _, area, when in load.figures}
        if load.covering:
            for key in list(state):
                if key[0].startswith("crime.") and key[1:] in ground and key not in load.figures:
                    del state[key]
        for key, value in load.figures.items():
            if key not in state or state[key][0] != value:
                state[key] = (value, number)
    return state


keys = st.tuples(st.sampled_from(SERIES), st.sampled_from(sorted(AREAS)), st.sampled_from(PERIODS))
loads = st.builds(Load, st.dictionaries(keys, st.sampled_from([None, 1.0, 2.0]), min_size=1, max_size=5), st.booleans())
# a load, or an undo of the n-th upload that still counts
steps = st.lists(st.one_of(loads, st.integers(0, 5)), min_size=2, max_size=10)


def play(store: Store, script: list[Load | int]) -> Iterator[tuple[State, State]]:
    """Run the script; after each step, (what stands, what should)."""
    counting: list[tuple[int, Load]] = []
    for place, step in enumerate(script):
        if isinstance(step, Load):
            number = store.commit(step.reading(), Handed("f.csv", f"{place}".encode(), "analyst")).upload
            assert number is not None
            counting.append((number, step))
        elif counting:
            number, _ = counting.pop(step % len(counting))
            store.undo(number, by="analyst")
        yield standing(store), replayed(counting)


def test_every_order_of_loading_and_undoing_ends_as_if_never_loaded(store: Store) -> None:
    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(steps)
    def plays(script: list[Load | int]) -> None:
        _empty(store)
        views: dict[str, State] = {}
        for found, wanted in play(store, script):
            assert found == wanted
            for moment, view in views.items():
                assert standing(store, as_at=moment) == view
            views[_latest(store)] = found

    plays()


def _latest(store: Store) -> str:
    uploads = store.uploads()
    return max(
        (str(row[name]) for row in uploads for name in ("loaded_at", "undone_at") if row[name]), default="2000-01-01"
    )


def _empty(store: Store) -> None:
    with store.engine.begin() as connection:
        for table in ("observation", "upload", "original"):
            connection.exec_driver_sql(f"DELETE FROM {table}")


A = Load({("crime.a", "E09000006", "2024-04"): 10.0, ("crime.b", "E09000006", "2024-04"): 5.0})
B = Load({("crime.a", "E09000006", "2024-04"): 12.0}, covering=True)


@pytest.mark.parametrize("order", [(0, 0), (1, 0)], ids=["A then B", "B then A"])
def test_two_loads_undone_in_either_order_leave_nothing(store: Store, order: tuple[int, int]) -> None:
    seen = list(play(store, [A, B, *order]))
    assert all(found == wanted for found, wanted in seen)
    assert seen[-1][0] == {}
    assert store.series() == []


def test_what_two_files_in_turn_no_longer_listed_stands_again_when_both_are_undone(store: Store) -> None:
    listed = Load({("crime.b", "E09000006", "2024-04"): 5.0})
    without = Load({("crime.a", "E09000006", "2024-04"): 12.0}, covering=True)
    # the second had nothing to end: the first had ended it already
    seen = list(play(store, [listed, without, without, 1, 1]))
    assert all(found == wanted for found, wanted in seen)
    assert seen[-1][0] == {("crime.b", "E09000006", "2024-04"): (5.0, 1)}


def test_undo_says_what_stands_again(store: Store) -> None:
    list(play(store, [A]))
    number = store.commit(B.reading(), Handed("b.csv", b"b", "analyst")).upload
    assert number is not None
    counts = store.undo(number, by="lead")
    assert (counts.new, counts.changed, counts.gone) == (1, 1, 0)
    row = next(row for row in store.uploads() if row["upload"] == number)
    assert (row["status"], row["undone_by"]) == ("undone", "lead")


def test_an_upload_is_undone_once_and_an_unknown_one_is_named(store: Store) -> None:
    number = store.commit(A.reading(), Handed("a.csv", b"a", "analyst")).upload
    assert number is not None
    store.undo(number, by="analyst")
    with pytest.raises(CannotUndo, match=f"Upload {number} cannot be undone: it was undone at"):
        store.undo(number, by="analyst")
    with pytest.raises(CannotUndo, match="there is no such upload"):
        store.undo(99, by="analyst")


def test_the_same_bytes_load_again_after_an_undo(store: Store) -> None:
    first = store.commit(A.reading(), Handed("a.csv", b"a", "analyst"))
    assert first.upload is not None
    store.undo(first.upload, by="analyst")
    again = store.commit(A.reading(), Handed("a.csv", b"a", "analyst"))
    assert (again.status, again.counts.new) == ("committed", 2)


def test_another_file_that_says_the_same_is_kept_and_stands_when_the_first_is_undone(store: Store) -> None:
    first = store.commit(A.reading(), Handed("a.csv", b"a", "analyst"))
    second = store.commit(A.reading(), Handed("b.csv", b"b", "analyst"))
    assert (second.status, second.upload) == ("unchanged", 2)
    assert first.upload is not None
    store.undo(first.upload, by="analyst")
    assert {upload for _, upload in standing(store).values()} == {2}
