"""Loading a file in a process of its own: whatever the file does to its reader, the caller goes on and is told."""

import hashlib
import time
from typing import Any

from dashboard.records import Problem
from dashboard.store.pending import plain_name, refusal
from dashboard.store.store import Store
from loaders._load import KEEPING, Result, load, load_one, refused
from loaders._opened import fallen
from loaders._unwatched import unwatched
from loaders._worker import MEMORY, Fell, apart

OPENING = "Opening the file"
DIED = (
    "Reading this file ended the program that read it ({how}), so nothing was kept. Open it in a spreadsheet "
    "program, save it under a new name and send that."
)
TOO_LONG = "Reading this file took longer than {minutes} minutes and was ended; nothing was kept. Send it in parts."
TOO_LARGE = "Reading this file needs more than {gigabytes} GB of memory; nothing was kept. Send it in parts."


def sentence(error: Fell, *, longest: float) -> str:
    """What to say of a file whose reading came to nothing, and what to do."""
    if error.kind == "time":
        return TOO_LONG.format(minutes=round(longest / 60))
    if error.kind == "memory":
        return TOO_LARGE.format(gigabytes=MEMORY // 1024**3)
    return DIED.format(how=error.how)


def load_apart(store: Store, name: str, content: bytes, *, seconds: float, **how: Any) -> Result:
    """`load_one` in a process of its own. A database in memory cannot be shared by two: there it is done in place."""
    if store.engine.url.database in (None, "", ":memory:"):
        return load(store, [(name, content)], **how)[0]
    store.close()  # no connection may be shared by two processes
    began = time.time_ns() // 1000

    def work(tell: Any) -> Result:
        with unwatched():
            return load_one(store, name, content, progress=tell, **how)

    try:
        return apart(work, seconds=seconds)
    except Fell as error:
        if error.kind == "fault":
            raise RuntimeError(error.how) from error
        if error.kind == "said":
            raise
        return _fallen(store, name, content, error, began, seconds)


def _fallen(store: Store, name: str, content: bytes, error: Fell, began: int, seconds: float) -> Result:
    """What became of a file whose loading was cut off: kept as a whole, or not at all."""
    if error.stage == KEEPING and (kept := _kept(store, content, began)):
        return kept
    result = refused(plain_name(name), _problem(error, plain_name(name), seconds))
    digest = hashlib.sha256(content).hexdigest()
    store.audit.note("upload.refused", digest, after=refusal(result))
    return result


def _problem(error: Fell, file: str, seconds: float) -> Problem:
    if error.stage == OPENING:
        said = fallen(error, file)
        return Problem("error", said.code, str(said), said.hint)
    return Problem("error", "reader-ended", sentence(error, longest=seconds))


def _kept(store: Store, content: bytes, began: int) -> Result | None:
    digest = hashlib.sha256(content).hexdigest()
    found = next((row for row in store.uploads() if row["sha256"] == digest), None)
    if found is None or store.moment(found["loaded_at"]) < began:
        return None
    told = {name: found[name] for name in ("file", "status", "source", "why", "upload", "counts", "problems", "notes")}
    return told | {"areas": 0, "periods": [], "rag_flips": None}
