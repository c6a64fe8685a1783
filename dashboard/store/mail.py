"""E-mail: who has what sent, confirmed by themselves and ended by one click, and letters until they are sent."""

import hashlib
import hmac
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Engine, Row, and_, insert, or_, select, update

from dashboard.store.audit import Audit
from dashboard.store.engine import reading, writing
from dashboard.store.keys import sealing_key
from dashboard.store.moments import now
from dashboard.store.schema_mail import letter, subscription

DIGEST, PAPER, CONFIRM = "digest", "paper", "confirm"
# a letter whose sender has said nothing for two minutes is taken up again
SILENT = 120_000_000
MOST_TRIES = 6
_MINUTE = 60_000_000


@dataclass(frozen=True)
class Subscription:
    """Who is sent what: a digest of exceptions when figures come, or a paper when a meeting is frozen."""

    id: int
    address: str
    kind: str
    strategy: str
    area: str
    format: str
    asked_at: int
    confirmed_at: int | None
    ended_at: int | None


@dataclass(frozen=True)
class Letter:
    """A letter to be sent; `event` is what it is about: confirm, data, or the code of a meeting."""

    id: int
    event: str
    tries: int
    to: Subscription


class Mail:
    """Subscriptions and letters; `Store.mail`. Each step is one transaction of its own.

    The audit log names subscriptions by their numbers: an address is not kept for longer than it is written to.
    """

    def __init__(self, engine: Engine, audit: Audit) -> None:
        self.engine, self.audit = engine, audit

    def ask(self, address: str, *, kind: str, strategy: str, area: str, format: str = "") -> int:
        """Ask for something to be sent; a letter goes out that asks for confirmation, and only it until then.

        Who has asked for the same before is not written to again within the hour.
        """
        moment = now()
        values = {"address": address, "kind": kind, "strategy": strategy, "area": area, "format": format}
        same = and_(*(subscription.c[name] == value for name, value in values.items()), _standing())
        with writing(self.engine) as connection:
            known = connection.execute(select(subscription.c.id, subscription.c.asked_at).where(same)).first()
            if known and known.asked_at > moment - 60 * _MINUTE:
                return int(known.id)
            if known is None:
                made = connection.execute(insert(subscription).values(**values, asked_at=moment)).inserted_primary_key
                assert made is not None
                number = int(made[0])
            else:
                number = int(known.id)
                connection.execute(update(subscription).where(_is(number)).values(asked_at=moment))
            connection.execute(insert(letter).values(**_letter(number, CONFIRM, moment, moment)))
            about = {"kind": kind, "strategy": strategy, "area": area}
            self.audit.add(connection, "mail.ask", f"subscription {number}", after=about)
        return number

    def confirm(self, number: int) -> Subscription | None:
        """Begin to send; None where it was ended or never asked for."""
        with writing(self.engine) as connection:
            wanted = and_(_is(number), _standing())
            fresh = update(subscription).where(wanted, subscription.c.confirmed_at.is_(None))
            if connection.execute(fresh.values(confirmed_at=now())).rowcount:
                self.audit.add(connection, "mail.confirm", f"subscription {number}")
            row = connection.execute(select(subscription).where(wanted)).one_or_none()
        return _subscription(row) if row is not None else None

    def end(self, number: int) -> Subscription | None:
        """Send nothing any more; letters that wait are not sent. None where it was never asked for."""
        with writing(self.engine) as connection:
            moment = now()
            over = update(subscription).where(_is(number), _standing()).values(ended_at=moment)
            if connection.execute(over).rowcount:
                self.audit.add(connection, "mail.end", f"subscription {number}")
            waiting = and_(letter.c.subscription_id == number, letter.c.state.in_(("waiting", "failed")))
            connection.execute(update(letter).where(waiting).values(state="ended", touched_at=moment))
            row = connection.execute(select(subscription).where(_is(number))).one_or_none()
        return _subscription(row) if row is not None else None

    def standing(self, kind: str | None = None) -> list[Subscription]:
        """Subscriptions that were confirmed and not ended, of a kind or all."""
        wanted = [_standing(), subscription.c.confirmed_at.is_not(None)]
        wanted += [subscription.c.kind == kind] if kind else []
        with reading(self.engine) as connection:
            rows = connection.execute(select(subscription).where(*wanted).order_by(subscription.c.id))
            return [_subscription(row) for row in rows]

    def write(self, to: Subscription, event: str, *, after: int = 0) -> None:
        """Put a letter in the post, due `after` microseconds; one on the same event that still waits is put off."""
        moment = now()
        waiting = and_(letter.c.subscription_id == to.id, letter.c.event == event, letter.c.state == "waiting")
        with writing(self.engine) as connection:
            if not connection.execute(update(letter).where(waiting).values(due_at=moment + after)).rowcount:
                connection.execute(insert(letter).values(**_letter(to.id, event, moment, moment + after)))

    def next_due(self) -> int | None:
        """The moment at which the next letter is due; None where none waits."""
        with reading(self.engine) as connection:
            return connection.scalar(select(letter.c.due_at).where(_open(now())).order_by(letter.c.due_at).limit(1))

    def take(self) -> Letter | None:
        """Take a letter that is due, to be sent by whoever takes it."""
        moment = now()
        query = (
            select(letter.c.id, letter.c.event, letter.c.tries, subscription)
            .join(subscription, subscription.c.id == letter.c.subscription_id)
            .where(_open(moment), letter.c.due_at <= moment, subscription.c.ended_at.is_(None))
            .order_by(letter.c.due_at)
            .limit(1)
        )
        with writing(self.engine) as connection:
            row = connection.execute(query).first()
            if row is None:
                return None
            values = {"state": "sending", "touched_at": moment, "tries": row.tries + 1}
            connection.execute(update(letter).where(letter.c.id == row[0]).values(**values))
        return Letter(row[0], row.event, row.tries + 1, Subscription(*row[3:]))

    def sent(self, one: Letter) -> None:
        self._done(one, state="sent", words="")

    def failed(self, one: Letter, why: str, *, for_good: bool = False) -> None:
        """Not sent: to be tried again, each time after twice as long, and at last given up."""
        over = for_good or one.tries >= MOST_TRIES
        self._done(one, state="failed" if over else "waiting", words=why, due_at=now() + _MINUTE * 2**one.tries)

    def _done(self, one: Letter, **values: Any) -> None:
        with writing(self.engine) as connection:
            mine = and_(letter.c.id == one.id, letter.c.state == "sending")
            connection.execute(update(letter).where(mine).values(**values, touched_at=now()))

    def listed(self) -> list[dict[str, Any]]:
        """Every subscription that was not ended, and how its last letter fared."""
        last = select(letter.c.state).where(letter.c.subscription_id == subscription.c.id)
        query = select(subscription, last.order_by(letter.c.id.desc()).limit(1).scalar_subquery().label("last"))
        with reading(self.engine) as connection:
            return [dict(row._mapping) for row in connection.execute(query.where(_standing()))]

    def mark(self, number: int) -> str:
        """What proves that somebody holds a letter of a subscription: only who has the key can make it."""
        key = sealing_key(self.engine)
        return hmac.new(key, f"subscription {number}".encode(), hashlib.sha256).hexdigest()[:40]

    def proves(self, number: int, mark: str) -> bool:
        return hmac.compare_digest(self.mark(number).encode(), mark.encode("utf-8", "replace"))


def _letter(number: int, event: str, made_at: int, due_at: int) -> dict[str, Any]:
    values = {"subscription_id": number, "event": event, "made_at": made_at, "due_at": due_at}
    return values | {"state": "waiting", "touched_at": made_at}


def _is(number: int) -> ColumnElement[bool]:
    return subscription.c.id == number


def _standing() -> ColumnElement[bool]:
    return subscription.c.ended_at.is_(None)


def _open(moment: int) -> ColumnElement[bool]:
    dead = and_(letter.c.state == "sending", letter.c.touched_at <= moment - SILENT)
    return or_(letter.c.state == "waiting", dead)


def _subscription(row: Row[Any]) -> Subscription:
    return Subscription(**row._mapping)
