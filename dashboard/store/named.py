"""Moments that have a name: those at which a meeting was frozen."""

import json
from typing import Any

from sqlalchemy import Engine, select

from dashboard.errors import BadMoment, NotFrozen
from dashboard.store.engine import connected
from dashboard.store.moments import moment
from dashboard.store.schema import note

MEETING = "meeting"


class Named:
    """What `as_at` may say, understood in one place: a date, a time, or the code of a frozen meeting.

    A name is remembered: a meeting that is frozen never names another moment.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._known: dict[str, dict[str, Any]] = {}

    def moment(self, text: str) -> int:
        """Microseconds UTC. Raises BadMoment, and NotFrozen where it is a meeting that names no moment yet."""
        try:
            return moment(text)
        except BadMoment:
            found = self.meeting(text)
            if found is None:
                raise
            return moment(found["frozen"]["moment"])

    def meeting(self, code: str) -> dict[str, Any] | None:
        """What is kept of a frozen meeting; None where there is none of that code. Raises NotFrozen."""
        if code not in self._known:
            found = self._read(code)
            if found is None:
                return None
            if not found.get("frozen"):
                raise NotFrozen(code=code)
            self._known[code] = found
        return self._known[code]

    def _read(self, code: str) -> dict[str, Any] | None:
        query = select(note.c.body).where(note.c.kind == MEETING, note.c.subject == code, note.c.valid_to.is_(None))
        with connected(self._engine) as connection:
            body = connection.scalar(query)
        return json.loads(body) if body else None
