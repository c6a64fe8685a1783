"""Letters: what is sent by e-mail, from the same scorecard as the pages; nothing that is kept back is in one."""

from collections.abc import Mapping
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from typing import NamedTuple
from urllib.parse import urlencode

from dashboard.packs.compiling import compiled
from dashboard.packs.formats import FORMATS, made, offered
from dashboard.packs.standing_template import standing_template
from dashboard.records import SourceSpec
from dashboard.scorecard.board import Board
from dashboard.scorecard.exceptions import Exceptions, Matter, exceptions, headline, nothing
from dashboard.scorecard.meetings import one as meeting_of
from dashboard.store.mail import CONFIRM, DIGEST, Letter
from dashboard.written import line

PRODUCT = "Safer Priorities"
KINDS: Mapping[str, str] = {
    "digest": "What needs discussion, when new figures come",
    "paper": "The paper, when a meeting is frozen",
}


class Office(NamedTuple):
    """Where letters come from: the sender, and the address of these pages without a closing stroke."""

    sender: str
    address: str


class Attached(NamedTuple):
    """A file that goes with a letter."""

    name: str
    media: str
    content: bytes


def letter_of(board: Board, sources: Mapping[str, SourceSpec], office: Office, letter: Letter) -> EmailMessage:
    """The letter as it is sent. Raises as `compiled` and `Board.scorecard`."""
    if letter.event == CONFIRM:
        return _addressed(board, office, letter, *_asking(office, letter, board.store.mail.mark(letter.to.id)))
    if letter.to.kind == DIGEST:
        return _addressed(board, office, letter, *_digest(board, office, letter))
    subject, text, file = _paper(board, sources, letter)
    return _addressed(board, office, letter, subject, text, file)


def link(office: Office, letter: Letter, mark: str) -> str:
    """Where a subscription is confirmed and ended."""
    return f"{office.address}/subscription/{letter.to.id}/{mark}"


def _asking(office: Office, letter: Letter, mark: str) -> tuple[str, str]:
    what = KINDS[letter.to.kind]
    return f"{PRODUCT}: please confirm", (
        f"Somebody asked for this to be sent to you: {what} ({letter.to.strategy}, {letter.to.area}).\n\n"
        f"If that was you, confirm it here:\n{link(office, letter, mark)}\n\n"
        "If not, do nothing: nothing more will be sent."
    )


def _digest(board: Board, office: Office, letter: Letter) -> tuple[str, str]:
    found = exceptions(board.scorecard(letter.to.strategy, None, letter.to.area))
    where = f"{found.area_name}, {found.quarter_label}"
    told = [f"{found.strategy_title}, {where}", "", headline(found) + "." if found.exceptions else nothing(found)]
    for matter in found.exceptions:
        told += ["", *_matter(office, found, matter)]
    return f"{headline(found)}: {where}", "\n".join(told)


def _matter(office: Office, found: Exceptions, matter: Matter) -> list[str]:
    asked = urlencode({"strategy": found.strategy, "quarter": found.quarter, "area": found.area})
    return [
        f"{matter.rank}. {matter.title}: {matter.rag}",
        *(f"   {one.text}" for one in matter.reasons),
        f"   {office.address}/indicator/{matter.indicator}?{asked}",
    ]


def _paper(board: Board, sources: Mapping[str, SourceSpec], letter: Letter) -> tuple[str, str, Attached]:
    meeting, kind = meeting_of(board.store, letter.event), letter.to.format
    kind = kind if kind in offered() else "docx"
    quarter, area = meeting.quarter, meeting.area
    pack = compiled(board, sources, strategy=meeting.strategy, quarter=quarter, area=area, as_at=meeting.code)
    said = f"{pack.header.title}, {pack.header.area_name}. {pack.header.as_at}."
    told = [said, "", *pack.summary, "", f"{pack.mark}."]
    file = Attached(f"{meeting.code}.{kind}", FORMATS[kind].media, made(pack, kind, standing_template(kind)))
    return f"{meeting.title}: {pack.header.title}", "\n".join(told), file


def _addressed(
    board: Board, office: Office, letter: Letter, subject: str, text: str, file: Attached | None = None
) -> EmailMessage:
    """With its envelope, and the way to end the subscription by one click (RFC 8058)."""
    there = link(office, letter, board.store.mail.mark(letter.to.id))
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = line(subject), office.sender, letter.to.address
    message["Date"], message["Message-ID"] = formatdate(), make_msgid(domain=office.sender.rpartition("@")[2] or None)
    message["List-Unsubscribe"], message["List-Unsubscribe-Post"] = f"<{there}/end>", "List-Unsubscribe=One-Click"
    message["Auto-Submitted"] = "auto-generated"
    ending = "" if letter.event == CONFIRM else f"\n\n-- \nSent because you asked for it. To end it: {there}\n"
    message.set_content(text + ending)
    if file:
        main, _, sub = file.media.partition("/")
        message.add_attachment(file.content, maintype=main, subtype=sub, filename=file.name)
    return message
