"""Good files with bytes changed at random, from a seed: each is taken or refused in words, never worse."""

import random
from collections.abc import Callable

from tests.hostile._made import CSV, TAKEN, Hostile, hostile, workbook

ANY = (
    *(TAKEN, "unchanged", "damaged", "unsafe", "wrong-content", "encrypted", "too-large", "macros", "empty-file"),
    *("not-recognised", "unknown-area", "not-a-number", "not-a-count", "bad-period", "no-group", "duplicate-key"),
    *(
        "duplicate-period",
        "short-row",
        "unknown-heading",
        "no-key",
        "no-period",
        "future-period",
        "no-area",
        "no-measure",
    ),
)
SEEDS = range(12)


def fuzzed(content: bytes, seed: int) -> bytes:
    """Some bytes changed, some doubled, some taken out."""
    chance, found = random.Random(seed), bytearray(content)
    for _ in range(chance.randint(1, 12)):
        place, act = chance.randrange(len(found)), chance.randrange(4)
        if act == 0:
            found[place] = chance.randrange(256)
        elif act == 1:
            found[place] ^= 1 << chance.randrange(8)
        elif act == 2:
            del found[place : place + chance.randint(1, 9)]
        else:
            found[place:place] = found[place : place + chance.randint(1, 40)]
    return bytes(found)


def _of(content: Callable[[], bytes], seed: int) -> Callable[[], bytes]:
    return lambda: fuzzed(content(), seed)


FILES: dict[str, Hostile] = {
    **{f"fuzzed workbook {seed}": hostile("a.xlsx", _of(workbook, seed), *ANY) for seed in SEEDS},
    **{f"fuzzed csv {seed}": hostile("a.csv", _of(CSV.encode, seed), *ANY) for seed in SEEDS},
}
