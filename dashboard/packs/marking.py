"""What every file says of itself: its fingerprint and what was asked for, in its properties, to be read again."""

import re
import zipfile
from collections.abc import Mapping
from html.parser import HTMLParser
from io import BytesIO
from typing import NamedTuple

from lxml import etree
from pydantic import ValidationError

from dashboard.errors import SaferError
from dashboard.packs.pack import Asked, Pack

WORD = "safer-pack"
_CORE = "docProps/core.xml"
_LARGEST = 1_000_000
_SPACE = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
}


class NoPack(SaferError):
    template = "{file} is no pack of this product: {why}. Give a file that `safer pack` has made."


class Mark(NamedTuple):
    """What a file says it is: its fingerprint and what was asked for; `file_type` its format."""

    file_type: str
    fingerprint: str
    asked: Asked


def keywords(pack: Pack) -> str:
    """What was asked for, in one line that fits in a document's keywords."""
    asked = pack.asked.model_dump(exclude_none=True)
    return "; ".join([WORD, *(f"{name}={value}" for name, value in asked.items())])


def properties(pack: Pack) -> Mapping[str, str]:
    """The properties of an office document by the names they have in python-docx, python-pptx and openpyxl alike."""
    return {
        "title": pack.header.title[:255],
        "subject": pack.header.strategy_title[:255],
        "keywords": keywords(pack),
        "identifier": pack.fingerprint,
        "language": "en-GB",
    }


def mark(content: bytes, name: str) -> Mark:
    """What a file says of itself. Raises NoPack."""
    found = _of_office(content, name) if content[:2] == b"PK" else _of_html(content)
    words, fingerprint = found.get("keywords", ""), found.get("identifier", "")
    if not words.startswith(WORD) or not re.fullmatch(r"[A-Z2-7]{12}", fingerprint):
        raise NoPack(file=name, why="its properties hold no fingerprint")
    said = dict(part.split("=", 1) for part in words.split("; ")[1:] if "=" in part)
    try:
        return Mark(found["type"], fingerprint, Asked.model_validate(said))
    except ValidationError as error:
        raise NoPack(file=name, why="what it says was asked for cannot be read") from error


def _of_office(content: bytes, name: str) -> dict[str, str]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
            if _CORE not in names or archive.getinfo(_CORE).file_size > _LARGEST:
                raise NoPack(file=name, why="it has no document properties")
            # a hostile file must not be able to name others
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            root = etree.fromstring(archive.read(_CORE), parser)
    except (zipfile.BadZipFile, etree.XMLSyntaxError, RuntimeError, NotImplementedError) as error:
        raise NoPack(file=name, why="it cannot be opened") from error
    kinds = {"word/document.xml": "docx", "ppt/presentation.xml": "pptx", "xl/workbook.xml": "xlsx"}
    kind = next((kind for part, kind in kinds.items() if part in names), "")
    told = {
        "keywords": root.findtext("cp:keywords", "", _SPACE),
        "identifier": root.findtext("dc:identifier", "", _SPACE),
    }
    return told | {"type": kind}


class _Metas(HTMLParser):
    """The named metas of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {"type": "html"}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "meta" and (named := said.get("name")):
            self.found.setdefault(named, said.get("content") or "")


def _of_html(content: bytes) -> dict[str, str]:
    page = _Metas()
    # the metas stand at the beginning of a page, before anything that is large
    page.feed(content[:20_000].decode("utf-8", "replace"))
    return page.found
