"""A workbook's bytes made the same each time: one moment for all its parts, and words for who cannot see its charts."""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from xml.sax.saxutils import quoteattr

from dashboard.inert import writable

_TIMES = re.compile(r"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")
_FRAME = re.compile(r'(<(?:xdr:)?cNvPr id="\d+") name="[^"]*"( ?/?>)')
_DRAWING = re.compile(r"xl/drawings/drawing(\d+)\.xml")


def settled(content: bytes, at: datetime, described: Sequence[tuple[str, str]]) -> bytes:
    """`content` with the moment `at` (UTC where it says no zone) in place of now.

    `described` is (title, words) of each drawing in order.
    """
    made = io.BytesIO()
    stamp = at.astimezone(UTC) if at.tzinfo else at
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = _part(name, old.read(name), stamp, described)
            entry = zipfile.ZipInfo(name, (max(stamp.year, 1980), *stamp.timetuple()[1:6]))
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(entry, part)
    return made.getvalue()


def _part(name: str, content: bytes, at: datetime, described: Sequence[tuple[str, str]]) -> bytes:
    if name == "docProps/core.xml":
        return _TIMES.sub(rf"\g<1>{at:%Y-%m-%dT%H:%M:%SZ}\g<2>", content.decode()).encode()
    if found := _DRAWING.fullmatch(name):
        title, words = (quoteattr(writable(text)) for text in described[int(found[1]) - 1])
        told = f" name={title} title={title} descr={words}"
        return _FRAME.sub(lambda frame: f"{frame[1]}{told}{frame[2]}", content.decode(), count=1).encode()
    return content
