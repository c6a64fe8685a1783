"""The words of a file that was made of a pack, line by line, so that two files can be compared."""

import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

from lxml import etree

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# of each format the parts that hold words, and what a line and a piece of one are called in them
_PARTS = {
    "docx": (re.compile(r"word/(document|footer\d*)\.xml"), f"{_WORD}p", f"{_WORD}t"),
    "pptx": (
        re.compile(r"ppt/(slides/slide|notesSlides/notesSlide|charts/chart)\d+\.xml"),
        f"{_DRAWING}p",
        f"{_DRAWING}t",
    ),
    "xlsx": (re.compile(r"xl/(sharedStrings|worksheets/sheet\d+)\.xml"), f"{_SHEET}si", f"{_SHEET}t"),
}
# a part that unpacks to more is no paper
_LARGEST = 200_000_000
_BLOCKS = frozenset(["p", "li", "td", "th", "h1", "h2", "h3", "h4", "caption", "figcaption", "title", "summary"])
_SILENT = frozenset(("style", "svg"))


def lines(content: bytes, kind: str) -> list[str]:
    """Every line of a file of the format `kind` that has words or numbers, in order, with single spaces."""
    found = _of_html(content) if kind == "html" else _of_office(content, kind)
    return [said for line in found if (said := " ".join(line.split()))]


def _of_office(content: bytes, kind: str) -> Iterator[str]:
    wanted, line, piece = _PARTS[kind]
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = [part for part in archive.infolist() if wanted.fullmatch(part.filename)]
        if sum(part.file_size for part in parts) > _LARGEST:
            return
        for part in sorted(parts, key=lambda one: one.filename):
            root = etree.fromstring(archive.read(part), parser)
            for paragraph in root.iter(line):
                yield "".join(_text(one, piece) for one in paragraph.iter(piece, f"{_WORD}br", f"{_WORD}tab"))
            yield from (value.text or "" for value in root.iter(f"{_CHART}v"))
            if kind == "xlsx":
                yield from _cells(root)


def _text(found: Any, piece: str) -> str:
    return (found.text or "") if found.tag == piece else " "


def _cells(root: Any) -> Iterator[str]:
    """Numbers and words that stand in the cells themselves."""
    for cell in root.iter(f"{_SHEET}c"):
        if cell.get("t") == "inlineStr":
            yield "".join(one.text or "" for one in cell.iter(f"{_SHEET}t"))
        elif cell.get("t") != "s":
            yield cell.findtext(f"{_SHEET}v", "")


class _Page(HTMLParser):
    """The lines of a page: what stands in its blocks, without styles and pictures."""

    def __init__(self) -> None:
        super().__init__()
        self.found, self._held, self._silent = list[str](), list[str](), 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT
        if tag in _BLOCKS:
            self._end()

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _SILENT
        if tag in _BLOCKS:
            self._end()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._held.append(data)

    def _end(self) -> None:
        self.found.append("".join(self._held))
        self._held = []


def _of_html(content: bytes) -> list[str]:
    page = _Page()
    page.feed(content.decode("utf-8", "replace"))
    page.close()
    return [*page.found, "".join(page._held)]
