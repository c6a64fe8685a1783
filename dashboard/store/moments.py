"""Moments: microseconds UTC, each later than every one before whatever the clock says."""

import time
from datetime import UTC, date, datetime

from sqlalchemy import Connection, func, select

from dashboard.errors import BadMoment
from dashboard.store.schema import note, upload

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def next_moment(connection: Connection) -> int:
    """Now, later than every load, undo and note; the caller holds the write lock."""
    return max(now(), latest(connection) + 1)


def latest(connection: Connection) -> int:
    """The moment of the last load, undo or note; 0 where nothing was ever said."""
    parts = (upload.c.loaded_at, upload.c.undone_at, note.c.valid_from, note.c.valid_to)
    found = connection.execute(select(*(select(func.max(part)).scalar_subquery() for part in parts))).one()
    return max((moment for moment in found if moment is not None), default=0)


def now() -> int:
    return time.time_ns() // 1000


def iso(microseconds: int) -> str:
    """A stored moment as ISO 8601 in UTC."""
    whole, rest = divmod(microseconds, 1_000_000)
    return datetime.fromtimestamp(whole, UTC).replace(microsecond=rest).isoformat(timespec="microseconds")


def day_of(microseconds: int) -> date:
    """The day of a stored moment, in UTC."""
    return datetime.fromtimestamp(microseconds // 1_000_000, UTC).date()


def moment(text: str) -> int:
    """A date or time (UTC unless it says otherwise) as microseconds. A bare date means the end of that day.

    Raises BadMoment.
    """
    try:
        # an address turns the + of a time zone into a space
        when = datetime.fromisoformat(text.replace(" ", "+") if "T" in text else text)
    except ValueError as error:
        raise BadMoment(text=text) from error
    if len(text) == 10:
        when = when.replace(hour=23, minute=59, second=59, microsecond=999999)
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    # integer arithmetic: a float cannot hold microseconds of this century exactly
    delta = when - _EPOCH
    return (delta.days * 86400 + delta.seconds) * 1_000_000 + delta.microseconds
