"""Every source there is: publications and returns that have a loader, and partners' own files once they are mapped."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from dashboard.records import SourceSpec
from dashboard.store.store import Store
from loaders._mapping import spec
from loaders._mapping.remembered import mappings
from loaders._promised import promised
from loaders._registry import all_loaders

Brings = dict[str, frozenset[str]]


class Sources(Mapping[str, SourceSpec]):
    """Sources by code, those that were mapped last; the store is only asked for one that has no loader."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @cached_property
    def mapped(self) -> dict[str, spec.Mapping]:
        return {mapping.code: mapping for mapping in reversed(mappings(self._store))}

    def __getitem__(self, code: str) -> SourceSpec:
        loader = all_loaders().get(code)
        return loader.SOURCE if loader else self.mapped[code].source

    def __iter__(self) -> Iterator[str]:
        return iter((*all_loaders(), *self.mapped))

    def __len__(self) -> int:
        return len(all_loaders()) + len(self.mapped)

    def brings(self) -> Brings:
        """The series that each source is known to bring before it ever came."""
        measured = {code: frozenset(m.series for m in mapping.measures) for code, mapping in self.mapped.items()}
        return promised() | measured
