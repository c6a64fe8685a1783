"""A page as at a frozen meeting against the same page now, with 200 uploads and 40 meetings, as a ratio.

`python benchmarks/as_at.py [RUNS]` loads the samples, then revises the crime file again and again, a meeting frozen
after every fifth edition with its judgements and actions, and a target changed every tenth. Each page is asked for now
and as at meetings early, in the middle and late, in turn, of an app that has answered each once. Medians of one run.
"""

import re
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from flask.testing import FlaskClient

from app import create_app
from dashboard.scorecard import meetings, minutes
from dashboard.scorecard.board import Board
from dashboard.scorecard.strategies import opened
from dashboard.settings import DATA, Settings, areas_file
from dashboard.store.store import Store
from loaders._load import load

RUNS, UPLOADS, MEETINGS = 15, 200, 40
MOST = 1.3
PAGES = ("/", "/priority/neighbourhood-crime", "/indicator/burglary", "/api/v1/status")
TIMES = ("2025-09-group-3", "2025-09-group-20", "2025-09-group-38")


def revised(text: str, number: int) -> bytes:
    """The crime file with one figure of each line of Bromley changed, another in each edition."""
    lines = text.splitlines()
    for place, line in enumerate(lines):
        cells = line.split(",")
        if "Bromley" in cells:
            at = 2 + (number + place) % (len(cells) - 2)
            cells[at] = str(int(float(cells[at])) + 1)
            lines[place] = ",".join(cells)
    return ("\n".join(lines) + "\n").encode()


def prepare(store: Store, folder: Path) -> None:
    """Two hundred uploads and forty meetings."""
    samples = {path.name: path.read_bytes() for path in sorted((DATA / "samples").glob("*.csv"))}
    load(store, list(samples.items()), by="benchmark")
    text, plan = samples["crime-by-borough.csv"].decode(), folder / "current.toml"
    for number in range(UPLOADS - len(samples)):
        content = revised(text, number)
        text = content.decode()
        load(store, [(f"edition-{number}.csv", content)], by="benchmark")
        if number % 10 == 0:
            said = plan.read_text(encoding="utf-8")
            plan.write_text(re.sub(r"value = -2\.\d+", f"value = -2.{number // 10}", said, count=1), encoding="utf-8")
        if number % 5 == 4:
            meet(store, folder, number // 5)
    for number in range((UPLOADS - len(samples)) // 5, MEETINGS):
        meet(store, folder, number)


def meet(store: Store, folder: Path, number: int) -> None:
    board = Board(store, opened(store, folder), areas_file())
    code = f"2025-09-group-{number}"
    asked = {"title": code, "date": "2025-09-11", "strategy": "current", "quarter": "FY2025-26-Q1"}
    meeting = meetings.add(store, meetings.planned(board, code, **asked), by="benchmark")
    for item in range(2, 8):
        said = {"resolution": "Look at it again", "owner": "Lead", "due": "2025-12-01"}
        minutes.record(store, meeting, item, **said, by="benchmark", today=meeting.date)
    meetings.freeze(store, code, by="benchmark")


def asked(client: FlaskClient, address: str) -> float:
    began = time.perf_counter()
    assert client.get(address).status_code == 200, address
    return time.perf_counter() - began


def measure(client: FlaskClient, path: str, runs: int) -> tuple[float, float]:
    """The median now, and the slowest of the medians as at each meeting, in seconds."""
    addresses = [path, *(f"{path}?as_at={code}" for code in TIMES)]
    for address in addresses:
        asked(client, address)
    took: dict[str, list[float]] = {address: [] for address in addresses}
    for _ in range(runs):
        for address in addresses:
            took[address].append(asked(client, address))
    now, *then = (statistics.median(took[address]) for address in addresses)
    return now, max(then)


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(shutil.copytree(DATA / "strategies", Path(name) / "strategies"))
        store = Store.open(f"sqlite:///{Path(name) / 'as_at.sqlite'}")
        prepare(store, folder)
        client = create_app(Settings(), store, strategies=folder).server.test_client()
        say(f"{len(store.uploads())} uploads, {len(meetings.listed(store))} meetings")
        ratios = []
        for path in PAGES:
            now, then = measure(client, path, runs)
            ratios.append(then / now)
            say(f"{path:<32} now {now * 1000:6.1f} ms, as at {then * 1000:6.1f} ms: {then / now:.2f}")
        say(f"worst ratio {max(ratios):.2f} (at most {MOST})")
        store.close()
    raise SystemExit(0 if max(ratios) <= MOST else 1)


if __name__ == "__main__":
    main()
