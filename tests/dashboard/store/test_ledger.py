"""The ledger: pages of uploads, what a source brought last, what feeds a series, and what was said before."""

import pytest

from dashboard.errors import CannotUndo, UnknownUpload
from dashboard.periods import parse
from dashboard.records import AreaRow, Observation, Reading, SeriesSpec
from dashboard.store.store import Store
from dashboard.store.uploads import Handed

BROMLEY = "E09000006"
Figures = dict[str, float | None]


def reading(figures: Figures, *, source: str = "crime.test", series: str = "crime.burglary", **said: object) -> Reading:
    """A reading of Bromley with a value a period, in row 2 from column 4 on."""
    made = Reading(source, "made by a test", ["Sheet1"], **said)  # type: ignore[arg-type]
    made.series[series] = SeriesSpec(series, series.title(), "offences")
    made.areas[BROMLEY] = AreaRow(BROMLEY, "Bromley", "borough")
    made.observations = [
        Observation(series, BROMLEY, parse(when), "", value, "final" if value is not None else "missing", 0, 2, column)
        for column, (when, value) in enumerate(figures.items(), 4)
    ]
    return made


def load(store: Store, figures: Figures, **said: object) -> int:
    made = reading(figures, **said)  # type: ignore[arg-type]
    content = repr((figures, sorted(said.items()))).encode()
    number = store.commit(made, Handed(f"{made.source}.csv", content, "analyst")).upload
    assert number is not None
    return number


def test_a_page_of_the_ledger_is_newest_first_and_can_be_of_one_source(store: Store) -> None:
    numbers = [load(store, {"2024-04": n}) for n in range(5)]
    other = load(store, {"2024-04": 9}, source="asb.test", series="asb.noise")
    page, counts = store.ledger(None, offset=1, limit=3)
    assert [entry.number for entry in page] == numbers[:1:-1]
    assert counts == {"asb.test": 1, "crime.test": 5}
    page, _ = store.ledger("asb.test", offset=0, limit=3)
    assert [(entry.number, entry.file, entry.loaded_by) for entry in page] == [(other, "asb.test.csv", "analyst")]


def test_an_entry_says_what_it_brought_and_revised(store: Store) -> None:
    load(store, {"2024-04": 100, "2024-05": 10, "2024-06": 0, "2024-07": 50})
    load(store, {"2024-04": 110, "2024-05": 5, "2024-06": 3, "2024-07": 50, "2024-08": 7})
    entry, first = store.ledger(None, offset=0, limit=2)[0]
    assert (entry.first_month, str(entry.last)) == (202404, "2024-08")
    assert (entry.revised, entry.median_revision, entry.largest_revision) == (3, 30.0, 50.0)  # of 0 there is no share
    assert (first.revised, first.median_revision, first.largest_revision) == (0, None, None)


def test_cells_that_hold_no_figure_are_not_what_a_source_brought(store: Store) -> None:
    load(store, {"FY2024-25-Q1": 4, "FY2024-25-Q2": None})
    assert str(store.arrivals([], [])[0]["crime.test"].period) == "FY2024-25-Q1"
    load(store, {"FY2024-25-Q3": None})
    assert store.ledger(None, offset=0, limit=1)[0][0].last is None
    assert str(store.arrivals([], [])[0]["crime.test"].period) == "FY2024-25-Q1"


def test_of_two_periods_that_end_together_the_shorter_is_the_last(store: Store) -> None:
    load(store, {"FY2024-25": 40, "FY2024-25-Q4": 10})
    assert str(store.arrivals([], [])[0]["crime.test"].period) == "FY2024-25-Q4"


def test_what_a_source_brought_is_the_first_upload_with_its_newest_period(store: Store) -> None:
    load(store, {"2024-04": 1})
    first = load(store, {"2024-05": 2})
    load(store, {"2024-05": 3})
    found = store.arrivals([], [])[0]["crime.test"]
    assert (found.period.key, found.upload, found.loaded_by) == ("2024-05", first, "analyst")


def test_what_was_undone_was_not_brought(store: Store) -> None:
    load(store, {"2024-04": 1})
    store.undo(load(store, {"2024-05": 2}), by="analyst")
    assert store.arrivals([], [])[0]["crime.test"].period.key == "2024-04"


def test_a_file_that_confirms_what_stands_has_brought_its_period(store: Store) -> None:
    first = load(store, {"2024-04": 1})
    store.commit(reading({"2024-04": 1}, source="other.test"), Handed("other.csv", b"another", "lead"))
    store.undo(first, by="analyst")
    found = store.arrivals([], [])[0]
    assert {source: (b.period.key, b.loaded_by) for source, b in found.items()} == {"other.test": ("2024-04", "lead")}


def test_the_sources_that_feed_a_series(store: Store) -> None:
    load(store, {"2024-04": 1, "2024-05": 2})
    load(store, {"2024-05": 3, "2024-06": None}, source="other.test")
    _, feeds = store.arrivals(["crime.burglary", "crime.robbery"], [BROMLEY])
    assert {(f.series, f.source, f.period.key) for f in feeds} == {
        ("crime.burglary", "crime.test", "2024-04"),
        ("crime.burglary", "other.test", "2024-05"),
    }
    assert store.arrivals(["crime.burglary"], ["E09000011"])[1] == []


def test_words_are_what_uploads_that_count_said_before(store: Store) -> None:
    first = load(store, {"2024-04": 400})
    second = load(store, {"2024-04": 412})
    at_second = store.edition(second).entry.loaded_at
    load(store, {"2024-04": 420})

    def words(as_at: str | None = None) -> list[float | None]:
        found = store.words(["crime.burglary"], [BROMLEY], as_at)
        return [word.value for word in found.get(("crime.burglary", BROMLEY, parse("2024-04"), ""), [])]

    assert words() == [400, 412]
    assert words(at_second) == [400, 412]  # what stood at that moment is ended by now, and is one of them
    store.undo(first, by="analyst")
    assert words() == [412]
    assert words(at_second) == [400, 412]
    store.undo(second, by="analyst")
    assert words() == []


def test_a_file_comes_back_byte_for_byte(store: Store) -> None:
    content = bytes(range(256)) * 3
    number = store.commit(reading({"2024-04": 1}), Handed("../odd “name”.csv", content, "analyst")).upload
    assert number is not None
    assert store.file(number) == ("../odd “name”.csv", content)


@pytest.mark.parametrize("number", [0, -1, 99, 2**31, 2**70])
def test_an_upload_that_does_not_exist_is_named(store: Store, number: int) -> None:
    for ask in (store.edition, store.file):
        with pytest.raises(UnknownUpload, match=f"There is no upload {number}"):
            ask(number)
    for ask_undo in (store.would_undo, lambda n: store.undo(n, by="analyst")):
        with pytest.raises(CannotUndo, match="there is no such upload"):
            ask_undo(number)


def test_a_dry_run_of_an_undo_says_what_it_would_do_and_does_nothing(store: Store) -> None:
    load(store, {"2024-04": 1, "2024-05": 2})
    number = load(store, {"2024-05": 3, "2024-06": 4})
    before = store.observations(["crime.burglary"])
    expected = store.would_undo(number)
    assert (expected.new, expected.changed, expected.unchanged, expected.gone) == (0, 1, 0, 1)
    assert store.observations(["crime.burglary"]) == before
    assert store.ledger(None, offset=0, limit=1)[0][0].undone_at is None
    assert store.undo(number, by="analyst") == expected
    with pytest.raises(CannotUndo, match="it was undone at"):
        store.would_undo(number)
