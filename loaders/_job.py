"""Checking and keeping files in a process of their own, which may be stopped, may die, and is never waited for.

`start` takes files from the tray and starts a process for each; the process watches over a second one that reads
the file, so that whatever a file does to its reader is reported.
"""

import base64
import os
import sys
import time
from dataclasses import dataclass, field
from functools import partial

from dashboard.store.engine import make_engine
from dashboard.store.pending import Outcome
from dashboard.store.store import Store
from loaders._apart import OPENING, sentence
from loaders._checks._registry import all_checks
from loaders._opened import fallen
from loaders._registry import all_loaders
from loaders._review import checked, kept
from loaders._started import begin
from loaders._worker import LONGEST, Document, Fell, Tell, apart

# seconds between two signs of life
BEAT = 2.0
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

    store: Store
    token: str
    stage: str = "Starting"
    progress: float = 0.0
    told: float = field(default_factory=time.monotonic)

    def tell(self, stage: str, progress: float) -> None:
        self.stage, self.progress = stage, progress
        self._put()

    def look(self) -> bool:
        """Whether the reader is to go on; from time to time, a sign of life."""
        if time.monotonic() - self.told > BEAT:
            self._put()
        file = self.store.pending.one(self.token)
        return file is not None and file.state != "stopping"

    def _put(self) -> None:
        self.store.pending.touch(self.token, stage=self.stage, progress=self.progress)
        self.told = time.monotonic()


def _watched(store: Store, url: str, token: str) -> Outcome:
    """What the reader of a file came to, however it ended."""
    store.close()  # no connection may be shared by two processes
    watch = _Watch(store, token)
    try:
        said = apart(lambda tell: _read(url, token, tell), seconds=LONGEST, tell=watch.tell, look=watch.look)
        return _outcome(said)
    except Fell as error:
        if error.kind == "stopped":
            return Outcome("stopped")
        if error.kind == "said":
            return _failed(error.how)
        if error.kind == "fault":
            return _failed(_FAULT.format(fault=error.how))
        if error.stage == OPENING:
            said_ = fallen(error, "This file")
            return _failed(f"{said_} Nothing was kept. {said_.hint}")
        return _failed(sentence(error, longest=LONGEST))


def _read(url: str, token: str, tell: Tell) -> Document:
    """In the second process: read the file and say what came of it."""
    store = Store(make_engine(url))
    try:
        file = store.pending.one(token)
        if file is None:
            return _document(Outcome("stopped"))
        work = kept if file.state == "keeping" else checked
        return _document(work(store, file, store.pending.content(token), tell))
    finally:
        store.close()


def _document(outcome: Outcome) -> Document:
    """An outcome as JSON has it, to be told by one process to another."""
    changes = base64.b64encode(outcome.changes).decode() if outcome.changes is not None else None
    return vars(outcome) | {"changes": changes}


def _outcome(said: Document) -> Outcome:
    """The outcome that another process told."""
    changes = said["changes"]
    return Outcome(**said | {"changes": base64.b64decode(changes) if changes is not None else None})


def _failed(sentence: str) -> Outcome:
    return Outcome("failed", {"failed": sentence})


if __name__ == "__main__":
    main(sys.argv[1])
