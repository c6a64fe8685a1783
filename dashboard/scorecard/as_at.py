"""What is said of the moment a view is as at: a meeting by its name, and that nothing had been loaded by then."""

from datetime import UTC, datetime

from dashboard.metrics.schedule import day
from dashboard.metrics.when import when
from dashboard.scorecard.meetings import named
from dashboard.store.store import Store


def meeting_words(store: Store, as_at: str) -> str:
    """As at June 2012, frozen on 28 Jun 2012 at 14:05 UTC by Chair; empty where it is no meeting. Raises BadMoment."""
    found = named(store, as_at)
    if found is None or found.frozen is None:
        return ""
    return f"As at {found.title}, frozen on {when(found.frozen.moment)} by {found.frozen.by}"


def too_early(store: Store, as_at: str) -> str:
    """Why there are no figures at all as at a moment; empty where some had been loaded. Raises BadMoment."""
    first = store.began()
    if first is None:
        return "Nothing has been loaded yet."
    if store.moment(as_at) >= first:
        return ""
    loaded = day(datetime.fromtimestamp(first // 1_000_000, UTC).date())
    return f"At that moment nothing had been loaded yet: the first file came on {loaded}."
