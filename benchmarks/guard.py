"""What the gate costs: a page's server time without signing in and signed in, and one row of the audit log.

    python -m benchmarks.guard

Prints medians in milliseconds; signing in and the gate may add a tenth to a page at the most.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from flask.testing import FlaskClient

from app import create_app
from dashboard.settings import DATA, Settings
from dashboard.store.store import Store
from loaders._load import load
from tests.signed import sign_in

PAGES = ("/", "/priority/neighbourhood-crime", "/indicator/burglary")


def median(act: Callable[[], object], times: int = 30) -> float:
    """The median time of an act on the processor in milliseconds, after it was done twice."""
    taken = []
    for n in range(times + 2):
        began = time.process_time()
        act()
        if n > 1:
            taken.append((time.process_time() - began) * 1000)
    return statistics.median(taken)


def asked(client: FlaskClient, path: str) -> Callable[[], object]:
    return lambda: client.get(path)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(f"sqlite:///{Path(folder) / 'guard.sqlite'}")
        load(store, [(p.name, p.read_bytes()) for p in sorted((DATA / "samples").glob("*.csv"))], by="samples")
        server = create_app(Settings(), store).server
        nobody, viewer = server.test_client(), sign_in(server.test_client(), store, "viewer")
        for path in PAGES:
            # in turns, so that what else the machine does weighs on both alike
            pairs = [(median(asked(nobody, path), 5), median(asked(viewer, path), 5)) for _ in range(6)]
            plain, signed = (statistics.median(times) for times in zip(*pairs, strict=True))
            print(f"{path:<34} {plain:7.1f} ms   signed in {signed:7.1f} ms   {100 * (signed / plain - 1):+.1f}%")  # noqa: T201
        print(f"{'the gate alone (/healthz)':<34} {median(asked(nobody, '/healthz')):7.2f} ms")  # noqa: T201
        print(f"{'one row of the audit log':<34} {median(lambda: store.audit.note('benchmark')):7.2f} ms")  # noqa: T201
        store.close()


if __name__ == "__main__":
    main()
