"""The audit log: who did what, on what, from where; only ever added to, each row sealed over the one before.

A row's seal is HMAC-SHA256 (RFC 2104) over the seal before it and the row's own canonical JSON, with a key outside the
database: a row that was changed, put in or taken out breaks the chain. The number and seal of the last row are also
kept in a file beside an SQLite database, so that rows missing at the end show.
"""

import hashlib
import hmac
import json
import re
from collections.abc import Generator, Iterable
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, insert, or_, select, text

from dashboard.store.acting import acting
from dashboard.store.anchor import Anchor
from dashboard.store.engine import afterwards, connected, reading, writing
from dashboard.store.keys import sealing_key
from dashboard.store.moments import iso, now
from dashboard.store.schema import audit

Document = dict[str, Any]
_LOCK = 0x5AFEA
_FIRST = "0" * 64
_CODE = re.compile(r"[a-z0-9][a-z0-9._/:-]{0,79}", re.IGNORECASE)
_LONGEST = 390


class Row(NamedTuple):
    """One thing done; `at` in microseconds UTC, `before` and `after` as JSON. Order is by number, never by clock."""

    number: int
    at: int
    who: str
    what: str
    subject: str
    origin: str
    before: str
    after: str
    mac: str

    def as_row(self) -> Document:
        told = self._asdict() | {"at": iso(self.at), "before": json.loads(self.before), "after": json.loads(self.after)}
        del told["mac"]
        return told


@dataclass(frozen=True)
class Verdict:
    """How many rows there are; the first that is not as it was written, with what is wrong; the seal of the last."""

    rows: int
    broken: int | None
    why: str
    head: str

    @property
    def sound(self) -> bool:
        return not self.why


_COLUMNS = tuple(audit.c[name] for name in Row._fields)


class Audit:
    """Adding, searching and verifying; `Store.audit`."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @cached_property
    def _key(self) -> bytes:
        return sealing_key(self.engine)

    @cached_property
    def _anchor(self) -> Anchor:
        return Anchor.beside(self.engine)

    def add(
        self,
        connection: Connection,
        what: str,
        subject: str = "",
        *,
        by: str = "",
        before: Document | None = None,
        after: Document | None = None,
    ) -> int:
        """Put down what the caller's transaction does; the number of the row. Nothing stands if that is undone.

        Who acts is who said so for this request or command, `by` where nobody did.
        """
        if connection.dialect.name != "sqlite":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        last = connection.execute(select(audit.c.number, audit.c.mac).order_by(audit.c.number.desc()).limit(1)).first()
        number, seal = (last[0] + 1, last[1]) if last else (1, _FIRST)
        actor = acting()
        who, origin = (actor.who, actor.origin) if actor else (by, "")
        person, place = _line(who or by or "unknown"), _line(origin or "unknown")
        open_ = Row(number, now(), person, what, _line(subject), place, _json(before), _json(after), "")
        row = open_._replace(mac=sealed(self._key, seal, open_[:-1]))
        connection.execute(insert(audit).values(**row._asdict()))
        afterwards(connection, lambda: self._anchor.write(number, row.mac))
        return number

    def note(self, what: str, subject: str = "", *, by: str = "", after: Document | None = None) -> int:
        """Put down what changes nothing else in the database, in a transaction of its own."""
        with writing(self.engine) as connection:
            return self.add(connection, what, subject, by=by, after=after)

    def rows(self, *, what: str = "", search: str = "", offset: int = 0, limit: int | None = None) -> list[Row]:
        """Rows, newest first: of acts that begin with `what`, and whose who, subject or origin holds `search`."""
        query = select(*_COLUMNS).order_by(audit.c.number.desc()).offset(offset).limit(limit)
        if what:
            query = query.where(audit.c.what.startswith(what, autoescape=True))
        if search:
            fields = (audit.c.who, audit.c.subject, audit.c.origin, audit.c.what)
            query = query.where(or_(*(field.icontains(search, autoescape=True) for field in fields)))
        with connected(self.engine) as connection:
            return [Row._make(row) for row in connection.execute(query)]

    def verify(self) -> Verdict:
        """Whether every row is as it was written and none is missing, at the end neither."""
        with reading(self.engine) as connection, closing(_every(connection)) as rows:
            return verified(self._key, rows, self._anchor.read())


def verified(key: bytes, rows: Iterable[Row], anchor: tuple[int, str] | None) -> Verdict:
    """The verdict on rows in order of number; `anchor` is a number and its seal, known from elsewhere."""
    seal, count = _FIRST, 0
    for row in rows:
        why = _wrong(key, seal, count, row, anchor)
        if why:
            return Verdict(count, row.number, why, seal)
        seal, count = row.mac, count + 1
    if anchor and anchor[0] > count:
        return Verdict(count, count + 1, f"rows {count + 1} to {anchor[0]} are missing at the end", seal)
    return Verdict(count, None, "", seal)


def _wrong(key: bytes, seal: str, count: int, row: Row, anchor: tuple[int, str] | None) -> str:
    if row.number != count + 1:
        return f"row {count + 1} is missing"
    if not hmac.compare_digest(row.mac, sealed(key, seal, row[:-1])):
        return f"row {row.number} is not as it was written, or its key is another one"
    if anchor and anchor[0] == row.number and not hmac.compare_digest(row.mac, anchor[1]):
        return f"row {row.number} is not the one that was noted outside the database"
    return ""


def sealed(key: bytes, before: str, values: tuple[Any, ...]) -> str:
    """The seal of a row over the seal before it, in hex."""
    written = json.dumps([before, *values], ensure_ascii=True, separators=(",", ":"))
    return hmac.new(key, written.encode("ascii"), hashlib.sha256).hexdigest()


def _every(connection: Connection) -> Generator[Row]:
    query = select(*_COLUMNS).order_by(audit.c.number)
    with connection.execute(query, execution_options={"yield_per": 1000}) as found:
        for row in found:
            yield Row._make(row)


def outline(body: Document | None) -> Document | None:
    """What the log keeps of something said: its codes and numbers as they are, of free text only the fingerprint.

    People may be named in free text; it is kept where it was said, and the fingerprint tells whether it still is.
    """
    if body is None:
        return None
    plain = {name: value for name, value in body.items() if _plain(value)}
    whole = hashlib.sha256(json.dumps(body, sort_keys=True, ensure_ascii=True).encode()).hexdigest()
    return plain | {"sha256": whole}


def _plain(value: object) -> bool:
    if isinstance(value, str):
        return bool(_CODE.fullmatch(value))
    return value is None or isinstance(value, bool | int | float)


def _json(document: Document | None) -> str:
    return json.dumps(document or {}, ensure_ascii=True, sort_keys=True)


def _line(words: str) -> str:
    """One line of harmless text: no line breaks, no control characters, and not too long."""
    text_ = "".join(letter if letter.isprintable() else " " for letter in words)
    return text_.encode("utf-8", "replace").decode()[:_LONGEST]
