"""A large reload against a large store: preview and undo against loading it blind, in one run, as ratios.

`python benchmarks/reload.py` fills a store with two million observations, then takes a ward file of a quarter
of a million figures: loaded blind, revised in a tenth of its figures, previewed, kept and undone. Memory is
the peak of this whole process.
"""

import io
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from dashboard.periods import Period, month
from dashboard.records import AreaRow, Observation, Reading, SeriesSpec
from dashboard.store.store import Store
from dashboard.store.uploads import Handed
from loaders._load import keep, prepare, preview

WARDS, OFFENCES, MONTHS, BACKGROUND = 500, 15, 24, 7


def months(first: int, count: int) -> list[Period]:
    return [month(first + place // 12, place % 12 + 1) for place in range(count)]


def background(store: Store) -> None:
    """Figures of other sources: what a store holds after some years."""
    areas = {f"T{n:08d}": AreaRow(f"T{n:08d}", f"Place {n}", "ward") for n in range(600)}
    periods = months(2010, 60)
    for source in range(BACKGROUND):
        codes = [f"other{source}.s{n}" for n in range(7)]
        made = Reading(f"other{source}", "made up", ["Sheet1"])
        made.series = {code: SeriesSpec(code, code, "things") for code in codes}
        made.areas = areas
        made.observations = [
            Observation(code, area, when, "", float(n % 97), "final", 0, n % 60_000 + 2, 3)
            for n, (code, area, when) in enumerate((c, a, p) for c in codes for a in areas for p in periods)
        ]
        store.commit(made, Handed(f"{source}.csv", str(source).encode(), "benchmark"))


def ward_file(revised: float) -> bytes:
    """A Met ward file; each figure differs from the first edition's with the probability `revised`."""
    random_ = random.Random(7)
    changes = random.Random(11)
    text = io.StringIO()
    heads = [f"{p.start:%Y%m}" for p in months(2023, MONTHS)]
    text.write("MajorText,MinorText,WardName,WardCode,LookUp_BoroughName," + ",".join(heads) + "\n")
    for ward in range(WARDS):
        for offence in range(OFFENCES):
            row = [random_.randrange(40) + (changes.random() < revised) for _ in heads]
            text.write(f"GROUP {offence % 5},OFFENCE {offence},Ward {ward},E05{ward:06d},Bromley,")
            text.write(",".join(map(str, row)) + "\n")
    return text.getvalue().encode()


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def lines(folder: Path) -> Iterator[str]:
    store = Store.open(f"sqlite:///{folder / 'large.sqlite'}")
    background(store)
    first, second = ward_file(0.0), ward_file(0.1)
    blind = timed(lambda: keep(store, prepare(store, "wards.csv", first), by="benchmark"))
    yield f"loaded blind: {blind:.2f} s"
    looked = timed(lambda: preview(store, prepare(store, "wards.csv", second)))
    yield f"preview of the revised edition: {looked:.2f} s, ratio {looked / blind:.2f} (at most 2)"
    kept = keep(store, prepare(store, "wards.csv", second), by="benchmark")
    yield f"kept: {kept['counts']}"
    undone = timed(lambda: store.undo(kept["upload"], by="benchmark"))
    yield f"undo of the revision: {undone:.2f} s, ratio {undone / blind:.2f} (at most 2)"
    undone = timed(lambda: store.undo(kept["upload"] - 1, by="benchmark"))
    yield f"undo of the first edition, every figure of it: {undone:.2f} s, ratio {undone / blind:.2f}"
    yield f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB (at most 600)"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for line in lines(Path(folder)):
            sys.stdout.write(line + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
