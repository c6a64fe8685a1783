"""The notebook: notes said and ended, each in a transaction of its own, and read by one statement each."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Engine

from dashboard.store import notes
from dashboard.store.audit import Audit, outline
from dashboard.store.engine import connected, writing
from dashboard.store.named import Named
from dashboard.store.notes import ANY, Body, Dated, Note, Saying


class Notebook:
    """What people say beside the figures; `Store.notes`."""

    def __init__(self, engine: Engine, named: Named, audit: Audit) -> None:
        self.engine, self.named, self.audit = engine, named, audit

    def say(self, *, kind: str, subject: str, body: Body | Dated, by: str, expected: int | None = ANY) -> Note:
        """Put a note in place of what stands of its kind and subject, as `notes.put`. Raises Overtaken."""
        with writing(self.engine) as connection:
            return self._put(connection, kind=kind, subject=subject, body=body, by=by, expected=expected)

    def say_all(self, sayings: Iterable[Saying], *, by: str) -> list[Note]:
        """Put several notes, all or none. Raises Overtaken."""
        with writing(self.engine) as connection:
            return [self._put(connection, **saying._asdict(), by=by) for saying in sayings]

    def end(self, *, kind: str, subject: str, by: str) -> bool:
        """End the note that stands of a kind and subject; whether there was one."""
        with writing(self.engine) as connection:
            before = notes.stands(connection, kind, subject)
            if before is None:
                return False
            notes.end(connection, kind=kind, subject=subject, by=by)
            self.audit.add(connection, f"{kind}.end", subject, by=by, before=_outlined(before))
            return True

    def _put(self, connection: Connection, *, kind: str, subject: str, by: str, **what: Any) -> Note:
        """Put a note, and what was said before and now into the audit log."""
        before = notes.stands(connection, kind, subject)
        note = notes.put(connection, kind=kind, subject=subject, by=by, **what)
        if before is None or note.id != before.id:
            frozen = note.body.get("frozen") and not (before and before.body.get("frozen"))
            act = f"{kind}.freeze" if frozen else f"{kind}.say"
            self.audit.add(connection, act, subject, by=by, before=_outlined(before), after=_outlined(note))
        return note

    def standing(self, *kinds: str, as_at: str | None = None, begins: str = "") -> list[Note]:
        """The notes of some kinds that stand, or stood at `as_at`, of subjects that begin so; oldest first."""
        at = self.named.moment(as_at) if as_at else None
        with connected(self.engine) as connection:
            return notes.standing(connection, kinds, as_at=at, begins=begins)

    def at(self, *kinds: str, moments: Sequence[int | None]) -> list[list[Note]]:
        """The notes of some kinds that stood at each of some moments (microseconds; None: now); oldest first."""
        with connected(self.engine) as connection:
            return notes.at(connection, kinds, moments)

    def known(self, *kinds: str, moments: Sequence[int]) -> list[list[Note]]:
        """Of each subject of some kinds what stood at each moment, or its first note where that came later."""
        with connected(self.engine) as connection:
            return notes.known(connection, kinds, moments)

    def standing_and_past(self, *kinds: str, begins: str, past: str, as_at: str | None = None) -> list[Note]:
        """What stands as in `standing`, and all ever said of subjects that begin with `past`. One statement."""
        at = self.named.moment(as_at) if as_at else None
        with connected(self.engine) as connection:
            return notes.standing_and_past(connection, kinds, as_at=at, begins=begins, past=past)

    def ever(self, *kinds: str, subject: str = "", begins: str = "") -> list[Note]:
        """All notes of some kinds that ever stood, of one subject or of those that begin so; oldest first."""
        with connected(self.engine) as connection:
            return notes.history(connection, kinds, subject=subject, begins=begins)


def _outlined(note: Note | None) -> Body | None:
    return {"note": note.id} | (outline(note.body) or {}) if note else None
