"""What people say beside the figures, each a kind and a subject with a body of its own; nothing is overwritten.

A kind is judgement, narrative, commitment, action, report, meeting, strategy or annotations (and series-was, what a
series was until a load reworded it); a subject tells one from another
(`2025/violence/FY2025-26-Q1`). What a body holds is for the scorecard's models to say: here it is JSON.
"""

import json
from collections.abc import Callable, Collection, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, func, insert, or_, select, update

from dashboard.errors import Overtaken
from dashboard.store.moments import next_moment
from dashboard.store.schema import note

Body = dict[str, Any]
# a body made of the moment (microseconds UTC) at which it is said
Dated = Callable[[int], Body]


class Saying(NamedTuple):
    """One of several things to be said together; `expected` as in `put`."""

    kind: str
    subject: str
    body: Body
    expected: int | None = -1


class Note(NamedTuple):
    """One thing said: by whom, and the moments (microseconds UTC) between which it stood; `until` is None while it
    does. `ended_by` is who ended or replaced it."""

    id: int
    kind: str
    subject: str
    body: Body
    by: str
    since: int
    until: int | None = None
    ended_by: str | None = None

    def stood(self, at: int | None) -> bool:
        """Whether it stands, or stood at a moment."""
        if at is None:
            return self.until is None
        return self.since <= at and (self.until is None or self.until > at)


_COLUMNS = (
    *(note.c.id, note.c.kind, note.c.subject, note.c.body, note.c.said_by),
    *(note.c.valid_from, note.c.valid_to, note.c.ended_by),
)
# put(): whatever stands may be replaced
ANY = -1


def put(
    connection: Connection, *, kind: str, subject: str, body: Body | Dated, by: str, expected: int | None = ANY
) -> Note:
    """Say something in place of what stands of that kind and subject; the caller holds the write lock.

    `expected` is the id of what the writer saw standing (None: nothing). Raises Overtaken, with what somebody
    else has said meanwhile, when that is not what stands. What says the same as what stands is not said again.
    A body that names the moment at which it is said is made from it.
    """
    before = stands(connection, kind, subject)
    if expected != ANY and (before.id if before else None) != expected:
        raise Overtaken(by=before.by if before else "somebody", theirs=before)
    moment = next_moment(connection)
    body = body(moment) if callable(body) else body
    if before and before.body == body:
        return before
    _end(connection, kind, subject, by, moment)
    values = {"kind": kind, "subject": subject, "body": json.dumps(body, ensure_ascii=False), "said_by": by}
    result = connection.execute(insert(note).values(**values, valid_from=moment))
    assert result.inserted_primary_key is not None
    return Note(int(result.inserted_primary_key[0]), kind, subject, body, by, moment)


def end(connection: Connection, *, kind: str, subject: str, by: str) -> bool:
    """End what stands of that kind and subject; whether there was anything."""
    return _end(connection, kind, subject, by, next_moment(connection)) > 0


def _end(connection: Connection, kind: str, subject: str, by: str, moment: int) -> int:
    same = (note.c.kind == kind, note.c.subject == subject, note.c.valid_to.is_(None))
    return connection.execute(update(note).where(*same).values(valid_to=moment, ended_by=by)).rowcount


def stands(connection: Connection, kind: str, subject: str) -> Note | None:
    """The note that stands of a kind and subject."""
    query = select(*_COLUMNS).where(note.c.kind == kind, note.c.subject == subject, note.c.valid_to.is_(None))
    row = connection.execute(query).one_or_none()
    return _note(row) if row else None


def standing(
    connection: Connection, kinds: Collection[str], *, as_at: int | None = None, begins: str = ""
) -> list[Note]:
    """What stands of some kinds, or stood at a moment, of subjects that begin with `begins`; oldest first."""
    query = select(*_COLUMNS).where(note.c.kind.in_(kinds), _stood(as_at)).order_by(note.c.id)
    if begins:
        query = query.where(note.c.subject.startswith(begins, autoescape=True))
    return [_note(row) for row in connection.execute(query)]


def _stood(as_at: int | None) -> Any:
    if as_at is None:
        return note.c.valid_to.is_(None)
    return and_(note.c.valid_from <= as_at, or_(note.c.valid_to.is_(None), note.c.valid_to > as_at))


def standing_and_past(
    connection: Connection, kinds: Collection[str], *, as_at: int | None, begins: str, past: str
) -> list[Note]:
    """What stands as `standing` has it, and all that was ever said of subjects that begin with `past`; oldest first."""
    here = note.c.subject.startswith(begins, autoescape=True)
    ever = note.c.subject.startswith(past, autoescape=True)
    query = select(*_COLUMNS).where(note.c.kind.in_(kinds), or_(and_(_stood(as_at), here), ever))
    return [_note(row) for row in connection.execute(query.order_by(note.c.id))]


def at(connection: Connection, kinds: Collection[str], moments: Sequence[int | None]) -> list[list[Note]]:
    """What stood of some kinds at each of some moments (None: now), in one statement; oldest first."""
    query = select(*_COLUMNS).where(note.c.kind.in_(kinds), or_(*map(_stood, moments))).order_by(note.c.id)
    found = [_note(row) for row in connection.execute(query)]
    return [[one for one in found if one.stood(moment)] for moment in moments]


def known(connection: Connection, kinds: Collection[str], moments: Sequence[int]) -> list[list[Note]]:
    """Of each subject of some kinds what stood at each of some moments, or the first ever said of it later."""
    own = note.c.kind.in_(kinds)
    first = select(func.min(note.c.id)).where(own).group_by(note.c.kind, note.c.subject)
    query = select(*_COLUMNS).where(own, or_(note.c.id.in_(first), *map(_stood, moments)))
    found = [_note(row) for row in connection.execute(query.order_by(note.c.id))]
    firsts = {(one.kind, one.subject): one for one in reversed(found)}
    return [
        [one for one in found if one.stood(moment) or (one is firsts[one.kind, one.subject] and one.since > moment)]
        for moment in moments
    ]


def history(connection: Connection, kinds: Collection[str], *, subject: str = "", begins: str = "") -> list[Note]:
    """Everything ever said of some kinds, of one subject or of those that begin so; oldest first."""
    query = select(*_COLUMNS).where(note.c.kind.in_(kinds)).order_by(note.c.id)
    if subject:
        query = query.where(note.c.subject == subject)
    if begins:
        query = query.where(note.c.subject.startswith(begins, autoescape=True))
    return [_note(row) for row in connection.execute(query)]


def _note(row: Any) -> Note:
    return Note(row[0], row[1], row[2], json.loads(row[3]), *row[4:])
