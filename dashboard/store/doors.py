"""The part of the store that knows who comes in: people, sessions, links and tokens."""

from sqlalchemy import Engine

from dashboard.store.access import Access
from dashboard.store.audit import Audit
from dashboard.store.links import Links
from dashboard.store.people import People
from dashboard.store.sessions import Sessions
from dashboard.store.tokens import Tokens


class Doors:
    """Rooms about people, each made anew for the engine and the audit log of the store."""

    engine: Engine
    audit: Audit

    @property
    def people(self) -> People:
        """Who may sign in."""
        return People(self.engine, self.audit)

    @property
    def access(self) -> Access:
        """How somebody comes in."""
        return Access(self.engine, self.audit)

    @property
    def sessions(self) -> Sessions:
        """Who is signed in."""
        return Sessions(self.engine, self.audit)

    @property
    def links(self) -> Links:
        """One-time links."""
        return Links(self.engine, self.audit)

    @property
    def tokens(self) -> Tokens:
        """What programs show instead of a password."""
        return Tokens(self.engine, self.audit)
