"""API tokens: for programs that read the API or the metrics; told once, limited in role, purpose and time."""

from typing import NamedTuple

from sqlalchemy import Engine, insert, select, update

from dashboard.errors import BadPerson
from dashboard.roles import ROLES
from dashboard.store.audit import Audit
from dashboard.store.engine import connected, writing
from dashboard.store.keys import kept_of, new_secret
from dashboard.store.moments import iso, now
from dashboard.store.schema import token

# what a token may be shown at
PURPOSES = {"api": "read the API", "metrics": "read the metrics"}
LONGEST_DAYS = 400
_DAY = 86_400_000_000
_MARK = "safer_"


class Token(NamedTuple):
    """A token as it is listed: never its secret. Moments in microseconds UTC."""

    id: int
    name: str
    purpose: str
    role: str
    created_by: str
    created_at: int
    expires_at: int
    revoked_at: int | None = None

    @property
    def standing(self) -> bool:
        return self.revoked_at is None and self.expires_at > now()

    def as_row(self) -> dict[str, object]:
        times = {"created_at": iso(self.created_at), "expires_at": iso(self.expires_at)}
        return self._asdict() | times | {"revoked_at": iso(self.revoked_at) if self.revoked_at else None}


_COLUMNS = tuple(token.c[name] for name in Token._fields)


class Tokens:
    """Making, finding and revoking tokens; `Store.tokens`."""

    def __init__(self, engine: Engine, audit: Audit) -> None:
        self.engine, self.audit = engine, audit

    def make(self, name: str, *, role: str = "viewer", purpose: str = "api", days: int = 90, by: str = "") -> str:
        """A new token, which is told once. Raises BadPerson."""
        _check(name, role, purpose, days)
        secret, moment = _MARK + new_secret(), now()
        values = {"secret": kept_of(secret), "name": name[:200], "purpose": purpose, "role": role, "created_by": by}
        with writing(self.engine) as connection:
            times = {"created_at": moment, "expires_at": moment + days * _DAY}
            connection.execute(insert(token).values(**values, **times))
            after = {"role": role, "purpose": purpose, "days": days}
            self.audit.add(connection, "token.make", name, by=by, after=after)
        return secret

    def found(self, secret: str, purpose: str) -> Token | None:
        """The token of a secret, if it stands and is for this purpose."""
        query = select(*_COLUMNS).where(token.c.secret == kept_of(secret), token.c.purpose == purpose)
        with connected(self.engine) as connection:
            row = connection.execute(query).one_or_none()
        made = Token._make(row) if row else None
        return made if made and made.standing else None

    def all(self) -> list[Token]:
        """Every token there ever was, the newest first."""
        with connected(self.engine) as connection:
            return [Token._make(row) for row in connection.execute(select(*_COLUMNS).order_by(token.c.id.desc()))]

    def revoke(self, number: int, *, by: str = "") -> bool:
        """End a token; False where there is none that stands."""
        with writing(self.engine) as connection:
            mine = (token.c.id == number, token.c.revoked_at.is_(None))
            done = connection.execute(update(token).where(*mine).values(revoked_at=now())).rowcount > 0
            if done:
                self.audit.add(connection, "token.revoke", f"token {number}", by=by)
            return done


def _check(name: str, role: str, purpose: str, days: int) -> None:
    if not name.strip():
        raise BadPerson(why="Say what the token is for, such as Council data warehouse.")
    if role not in ROLES:
        raise BadPerson(why=f"“{role}” is not a role. The roles are {', '.join(ROLES)}.")
    if purpose not in PURPOSES:
        raise BadPerson(why=f"A token is for one of {', '.join(PURPOSES)}.")
    if not 1 <= days <= LONGEST_DAYS:
        raise BadPerson(why=f"A token lasts 1 to {LONGEST_DAYS} days.")
