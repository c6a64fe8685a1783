"""The series each source is known to bring before its first file comes: those its loader or its form declares."""

from collections.abc import Iterable, Iterator
from functools import cache

from dashboard.records import SeriesSpec
from loaders import _returns
from loaders._registry import all_loaders
from loaders._return_measures import Return


@cache
def promised() -> dict[str, frozenset[str]]:
    """Series codes by source; loaders that name their series by what a file holds promise none."""
    forms = [form for form in vars(_returns).values() if isinstance(form, Return)]
    returns = {form.source.code: frozenset(measure.series.code for measure in form.measures) for form in forms}
    declared = {code: frozenset(_declared(vars(loader).values())) for code, loader in all_loaders().items()}
    return {code: declared[code] | returns.get(code, frozenset()) for code in declared}


def _declared(values: Iterable[object]) -> Iterator[str]:
    """Series among a module's constants, and in their tuples, lists and dictionaries."""
    for value in values:
        if isinstance(value, SeriesSpec):
            yield value.code
        elif isinstance(value, dict | list | tuple):
            yield from _declared(value.values() if isinstance(value, dict) else value)
