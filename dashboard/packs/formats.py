"""The formats a pack can be had in: a module of this folder each, offered once it is there."""

from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import NamedTuple, Protocol, cast

from dashboard.packs.pack import Pack


class Format(NamedTuple):
    """What a format is called, its media type, and whether it can be laid out on a template of one's own."""

    title: str
    media: str
    template: bool = False


class Maker(Protocol):
    """The module of a format. `template` is a file of that format whose styles are taken, where it takes one."""

    def made(self, pack: Pack, template: bytes | None = None) -> bytes: ...


_OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS: Mapping[str, Format] = {
    "pptx": Format("Slides", f"{_OFFICE}.presentationml.presentation", template=True),
    "docx": Format("Committee paper", f"{_OFFICE}.wordprocessingml.document", template=True),
    "xlsx": Format("Workbook", f"{_OFFICE}.spreadsheetml.sheet"),
    "html": Format("Web page in one file", "text/html"),
}


def offered() -> dict[str, Format]:
    """The formats whose module is there, by the ending of their files."""
    return {name: one for name, one in FORMATS.items() if find_spec(f"dashboard.packs.{name}")}


def made(pack: Pack, name: str, template: bytes | None = None) -> bytes:
    """The pack as a file of an offered format."""
    # office libraries take a while to import, and only what is asked for is
    return cast(Maker, import_module(f"dashboard.packs.{name}")).made(pack, template)
