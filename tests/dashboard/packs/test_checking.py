"""Whether a paper agrees with the store: untouched it does, altered it does not, and what differs is said."""

import re
import zipfile
from io import BytesIO

import pytest

from dashboard.packs import formats
from dashboard.packs.checking import checked
from dashboard.packs.marking import NoPack, mark
from dashboard.packs.pack import Pack
from dashboard.scorecard.board import Board
from dashboard.store.store import Store
from loaders._load import load
from loaders._sources import Sources
from tests.dashboard.packs._packs import CRIME, PAPER, board_of, pack_of

KINDS = sorted(formats.offered())


def altered(content: bytes, old: str, new: str) -> bytes:
    """A file in which somebody has put one text in place of another, in every part that holds it."""
    if content[:2] != b"PK":
        return content.replace(old.encode(), new.encode())
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        for part in before.infolist():
            after.writestr(part.filename, before.read(part).replace(old.encode(), new.encode()))
    return out.getvalue()


@pytest.mark.parametrize("kind", KINDS)
def test_every_format_says_what_it_is(paper: Pack, undrawn: None, kind: str) -> None:
    said = mark(formats.made(paper, kind), f"paper.{kind}")
    assert said == (kind, paper.fingerprint, paper.asked)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_untouched_agrees(board: Board, paper: Pack, kind: str) -> None:
    found = checked(board, Sources(board.store), formats.made(paper, kind), f"paper.{kind}")
    assert found.differs == ()
    assert found.now == paper.fingerprint


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_more_or_less_is_no_difference(
    board: Board, paper: Pack, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = formats.made(paper, kind)
    monkeypatch.setenv("BROWSER_PATH", "/nowhere/chromium")
    assert checked(board, Sources(board.store), content, "paper").differs == ()


@pytest.mark.parametrize("kind", ["docx", "html"])
def test_an_altered_figure_is_named(board: Board, paper: Pack, undrawn: None, kind: str) -> None:
    found = checked(board, Sources(board.store), altered(formats.made(paper, kind), "3,281", "3,580"), "paper")
    assert not found.agrees
    assert "The file says: “3,580”" in found.differs
    assert "The store says: “3,281”" in found.differs


@pytest.mark.parametrize("kind", ["docx", "html"])
def test_another_fingerprint_is_named(board: Board, paper: Pack, undrawn: None, kind: str) -> None:
    content = altered(formats.made(paper, kind), paper.fingerprint, "AAAABBBBCCCC")
    assert checked(board, Sources(board.store), content, "paper").differs == (
        f"The fingerprint is AAAABBBBCCCC; made again from the store it is {paper.fingerprint}.",
    )


def test_figures_loaded_later_leave_it_as_it_is(sqlite_store: Store, undrawn: None) -> None:
    load(sqlite_store, [("crime.csv", CRIME.encode())], by="analyst")
    board = board_of(sqlite_store)
    content = formats.made(pack_of(board, **PAPER), "html")
    load(sqlite_store, [("crime.csv", CRIME.replace("834", "843").encode())], by="analyst")
    assert checked(board, Sources(sqlite_store), content, "paper.html").agrees


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 broken", b"<html><title>A page</title></html>", CRIME.encode(), b"\xff\xfe\x00"]
)
def test_what_is_no_pack_is_refused_in_words(board: Board, content: bytes) -> None:
    with pytest.raises(NoPack, match=re.escape("is no pack of this product")):
        checked(board, Sources(board.store), content, "some.file")


def test_what_it_was_asked_for_must_be_readable(board: Board, paper: Pack, undrawn: None) -> None:
    content = altered(formats.made(paper, "html"), "layout=quarterly", "layout=sideways")
    with pytest.raises(NoPack, match="cannot be read"):
        mark(content, "paper.html")
