"""How fresh a strategy's figures are: to when each source's go, how long after they come, and what is late."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from dashboard.metrics.schedule import Expected, expected, following
from dashboard.periods import Period
from dashboard.records import SourceSpec
from dashboard.scorecard.arrivals import in_force
from dashboard.scorecard.evidence import POPULATION
from dashboard.store.snapshot import Snapshot
from dashboard.strategy import Strategy


@dataclass(frozen=True)
class Fresh:
    """A source of a strategy in an area: the newest period held, and what is late of it (None: nothing)."""

    source: SourceSpec
    last: Period
    late: Expected | None = None


def freshness(
    strategy: Strategy, sources: Mapping[str, SourceSpec], held: Iterable[tuple[str, Period]], *, today: date
) -> tuple[Fresh, ...]:
    """Every source that feeds the strategy, by title, from (source, period) of what is held.

    Nothing of a strategy that is over is late.
    """
    newest: dict[str, Period] = {}
    for code, period in held:
        before = newest.get(code)
        if before is None or period.last > before.last:
            newest[code] = period
    known = [(sources[code], period) for code, period in newest.items() if code in sources]
    found = (Fresh(spec, period, _late(strategy, spec, period, today)) for spec, period in known)
    return tuple(sorted(found, key=lambda fresh: fresh.source.title))


def _late(strategy: Strategy, spec: SourceSpec, last: Period, today: date) -> Expected | None:
    if not in_force(strategy, spec, today):
        return None
    wanted = expected(following(last, spec.frequency), frequency=spec.frequency, lag_days=spec.lag_days, today=today)
    return wanted if wanted.state == "late" else None


def held_in(snapshot: Snapshot) -> Iterator[tuple[str, Period]]:
    """The source and period of each figure of a snapshot: a page that has read one need not ask again."""
    return (
        (snapshot.uploads[row.upload].source, row.period)
        for row in snapshot.rows
        if row.series != POPULATION and (row.value is not None or row.status == "suppressed")
    )
