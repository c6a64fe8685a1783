"""Committing: provenance, superseding, as-at, the same bytes again, all or nothing."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from dashboard.periods import parse
from dashboard.records import AreaRow, Observation, Reading, SeriesSpec
from dashboard.store.store import Store
from dashboard.store.uploads import Committed, Handed

BROMLEY = AreaRow("E09000006", "Bromley", "borough", "E12000007")


def reading(
    values: dict[str, float | None], *, series: str = "crime.burglary", covers: tuple[str, ...] = ()
) -> Reading:
    """A reading of one area with a value a month, in row 2 from column 4 on."""
    made = Reading("test.source", "made by a test", ["Sheet1"], covers=covers)
    made.series[series] = SeriesSpec(series, series.title(), "offences")
    made.areas[BROMLEY.code] = BROMLEY
    made.observations = [
        Observation(series, BROMLEY.code, parse(when), "", value, "final", 0, 2, 4 + index)
        for index, (when, value) in enumerate(values.items())
    ]
    return made


def commit(store: Store, made: Reading, content: bytes = b"x") -> Committed:
    return store.commit(made, Handed("test.csv", content, "analyst"))


def values(store: Store, as_at: str | None = None, series: str = "crime.burglary") -> dict[str, float | None]:
    return {row.period.key: row.value for row in store.observations([series], as_at=as_at)}


def test_a_first_load_keeps_every_value_with_its_cell(store: Store) -> None:
    outcome = commit(store, reading({"2024-04": 10, "2024-05": 12}))
    assert (outcome.status, outcome.counts.new) == ("committed", 2)
    found = store.observations(["crime.burglary"])
    assert [(r.period.key, r.value, r.sheet, r.row, r.column, r.upload) for r in found] == [
        ("2024-04", 10, 0, 2, 4, outcome.upload),
        ("2024-05", 12, 0, 2, 5, outcome.upload),
    ]


def test_the_same_again_changes_nothing(store: Store) -> None:
    commit(store, reading({"2024-04": 10}))
    again = commit(store, reading({"2024-04": 10}))
    assert (again.status, again.counts.unchanged) == ("unchanged", 1)
    assert len(store.uploads()) == 1


def test_a_newer_edition_supersedes_and_the_older_stays_readable(store: Store) -> None:
    commit(store, reading({"2024-04": 10, "2024-05": 12}))
    before = str(store.uploads()[0]["loaded_at"])
    outcome = commit(store, reading({"2024-05": 15, "2024-06": 9}), content=b"y")
    assert (outcome.counts.new, outcome.counts.changed) == (1, 1)
    assert values(store) == {"2024-04": 10, "2024-05": 15, "2024-06": 9}
    assert values(store, as_at=before) == {"2024-04": 10, "2024-05": 12}


def test_what_a_covering_file_no_longer_lists_is_gone(store: Store) -> None:
    commit(store, reading({"2024-04": 10, "2024-05": 4}, series="crime.burglary.old_name", covers=("crime",)))
    outcome = commit(store, reading({"2024-05": 4}, series="crime.burglary.new_name", covers=("crime",)), content=b"y")
    assert outcome.counts.gone == 1
    assert values(store, series="crime.burglary.old_name") == {"2024-04": 10}


def test_a_dry_run_says_what_would_change_and_leaves_no_trace(store: Store) -> None:
    outcome = store.preview(reading({"2024-04": 10}))
    assert (outcome.status, outcome.counts.new) == ("dry-run", 1)
    assert (store.uploads(), store.series(), store.areas()) == ([], [], [])


def test_a_failed_write_leaves_nothing(store: Store) -> None:
    commit(store, reading({"2024-04": 10}))
    broken = reading({"2024-04": 11, "2024-05": 12})
    broken.observations.append(broken.observations[-1])  # the same key twice breaks the unique index
    with pytest.raises(Exception, match=r"(?i)unique"):
        commit(store, broken, content=b"y")
    assert values(store) == {"2024-04": 10}
    assert len(store.uploads()) == 1


def test_a_missing_value_is_kept_as_missing(store: Store) -> None:
    commit(store, reading({"2024-04": None}))
    assert values(store) == {"2024-04": None}


def test_the_store_answers(store: Store) -> None:
    assert store.healthy()


def test_what_was_agreed_to_is_what_is_kept(store: Store) -> None:
    mine, theirs = reading({"2024-04": 11}), reading({"2024-04": 12})
    commit(store, reading({"2024-04": 10}))
    seen = store.preview(mine).difference.fingerprint
    commit(store, theirs, content=b"y")
    late = store.commit(mine, Handed("mine.csv", b"z", "analyst"), expected=seen)
    assert (late.status, late.upload, late.counts.changed) == ("stale", None, 1)
    assert values(store) == {"2024-04": 12}
    again = store.commit(mine, Handed("mine.csv", b"z", "analyst"), expected=late.difference.fingerprint)
    assert (again.status, values(store)) == ("committed", {"2024-04": 11})


def test_of_two_at_the_same_moment_one_wins_and_the_other_is_told(store: Store) -> None:
    commit(store, reading({"2024-04": 10}))
    files = [(reading({"2024-04": 20 + n}), f"{n}".encode()) for n in range(4)]
    seen = store.preview(files[0][0]).difference.fingerprint
    with ThreadPoolExecutor(4) as pool:
        kept = pool.map(lambda f: store.commit(f[0], Handed("f.csv", f[1], "analyst"), expected=seen).status, files)
        assert sorted(kept) == ["committed", "stale", "stale", "stale"]
    assert len(store.uploads()) == 2


def test_what_is_not_approved_leaves_no_trace(store: Store) -> None:
    outcome = store.commit(reading({"2024-04": 10}), Handed("f.csv", b"x", "analyst"), approve=lambda _: False)
    assert (outcome.status, outcome.counts.new) == ("refused", 1)
    assert (store.uploads(), store.series(), store.areas()) == ([], [], [])
