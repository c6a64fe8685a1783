"""A file that was handed in and is not kept yet: how far it is, what its check came to, its name made plain."""

import hashlib
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

RUNNING = ("checking", "stopping", "keeping")
AT_ONCE = 2
# a job that has said nothing for a minute is dead: it speaks every two seconds
SILENT = 60_000_000
_LONGEST_NAME = 120
Document = dict[str, Any]


@dataclass(frozen=True)
class Pending:
    """A file in the tray; moments in microseconds UTC.

    `state`: waiting › checking (stopping) › ready, refused, stopped or failed; agreed › keeping › kept;
    interrupted when its job fell silent. `seen_at`: the moment whose figures the preview compares with.
    """

    token: str
    file: str
    sha256: str
    source: str | None
    added_at: int
    added_by: str
    state: str
    stage: str
    progress: float
    touched_at: int
    fingerprint: str
    seen_at: int | None
    accepted: list[Document]
    agreed_by: str | None

    @property
    def running(self) -> bool:
        """Whether something is still to happen without anybody's doing."""
        return self.state in ("waiting", "agreed", *RUNNING)

    @property
    def mark(self) -> str:
        """The same as long as a screen shows the same of this file, however far it is."""
        shown = (self.state, self.fingerprint, self.seen_at, self.accepted)
        return hashlib.sha256(repr(shown).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Outcome:
    """What a check or a keeping came to: the new state, and what the screen then says."""

    state: str
    report: Document = field(default_factory=dict)
    source: str | None = None
    fingerprint: str = ""
    seen_at: int | None = None
    changes: bytes | None = None


def plain_name(name: str) -> str:
    """A file's name as harmless text: no folders, no line breaks or direction marks, and not too long."""
    last = PurePath(name.replace("\\", "/")).name
    spaced = "".join(" " if unicodedata.category(letter)[0] in "CZ" else letter for letter in last)
    tidy = " ".join(spaced.split()) or "unnamed"
    if len(tidy) <= _LONGEST_NAME:
        return tidy
    ending = PurePath(tidy).suffix[:10]
    return tidy[: _LONGEST_NAME - len(ending) - 1] + "…" + ending


def matter(entry: Document) -> tuple[Any, ...]:
    """What a problem and its acceptance have in common: which fault, in which cell."""
    return tuple(entry.get(name) for name in ("code", "subject", "message", "sheet", "cell"))


def refusal(report: Document) -> Document:
    """What the audit log keeps of a refusal: its source and how often each fault was found, never what was found."""
    codes = Counter(problem["code"] for problem in report.get("problems", ()) if problem["severity"] == "error")
    return {"source": report.get("source"), "faults": dict(sorted(codes.items()))}
