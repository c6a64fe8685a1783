"""Slowing guesses down: after a few wrong tries each further one waits twice as long, by account and by source.

A try is counted before the password is looked at, so that many at once win nothing. It is kept in the database: a
restart forgets nothing.
"""

import hashlib
from collections.abc import Iterable
from ipaddress import IPv6Address, ip_address
from typing import NamedTuple

from sqlalchemy import Connection, Engine, delete, insert, select, update

from dashboard.errors import TooManyTries
from dashboard.store.engine import writing
from dashboard.store.moments import now
from dashboard.store.schema import throttle

_SECOND = 1_000_000
LONGEST = 900
# after an hour without a try all is forgotten
_FORGOTTEN = 3600 * _SECOND


class Guarded(NamedTuple):
    """What tries are counted of, and how many are free."""

    key: str
    free: int


def guarded(sign_in: str, origin: str) -> tuple[Guarded, Guarded]:
    """An account, five of whose tries are free, and a source, twenty of whose are: an office may share one."""
    account = hashlib.sha256(sign_in.encode()).hexdigest()[:40]
    return Guarded(f"account:{account}", 5), Guarded(f"source:{_network(origin)}", 20)


def delay(tries: int, free: int) -> int:
    """Seconds to wait after so many tries: none, then 2, 4, 8 … up to a quarter of an hour."""
    return 0 if tries < free else min(LONGEST, 2 ** min(tries - free + 1, 20))


class Throttle:
    """Counting tries; `Store.throttle`."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def begin(self, kinds: Iterable[Guarded]) -> None:
        """Count a try. Raises TooManyTries where one has to wait."""
        with writing(self.engine) as connection:
            moment = now()
            found = [(kind, *_tries(connection, kind.key, moment)) for kind in kinds]
            wait = max(until - moment for _, _, until in found)
            if wait > 0:
                raise TooManyTries(wait=words(-(-wait // _SECOND)))
            for kind, tries, _ in found:
                _put(connection, kind.key, tries + 1, moment, delay(tries + 1, kind.free))

    def succeeded(self, kinds: Iterable[Guarded]) -> None:
        """Forget the tries of an account, and take back the last one of its source."""
        with writing(self.engine) as connection:
            moment = now()
            for kind in kinds:
                if kind.key.startswith("account:"):
                    connection.execute(delete(throttle).where(throttle.c.key == kind.key))
                    continue
                tries, _ = _tries(connection, kind.key, moment)
                _put(connection, kind.key, max(tries - 1, 0), moment, delay(tries - 1, kind.free))


def words(seconds: int) -> str:
    """45 seconds, 2 minutes."""
    if seconds < 60:
        return f"{seconds} second" + ("" if seconds == 1 else "s")
    minutes = -(-seconds // 60)
    return f"{minutes} minute" + ("" if minutes == 1 else "s")


def _tries(connection: Connection, key: str, moment: int) -> tuple[int, int]:
    columns = (throttle.c.tries, throttle.c.tried_at, throttle.c.until)
    row = connection.execute(select(*columns).where(throttle.c.key == key)).one_or_none()
    if row is None or (row[1] < moment - _FORGOTTEN and row[2] < moment):
        return 0, 0
    return row[0], row[2]


def _put(connection: Connection, key: str, tries: int, moment: int, seconds: int) -> None:
    values = {"tries": tries, "tried_at": moment, "until": moment + seconds * _SECOND}
    if not connection.execute(update(throttle).where(throttle.c.key == key).values(**values)).rowcount:
        connection.execute(insert(throttle).values(key=key, **values))
    connection.execute(delete(throttle).where(throttle.c.tried_at < moment - 24 * _FORGOTTEN))


def _network(origin: str) -> str:
    """An address; of IPv6 the network, since one machine has as many addresses in it as it likes."""
    try:
        found = ip_address(origin)
    except ValueError:
        return origin[:60]
    return str(IPv6Address(int(found) >> 64 << 64)) if isinstance(found, IPv6Address) else str(found)
