"""A folder of backups named after the moment they were made, of which the newest are kept."""

import re
import time
from datetime import UTC, datetime
from pathlib import Path

from dashboard.errors import BackupNotWritten

_NAME = re.compile(r"safer-\d{8}T\d{6}Z(?:-\d+)?\.zip")
_PART = re.compile(r"\.safer-.*\.part")
_ABANDONED = 6 * 3600.0


def place(folder: Path) -> Path:
    """The name of a new backup in a folder, which is made at need; never one that is there. Raises BackupNotWritten."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BackupNotWritten(file=folder, why=error.strerror) from error
    stem = f"safer-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    found, number = folder / f"{stem}.zip", 1
    while found.exists():
        number += 1
        found = folder / f"{stem}-{number}.zip"
    return found


def thin(folder: Path, *, keep: int, newest: Path) -> list[Path]:
    """Delete all but `keep` backups: `newest`, whatever the clock says, and the last ones before. Returns the deleted.

    Nothing is deleted that does not have the name of a backup, except what a backup that was cut off has left.
    """
    others = sorted((path for path in folder.iterdir() if _NAME.fullmatch(path.name) and path != newest), reverse=True)
    gone = others[max(keep - 1, 0) :]
    for path in gone:
        path.unlink(missing_ok=True)
    for path in folder.iterdir():
        if _PART.fullmatch(path.name) and path.stat().st_mtime < time.time() - _ABANDONED:
            path.unlink(missing_ok=True)
    return gone
