"""The tray: every file that was handed in and is not kept yet, each step with it in one transaction."""

import hashlib
import json
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, and_, delete, insert, or_, select, text, update
from sqlalchemy.exc import OperationalError

from dashboard.errors import DatabaseTrouble
from dashboard.store.audit import Audit
from dashboard.store.engine import connected, reading, writing
from dashboard.store.moments import now
from dashboard.store.packed import pack, unpack
from dashboard.store.pending import AT_ONCE, RUNNING, SILENT, Document, Outcome, Pending, plain_name, refusal
from dashboard.store.schema_trays import pending

_DAY = 86_400_000_000
_TRAY = 0x5AFE7
_LIGHT = [column for column in pending.c if column.name not in ("content", "report", "changes")]


class Tray:
    """Every file handed in and not kept yet, for all who load figures. Each step is one transaction of its own."""

    def __init__(self, engine: Engine, audit: Audit) -> None:
        self.engine, self.audit = engine, audit

    def add(self, file: str, content: bytes, *, by: str, refused: Document | None = None) -> str:
        """Put a file in the tray to be checked, or with the report that refuses it; returns its token.

        A corrected file takes the place of the one of the same name that was not accepted, and what the same
        person has kept leaves the tray.
        """
        values: Document = {
            "token": secrets.token_urlsafe(16),
            "file": plain_name(file),
            "sha256": hashlib.sha256(content).hexdigest(),
            "content": pack(content),
            "added_by": by,
            "state": "refused" if refused else "waiting",
            "report": json.dumps(refused or {}),
        }
        with _alone(self.engine) as connection:
            moment = now()
            connection.execute(delete(pending).where(_replaced_by(values, moment)))
            connection.execute(insert(pending).values(**values, added_at=moment, touched_at=moment))
            act = "upload.refused" if refused else "upload.receive"
            self.audit.add(connection, act, values["sha256"], by=by, after={"bytes": len(content)})
        token: str = values["token"]
        return token

    def all(self) -> list[Pending]:
        """Every file in the tray, in the order they were handed in."""
        with reading(self.engine) as connection:
            return [_made(row) for row in connection.execute(select(*_LIGHT).order_by(pending.c.added_at))]

    def one(self, token: str) -> Pending | None:
        with reading(self.engine) as connection:
            row = connection.execute(select(*_LIGHT).where(pending.c.token == token)).one_or_none()
        return _made(row) if row is not None else None

    def reports(self, tokens: Sequence[str]) -> dict[str, Document]:
        """What the last check of each file said."""
        with reading(self.engine) as connection:
            rows = connection.execute(select(pending.c.token, pending.c.report).where(pending.c.token.in_(tokens)))
            return {row.token: json.loads(row.report) for row in rows}

    def content(self, token: str) -> bytes:
        """The file itself; empty once it is kept."""
        with reading(self.engine) as connection:
            found = connection.scalar(select(pending.c.content).where(pending.c.token == token))
        return unpack(found) if found else b""

    def changes(self, token: str) -> bytes | None:
        """The figures behind the preview's counts (see dashboard.store.changes)."""
        with reading(self.engine) as connection:
            return connection.scalar(select(pending.c.changes).where(pending.c.token == token))

    def claim(self) -> str | None:
        """Take the next file that waits to be kept or checked; None when there is none or enough are worked on."""
        with _alone(self.engine) as connection:
            moment = now()
            alive = and_(pending.c.state.in_(RUNNING), pending.c.touched_at > moment - SILENT)
            busy = list(connection.scalars(select(pending.c.state).where(alive)))
            if len(busy) >= AT_ONCE:
                return None
            # one is kept after the other, in the order they were handed in; checks do not wait for that
            states = ("waiting",) if "keeping" in busy else ("agreed", "waiting")
            queue = select(pending.c.token, pending.c.state).where(pending.c.state.in_(states))
            first = queue.order_by(pending.c.state == "waiting", pending.c.added_at).limit(1)
            row = connection.execute(first).one_or_none()
            if row is None:
                return None
            state = "keeping" if row.state == "agreed" else "checking"
            values = {"state": state, "stage": "Starting", "progress": 0.0, "touched_at": moment}
            connection.execute(update(pending).where(pending.c.token == row.token).values(**values))
            return str(row.token)

    def touch(self, token: str, *, stage: str, progress: float) -> None:
        """Say that a job is alive and how far it is. What cannot be written now is said again later."""
        values = {"stage": stage[:80], "progress": progress, "touched_at": now()}
        try:
            with _alone(self.engine) as connection:
                connection.execute(update(pending).where(_is(token, *RUNNING)).values(**values))
        except (OperationalError, DatabaseTrouble):
            return

    def abandon(self, token: str) -> None:
        """Say that nobody works on a file any more. A job that is alive after all says so with its next sign."""
        with _alone(self.engine) as connection:
            connection.execute(update(pending).where(_is(token, *RUNNING)).values(touched_at=0))

    def finish(self, token: str, outcome: Outcome) -> None:
        """Put down what a job came to. A check that was to be stopped is stopped, whatever it found."""
        values: Document = {
            "state": outcome.state,
            "stage": "",
            "progress": 1.0,
            "touched_at": now(),
            "report": json.dumps(outcome.report),
            "source": outcome.source,
            "fingerprint": outcome.fingerprint,
            "seen_at": outcome.seen_at,
            "changes": outcome.changes,
        }
        if outcome.state == "kept":
            values |= {"content": b""}  # the original is kept with the upload
        stopped = {"state": "stopped", "stage": "", "report": "{}", "changes": None, "touched_at": now()}
        with _alone(self.engine) as connection:
            connection.execute(update(pending).where(_is(token, "stopping")).values(**stopped))
            connection.execute(update(pending).where(_is(token, "checking", "keeping")).values(**values))
            if outcome.state == "refused":
                row = connection.execute(
                    select(pending.c.sha256, pending.c.added_by).where(_is(token, "refused"))
                ).first()
                after = refusal(outcome.report)
                self.audit.add(
                    connection, "upload.refused", row[0] if row else "", by=row[1] if row else "", after=after
                )

    def _put_down(self, connection: Connection, token: str, after: Document) -> None:
        """A refusal, unless the check was stopped meanwhile."""
        held = select(pending.c.sha256, pending.c.added_by).where(_is(token, "refused"))
        for digest, by in connection.execute(held):
            self.audit.add(connection, "upload.refused", digest, by=by, after=after)

    def agree(self, token: str, *, mark: str, by: str) -> bool:
        """Ask that a previewed file be kept; False when the preview is no longer the one that was seen."""
        return self._change(token, mark, {"state": "agreed", "agreed_by": by}, "upload.agree", by)

    def accept(self, token: str, *, mark: str, accepted: list[Document]) -> bool:
        """Note which warnings are accepted for this file; False when the preview is no longer the one seen."""
        return self._change(token, mark, {"accepted": json.dumps(accepted)}, "upload.accept-warnings")

    def _change(self, token: str, mark: str, values: Document, act: str, by: str = "") -> bool:
        with _alone(self.engine) as connection:
            row = connection.execute(select(*_LIGHT).where(_is(token, "ready"))).one_or_none()
            if row is None or _made(row).mark != mark:
                return False
            connection.execute(update(pending).where(pending.c.token == token).values(**values))
            self.audit.add(connection, act, row.sha256, by=by)
            return True

    def stop(self, token: str) -> bool:
        """Stop a check, or call back a file that still waits to be kept. What is being kept cannot be stopped."""
        for state, then in (("waiting", "stopped"), ("agreed", "ready"), ("checking", "stopping")):
            with _alone(self.engine) as connection:
                if connection.execute(update(pending).where(_is(token, state)).values(state=then)).rowcount:
                    return True
        return False

    def again(self, token: str) -> bool:
        """Check a file once more: one that was checked, stopped, failed or interrupted."""
        with _alone(self.engine) as connection:
            wanted = and_(pending.c.token == token, pending.c.content != b"", _idle(now()))
            return bool(connection.execute(update(pending).where(wanted).values(**_afresh())).rowcount)

    def recheck(self, source: str) -> int:
        """Check every previewed file of a source once more, since something was decided about it."""
        with _alone(self.engine) as connection:
            wanted = and_(pending.c.source == source, pending.c.state.in_(("ready", "refused")))
            return connection.execute(update(pending).where(wanted).values(**_afresh())).rowcount

    def drop(self, token: str) -> bool:
        """Take a file out of the tray, unless it is being worked on."""
        with _alone(self.engine) as connection:
            queued = pending.c.state.in_(("waiting", "agreed", "kept"))
            wanted = and_(pending.c.token == token, or_(queued, _idle(now())))
            row = connection.execute(select(pending.c.sha256).where(wanted)).first()
            if row is None:
                return False
            connection.execute(delete(pending).where(pending.c.token == token))
            self.audit.add(connection, "upload.drop", row.sha256)
            return True


def _is(token: str, *states: str) -> ColumnElement[bool]:
    return and_(pending.c.token == token, pending.c.state.in_(states))


def _idle(moment: int) -> ColumnElement[bool]:
    """Files that nothing works on: at rest, or left by a job that is dead."""
    silent = and_(pending.c.state.in_(RUNNING), pending.c.touched_at <= moment - SILENT)
    return or_(pending.c.state.in_(("ready", "refused", "stopped", "failed")), silent)


def _replaced_by(values: Document, moment: int) -> ColumnElement[bool]:
    """What goes when a file is added: its unaccepted or identical forerunner, and what was kept before."""
    old = pending.c.state.in_(("refused", "stopped", "failed"))
    same = and_(pending.c.state == "ready", pending.c.sha256 == values["sha256"])
    seen = or_(pending.c.agreed_by == values["added_by"], pending.c.touched_at < moment - _DAY)
    return or_(and_(pending.c.file == values["file"], or_(old, same)), and_(pending.c.state == "kept", seen))


def _afresh() -> Document:
    return {"state": "waiting", "stage": "", "progress": 0.0, "touched_at": now(), "report": "{}", "changes": None}


def _made(row: Any) -> Pending:
    values = dict(row._mapping)
    if values["state"] in RUNNING and values["touched_at"] <= now() - SILENT:
        values["state"] = "interrupted"
    return Pending(**(values | {"accepted": json.loads(values["accepted"])}))


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    """One writer of the tray at a time. On PostgreSQL that does not wait for a file that is being kept."""
    if engine.dialect.name == "sqlite":
        with writing(engine) as connection:
            yield connection
        return
    with connected(engine) as connection, connection.begin():
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _TRAY})
        yield connection
