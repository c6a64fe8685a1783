"""Papers that were asked for: what each is of, how far it is, and the file once it is made; gone after a day."""

import json
import secrets
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, Row, and_, delete, insert, or_, select, update

from dashboard.store.audit import Audit
from dashboard.store.engine import reading, writing
from dashboard.store.moments import now
from dashboard.store.schema_trays import paper

# a job that has said nothing for a minute is dead: it speaks every two seconds
SILENT = 60_000_000
_DAY = 86_400_000_000
_LIGHT = [column for column in paper.c if column.name != "content"]
Asked = dict[str, Any]


@dataclass(frozen=True)
class Paper:
    """A paper in hand; moments in microseconds UTC.

    `state`: waiting › working › ready or failed (why is in `words`); interrupted when its job fell silent.
    """

    token: str
    asked: Asked
    file: str
    title: str
    added_at: int
    added_by: str
    state: str
    stage: str
    touched_at: int
    words: str

    @property
    def running(self) -> bool:
        return self.state in ("waiting", "working")


class Papers:
    """Every paper in hand; `Store.papers`. Each step is one transaction of its own."""

    def __init__(self, engine: Engine, audit: Audit) -> None:
        self.engine, self.audit = engine, audit

    def order(self, asked: Asked, *, file: str, title: str, by: str) -> str:
        """Ask for a paper; returns its token. The same paper that is on its way already is not asked for twice."""
        moment, said = now(), json.dumps(asked, sort_keys=True)
        values = {"token": secrets.token_urlsafe(16), "asked": said, "file": file, "title": title, "added_by": by}
        with writing(self.engine) as connection:
            connection.execute(delete(paper).where(paper.c.added_at < moment - _DAY))
            same = and_(paper.c.asked == said, paper.c.file == file, _alive(moment))
            if known := connection.scalar(select(paper.c.token).where(same)):
                return str(known)
            connection.execute(insert(paper).values(**values, state="waiting", added_at=moment, touched_at=moment))
            self.audit.add(connection, "paper.order", title, by=by, after={"file": file})
        return values["token"]

    def all(self) -> list[Paper]:
        """Every paper in hand, the last that was asked for first."""
        with reading(self.engine) as connection:
            return [_made(row) for row in connection.execute(select(*_LIGHT).order_by(paper.c.added_at.desc()))]

    def one(self, token: str) -> Paper | None:
        with reading(self.engine) as connection:
            row = connection.execute(select(*_LIGHT).where(paper.c.token == token)).one_or_none()
        return _made(row) if row is not None else None

    def content(self, token: str) -> bytes | None:
        """The file; None where there is no such paper, or it is not made yet."""
        with reading(self.engine) as connection:
            return connection.scalar(select(paper.c.content).where(paper.c.token == token, paper.c.state == "ready"))

    def claim(self) -> Paper | None:
        """Take the next one that waits; None while one is being made: each may take all that a machine has."""
        with writing(self.engine) as connection:
            moment = now()
            if _working(connection, moment):
                return None
            query = select(*_LIGHT).where(paper.c.state == "waiting").order_by(paper.c.added_at).limit(1)
            row = connection.execute(query).one_or_none()
            if row is None:
                return None
            values = {"state": "working", "stage": "Starting", "touched_at": moment}
            connection.execute(update(paper).where(paper.c.token == row.token).values(**values))
            return _made(row)

    def touch(self, token: str, stage: str) -> None:
        """Say that a job is alive and what it does."""
        self._change(token, stage=stage[:80], touched_at=now())

    def finish(self, token: str, content: bytes) -> None:
        """Put down the file."""
        self._change(token, state="ready", stage="", touched_at=now(), content=content)

    def fail(self, token: str, why: str) -> None:
        """Put down why there is no file."""
        self._change(token, state="failed", stage="", touched_at=now(), words=why)

    def abandon(self, token: str) -> None:
        """Say that nobody works on it any more."""
        self._change(token, touched_at=0)

    def _change(self, token: str, **values: Any) -> None:
        with writing(self.engine) as connection:
            wanted = and_(paper.c.token == token, paper.c.state == "working")
            connection.execute(update(paper).where(wanted).values(**values))


def _alive(moment: int) -> Any:
    working = and_(paper.c.state == "working", paper.c.touched_at > moment - SILENT)
    return or_(paper.c.state == "waiting", working)


def _working(connection: Connection, moment: int) -> bool:
    alive = and_(paper.c.state == "working", paper.c.touched_at > moment - SILENT)
    return connection.scalar(select(paper.c.token).where(alive).limit(1)) is not None


def _made(row: Row[Any]) -> Paper:
    values = dict(row._mapping)
    if values["state"] == "working" and values["touched_at"] <= now() - SILENT:
        values["state"] = "interrupted"
    return Paper(**(values | {"asked": json.loads(values["asked"])}))
