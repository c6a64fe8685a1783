"""Every hostile file is taken or refused in the right words, within ten seconds and 600 MB; nothing changes by accident."""

import json
import os
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from dashboard.store.store import Store
from loaders._apart import load_apart
from tests.hostile import fuzz, markup, people, sizes, texts, zips
from tests.hostile._made import TAKEN, Hostile
from tests.hostile.reading import read

SECONDS, MEGABYTES = float(os.environ.get("SAFER_TEST_SLOWNESS", "1")) * 10, 600
ROOMS = (zips, markup, sizes, texts, people, fuzz)
FILES: dict[str, Hostile] = {name: file for room in ROOMS for name, file in room.FILES.items()}


def test_there_are_enough_of_them() -> None:
    assert len(FILES) >= 120
    assert len(FILES) == sum(len(room.FILES) for room in ROOMS)


@pytest.fixture(scope="module")
def hostile_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store.open(f"sqlite:///{tmp_path_factory.mktemp('hostile') / 'x.sqlite'}")


@pytest.fixture(scope="module")
def reader() -> Iterator[Executor]:
    """A process of its own that loads one file after the other: this one may hold and have started anything."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        yield pool


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file(hostile_store: Store, reader: Executor, name: str) -> None:
    file = FILES[name]
    before = len(hostile_store.uploads())
    url = hostile_store.engine.url.render_as_string(hide_password=False)
    result, took, peak = reader.submit(read, url, file.file, file.content()).result()
    _say_well(file, result)
    assert took < SECONDS
    assert peak < MEGABYTES
    taken = result["status"] == TAKEN
    assert len(hostile_store.uploads()) == before + taken
    if taken:
        hostile_store.undo(int(result["upload"]), by="x")


def _say_well(file: Hostile, result: dict[str, object]) -> None:
    """One JSON document whose first error is the expected one, in a sentence with a remedy, and harmless to print."""
    told = json.loads(json.dumps(result))
    errors = [problem for problem in told["problems"] if problem["severity"] == "error"]
    found = errors[0]["code"] if told["status"] == "refused" else told["status"]
    assert found in file.expected, errors[:3] or told
    if told["status"] != "refused":
        return
    said = f"{errors[0]['message']} {errors[0]['hint']}"
    assert file.says in said, said
    assert errors[0]["message"].endswith((".", "!", "?")) and len(said) < 1_200
    assert not any(ord(letter) < 32 or letter in "\u202a\u202b\u202d\u202e" for letter in said), said
    assert "Traceback" not in said and "signal" not in said


def test_a_file_of_personal_data_is_refused_without_repeating_it(hostile_store: Store) -> None:
    for name, file in people.FILES.items():
        result = load_apart(
            hostile_store, file.file, file.content(), seconds=60.0, by="x", dry_run=True, source=None, strict=False
        )
        assert not any(
            word in json.dumps(result["problems"]) for word in ("Example", "1990", "example.org", "07700")
        ), name


def test_the_samples_hold_no_personal_data() -> None:
    from dashboard.settings import DATA
    from loaders._book import open_book
    from loaders._privacy import personal

    paths = [path for path in sorted(Path(DATA / "samples").iterdir()) if path.suffix == ".csv"]
    assert [personal(open_book(path.read_bytes(), path.name)) for path in paths] == [[]] * len(paths)
