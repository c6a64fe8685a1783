"""The post: letters put in it when figures come or a meeting is frozen, and sent in a process of their own."""

import smtplib
import ssl
import sys
import time
import traceback
from collections.abc import Collection
from contextlib import closing
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from dashboard.errors import SaferError
from dashboard.packs.letters import Office, letter_of
from dashboard.scorecard import evidence
from dashboard.scorecard.board import Board
from dashboard.scorecard.meetings import Meeting
from dashboard.scorecard.strategies import standing
from dashboard.settings import Settings, areas_file
from dashboard.store.engine import make_engine
from dashboard.store.mail import DIGEST, PAPER, Letter
from dashboard.store.moments import now
from dashboard.store.store import Store
from loaders._sources import Sources
from loaders._started import begin

# several files that come one after the other are one letter
TOGETHER = 120_000_000
_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
_SECONDS = 30


class NoPost(SaferError):
    template = "Nothing can be sent: {why}. Set SAFER_SMTP_URL and SAFER_MAIL_FROM."


def set_up(settings: Settings) -> bool:
    """Whether e-mail can be sent at all."""
    return bool(settings.smtp_url and settings.mail_from)


def figures_came(store: Store, series: Collection[str]) -> None:
    """Put a digest in the post for each who has one of a strategy that is fed by any of `series`."""
    wanted = store.mail.standing(DIGEST)
    known = standing(store) if wanted else {}
    for one in wanted:
        if one.strategy in known and evidence.codes(known[one.strategy]) & set(series):
            store.mail.write(one, "data", after=TOGETHER)
    start(store)


def frozen(store: Store, meeting: Meeting) -> None:
    """Put the paper in the post for each who has the one of this strategy and area."""
    for one in store.mail.standing(PAPER):
        if (one.strategy, one.area) == (meeting.strategy, meeting.area):
            store.mail.write(one, meeting.code)
    start(store)


def start(store: Store) -> None:
    """Begin to send what waits, in a process of its own; nothing where nothing waits or nothing can be sent."""
    if set_up(Settings()) and store.mail.next_due() is not None:
        begin(store, "loaders._post", "all", fell=lambda: None)


def send_all(store: Store, settings: Settings, *, waiting: bool = False) -> tuple[int, int]:
    """Send every letter that is due, and with `waiting` those due within some minutes too; how many were and were not.

    Raises NoPost where no server is named.
    """
    office = Office(settings.mail_from, settings.address.rstrip("/"))
    _server(settings)
    done = [0, 0]
    while True:
        letter = store.mail.take()
        if letter is None:
            due = store.mail.next_due()
            if not waiting or due is None or due > now() + 2 * TOGETHER:
                return done[0], done[1]
            time.sleep(max(0.2, min(5.0, (due - now()) / 1e6)))
            continue
        done[0 if _sent(store, settings, office, letter) else 1] += 1


def _sent(store: Store, settings: Settings, office: Office, letter: Letter) -> bool:
    try:
        board = Board(store, standing(store), areas_file())
        message = letter_of(board, Sources(store), office, letter)
        _post(settings, message)
    except SaferError as error:
        store.mail.failed(letter, str(error), for_good=True)
    except (OSError, smtplib.SMTPException) as error:
        store.mail.failed(letter, f"The mail server did not take it: {error}")
    else:
        store.mail.sent(letter)
        return True
    return False


def _post(settings: Settings, message: EmailMessage) -> None:
    kind, host, port, name, password = _server(settings)
    context = ssl.create_default_context()
    if kind == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=_SECONDS, context=context)
    else:
        server = smtplib.SMTP(host, port, timeout=_SECONDS)
    with closing(server):
        if kind == "smtp+starttls":
            server.starttls(context=context)
        if name:
            server.login(name, password)
        server.send_message(message)


def _server(settings: Settings) -> tuple[str, str, int, str, str]:
    """Kind, host, port, name and password. Raises NoPost."""
    if not set_up(settings):
        raise NoPost(why="no mail server or no sender is named")
    parts = urlsplit(settings.smtp_url)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise NoPost(why="SAFER_SMTP_URL is no address of a mail server such as smtp://mail.example:25")
    if parts.username and parts.scheme == "smtp":
        raise NoPost(why="a password is never sent in the clear: use smtp+starttls:// or smtps://")
    named = (unquote(parts.username or ""), unquote(parts.password or ""))
    return parts.scheme, parts.hostname, parts.port or _PORTS[parts.scheme], *named


def main() -> None:
    """Send what waits, then end."""
    settings = Settings()
    store = Store(make_engine(settings.database_url))
    try:
        send_all(store, settings, waiting=True)
    except SaferError as error:
        sys.stderr.write(f"{error}\n")
    except Exception:
        traceback.print_exc()
        raise SystemExit(1) from None
    finally:
        store.close()


if __name__ == "__main__":
    main()
