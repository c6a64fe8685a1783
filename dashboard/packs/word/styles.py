"""The styles of a committee paper: type, colour and space, declared once; a template of one's own keeps its own."""

from typing import Any, NamedTuple

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

FONT = "Arial"
INK, BRAND, QUIET = "0B0C0C", "12436D", "4A5359"
LINE, HEAD, WARNING, EDGE = "B4BAC0", "E8EDF2", "FFF6D6", "B58900"
LANGUAGE = "en-GB"
MARGIN = 2.2  # centimetres on each side of an A4 page


class Look(NamedTuple):
    """A paragraph style: what it rests on, size in points, weight, colour, space before and after in points."""

    base: str
    size: float
    bold: bool = False
    colour: str = INK
    before: float = 0
    after: float = 6
    keep: bool = False
    italic: bool = False
    left: float = 0  # centimetres


NUMBERED, LETTERED, NOTE, FLAG, FACT = "Numbered paragraph", "Lettered paragraph", "Note", "Warning", "Fact"
ASIDE, CELL = "Aside", "Table text"
# those that Word knows by these names come first
LOOKS: dict[str, Look] = {
    "Normal": Look("", 11),
    "Title": Look("Normal", 22, bold=True, colour=BRAND, before=0, after=4, keep=True),
    "Subtitle": Look("Normal", 13, colour=QUIET, after=2, keep=True),
    "Heading 1": Look("Normal", 16, bold=True, colour=BRAND, before=20, after=6, keep=True),
    "Heading 2": Look("Normal", 13, bold=True, before=16, after=4, keep=True),
    "Heading 3": Look("Normal", 11, bold=True, before=10, after=4, keep=True),
    "Caption": Look("Normal", 9.5, bold=True, colour=QUIET, before=10, after=4),
    "List Bullet": Look("Normal", 11, after=3),
    "Quote": Look("Normal", 11, italic=True, left=1.2),
    "Footer": Look("Normal", 8.5, colour=QUIET, after=0),
    NUMBERED: Look("Normal", 11, before=4, after=6),
    LETTERED: Look("Normal", 11, after=4),
    NOTE: Look("Normal", 9.5, colour=QUIET, before=2, after=6),
    ASIDE: Look("Normal", 9.5, colour=QUIET, before=0, after=6, left=1.2),
    FLAG: Look("Normal", 10.5, before=4, after=8),
    FACT: Look("Normal", 11, before=2, after=4),
    CELL: Look("Normal", 9.5, after=0),
}


def dress(document: Document, *, fresh: bool) -> None:
    """Give a document its styles and language; of one that is not `fresh`, only the styles it lacks."""
    for name, look in LOOKS.items():
        if name in document.styles and not fresh:
            continue
        made = name not in document.styles
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH) if made else document.styles[name]
        _dressed(style, look, document)
    if fresh:
        _page(document)
    _speak(document)
    _flag(document.styles[FLAG])


def _dressed(style: Any, look: Look, document: Document) -> None:
    if look.base:
        style.base_style = document.styles[look.base]
    font, space = style.font, style.paragraph_format
    font.size, font.bold, font.italic = Pt(look.size), look.bold, look.italic
    font.color.rgb = RGBColor.from_string(look.colour)
    _type(style)
    space.space_before, space.space_after = Pt(look.before), Pt(look.after)
    space.line_spacing = 1.0 if look.size < 10 else 1.12
    space.keep_with_next, space.widow_control = look.keep, True
    space.left_indent = Cm(look.left) if look.left else None
    if style.name == "Title":  # Word draws a line under its own
        for border in style.element.pPr.findall(qn("w:pBdr")):
            style.element.pPr.remove(border)


def _type(style: Any) -> None:
    """One typeface for every script, in place of those of the theme."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)


def _page(document: Document) -> None:
    document.styles["Footer"].paragraph_format.tab_stops.clear_all()
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")  # tables then begin where text does
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(MARGIN)
    section.top_margin, section.bottom_margin = Cm(2), Cm(2)
    section.footer_distance = Cm(0.9)


def _speak(document: Document) -> None:
    """British English, for whatever reads or checks the text."""
    for lang in document.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), LANGUAGE)
    for lang in document.settings.element.iter(qn("w:themeFontLang")):
        lang.set(qn("w:val"), LANGUAGE)


def _flag(style: Any) -> None:
    """A bar at the side of a warning, and a ground that is seen in grey too."""
    properties = style.element.get_or_add_pPr()
    if properties.find(qn("w:pBdr")) is not None:
        return
    borders, bar, ground = OxmlElement("w:pBdr"), OxmlElement("w:left"), OxmlElement("w:shd")
    for name, value in (("val", "single"), ("sz", "24"), ("space", "6"), ("color", EDGE)):
        bar.set(qn(f"w:{name}"), value)
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", WARNING)):
        ground.set(qn(f"w:{name}"), value)
    borders.append(bar)
    spacing = properties.find(qn("w:spacing"))
    # the schema wants borders and ground before spacing
    spacing.addprevious(borders)
    spacing.addprevious(ground)
