"""The last row of the audit log, noted in a file outside the database once its transaction stands."""

import contextlib
import fcntl
import os
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from dashboard.store.keys import beside


@dataclass(frozen=True)
class Anchor:
    """A file with a number and a seal; no file where the database is on a server or in memory."""

    path: Path | None

    @classmethod
    def beside(cls, engine: Engine) -> "Anchor":
        return cls(beside(engine, ".audit-head"))

    def write(self, number: int, seal: str) -> None:
        """Note a row, unless a later one is noted already."""
        if self.path is None:
            return
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        with os.fdopen(handle, "r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            found = _parsed(file.read())
            if found is None or found[0] < number:
                file.seek(0)
                file.write(f"{number} {seal}\n")
                file.truncate()

    def read(self) -> tuple[int, str] | None:
        """The number and the seal that were noted last; None where nothing was."""
        if self.path is None:
            return None
        with contextlib.suppress(FileNotFoundError):
            return _parsed(self.path.read_text())
        return None


def _parsed(text: str) -> tuple[int, str] | None:
    number, _, seal = text.strip().partition(" ")
    return (int(number), seal) if number.isdecimal() else None
