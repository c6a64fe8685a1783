"""Pieces of a document that python-docx has no word for: fields, header rows, shaded letters, alternative text."""

import unicodedata
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import RGBColor
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

from dashboard.packs.word.styles import INK, LINE

# of each status its ground, the colour of its letter, and the letter
MARKS = {
    "red": ("982828", "FFFFFF", "R"),
    "amber": ("FFDD00", INK, "A"),
    "green": ("4B9B7D", INK, "G"),
    "grey": ("FFFFFF", INK, "–"),
    "complete": ("12436D", "FFFFFF", "C"),
    "not-started": ("FFFFFF", INK, "N"),
}


def field(paragraph: Paragraph, code: str, shown: str) -> None:
    """A field such as SEQ or PAGE with what it shows until it is worked out anew."""
    simple = OxmlElement("w:fldSimple")
    simple.set(qn("w:instr"), code)
    run = paragraph.add_run(shown)._r
    simple.append(run)
    paragraph._p.append(simple)


def mark(paragraph: Paragraph, rag: str) -> None:
    """The letter of a status on its colour, in a box that prints in grey; a space after it."""
    ground, ink, letter = MARKS[rag]
    run = paragraph.add_run(f" {letter} ")
    run.bold = True
    run.font.color.rgb = RGBColor.from_string(ink)
    properties = run._r.get_or_add_rPr()
    border, shade = OxmlElement("w:bdr"), OxmlElement("w:shd")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", INK)):
        border.set(qn(f"w:{name}"), value)
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", ground)):
        shade.set(qn(f"w:{name}"), value)
    properties.append(border)
    properties.append(shade)
    paragraph.add_run(" ")


def described(inline: Any, title: str, words: str) -> None:
    """The alternative text of a picture."""
    inline.docPr.set("title", title)
    inline.docPr.set("descr", words)


def head(row: _Row) -> None:
    """A row of headings, said again on every page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def whole(row: _Row) -> None:
    """A row that is not broken over two pages."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def ruled(table: Table, caption: str) -> None:
    """Thin lines between rows, columns of fixed width, the caption as the table's alternative text."""
    properties = table._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", LINE)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    layout = properties.find(qn("w:tblLayout"))
    look = properties.find(qn("w:tblLook"))
    following = layout if layout is not None else look
    following.addprevious(borders)
    margins = OxmlElement("w:tblCellMar")
    for side, width in (("top", 45), ("left", 85), ("bottom", 45), ("right", 85)):
        space = OxmlElement(f"w:{side}")
        space.set(qn("w:w"), str(width))
        space.set(qn("w:type"), "dxa")
        margins.append(space)
    look.addprevious(margins)
    told = OxmlElement("w:tblCaption")
    told.set(qn("w:val"), caption[:250])
    properties.append(told)


def shaded(cell: Any, fill: str) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def direction(paragraph: Paragraph, text: str) -> None:
    """A paragraph that begins with right-to-left letters runs from the right."""
    first = next((kind for letter in text if (kind := unicodedata.bidirectional(letter)) in ("L", "R", "AL")), "L")
    if first == "L":
        return
    bidi = OxmlElement("w:bidi")
    properties = paragraph._p.get_or_add_pPr()
    before = ("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl")
    later = next((properties.find(qn(name)) for name in before if properties.find(qn(name)) is not None), None)
    properties.append(bidi) if later is None else later.addprevious(bidi)
    for run in paragraph.runs:
        run.font.rtl = True
