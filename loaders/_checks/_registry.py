"""The checks there are: every module of this folder without a leading underscore, found by scanning it."""

import importlib
import pkgutil
from functools import cache

from loaders import _checks
from loaders._checks._codes import LOADER_CODES
from loaders._checks._context import Check, Module


@cache
def all_checks() -> dict[str, Module]:
    """Check modules by code, in alphabetical order of their files."""
    names = sorted(m.name for m in pkgutil.iter_modules(_checks.__path__) if not m.name.startswith("_"))
    found = [importlib.import_module(f"loaders._checks.{name}") for name in names]
    return {module.CHECK.code: module for module in found}


def catalogue() -> list[Check]:
    """Everything that may be said of a file: what loaders name, then what checks find."""
    checks = {code: module.CHECK for code, module in all_checks().items()}
    return [*(check for code, check in LOADER_CODES.items() if code not in checks), *checks.values()]
