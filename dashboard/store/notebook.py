"""The notebook: notes said, ended and read, each in a transaction of its own."""

from collections.abc import Iterable

from sqlalchemy import Engine

from dashboard.store import notes
from dashboard.store.engine import reading, writing
from dashboard.store.moments import moment
from dashboard.store.notes import ANY, Body, Note


class Notebook:
    """What people say beside the figures; `Store.notes`."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def say(self, *, kind: str, subject: str, body: Body, by: str, expected: int | None = ANY) -> Note:
        """Put a note in place of what stands of its kind and subject, as `notes.put`. Raises Overtaken."""
        with writing(self.engine) as connection:
            return notes.put(connection, kind=kind, subject=subject, body=body, by=by, expected=expected)

    def say_all(self, said: Iterable[tuple[str, Body, int | None]], *, kind: str, by: str) -> list[Note]:
        """Say several notes of a kind, each a subject, a body and what stood there, all or none. Raises Overtaken."""
        with writing(self.engine) as connection:
            return [
                notes.put(connection, kind=kind, subject=subject, body=body, by=by, expected=expected)
                for subject, body, expected in said
            ]

    def end(self, *, kind: str, subject: str, by: str) -> bool:
        """End the note that stands of a kind and subject; whether there was one."""
        with writing(self.engine) as connection:
            return notes.end(connection, kind=kind, subject=subject, by=by)

    def standing(self, *kinds: str, as_at: str | None = None, begins: str = "") -> list[Note]:
        """The notes of some kinds that stand, or stood at `as_at`, of subjects that begin so; oldest first."""
        with reading(self.engine) as connection:
            return notes.standing(connection, kinds, as_at=moment(as_at) if as_at else None, begins=begins)

    def ever(self, *kinds: str, subject: str = "", begins: str = "") -> list[Note]:
        """All notes of some kinds that ever stood, of one subject or of those that begin so; oldest first."""
        with reading(self.engine) as connection:
            return notes.history(connection, kinds, subject=subject, begins=begins)
