"""What an upload said that made no row of its own: figures it confirmed, and the ground it covers in full.

Kept compressed beside the upload, so that undoing another one can tell what this one would have left.
"""

import json
import struct
import zlib
from array import array
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

Ground = tuple[int, str, int]


@dataclass
class Asserted:
    """`confirmed`: observation id → (sheet, row, column) at which the file says the same.

    `covers`: series prefixes the file states in full; `ground`: the (area id, grain, first month) it speaks of.
    """

    confirmed: dict[int, tuple[int, int, int]] = field(default_factory=dict)
    covers: tuple[str, ...] = ()
    ground: frozenset[Ground] = frozenset()


def packed(confirmed: Iterable[tuple[int, int, int, int]], covers: tuple[str, ...], ground: Iterable[Ground]) -> bytes:
    """As bytes; `confirmed` is (observation id, sheet, row, column)."""
    numbers = array("q", (number for row in confirmed for number in row))
    head = json.dumps({"covers": covers, "ground": sorted(ground)}, separators=(",", ":")).encode()
    return zlib.compress(struct.pack("<I", len(head)) + head + numbers.tobytes(), 1)


def unpacked(content: bytes | None) -> Asserted:
    if content is None:
        return Asserted()
    raw = zlib.decompress(content)
    (length,) = struct.unpack_from("<I", raw)
    head = json.loads(raw[4 : 4 + length])
    numbers = array("q")
    numbers.frombytes(raw[4 + length :])
    parts = (numbers[n::4] for n in range(4))
    confirmed = {number: (sheet, row, column) for number, sheet, row, column in zip(*parts, strict=True)}
    return Asserted(confirmed, tuple(head["covers"]), frozenset((a, g, s) for a, g, s in head["ground"]))


def confirmed_places(content: bytes | None, wanted: Collection[int]) -> dict[int, tuple[int, int, int]]:
    """Where an upload says the same as the `wanted` observations, by their ids: sheet, row, column."""
    if content is None or not wanted:
        return {}
    raw = zlib.decompress(content)
    (length,) = struct.unpack_from("<I", raw)
    numbers = array("q")
    numbers.frombytes(raw[4 + length :])
    found = [place for place, number in enumerate(numbers[0::4]) if number in wanted]
    return {numbers[4 * n]: (numbers[4 * n + 1], numbers[4 * n + 2], numbers[4 * n + 3]) for n in found}
