"""What is expected from whom by when: what each source brought last, what is due or late, and what waits for it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Literal

from dashboard.metrics.schedule import Expected, State, containing, expected, following
from dashboard.periods import ordinal
from dashboard.records import SourceSpec
from dashboard.scorecard import evidence as gathering
from dashboard.store.ledger import Brought, Feed
from dashboard.store.store import Store
from dashboard.strategy import Indicator, Strategy

# a source that nothing waits for is given up for lost after this many days
_LAPSED = 365
Brings = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Waiting:
    """An indicator that rests on a source."""

    strategy: str
    priority: str
    priority_title: str
    code: str
    title: str


@dataclass(frozen=True)
class Arrival:
    """A source: what it brought last, what is expected of it next, and the indicators in force that rest on it.

    Without `next` it is not used: nothing of it was ever loaded, and no indicator needs it.
    """

    source: SourceSpec
    last: Brought | None = None
    next: Expected | None = None
    waiting: tuple[Waiting, ...] = ()

    @property
    def state(self) -> State | Literal["not-used"]:
        return self.next.state if self.next else "not-used"

    @property
    def lapsed(self) -> bool:
        """Late by more than a year, and nothing in force waits for it."""
        return self.next is not None and self.next.days > _LAPSED and not self.waiting

    def as_row(self) -> dict[str, object]:
        """As `safer sources --json` prints it."""
        last, wanted = self.last, self.next
        return asdict(self.source) | {
            "state": self.state,
            "last_period": last.period.key if last else None,
            "last_upload": last.upload if last else None,
            "arrived_at": last.loaded_at if last else None,
            "arrived_by": last.loaded_by if last else None,
            "next_period": wanted.period.key if wanted else None,
            "due": wanted.due.isoformat() if wanted else None,
            "days_late": max(wanted.days, 0) if wanted else None,
            "days_until_due": max(-wanted.days, 0) if wanted else None,
            "overdue": [period.key for period in wanted.overdue] if wanted else [],
            "waiting": [{"strategy": w.strategy, "indicator": w.code} for w in self.waiting],
        }


@dataclass(frozen=True)
class _Known:
    """Every strategy, the sources that feed each series, and the series a source would bring."""

    strategies: list[Strategy]
    fed: Mapping[str, frozenset[str]]
    brings: Brings
    today: date

    def rests_on(self, source: str) -> set[str]:
        """Series whose newest figures a source gave."""
        return {code for code, sources in self.fed.items() if source in sources}

    def only_from(self, source: str) -> set[str]:
        """Series that nothing has fed yet and no other source is known to bring."""
        others = {code for other, codes in self.brings.items() if other != source for code in codes}
        return set(self.brings.get(source, ())) - others - self.fed.keys()


def arrivals(
    store: Store,
    sources: Iterable[SourceSpec],
    strategies: Iterable[Strategy],
    *,
    area: str,
    brings: Brings,
    today: date,
) -> list[Arrival]:
    """Every source: the latest first, then what is due next, then those that are not used.

    `brings` are the series that a source is known to bring before it ever came.
    """
    all_ = list(strategies)
    codes = set().union(*(gathering.codes(strategy) for strategy in all_)) - {gathering.POPULATION}
    areas = {area}.union(*(gathering.areas(strategy, area) for strategy in all_))
    brought, feeds = store.arrivals(codes, areas)
    known = _Known(all_, newest_feeds(feeds), brings, today)
    found = [_arrival(spec, brought.get(spec.code), known) for spec in sources]
    return sorted(found, key=_order)


def _order(arrival: Arrival) -> tuple[bool, int, str]:
    return (arrival.next is None, -arrival.next.days if arrival.next else 0, arrival.source.title)


def _arrival(spec: SourceSpec, last: Brought | None, known: _Known) -> Arrival:
    rests = known.rests_on(spec.code) if last else known.only_from(spec.code)
    current = [strategy for strategy in known.strategies if in_force(strategy, spec, known.today)]
    needing = [strategy for strategy in current if any(_waiting(strategy, rests))]
    if last:
        first = following(last.period, spec.frequency)
    elif needing:
        start = min(strategy.start for strategy in needing)
        first = containing(ordinal(start.year, start.month), spec.frequency)
    else:
        return Arrival(spec)
    wanted = expected(first, frequency=spec.frequency, lag_days=spec.lag_days, today=known.today)
    return Arrival(spec, last, wanted, tuple(w for strategy in needing for w in _waiting(strategy, rests)))


def in_force(strategy: Strategy, source: SourceSpec, today: date) -> bool:
    """Whether figures of a source are still waited for: until those of the strategy's last days are due."""
    return strategy.start <= today <= strategy.end + timedelta(days=source.lag_days)


def _waiting(strategy: Strategy, series: Collection[str]) -> Iterator[Waiting]:
    for priority in strategy.priorities:
        for item in priority.indicators:
            if not inputs(item).isdisjoint(series):
                yield Waiting(strategy.code, priority.code, priority.title, item.code, item.title)


def inputs(indicator: Indicator) -> set[str]:
    """The series whose figures an indicator shows."""
    return {indicator.series} | {part.series for part in indicator.parts}


def newest_feeds(feeds: Iterable[Feed]) -> dict[str, frozenset[str]]:
    """The sources that gave a series its newest figures."""
    periods: dict[str, dict[str, int]] = {}
    for feed in feeds:
        by_source = periods.setdefault(feed.series, {})
        by_source[feed.source] = max(feed.period.last, by_source.get(feed.source, 0))
    return {
        code: frozenset(source for source, last in found.items() if last == max(found.values()))
        for code, found in periods.items()
    }
