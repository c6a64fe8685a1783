"""Files checked and kept by processes of their own: what they come to, however they end."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from dashboard.store.pending import Pending
from dashboard.store.store import Store
from loaders._job import start
from loaders._load import load

HEAD = "MajorText,MinorText,BoroughName,201904\n"
BOROUGHS = ("Barking and Dagenham", "Barnet", "Bexley", "Brent", "Bromley", "Camden", "Croydon")


def met(borough: str = "Bromley", value: str = "12") -> bytes:
    return f"{HEAD}BURGLARY,HOME,{borough},{value}\n".encode()


def large(years: int = 13) -> bytes:
    """A file that takes a while to read: a second or more with all its years."""
    months = ",".join(f"{year}{month:02d}" for year in range(2024 - years, 2024) for month in range(1, 13))
    values = ",".join(["7"] * years * 12)
    rows = [f"GROUP {g},SORT {s},{b},{values}" for g in range(6) for s in range(12) for b in BOROUGHS]
    return "\n".join([f"MajorText,MinorText,BoroughName,{months}", *rows]).encode()


def settled(store: Store, *tokens: str) -> list[Pending]:
    """The files once nothing works on them any more, and the processes have ended."""
    ends = time.monotonic() + 60
    while True:
        found = {file.token: file for file in store.pending.all()}
        if not any(found[token].running for token in tokens):
            break
        assert time.monotonic() < ends, found
        time.sleep(0.05)
    for thread in threading.enumerate():
        if thread.name.startswith("job "):
            thread.join(30)
    found = {file.token: file for file in store.pending.all()}
    return [found[token] for token in tokens]


def checked(store: Store, *files: tuple[str, bytes]) -> list[Pending]:
    tokens = [store.pending.add(name, content, by="web") for name, content in files]
    start(store)
    return settled(store, *tokens)


def kept(store: Store, *files: Pending) -> list[Pending]:
    for file in files:
        assert store.pending.agree(file.token, mark=file.mark, by="lead")
    start(store)
    return settled(store, *(file.token for file in files))


def readers(token: str) -> list[int]:
    """Processes that work on a file: the watching one first."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = entry.read_bytes().split(b"\0")
        except OSError:
            continue
        if token.encode() in words:
            found.append(int(entry.parent.name))
    return sorted(found)


def reading(token: str) -> list[int]:
    """The two processes of a file, once the second has begun."""
    ends = time.monotonic() + 30
    while len(readers(token)) < 2:
        assert time.monotonic() < ends
        time.sleep(0.005)
    return readers(token)


def test_a_file_is_checked_then_kept_behind_the_scenes(store: Store) -> None:
    (file,) = checked(store, ("met.csv", met()))
    report = store.pending.reports([file.token])[file.token]
    assert (file.state, report["status"], report["counts"]["new"]) == ("ready", "dry-run", 3)
    assert store.uploads() == []
    (file,) = kept(store, file)
    report = store.pending.reports([file.token])[file.token]
    assert (file.state, report["upload"]) == ("kept", 1)
    assert [(row["file"], row["loaded_by"]) for row in store.uploads()] == [("met.csv", "lead")]
    assert [row.value for row in store.observations(["crime.burglary"])] == [12]


def test_ten_files_of_which_three_are_bad(sqlite_store: Store) -> None:
    good = [(f"{borough}.csv", met(borough)) for borough in BOROUGHS]
    bad = [("Bromly.csv", met("Bromly")), ("some.csv", met(value="some")), ("minutes.pdf", b"%PDF-1.7")]
    files = checked(sqlite_store, *good, *bad)
    assert [file.state for file in files] == ["ready"] * 7 + ["refused"] * 3
    reports = sqlite_store.pending.reports([file.token for file in files[7:]])
    errors = [[p["message"] for p in reports[f.token]["problems"] if p["severity"] == "error"] for f in files[7:]]
    assert ["Bromly" in errors[0][0], "some" in errors[1][0], ".pdf" in errors[2][0]] == [True] * 3
    assert {file.state for file in kept(sqlite_store, *files[:7])} == {"kept"}
    assert sorted(str(row["file"]) for row in sqlite_store.uploads()) == sorted(name for name, _ in good)
    assert len(sqlite_store.observations(["crime.burglary"])) == 7
    assert [sqlite_store.pending.one(file.token).state for file in files[7:]] == ["refused"] * 3  # type: ignore[union-attr]


def test_of_two_who_load_the_same_at_once_one_wins_and_the_other_is_told(store: Store) -> None:
    (file,) = checked(store, ("mine.csv", met(value="12")))
    load(store, [("theirs.csv", met(value="15"))], by="another")
    (file,) = kept(store, file)
    report = store.pending.reports([file.token])[file.token]
    assert file.state == "ready"
    assert (report["counts"]["new"], report["counts"]["changed"]) == (0, 3)
    assert [(row["file"], row["by"], row["undone"]) for row in report["since"]] == [("theirs.csv", "another", None)]
    assert [row["file"] for row in store.uploads()] == ["theirs.csv"]
    (file,) = kept(store, file)
    assert (file.state, store.observations(["crime.burglary"])[0].value) == ("kept", 12)


def test_an_undo_between_preview_and_keeping_is_told_too(sqlite_store: Store) -> None:
    load(sqlite_store, [("first.csv", met(value="9"))], by="another")
    (file,) = checked(sqlite_store, ("mine.csv", met(value="12")))
    sqlite_store.undo(1, by="a lead")
    (file,) = kept(sqlite_store, file)
    (since,) = sqlite_store.pending.reports([file.token])[file.token]["since"]
    assert (file.state, since["upload"], since["by"], bool(since["undone"])) == ("ready", 1, "a lead", True)


def test_a_preview_names_the_uploads_whose_figures_it_replaces(sqlite_store: Store) -> None:
    load(sqlite_store, [("first.csv", met(value="9"))], by="another")
    (file,) = checked(sqlite_store, ("mine.csv", met(value="12")))
    (row,) = sqlite_store.pending.reports([file.token])[file.token]["replaces"]
    assert (row["upload"], row["file"], row["by"], row["figures"]) == (1, "first.csv", "another", 3)


def test_the_very_file_that_was_kept_before_is_named(sqlite_store: Store) -> None:
    load(sqlite_store, [("first.csv", met())], by="another")
    same, confirming = checked(sqlite_store, ("again.csv", met()), ("spaced.csv", met() + b"\n"))
    reports = sqlite_store.pending.reports([same.token, confirming.token])
    assert reports[same.token]["same_as"]["upload"] == 1
    assert (reports[confirming.token]["status"], reports[confirming.token]["same_as"]) == ("unchanged", None)


def test_an_accepted_warning_is_kept_with_the_upload(sqlite_store: Store) -> None:
    load(sqlite_store, [("a.csv", f"{HEAD}BURGLARY,HOME,Bromley,12\nTHEFT,BIKE,Bromley,9\n".encode())], by="x")
    (file,) = checked(sqlite_store, ("b.csv", met(value="13")))
    report = sqlite_store.pending.reports([file.token])[file.token]
    (problem,) = [p for p in report["problems"] if p["severity"] == "warning"][:1]
    entry = {name: problem[name] for name in ("code", "subject", "message", "sheet", "cell")}
    accepted = [entry | {"reason": "as agreed", "by": "web", "at": "2026-01-01"}, {"code": "gone since"}]
    assert sqlite_store.pending.accept(file.token, mark=file.mark, accepted=accepted)
    kept(sqlite_store, *[sqlite_store.pending.one(file.token)])  # type: ignore[list-item]
    assert sqlite_store.uploads()[0]["accepted"] == accepted[:1]


def test_a_check_is_stopped(sqlite_store: Store) -> None:
    token = sqlite_store.pending.add("large.csv", large(), by="web")
    start(sqlite_store)
    reading(token)
    assert sqlite_store.pending.stop(token)
    (file,) = settled(sqlite_store, token)
    assert file.state == "stopped"
    assert readers(token) == []


def test_a_reader_that_is_killed_is_reported(store: Store) -> None:
    token = store.pending.add("large.csv", large(), by="web")
    start(store)
    os.kill(reading(token)[1], signal.SIGKILL)
    (file,) = settled(store, token)
    assert file.state == "failed"
    assert "signal 9" in store.pending.reports([token])[token]["failed"]


def test_a_job_that_is_killed_is_interrupted_at_once_and_can_be_begun_again(sqlite_store: Store) -> None:
    token = sqlite_store.pending.add("large.csv", large(), by="web")
    start(sqlite_store)
    for process in reading(token):
        os.kill(process, signal.SIGKILL)
    (file,) = settled(sqlite_store, token)
    assert file.state == "interrupted"
    assert sqlite_store.pending.again(token)
    start(sqlite_store)
    assert settled(sqlite_store, token)[0].state == "ready"


def test_a_job_outlives_the_server_that_started_it(sqlite_store: Store) -> None:
    token = sqlite_store.pending.add("large.csv", large(), by="web")
    url = sqlite_store.engine.url.render_as_string(hide_password=False)
    server = f"from dashboard.store.store import Store\nfrom loaders._job import start\nstart(Store.open({url!r}))"
    subprocess.run([sys.executable, "-c", server], check=True)
    assert settled(sqlite_store, token)[0].state == "ready"


def test_a_job_knows_nothing_of_screens() -> None:
    said = "import loaders._job, sys; print(sorted({'dash', 'flask', 'plotly', 'pandas'} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", said], check=True, capture_output=True, text=True)
    assert found.stdout.strip() == "[]"


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"PK\x03\x04 no workbook at all"])
def test_what_cannot_be_opened_is_refused_with_words(sqlite_store: Store, content: bytes) -> None:
    (file,) = checked(sqlite_store, ("odd.xlsx", content))
    (problem,) = sqlite_store.pending.reports([file.token])[file.token]["problems"]
    assert file.state == "refused"
    assert problem["hint"]
