"""An office file packed anew so that the same content is the same bytes: its parts in order, all of one moment."""

import zipfile
from datetime import datetime
from io import BytesIO

_FIRST = 1980  # what a zip file can say


def packed(content: bytes, moment: datetime) -> bytes:
    """`content` with every part dated by the pack's moment."""
    when = moment if moment.year >= _FIRST else datetime(_FIRST, 1, 1)  # noqa: DTZ001 - a zip has no time zone
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            entry = zipfile.ZipInfo(part.filename, when.timetuple()[:6])
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(entry, old.read(part))
    return out.getvalue()
