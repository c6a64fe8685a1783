"""The loaders there are: every module of this folder without a leading underscore, found by scanning it."""

import importlib
import pkgutil
from functools import cache
from typing import Protocol

import loaders
from dashboard.areas import Areas
from dashboard.records import Reading, SourceSpec
from loaders._book import Book


class Loader(Protocol):
    """What a loader module offers.

    `recognise` says in one sentence why the book is this publication, or None.
    `read` turns it into observations and problems; it never raises for what a file may hold.
    """

    SOURCE: SourceSpec

    def recognise(self, book: Book) -> str | None: ...

    def read(self, book: Book, areas: Areas) -> Reading: ...


@cache
def all_loaders() -> dict[str, Loader]:
    """Loader modules by source code, in alphabetical order of their files."""
    names = sorted(m.name for m in pkgutil.iter_modules(loaders.__path__) if not m.name.startswith("_"))
    found = [importlib.import_module(f"loaders.{name}") for name in names]
    return {module.SOURCE.code: module for module in found}
