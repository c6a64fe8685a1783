"""Ending real processes at any moment of a load, a freeze, a migration or a backup, and looking at what is left.

`python -m tests.kills --times 1000 --database URL` prints one line for every hundred and exits 1 at the first fault.
Whatever is killed, the database is whole, and each piece of work is wholly there or wholly absent.
"""

import argparse
import os
import random
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from dashboard.store.recovery.restore import verified
from dashboard.store.store import Store

ROOT = Path(__file__).resolve().parent.parent
WORK = ("load", "freeze", "migrate", "backup")
_HEAD = "MajorText,MinorText,BoroughName,202404,202405,202406"
_BOROUGHS = ("Barnet", "Bexley", "Brent", "Bromley", "Camden", "Croydon", "Ealing", "Enfield")


def crime(number: int) -> str:
    """A file of which every figure says which file it is."""
    rows = [f"GROUP {g},SORT {s},{b},{number},{number},{number}" for g in range(4) for s in range(6) for b in _BOROUGHS]
    return "\n".join([_HEAD, *rows]) + "\n"


class Killer:
    """Kills work on one database again and again; a fault raises AssertionError."""

    def __init__(self, url: str, folder: Path, seed: int) -> None:
        self.url, self.folder, self.chance = url, folder, random.Random(seed)
        self.typical: dict[str, float] = {}
        self.killed = self.finished = 0

    def round(self, number: int) -> None:
        """One piece of work, killed at a random moment or let through; then everything is looked at."""
        kind = WORK[number % len(WORK)]
        words, expected = getattr(self, f"_{kind}")(number)
        before = self._state()
        process = _forked(words)
        delay = self.chance.uniform(0, self.typical.get(kind, 0.4) * 1.1)
        ended = _wait(process, delay)
        if ended is None:
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
            self.killed += 1
        else:
            assert ended == 0, f"{kind} failed by itself: {ended}"
            self.finished += 1
        self._look(kind, number, before, expected)

    def measure(self) -> None:
        """How long each kind of work takes, so that kills fall within it."""
        for number, kind in enumerate(WORK):
            words, expected = getattr(self, f"_{kind}")(900_000 + number)
            before, began = self._state(), time.monotonic()
            assert _wait(_forked(words), 60.0) == 0, kind
            self.typical[kind] = time.monotonic() - began
            self._look(kind, 900_000 + number, before, expected)

    def _load(self, number: int) -> tuple[Callable[[], None], Callable[[], bool]]:
        path = self.folder / f"crime-{number}.csv"
        path.write_text(crime(number), encoding="utf-8")
        return self._safer("load", str(path)), lambda: True

    def _freeze(self, number: int) -> tuple[Callable[[], None], Callable[[], bool]]:
        code = f"m{number}"
        words = ("--title", f"Meeting {number}", "--date", "2026-09-01", "--strategy", "current")
        assert _wait(_forked(self._safer("meeting", "add", code, *words)), 60.0) == 0
        return self._safer("meeting", "freeze", code), lambda: True

    def _migrate(self, number: int) -> tuple[Callable[[], None], Callable[[], bool]]:
        url = f"sqlite:///{self.folder / f'new-{number}.sqlite'}"

        def migrate() -> None:
            Store.open(url).close()

        return migrate, lambda: _whole(url)

    def _backup(self, number: int) -> tuple[Callable[[], None], Callable[[], bool]]:
        path = self.folder / f"b{number}.zip"
        return self._safer("backup", str(path)), lambda: not path.exists() or bool(verified(path).tables)

    def _safer(self, *words: str) -> Callable[[], None]:
        def run() -> None:
            from typer.testing import CliRunner

            from cli import app

            done = CliRunner().invoke(app, [*words, "--database", self.url], catch_exceptions=False)
            sys.stderr.write(done.stderr if done.exit_code else "")
            sys.stderr.flush()
            os._exit(done.exit_code)

        return run

    def _state(self) -> tuple[int, int, int]:
        """How many uploads, figures and notes there are."""
        store = Store.open(self.url)
        found = (len(store.uploads()), len(store.observations(["crime.group_0"])), len(store.notes.ever("meeting")))
        store.close()
        return found

    def _look(self, kind: str, number: int, before: tuple[int, int, int], expected: Callable[[], bool]) -> None:
        """Everything that must hold after any kill."""
        assert expected(), f"{kind} {number} left half of it"
        after = self._state()
        store = Store.open(self.url)
        try:
            faults = [fault for finding in store.verify() for fault in finding.faults]
            assert not faults, faults
            verdict = store.audit.verify()
            assert verdict.sound, verdict.why
            values = {row.value for row in store.observations(["crime.group_0.sort_0"])}
            assert len(values) <= 1, f"figures of several loads: {values}"
        finally:
            store.close()
        grew = [new - old for new, old in zip(after, before, strict=True)]
        assert grew[0] in ((0, 1) if kind == "load" else (0,)), f"{kind} {number} left {grew}"
        assert grew[2] in ((0, 1) if kind == "freeze" else (0,)), f"{kind} {number} left {grew}"
        if kind == "load" and grew[0] == 0 and before[0]:
            assert after == before, f"a load that did not count changed something: {before} {after}"


def _whole(url: str) -> bool:
    """Whether a database whose making was cut off can be made after all."""
    store = Store.open(url)
    faults = [fault for finding in store.verify() for fault in finding.faults]
    store.close()
    return not faults


def _forked(work: Callable[[], None]) -> int:
    """Begin work in a process of its own group; returns its number."""
    process = os.fork()
    if process:
        return process
    try:
        work()
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _wait(process: int, seconds: float) -> int | None:
    """The exit status of a process that ends in time; None of one that does not."""
    ends = time.monotonic() + seconds
    while True:
        found, status = os.waitpid(process, os.WNOHANG)
        if found:
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() >= ends:
            return None
        time.sleep(0.001)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--times", type=int, default=1000)
    asked.add_argument("--database", default="")
    asked.add_argument("--seed", type=int, default=int(time.time()))
    said = asked.parse_args()
    os.environ.setdefault("SAFER_SECRET_KEY", "a key for kills only")
    with tempfile.TemporaryDirectory() as folder:
        url = said.database or f"sqlite:///{folder}/kills.sqlite"
        killer = Killer(url, Path(folder), said.seed)
        killer.measure()
        for number in range(said.times):
            killer.round(number)
            if number % 100 == 99:
                sys.stdout.write(f"{number + 1}: {killer.killed} killed, {killer.finished} finished, all is whole\n")
                sys.stdout.flush()
    sys.stdout.write(f"seed {said.seed}: {killer.killed} killed, {killer.finished} finished first, all is whole\n")


if __name__ == "__main__":
    main()
