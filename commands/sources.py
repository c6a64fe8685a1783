"""safer sources: the publications and returns that are recognised, by what, and which are due or late."""

from datetime import UTC, datetime

from commands._common import AsJson, Database, opened, out, print_json
from dashboard.metrics.schedule import how_late, how_soon
from dashboard.scorecard.arrivals import Arrival, arrivals
from dashboard.settings import DATA, Settings
from dashboard.strategy import load_strategies
from loaders._sources import Sources

_HEADINGS = {"late": "Late", "due-soon": "Due soon", "up-to-date": "Up to date", "not-used": "Not used"}


def sources(as_json: AsJson = False, database: Database = None) -> None:
    """The publications and returns that are recognised, by what, and which are due or late."""
    with opened(database) as store:
        known = Sources(store)
        found = arrivals(
            store,
            known.values(),
            load_strategies(DATA / "strategies").values(),
            area=Settings().area,
            brings=known.brings(),
            today=datetime.now(UTC).date(),
        )
    if as_json:
        print_json({"sources": [arrival.as_row() for arrival in found]})
        return
    for state, heading in _HEADINGS.items():
        those = [arrival for arrival in found if arrival.state == state]
        if those:
            out(f"{heading}\n")
        for arrival in those:
            _tell(arrival)


def _tell(arrival: Arrival) -> None:
    spec = arrival.source
    out(f"{spec.code}: {spec.title} ({spec.publisher}, every {spec.frequency})")
    if arrival.next:
        days, wanted = arrival.next.days, arrival.next
        held = f"figures to {arrival.last.period.short}" if arrival.last else "nothing has come yet"
        said = how_late(days) if days > 0 else how_soon(-days)
        out(f"    {held}; {wanted.period.short} due {wanted.due.isoformat()}, {said.removeprefix('due ')}")
    if arrival.waiting:
        out("    needed by " + ", ".join(dict.fromkeys(waiting.title for waiting in arrival.waiting)))
    out(f"    recognises {spec.recognises}\n")


COMMANDS = {"sources": sources}
