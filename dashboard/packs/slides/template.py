"""A partnership's own template: its layouts by the names of their placeholders, its sample slides left out."""

import re
import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO
from itertools import count
from typing import Any, NamedTuple

import pptx
from lxml.etree import LxmlError
from pptx.exc import PackageNotFoundError, PythonPptxError
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.packuri import PackURI
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.slide import SlideLayout, SlideMaster

from dashboard.errors import SaferError
from dashboard.packs.slides.look import EMU, Box
from dashboard.packs.slides.own import drop, own
from dashboard.packs.words import listed

# what a layout must hold to be used for a kind of slide, by the names that placeholders must have; the smallest fits
KINDS: Mapping[str, tuple[str, ...]] = {
    "text": ("Title", "Body", "Footer"),
    "table": ("Title", "Table", "Footer"),
    "figures": ("Title", "Body", "Table", "Footer"),
    "picture": ("Title", "Body", "Chart", "Footer"),
}
NAMES = ("Title", "Body", "Table", "Chart", "Footer")
_NUMBERED = re.compile(r"( placeholder)?( \d+)?$", re.IGNORECASE)
_TYPED = {"title": "Title", "ctrTitle": "Title", "ftr": "Footer", "sldNum": "Slide number"}
_LARGEST = 200_000_000
_SLIDES = (RT.SLIDE, RT.NOTES_SLIDE)
_LIKE_ARIAL = frozenset({"Arial", "Helvetica", "Liberation Sans", "Calibri", "Arial Narrow"})
_MACROS = "vbaproject.bin"


class BadTemplate(SaferError):
    template = "The template cannot be used: {why}"


class Place(NamedTuple):
    """A layout for a kind of slide: the markup of each of its placeholders, and where it stands in points."""

    layout: SlideLayout
    marks: Mapping[str, Any]
    boxes: Mapping[str, Box]


class Layouts(NamedTuple):
    """A presentation without slides, and the layout for each kind; `spread`: how wide its letters may be."""

    presentation: Presentation
    places: Mapping[str, Place]
    spread: float


def laid_on(template: bytes | None) -> Layouts:
    """The product's own layouts, or those of `template`. Raises BadTemplate."""
    made = own() if template is None else _opened(template)
    if template is not None:
        _emptied(made)
    _numbered(made.part.package)
    return Layouts(made, _places(made), max(_spread(master) for master in made.slide_masters))


def _spread(master: SlideMaster) -> float:
    """How much wider than Arial's the letters of a template may be: those of type that is not known, by a seventh."""
    theme = master.part.part_related_by(RT.THEME).blob.decode("utf-8", "replace")
    faces = set(re.findall(r'<a:(?:major|minor)Font>\s*<a:latin typeface="([^"]*)"', theme))
    return 1.03 if faces <= _LIKE_ARIAL else 1.14


def _numbered(package: Any) -> None:
    """Number new parts by counting: the library goes through all there are for each, which many slides feel."""
    taken, last = {part.partname for part in package.iter_parts()}, dict[str, int]()

    def following(template: str) -> PackURI:
        last[template] = next(n for n in count(last.get(template, 0) + 1) if template % n not in taken)
        return PackURI(template % last[template])

    package.next_partname = following


def _opened(template: bytes) -> Presentation:
    try:
        with zipfile.ZipFile(BytesIO(template)) as archive:
            names, size = archive.namelist(), sum(part.file_size for part in archive.infolist())
            types = archive.read("[Content_Types].xml")
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, OSError) as error:
        raise BadTemplate(why="it is no PowerPoint presentation. Save it as .pptx, and give that.") from error
    if size > _LARGEST:
        raise BadTemplate(why=f"unpacked it is larger than {_LARGEST // 1_000_000} MB. Leave large pictures out of it.")
    if b"macroEnabled" in types or any(name.lower().endswith(_MACROS) for name in names):
        raise BadTemplate(why="it holds macros. Save it as .pptx, which leaves them out, and give that.")
    try:
        return pptx.Presentation(BytesIO(template))
    except (PackageNotFoundError, PythonPptxError, ValueError, KeyError, AttributeError, LxmlError) as error:
        raise BadTemplate(
            why="it is no PowerPoint presentation (.pptx). Save it as .pptx, not as .potx or .ppt, and give that."
        ) from error


def _emptied(made: Presentation) -> None:
    """Take out every slide, with its notes and whatever else leads to one, so that no part of it is left behind."""
    listed_slides = made.element.find(qn("p:sldIdLst"))
    for one in list(listed_slides) if listed_slides is not None else ():
        listed_slides.remove(one)
    for name in ("p:custShowLst", "p:extLst"):  # shows and sections name slides that are gone
        found = made.element.find(qn(name))
        if found is not None:
            made.element.remove(found)
    drop(made.part.package._rels, RT.THUMBNAIL)
    drop(made.part.rels, RT.VIEW_PROPS)
    parts = [made.part, *made.part.package.iter_parts()]
    for part in parts:
        for code in [code for code, one in part.rels.items() if one.reltype in _SLIDES and not one.is_external]:
            _unlinked(getattr(part, "_element", None), code)
            part.rels.pop(code)


def _unlinked(element: Any, code: str) -> None:
    """Take out what names a relation, such as a link from a layout to a slide."""
    if element is None:
        return
    for one in [one for one in element.iter() if one.get(qn("r:id")) == code]:
        one.getparent().remove(one)


def _places(made: Presentation) -> dict[str, Place]:
    """The layout for each kind of slide. Raises BadTemplate, which says what is missing and what there is."""
    found = [_place(layout) for master in made.slide_masters for layout in master.slide_layouts]
    fit = {kind: [one for one in found if set(needed) <= set(one.marks)] for kind, needed in KINDS.items()}
    lacking = [kind for kind, places in fit.items() if not places]
    if lacking:
        raise BadTemplate(why=_lacking(found, lacking))
    return {kind: min(places, key=lambda one: len(one.marks)) for kind, places in fit.items()}


def _place(layout: SlideLayout) -> Place:
    marks, boxes = dict[str, Any](), dict[str, Box]()
    for one in _held(layout):
        name = _named(one)
        if name and name not in marks and one.width is not None and one.height is not None:
            marks[name] = one.element.ph
            boxes[name] = Box(*(value / EMU for value in (one.left or 0, one.top or 0, one.width, one.height)))
    return Place(layout, marks, boxes)


def _held(layout: SlideLayout) -> Iterable[Any]:
    held: Any = layout.placeholders  # its own types deny that it can be gone through
    return held


def _named(one: Any) -> str:
    """What a placeholder is for: by its type where that says so, else by its name without its number."""
    kind = one.element.ph.get("type", "obj")
    if kind in _TYPED:
        return _TYPED[kind]
    bare = _NUMBERED.sub("", one.name.strip()).casefold()
    return next((name for name in ("Body", "Table", "Chart") if name.casefold() == bare), "")


def _lacking(found: Iterable[Place], kinds: Iterable[str]) -> str:
    held = {name for one in found for name in one.marks}
    missing = [name for name in NAMES if name not in held]
    asked = "; ".join(listed(KINDS[kind]) for kind in kinds)
    first = (
        f"no layout has a placeholder named {listed(missing).replace(' and ', ' or ')}."
        if missing
        else f"no one layout has all of these placeholders: {asked}."
    )
    needed = "; ".join(listed(names) for names in KINDS.values())
    there = "; ".join(f"“{one.layout.name}” has {_all(one.layout)}" for one in found) or "no layouts"
    return (
        f"{first} It needs layouts with these placeholders, by name: {needed}. "
        f"Found: {there}. Name them in PowerPoint: View, Slide Master, then Home, Arrange, Selection Pane."
    )


def _all(layout: SlideLayout) -> str:
    return ", ".join(f"“{one.name}”" for one in _held(layout)) or "no placeholders"
