"""Signing in and setting passwords: the throttle, the password, the session and the audit log, in one place."""

import json
from typing import NamedTuple

from sqlalchemy import Connection, Engine, select, update

from dashboard.errors import BadPerson, LinkSpent, SignInRefused
from dashboard.roles import ADMINISTRATOR
from dashboard.store import links, passwords, people, sessions
from dashboard.store.audit import Audit
from dashboard.store.engine import connected, writing
from dashboard.store.links import FIRST
from dashboard.store.people import COLUMNS, Person, made, normal
from dashboard.store.schema import person
from dashboard.store.throttle import Throttle, guarded


class Vouched(NamedTuple):
    """What an identity provider says of somebody; `subject` is what it knows them by."""

    issuer: str
    subject: str
    name: str
    role: str
    priorities: tuple[str, ...] = ()


class Access:
    """How somebody comes in; `Store.access`. Passwords are hashed while no lock is held."""

    def __init__(self, engine: Engine, audit: Audit) -> None:
        self.engine, self.audit, self.throttle = engine, audit, Throttle(engine)

    def sign_in(self, name: str, password: str, origin: str) -> tuple[str, Person]:
        """A new session's secret and whose it is. Raises SignInRefused, TooManyTries."""
        sign_in = normal(name)
        kinds = guarded(sign_in, origin)
        self.throttle.begin(kinds)
        found, kept = self._known(sign_in)
        fits = passwords.matches(kept, password)
        if found is None or not fits or found.disabled_at is not None:
            self.audit.note("sign-in.refused", found.name if found else "unknown")
            raise SignInRefused()
        self.throttle.succeeded(kinds)
        renewed = passwords.hashed(password) if passwords.outdated(str(kept)) else None
        return self._open(found, origin, renewed), found

    def enter(
        self, secret: str, *, name: str = "", sign_in: str = "", password: str, origin: str
    ) -> tuple[str, Person]:
        """Use a one-time link: set a password, and for the first administrator who that is; returns a new session.

        Raises LinkSpent, BadPassword, BadPerson. What is refused does not use the link up.
        """
        seen = links.Links(self.engine, self.audit).look(secret)
        about = (seen.person.name, seen.person.sign_in or "") if seen.person else (name, sign_in)
        kept = passwords.hashed(passwords.taken(password, *about))
        with writing(self.engine) as connection:
            used = links.use(connection, secret)
            whose = used.person
            if used.purpose == FIRST:
                if people.led(connection):
                    raise LinkSpent()
                if not normal(sign_in):
                    raise BadPerson(why="Give the name you will sign in with, such as your e-mail address.")
                whose = people.add(
                    connection, self.audit, name=name, role=ADMINISTRATOR, by="one-time link", sign_in=sign_in
                )
            assert whose is not None
            connection.execute(update(person).where(person.c.id == whose.id).values(password=kept))
            sessions.ended(connection, whose.id)
            self.audit.add(connection, "password.set", whose.name, by=whose.name)
            return sessions.begin(connection, whose.id, origin), whose

    def change(self, of: Person, *, old: str, new: str, origin: str) -> str:
        """Change a password, with the old one; every session ends and a new one begins, whose secret is returned.

        Raises SignInRefused, BadPassword, TooManyTries.
        """
        kinds = guarded(of.sign_in or of.name, origin)
        self.throttle.begin(kinds)
        if not passwords.matches(self._password(of.id), old):
            self.audit.note("password.refused", of.name)
            raise SignInRefused()
        self.throttle.succeeded(kinds)
        kept = passwords.hashed(passwords.taken(new, of.name, of.sign_in or ""))
        with writing(self.engine) as connection:
            connection.execute(update(person).where(person.c.id == of.id).values(password=kept))
            sessions.ended(connection, of.id)
            self.audit.add(connection, "password.change", of.name, by=of.name)
            return sessions.begin(connection, of.id, origin)

    def vouched(self, claim: Vouched, origin: str) -> tuple[str, Person]:
        """A session for somebody whom an identity provider vouches for, known by issuer and subject alone.

        Role and priorities are what the provider's groups say now. Raises SignInRefused where they are disabled here.
        """
        with writing(self.engine) as connection:
            same = (person.c.issuer == claim.issuer, person.c.subject == claim.subject)
            row = connection.execute(select(*COLUMNS).where(*same)).one_or_none()
            found = made(row) if row else self._new(connection, claim)
            if found.disabled_at is None:
                found = self._as_claimed(connection, found, claim)
                self.audit.add(connection, "sign-in", found.name, by=found.name, after={"by": "OIDC"})
                return sessions.begin(connection, found.id, origin), found
        self.audit.note("sign-in.refused", found.name)
        raise SignInRefused()

    def _known(self, sign_in: str) -> tuple[Person | None, str | None]:
        """Who signs in under a name, and what is kept of the password."""
        with connected(self.engine) as connection:
            row = connection.execute(select(person.c.password, *COLUMNS).where(person.c.sign_in == sign_in)).first()
        return (made(row[1:]), row[0]) if row else (None, None)

    def _password(self, number: int) -> str | None:
        with connected(self.engine) as connection:
            return connection.scalar(select(person.c.password).where(person.c.id == number))

    def _open(self, found: Person, origin: str, renewed: str | None) -> str:
        with writing(self.engine) as connection:
            if renewed:
                connection.execute(update(person).where(person.c.id == found.id).values(password=renewed))
            self.audit.add(connection, "sign-in", found.name, by=found.name, after={"by": "password"})
            return sessions.begin(connection, found.id, origin)

    def _new(self, connection: Connection, claim: Vouched) -> Person:
        """Somebody the provider sends for the first time, under a name that nobody here has."""
        title = people.tidy(claim.name) or "Somebody"
        taken = set(connection.scalars(select(person.c.name)))
        names = (title, *(f"{title[:70]} {n}" for n in range(2, 1000)))
        free = next(name for name in names if name not in taken)
        return people.add(
            connection,
            self.audit,
            name=free,
            role=claim.role,
            priorities=claim.priorities,
            by=free,
            issuer=claim.issuer,
            subject=claim.subject,
        )

    def _as_claimed(self, connection: Connection, found: Person, claim: Vouched) -> Person:
        now_ = found._replace(role=claim.role, priorities=tuple(sorted(claim.priorities)))
        if now_ != found:
            values = {"role": now_.role, "priorities": json.dumps(now_.priorities)}
            connection.execute(update(person).where(person.c.id == found.id).values(**values))
            before, after = ({"role": one.role, "priorities": list(one.priorities)} for one in (found, now_))
            self.audit.add(connection, "person.change", found.name, by="OIDC", before=before, after=after)
        return now_
