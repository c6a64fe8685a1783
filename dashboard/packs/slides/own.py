"""The product’s own template: a calm master of 16:9 with the placeholders that any template must have."""

import re
from collections.abc import Mapping
from typing import Any

import pptx
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation
from pptx.util import Pt

from dashboard.packs.slides.look import (
    BODY,
    BRAND,
    COMMON,
    EMU,
    FONT,
    FOOT,
    GROUND,
    HIGH,
    INK,
    LANGUAGE,
    LAYOUTS,
    LINE,
    MARGIN,
    QUIET,
    TITLE,
    WIDE,
    Box,
)

_SPACES = nsdecls("a", "p", "r")
_TYPES = {"Title": "title", "Body": "body", "Table": "tbl", "Chart": "chart", "Footer": "ftr", "Slide number": "sldNum"}
_COLOURS: Mapping[str, str] = {
    "dk1": INK, "lt1": "FFFFFF", "dk2": BRAND, "lt2": GROUND, "accent1": BRAND, "accent2": "28A197",
    "accent3": "801650", "accent4": "F46A25", "accent5": "8A9299", "accent6": "B4BAC0", "hlink": BRAND,
    "folHlink": "801650",
}  # fmt: skip
_PROMPTS = {"Title": "Title", "Body": "Text", "Table": "Table", "Chart": "Chart", "Footer": "Footer"}


def own() -> Presentation:
    """A presentation without slides, with the product's layouts."""
    made = pptx.Presentation()
    made.slide_width, made.slide_height = Pt(WIDE), Pt(HIGH)
    size = made.element.sldSz
    if "type" in size.attrib:
        del size.attrib["type"]
    master = made.slide_masters[0]
    layouts = list(master.slide_layouts)
    for layout in layouts[len(LAYOUTS) :]:
        master.slide_layouts.remove(layout)
    for layout, (name, places) in zip(layouts, LAYOUTS.items(), strict=False):
        _layout(layout.element, name, places)
    _master(master.element)
    _theme(master.part.part_related_by(RT.THEME))
    _spare(made)
    speak(made.element)
    return made


def speak(element: Any) -> None:
    """British English wherever a language is named."""
    for one in element.iter():
        if "lang" in one.attrib:
            one.set("lang", LANGUAGE)


def _layout(element: Any, name: str, places: Mapping[str, Box]) -> None:
    """A layout with the common placeholders and its own, in the order in which they are read."""
    for attribute in ("type", "matchingName"):
        element.attrib.pop(attribute, None)
    held = element.find(qn("p:cSld"))
    held.set("name", name)
    tree = _emptied(held)
    order = ["Title", *places, "Footer", "Slide number"]
    for number, one in enumerate(order, start=2):
        tree.append(parse_xml(_placeholder(one, number, places.get(one) or COMMON[one])))


def _master(element: Any) -> None:
    held = element.find(qn("p:cSld"))
    tree = _emptied(held)
    for number, shape in enumerate((_BAR, _RULE), start=2):
        tree.append(parse_xml(shape.format(id=number, spaces=_SPACES)))
    body = LAYOUTS["Title and body"]["Body"]
    for number, (name, box) in enumerate(({"Title": COMMON["Title"], "Body": body} | dict(COMMON)).items(), start=4):
        tree.append(parse_xml(_placeholder(name, number, box)))
    styles = element.find(qn("p:txStyles"))
    styles.getparent().replace(styles, parse_xml(_STYLES))


def _emptied(held: Any) -> Any:
    tree = held.find(qn("p:spTree"))
    for shape in list(tree)[2:]:
        tree.remove(shape)
    return tree


def _placeholder(name: str, number: int, box: Box) -> str:
    kind, low = _TYPES[name], name in ("Footer", "Slide number")
    # numbers by which slides find their placeholder, the same in every layout
    index = {"Title": "", "Body": ' idx="1"', "Table": ' idx="13"', "Chart": ' idx="14"', "Footer": ' idx="11"'}
    place = index.get(name, ' idx="12"')
    side, anchor = ("r" if name == "Slide number" else "l"), ("b" if name == "Title" else "ctr" if low else "t")
    quiet = f'<a:solidFill><a:srgbClr val="{QUIET}"/></a:solidFill>'
    size = f'<a:lvl1pPr algn="{side}"><a:defRPr sz="{round(FOOT * 100)}">{quiet}</a:defRPr></a:lvl1pPr>'
    style = f"<a:lstStyle>{size if low else ''}</a:lstStyle>"
    text = f'<a:r><a:rPr lang="{LANGUAGE}"/><a:t>{_PROMPTS.get(name, "")}</a:t></a:r>'
    if name == "Slide number":
        text = NUMBER
    return (
        f'<p:sp {_SPACES}><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{kind}"{place}/></p:nvPr></p:nvSpPr><p:spPr>{frame(box)}'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:noAutofit/></a:bodyPr>{style}'
        f"<a:p>{text}</a:p></p:txBody></p:sp>"
    )


NUMBER = (
    f'<a:fld id="{{C1FF6DA9-008F-8B48-92A6-B652298478BF}}" type="slidenum"><a:rPr lang="{LANGUAGE}"/>'
    "<a:t>‹#›</a:t></a:fld>"
)


def frame(box: Box) -> str:
    """Where a shape stands, in EMU."""
    x, y, w, h = (round(value * EMU) for value in box)
    return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></a:xfrm>'


def _theme(part: Any) -> None:
    """Type and colours."""
    text = part.blob.decode("utf-8")
    for name, colour in _COLOURS.items():
        text = re.sub(
            rf"(<a:{name}>).*?(</a:{name}>)", rf'\g<1><a:srgbClr val="{colour}"/>\g<2>', text, flags=re.DOTALL
        )
    text = re.sub(r'(<a:(?:major|minor)Font>\s*<a:latin typeface=")[^"]*', rf"\g<1>{FONT}", text)
    part._blob = text.encode("utf-8")


def _spare(made: Presentation) -> None:
    """Leave out the picture of an empty slide and a printer's settings, which the library's own template brings."""
    drop(made.part.package._rels, RT.THUMBNAIL)
    drop(made.part.rels, RT.PRINTER_SETTINGS)


def drop(rels: Any, kind: str) -> None:
    """Leave out what is related as `kind`."""
    for code in [code for code, one in rels.items() if one.reltype == kind]:
        rels.pop(code)


_BAR = (
    '<p:sp {spaces}><p:nvSpPr><p:cNvPr id="{id}" name="Bar"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>'
    + frame(Box(0, 0, WIDE, 9))
    + '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="accent1"/></a:solidFill>'
    "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
)
_RULE = (
    '<p:cxnSp {spaces}><p:nvCxnSpPr><p:cNvPr id="{id}" name="Rule"/><p:cNvCxnSpPr/><p:nvPr userDrawn="1"/>'
    "</p:nvCxnSpPr><p:spPr>"
    + frame(Box(MARGIN, 498, WIDE - 2 * MARGIN, 0))
    + '<a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="9525"><a:solidFill>'
    f'<a:srgbClr val="{LINE}"/></a:solidFill></a:ln></p:spPr></p:cxnSp>'
)


def _level(size: float, colour: str, *, bold: bool = False, heading: bool = False) -> str:
    face = "mj" if heading else "mn"
    return (
        f'algn="l" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
        f'<a:defRPr sz="{round(size * 100)}" b="{int(bold)}" kern="1200">'
        f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill><a:latin typeface="+{face}-lt"/>'
        f'<a:ea typeface="+{face}-ea"/><a:cs typeface="+{face}-cs"/></a:defRPr>'
    )


_STYLES = (
    f"<p:txStyles {_SPACES}><p:titleStyle><a:lvl1pPr {_level(TITLE, 'tx2', bold=True, heading=True)}</a:lvl1pPr>"
    f"</p:titleStyle><p:bodyStyle>"
    + "".join(f'<a:lvl{n}pPr marL="0" indent="0" {_level(BODY, "tx1")}</a:lvl{n}pPr>' for n in range(1, 6))
    + "</p:bodyStyle><p:otherStyle>"
    + "".join(f'<a:lvl{n}pPr marL="0" {_level(BODY, "tx1")}</a:lvl{n}pPr>' for n in range(1, 6))
    + "</p:otherStyle></p:txStyles>"
)
