"""The fingerprint of a pack: the same for the same numbers, statuses and words, whatever the format and the hour."""

import base64
import hashlib
import json

from dashboard.packs.pack import Pack

LENGTH = 12


def fingerprint(pack: Pack) -> str:
    """12 characters of base32 of a SHA-256 over the canonical JSON of everything in the pack but itself."""
    body = json.dumps(
        pack.model_dump(mode="json", exclude={"fingerprint"}),
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return base64.b32encode(hashlib.sha256(body.encode()).digest()).decode()[:LENGTH]
