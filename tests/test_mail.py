"""What is sent by e-mail, through a real SMTP server on this machine: confirmed first, ended by one click."""

import email
import email.policy
import re
import socket
from collections.abc import Iterator
from datetime import date
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import select, update

from app import create_app
from dashboard.errors import SaferError
from dashboard.packs.marking import mark
from dashboard.scorecard import meetings
from dashboard.scorecard.board import Board
from dashboard.scorecard.strategies import opened, standing
from dashboard.settings import DATA, Settings, areas_file
from dashboard.store.engine import writing
from dashboard.store.schema_mail import letter
from dashboard.store.store import Store
from loaders import _post
from loaders._load import load
from loaders._post import NoPost, send_all
from loaders._wishes_mail import asked
from tests.loaders.test_marac_return import workbook
from tests.test_kept_back import AGENCIES, HEADINGS, STRATEGY

ASB, CRIME = (DATA / "samples" / f"{name}-2012-13-q1.csv" for name in ("asb", "crime"))
TO = "chair@council.example"


class Box:
    """Keeps every letter; refuses them all while `closed`."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.closed = False

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - the server calls it so
        if self.closed:
            return "451 come again later"
        found = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(found, EmailMessage)
        self.letters.append(found)
        return "250 OK"


@pytest.fixture
def box() -> Iterator[tuple[Box, Settings]]:
    kept = Box()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(kept, hostname="127.0.0.1", port=port)
    server.start()
    yield kept, Settings(smtp_url=f"smtp://127.0.0.1:{port}", mail_from="safer@council.example")
    server.stop()


@pytest.fixture
def made(store: Store) -> Store:
    opened(store, DATA / "strategies")
    load(store, [(ASB.name, ASB.read_bytes())], by="analyst")
    return store


def subscribed(store: Store, kind: str, **more: str) -> None:
    asked(store, TO, kind=kind, strategy="2012-13", area="E09000006", **more)


def text(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def path_in(message: EmailMessage) -> str:
    """The way a letter leads to, without the server's address."""
    found = re.search(r"http://[^/\s]+(/subscription/\S+)", text(message))
    assert found
    return found[1]


def due_now(store: Store) -> None:
    with writing(store.engine) as connection:
        connection.execute(update(letter).values(due_at=0))


def board_of(store: Store) -> Board:
    return Board(store, standing(store), areas_file())


def client(store: Store) -> Any:
    return create_app(Settings(), store).server.test_client()


def test_nothing_is_sent_before_the_address_confirms_it(made: Store, box: tuple[Box, Settings]) -> None:
    kept, settings = box
    subscribed(made, "digest")
    subscribed(made, "digest")
    assert send_all(made, settings) == (1, 0)
    (asking,) = kept.letters
    assert (asking["To"], asking["From"]) == (TO, "safer@council.example")
    load(made, [(CRIME.name, CRIME.read_bytes())], by="analyst")
    due_now(made)
    assert send_all(made, settings) == (0, 0)
    web, way = client(made), path_in(asking)
    assert web.get(way).status_code == 200
    assert made.mail.standing() == []  # looking confirms nothing
    assert web.post(f"{way}/confirm").status_code == 200
    assert [one.address for one in made.mail.standing()] == [TO]
    assert web.post(f"{way}/end").status_code == 200
    put_down = made.audit.rows(what="mail.")
    assert [row.what for row in put_down] == ["mail.end", "mail.confirm", "mail.ask"]
    assert TO not in str(put_down)


def test_a_digest_follows_new_figures_once_and_is_ended_by_one_click(made: Store, box: tuple[Box, Settings]) -> None:
    kept, settings = box
    subscribed(made, "digest")
    send_all(made, settings)
    web, way = client(made), path_in(kept.letters[0])
    web.post(f"{way}/confirm")
    load(made, [(CRIME.name, CRIME.read_bytes())], by="analyst")
    load(made, [("again.csv", CRIME.read_bytes().replace(b"983", b"984"))], by="analyst")
    assert send_all(made, settings) == (0, 0)  # more may come
    due_now(made)
    assert send_all(made, settings) == (1, 0)
    digest = kept.letters[-1]
    assert "Property crime" in text(digest) and "3,281" in text(digest)
    assert digest["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    click = re.search(r"<http://[^/]+(/subscription/[^>]+)>", digest["List-Unsubscribe"])
    assert click
    assert web.get(click[1]).status_code == 200
    assert made.mail.standing() != []
    assert web.post(click[1], data={"List-Unsubscribe": "One-Click"}).status_code == 200
    load(made, [("third.csv", CRIME.read_bytes().replace(b"983", b"985"))], by="analyst")
    due_now(made)
    assert (made.mail.standing(), send_all(made, settings)) == ([], (0, 0))
    assert web.post(f"{way}/confirm").status_code == 404


def test_figures_of_another_strategy_send_nothing(made: Store, box: tuple[Box, Settings]) -> None:
    kept, settings = box
    asked(made, TO, kind="digest", strategy="2016-19", area="E09000006")
    send_all(made, settings)
    client(made).post(f"{path_in(kept.letters[0])}/confirm")
    load(made, [(CRIME.name, CRIME.read_bytes())], by="analyst")
    due_now(made)
    assert send_all(made, settings) == (0, 0)


def test_the_paper_follows_a_frozen_meeting_and_agrees_with_it(made: Store, box: tuple[Box, Settings]) -> None:
    kept, settings = box
    subscribed(made, "paper", format="xlsx")
    send_all(made, settings)
    client(made).post(f"{path_in(kept.letters[0])}/confirm")
    board = Board(made, opened(made, DATA / "strategies"), areas_file())
    words = {"title": "June 2012", "date": "2012-06-28", "strategy": "2012-13", "quarter": "FY2012-13-Q1"}
    meetings.add(made, meetings.planned(board, "2012-06-group", **words), by="analyst")
    _post.frozen(made, meetings.freeze(made, "2012-06-group", by="Chair"))
    assert send_all(made, settings) == (1, 0)
    (file,) = kept.letters[-1].iter_attachments()
    assert file.get_filename() == "2012-06-group.xlsx"
    said = mark(file.get_content(), "paper.xlsx")
    assert (said.asked.as_at, said.asked.quarter) == ("2012-06-group", "FY2012-13-Q1")


def test_what_is_kept_back_is_in_no_letter(store: Store, box: tuple[Box, Settings]) -> None:
    kept, settings = box
    store.notes.say(kind="strategy", subject="test", body=STRATEGY.model_dump(mode="json"), by="test")
    for kind in ("digest", "paper"):
        asked(store, TO, kind=kind, strategy="test", area="E09000006", format="html")
    send_all(store, settings)
    for asking in kept.letters:
        store.mail.confirm(int(path_in(asking).split("/")[2]))
    days = [date(2024 + month // 13, (month - 1) % 12 + 1, 5) for month in range(4, 16)]
    counts = [40, 1, *[8] * len(AGENCIES), 1]
    rows = [["Bromley MARAC", day, *counts] for day in days]
    (outcome,) = load(store, [("marac.xlsx", workbook(*rows, headings=HEADINGS))], by="analyst")
    assert outcome["status"] == "committed", outcome
    shown = board_of(store).scorecard("test", "FY2024-25-Q4").priorities[0].indicators
    assert {one.status for one in shown} == {"suppressed"}
    meeting = meetings.planned(board_of(store), "2025-06", title="June", date="2025-06-01", strategy="test")
    meetings.add(store, meeting, by="analyst")
    _post.frozen(store, meetings.freeze(store, "2025-06", by="Chair"))
    due_now(store)
    assert send_all(store, settings) == (2, 0)
    for message in kept.letters[2:]:
        told = text(message) + "".join(file.get_content() for file in message.iter_attachments())
        assert re.search(r"\b[13] (cases|victims|repeat)", told) is None
        assert re.search(r"<td[^>]*>\s*[13]\s*<", told) is None


def test_a_server_that_refuses_is_tried_again_and_nothing_is_lost(made: Store, box: tuple[Box, Settings]) -> None:
    kept, settings = box
    kept.closed = True
    subscribed(made, "digest")
    assert send_all(made, settings) == (0, 1)
    with made.engine.connect() as connection:
        state, words = connection.execute(select(letter.c.state, letter.c.words)).one()
    assert state == "waiting" and "did not take it" in words
    kept.closed = False
    assert send_all(made, settings) == (0, 0)  # it is tried after a while
    due_now(made)
    assert send_all(made, settings) == (1, 0)


@pytest.mark.parametrize("url", ["", "http://mail.example", "smtp://name:secret@127.0.0.1"])
def test_without_a_fit_server_it_is_said(made: Store, url: str) -> None:
    with pytest.raises(NoPost, match="Nothing can be sent"):
        send_all(made, Settings(smtp_url=url, mail_from="safer@council.example"))


@pytest.mark.parametrize(
    "address", ["", "chair", "a@b", "a@b.c\nBcc: x@y.z", "a b@c.d", f"{'a' * 250}@council.example"]
)
def test_what_is_no_address_is_refused(made: Store, address: str) -> None:
    with pytest.raises(SaferError, match="Write one e-mail address"):
        asked(made, address, kind="digest", strategy="2012-13", area="E09000006")


@pytest.mark.parametrize("way", ["/subscription/1/nothing", "/subscription/99/" + "0" * 40])
def test_only_who_holds_the_letter_may_end_it(made: Store, way: str, tmp_path: Path) -> None:
    subscribed(made, "digest")
    web = client(made)
    assert [web.get(way).status_code, web.post(f"{way}/confirm").status_code, web.post(f"{way}/end").status_code] == [
        404, 404, 404,
    ]  # fmt: skip
