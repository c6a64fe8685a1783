"""An office file packed anew so that the same content is the same bytes: its parts in order, all of one moment."""

import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO

_FIRST = 1980  # what a zip file can say
Part = Callable[[str, bytes], bytes]


def packed(content: bytes, moment: datetime, part: Part = lambda _name, held: held) -> bytes:
    """`content` with every part dated by a moment (UTC where it says no zone), each as `part` makes it of its name and
    bytes."""
    stamp = moment.astimezone(UTC) if moment.tzinfo else moment
    when = stamp.timetuple()[:6] if stamp.year >= _FIRST else (_FIRST, 1, 1, 0, 0, 0)
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for held in old.infolist():
            entry = zipfile.ZipInfo(held.filename, when)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(entry, part(held.filename, old.read(held)))
    return out.getvalue()
