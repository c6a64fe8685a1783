"""Checking and keeping files in a process of their own, which may be stopped, may die, and is never waited for.

`start` takes files from the tray and starts a process for each; the process watches over a second one that reads
the file, so that whatever a file does to its reader is reported.
"""

import contextlib
import multiprocessing
import os
import resource
import sys
import time
import traceback
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection, wait

from dashboard.store.engine import make_engine
from dashboard.store.pending import Outcome
from dashboard.store.store import Store
from loaders._apart import begin
from loaders._checks._registry import all_checks
from loaders._registry import all_loaders
from loaders._review import checked, kept

# seconds between two looks at the tray, two signs of life, and until a reader is given up
LOOK, BEAT, LONGEST = 0.3, 2.0, 900.0
MEMORY = 3 * 1024**3
_FORK = multiprocessing.get_context("fork")
_DIED = (
    "Reading this file ended the program that read it ({how}), so nothing was kept. Open it in a spreadsheet "
    "program, save it under a new name and send that."
)
_TOO_LONG = "Reading this file took longer than {minutes} minutes and was ended; nothing was kept. Send it in parts."
_TOO_LARGE = "Reading this file needs more than {gigabytes} GB of memory; nothing was kept. Send it in parts."
_FAULT = (
    "A fault of this program ended the work on this file ({fault}), and nothing was kept. Check it again; if that "
    "fails too, tell whoever looks after the program."
)


def start(store: Store) -> None:
    """Start a process for each file that waits, as many as may run at once; returns at once."""
    while token := store.pending.claim():
        _spawn(store, token)


def _spawn(store: Store, token: str) -> None:
    try:
        # the file of one that fell is given up at once
        begin(store, "loaders._job", token, fell=partial(store.pending.abandon, token))
    except OSError as error:
        store.pending.finish(token, _failed(_FAULT.format(fault=error.strerror)))


def main(token: str) -> None:
    """Work on the file of `token`, then on whatever waits by then."""
    url = os.environ["SAFER_DATABASE_URL"]
    all_loaders(), all_checks()  # read once, for every reader
    store = Store(make_engine(url))
    following: str | None = token
    while following:
        store.pending.finish(following, _watched(store, url, following))
        following = store.pending.claim()
    store.close()


@dataclass
class _Watch:
    """How far a reader says it is, and when that was last put down."""

    token: str
    stage: str = "Starting"
    progress: float = 0.0
    ends: float = field(default_factory=lambda: time.monotonic() + LONGEST)
    told: float = field(default_factory=time.monotonic)

    def tell(self, store: Store) -> None:
        store.pending.touch(self.token, stage=self.stage, progress=self.progress)
        self.told = time.monotonic()


def _watched(store: Store, url: str, token: str) -> Outcome:
    """What the reader of a file came to, however it ended."""
    store.close()  # no connection may be shared by two processes
    here, there = _FORK.Pipe(duplex=False)
    process = _FORK.Process(target=_read, args=(url, token, there), daemon=True)
    process.start()
    there.close()
    try:
        said = _followed(store, here, _Watch(token))
        if said is not None:
            return said
        process.join(LOOK)
        return _failed(_DIED.format(how=_ending(process.exitcode)))
    finally:
        process.kill()
        process.join()
        here.close()


def _followed(store: Store, here: Connection, watch: _Watch) -> Outcome | None:
    """What a reader says at last; None when it ended without a word."""
    while time.monotonic() < watch.ends:
        if wait([here], timeout=LOOK):
            try:
                said = here.recv()
            except (EOFError, OSError):
                return None
            if isinstance(said, Outcome):
                return said
            watch.stage, watch.progress = said
            watch.tell(store)
        elif time.monotonic() - watch.told > BEAT:
            watch.tell(store)
        file = store.pending.one(watch.token)
        if file is None or file.state == "stopping":
            return Outcome("stopped")
    return _failed(_TOO_LONG.format(minutes=round(LONGEST / 60)))


def _read(url: str, token: str, there: Connection) -> None:
    """In the second process: read the file and say what came of it."""
    with contextlib.suppress(ValueError, OSError):  # not every system limits memory
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    store = Store(make_engine(url))
    try:
        file = store.pending.one(token)
        if file is None:
            return
        work = kept if file.state == "keeping" else checked
        there.send(work(store, file, store.pending.content(token), lambda stage, share: there.send((stage, share))))
    except MemoryError:
        there.send(_failed(_TOO_LARGE.format(gigabytes=MEMORY // 1024**3)))
    except Exception as error:
        traceback.print_exc()
        there.send(_failed(_FAULT.format(fault=f"{type(error).__name__} at {time.strftime('%H:%M:%S')}")))
    finally:
        store.close()


def _ending(exitcode: int | None) -> str:
    return f"signal {-exitcode}" if exitcode is not None and exitcode < 0 else f"status {exitcode}"


def _failed(sentence: str) -> Outcome:
    return Outcome("failed", {"failed": sentence})


if __name__ == "__main__":
    main(sys.argv[1])
