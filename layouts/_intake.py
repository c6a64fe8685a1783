"""Files as a browser sends them, put in the tray."""

import base64
import binascii
from typing import Any

from dashboard.store.pending import plain_name
from layouts._view import settings, store


def take(contents: list[str], names: list[str] | None, *, by: str) -> int:
    """Put files in the tray, each on its own; one that cannot be taken says why there. Returns how many came."""
    named = list(zip(names or [], contents, strict=False))
    limit = settings().max_upload_mb
    room = limit * 1_000_000
    for name, sent in named:
        content = decoded(sent)
        if content is None:
            _refuse(str(name), "cut-short", "arrived incomplete.", "Send it again.", by=by)
        elif len(content) > room:
            what = f"is too large: files may have {limit} MB together."
            _refuse(str(name), "too-large", what, "Send fewer files at once, or this one in parts.", by=by)
        else:
            room -= len(content)
            store().pending.add(str(name), content, by=by)
    return len(named)


def decoded(sent: object) -> bytes | None:
    """The bytes of a file as a browser sends it; None where they did not all come."""
    try:
        return base64.b64decode(str(sent).partition(",")[2], validate=True)
    except binascii.Error:
        return None


def _refuse(name: str, code: str, what: str, hint: str, *, by: str) -> None:
    said = f"{plain_name(name)} {what}"
    place: dict[str, Any] = {"sheet": None, "cell": None, "subject": "", "accepted": ""}
    problem = {"severity": "error", "code": code, "message": said, "hint": hint} | place
    report = {"status": "refused", "source": None, "problems": [problem], "lost": True}
    store().pending.add(name, b"", by=by, refused=report)
