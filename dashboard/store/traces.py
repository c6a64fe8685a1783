"""Traces: everything there is to know of single figures, each in one snapshot."""

from collections.abc import Collection

from sqlalchemy import Engine

from dashboard.periods import Period
from dashboard.store import history
from dashboard.store.engine import reading
from dashboard.store.history import History, Span
from dashboard.store.named import Named
from dashboard.store.packed import unpack


class Traces:
    """What stood and stands of figures, and the files they came from; `Store.traces`."""

    def __init__(self, engine: Engine, named: Named) -> None:
        self.engine, self.named = engine, named

    def history(self, series: Collection[str], area: str, span: Period, as_at: str | None = None) -> History:
        """Everything that stood or stands of `series` in an area within a span, with the uploads known at `as_at`."""
        at = self.named.moment(as_at) if as_at else None
        with reading(self.engine) as connection:
            return history.read(connection, codes=series, area_code=area, span=span, as_at=at)

    def held(self, series: str, area: str, as_at: str | None = None) -> tuple[list[Span], list[str]]:
        """The periods a series has figures for in an area, and the names of all areas it has figures for."""
        at = self.named.moment(as_at) if as_at else None
        with reading(self.engine) as connection:
            return history.spans(connection, series, area, at), history.areas_with(connection, series, at)

    def originals(self, digests: Collection[str], *, largest: int) -> dict[str, bytes]:
        """Files of at most `largest` bytes as they were handed in, by SHA-256."""
        with reading(self.engine) as connection:
            found = history.originals(connection, digests, largest)
        return {digest: unpack(content) for digest, content in found.items()}
