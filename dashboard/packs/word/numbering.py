"""Real numbering: 3 for headings, 3.1 for paragraphs under them, (a) under those; Appendix A for appendices."""

from typing import Any, NamedTuple

from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from dashboard.packs.word.styles import LETTERED, NUMBERED


class Level(NamedTuple):
    """How a level is counted and written, which style carries it, and its indents in twentieths of a point."""

    form: str
    text: str
    style: str
    left: int
    hanging: int


_PAPER = (
    Level("decimal", "%1", "Heading 1", 680, 680),
    Level("decimal", "%1.%2", NUMBERED, 680, 680),
    Level("lowerLetter", "(%3)", LETTERED, 1247, 567),
)
_APPENDIX = (Level("upperLetter", "Appendix %1:", "", 0, 0),)


def number(document: Document) -> int:
    """Tie the styles of a document to their levels; the number of the list that appendices are in."""
    root = document.part.numbering_part.element
    paper = _list(document, root, _PAPER)
    for depth, level in enumerate(_PAPER):
        _tie(document.styles[level.style], paper, depth)
    return _list(document, root, _APPENDIX)


def _list(document: Document, root: Any, levels: tuple[Level, ...]) -> int:
    """Declare a list with its levels; returns its number."""
    code = 1 + max((int(one.get(qn("w:abstractNumId"))) for one in root.findall(qn("w:abstractNum"))), default=0)
    abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{code}"/>')
    kind = OxmlElement("w:multiLevelType")
    kind.set(qn("w:val"), "multilevel")
    abstract.append(kind)
    for depth, level in enumerate(levels):
        abstract.append(parse_xml(_level(document, depth, level)))
    first = root.find(qn("w:num"))
    # the schema wants every declaration before the lists that use one
    root.append(abstract) if first is None else first.addprevious(abstract)
    return int(root.add_num(code).numId)


def _level(document: Document, depth: int, level: Level) -> str:
    style = f'<w:pStyle w:val="{document.styles[level.style].style_id}"/>' if level.style else ""
    space = "" if level.hanging else '<w:suff w:val="space"/>'
    return (
        f'<w:lvl {nsdecls("w")} w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{level.form}"/>{style}{space}'
        f'<w:lvlText w:val="{level.text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{level.left}" w:hanging="{level.hanging}"/></w:pPr></w:lvl>'
    )


def _tie(style: Any, code: int, depth: int) -> None:
    place(style.element.get_or_add_pPr(), code, depth)


def place(properties: Any, code: int, depth: int = 0) -> None:
    """Put a paragraph or a style on a level of a list."""
    found = properties.get_or_add_numPr()
    found.get_or_add_ilvl().val = depth
    found.get_or_add_numId().val = code
