"""A file loaded from a process that holds nothing else, so that what its reader takes can be measured alone."""

import resource
import time
from typing import NamedTuple

from dashboard.store.engine import make_engine
from dashboard.store.store import Store
from loaders._apart import load_apart


class Read(NamedTuple):
    """What became of a file; processor time in seconds, and the most memory any reader has taken so far, in MB."""

    result: dict[str, object]
    took: float
    peak: float


def read(url: str, name: str, content: bytes) -> Read:
    """Load a file into the store at `url`, as `load_apart` does."""
    began, spent = time.process_time(), resource.getrusage(resource.RUSAGE_CHILDREN)
    store = Store(make_engine(url))
    try:
        result = load_apart(store, name, content, seconds=60.0, by="x", dry_run=False, source=None, strict=False)
    finally:
        store.close()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    took = time.process_time() - began + used.ru_utime + used.ru_stime - spent.ru_utime - spent.ru_stime
    return Read(result, took, used.ru_maxrss / 1000)
