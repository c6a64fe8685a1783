"""Who may sign in: a role's title, a role and, for leads, their priorities."""

import json
import unicodedata
from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import Connection, Engine, insert, select, update

from dashboard.errors import BadPerson, UnknownPerson
from dashboard.roles import ADMINISTRATOR, ANALYST, LEAD, ROLES, reaches
from dashboard.store.audit import Audit
from dashboard.store.engine import connected, writing
from dashboard.store.moments import now
from dashboard.store.schema import person, session

_LONGEST = 80


class Person(NamedTuple):
    """Somebody who may sign in, known to others by `name`, a role's title.

    `priorities` of a lead are codes of priorities, in any strategy or in one: violence, 2025/violence.
    """

    id: int
    name: str
    role: str
    priorities: tuple[str, ...] = ()
    sign_in: str | None = None
    disabled_at: int | None = None

    def may(self, needed: str) -> bool:
        """Whether the role reaches the one that is needed."""
        return self.disabled_at is None and reaches(self.role, needed)

    def answers_for(self, strategy: str, priority: str) -> bool:
        """Whether they may write for a priority: a lead for their own, analysts for all."""
        own = {priority, f"{strategy}/{priority}"} & set(self.priorities)
        return self.may(ANALYST) or (self.may(LEAD) and bool(own))

    def as_row(self) -> dict[str, object]:
        told = self._asdict() | {"priorities": list(self.priorities), "disabled": self.disabled_at is not None}
        del told["disabled_at"]
        return told


COLUMNS = tuple(person.c[name] for name in Person._fields)


class People:
    """Adding, changing and disabling people, each in one transaction with its row in the audit log."""

    def __init__(self, engine: Engine, audit: Audit) -> None:
        self.engine, self.audit = engine, audit

    def all(self) -> list[Person]:
        """Everybody, by name."""
        with connected(self.engine) as connection:
            return [made(row) for row in connection.execute(select(*COLUMNS).order_by(person.c.name))]

    def named(self, name: str) -> Person:
        """Raises UnknownPerson."""
        with connected(self.engine) as connection:
            row = connection.execute(select(*COLUMNS).where(person.c.name == name)).one_or_none()
        if row is None:
            raise UnknownPerson(name=name)
        return made(row)

    def led(self) -> bool:
        """Whether there is an administrator."""
        with connected(self.engine) as connection:
            return led(connection)

    def add(
        self, name: str, role: str, *, by: str = "", sign_in: str | None = None, priorities: Collection[str] = ()
    ) -> Person:
        """Add somebody who has no password yet. Raises BadPerson."""
        with writing(self.engine) as connection:
            return add(connection, self.audit, name=name, role=role, by=by, sign_in=sign_in, priorities=priorities)

    def change(self, name: str, *, role: str, priorities: Collection[str] = (), by: str = "") -> Person:
        """Give somebody another role or other priorities. Raises UnknownPerson, BadPerson."""
        _check_role(role, priorities)
        with writing(self.engine) as connection:
            before = _locked(connection, name)
            _keep_one(connection, before, keeps=role == ADMINISTRATOR)
            values = {"role": role, "priorities": json.dumps(sorted(priorities))}
            connection.execute(update(person).where(person.c.id == before.id).values(**values))
            self.audit.add(connection, "person.change", name, by=by, before=_told(before), after=values)
        return self.named(name)

    def disable(self, name: str, *, by: str = "") -> None:
        """Nobody signs in under this name any more, and their sessions end at once. Raises UnknownPerson, BadPerson."""
        with writing(self.engine) as connection:
            before, moment = _locked(connection, name), now()
            _keep_one(connection, before, keeps=False)
            connection.execute(update(person).where(person.c.id == before.id).values(disabled_at=moment))
            theirs = (session.c.person_id == before.id, session.c.ended_at.is_(None))
            connection.execute(update(session).where(*theirs).values(ended_at=moment))
            self.audit.add(connection, "person.disable", name, by=by, before=_told(before))

    def enable(self, name: str, *, by: str = "") -> None:
        """Let somebody sign in again. Raises UnknownPerson."""
        with writing(self.engine) as connection:
            before = _locked(connection, name)
            connection.execute(update(person).where(person.c.id == before.id).values(disabled_at=None))
            self.audit.add(connection, "person.enable", name, by=by, before=_told(before))


def add(
    connection: Connection,
    audit: Audit,
    *,
    name: str,
    role: str,
    by: str,
    sign_in: str | None = None,
    priorities: Collection[str] = (),
    issuer: str | None = None,
    subject: str | None = None,
) -> Person:
    """Add somebody; the caller holds the transaction. Raises BadPerson."""
    title, address = tidy(name), normal(sign_in) if sign_in else None
    _check_role(role, priorities)
    if not title:
        raise BadPerson(why="Give a role's title of at most 80 characters, such as Head of youth justice.")
    _unused(connection, title, address)
    values = {"name": title, "sign_in": address, "role": role, "priorities": json.dumps(sorted(priorities))}
    known = {"issuer": issuer, "subject": subject}
    result = connection.execute(insert(person).values(**values, **known, created_at=now()))
    assert result.inserted_primary_key is not None
    after = {"role": role, "priorities": sorted(priorities), "by": "OIDC" if issuer else "password"}
    audit.add(connection, "person.add", title, by=by, after=after)
    return Person(int(result.inserted_primary_key[0]), title, role, tuple(sorted(priorities)), address)


def led(connection: Connection) -> bool:
    """Whether there is an administrator who is not disabled."""
    query = select(person.c.id).where(person.c.role == ADMINISTRATOR, person.c.disabled_at.is_(None)).limit(1)
    return connection.scalar(query) is not None


def normal(sign_in: str) -> str:
    """A sign-in name as it is compared: without spaces around it, small or capital letters alike."""
    return unicodedata.normalize("NFKC", sign_in.encode("utf-8", "replace").decode()).strip().casefold()[:200]


def tidy(name: str) -> str:
    """A role's title as one line of harmless text; empty where it is too long or has none."""
    spaced = "".join(" " if unicodedata.category(letter)[0] in "CZ" else letter for letter in name)
    found = " ".join(spaced.split())
    return found if len(found) <= _LONGEST else ""


def made(row: object) -> Person:
    """A person from a row of COLUMNS."""
    found = Person._make(row)  # type: ignore[arg-type]
    return found._replace(priorities=tuple(json.loads(str(found.priorities))))


def _check_role(role: str, priorities: Collection[str]) -> None:
    if role not in ROLES:
        raise BadPerson(why=f"“{role}” is not a role. The roles are {', '.join(ROLES)}.")
    if priorities and role != LEAD:
        raise BadPerson(why="Only a lead has priorities of their own; analysts and administrators write for all.")
    if role == LEAD and not priorities:
        raise BadPerson(why="Name the priorities a lead answers for, such as violence or 2025/violence.")


def _unused(connection: Connection, title: str, address: str | None) -> None:
    if connection.scalar(select(person.c.id).where(person.c.name == title)):
        raise BadPerson(why=f"There is a “{title}” already. What two people say must be told apart: add a number.")
    if address and connection.scalar(select(person.c.id).where(person.c.sign_in == address)):
        raise BadPerson(why="Somebody signs in under this name already.")


def _locked(connection: Connection, name: str) -> Person:
    row = connection.execute(select(*COLUMNS).where(person.c.name == name)).one_or_none()
    if row is None:
        raise UnknownPerson(name=name)
    return made(row)


def _keep_one(connection: Connection, before: Person, *, keeps: bool) -> None:
    """There is always an administrator: the last one can neither be disabled nor lose the role."""
    if keeps or before.role != ADMINISTRATOR or before.disabled_at is not None:
        return
    others = select(person.c.id).where(
        person.c.role == ADMINISTRATOR, person.c.disabled_at.is_(None), person.c.id != before.id
    )
    if connection.scalar(others.limit(1)) is None:
        raise BadPerson(why=f"{before.name} is the only administrator. Make somebody else one first.")


def _told(found: Person) -> dict[str, object]:
    return {"role": found.role, "priorities": list(found.priorities), "disabled": found.disabled_at is not None}
