"""A workbook's bytes made the same each time: one moment for all its parts, and words for who cannot see its charts."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from xml.sax.saxutils import quoteattr

from dashboard.inert import writable
from dashboard.packs.packed import packed

_TIMES = re.compile(r"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")
_FRAME = re.compile(r'(<(?:xdr:)?cNvPr id="\d+") name="[^"]*"( ?/?>)')
_DRAWING = re.compile(r"xl/drawings/drawing(\d+)\.xml")


def settled(content: bytes, at: datetime, described: Sequence[tuple[str, str]]) -> bytes:
    """`content` with the moment `at` (UTC where it says no zone) in place of now.

    `described` is (title, words) of each drawing in order.
    """
    stamp = at.astimezone(UTC) if at.tzinfo else at
    return packed(content, stamp, lambda name, held: _part(name, held, stamp, described))


def _part(name: str, content: bytes, at: datetime, described: Sequence[tuple[str, str]]) -> bytes:
    if name == "docProps/core.xml":
        return _TIMES.sub(rf"\g<1>{at:%Y-%m-%dT%H:%M:%SZ}\g<2>", content.decode()).encode()
    if found := _DRAWING.fullmatch(name):
        title, words = (quoteattr(writable(text)) for text in described[int(found[1]) - 1])
        told = f" name={title} title={title} descr={words}"
        return _FRAME.sub(lambda frame: f"{frame[1]}{told}{frame[2]}", content.decode(), count=1).encode()
    return content
