"""The markup of what stands on a slide: placeholders, marks of statuses, boxes of words, grounds, frames of tables."""

from typing import Any
from xml.sax.saxutils import quoteattr

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from dashboard.packs.slides.look import INK, MARKS, Box
from dashboard.packs.slides.own import frame
from dashboard.packs.slides.paragraphs import Para, markup

SPACES = nsdecls("a", "p", "r")
PLAIN = '<a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{}"><a:noAutofit/></a:bodyPr><a:lstStyle/>'
# a shape that only adorns says so to those who listen
_ADORNS = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
_TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"


def placeholder(number: int, name: str, tie: str, body: str, where: str = "") -> Any:
    """Words in a placeholder of the layout, which `tie` names."""
    return parse_xml(
        f'<p:sp {SPACES}><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr>{tie}</p:nvPr></p:nvSpPr><p:spPr>{where}</p:spPr><p:txBody>{body}</p:txBody></p:sp>"
    )


def mark(number: int, rag: str, box: Box, said: str) -> Any:
    """The shape of a status with its letter; `said` is its alternative text."""
    look = MARKS[rag]
    letter = Para(look.letter, min(14.0, box.h * 0.5), bold=True, colour=look.ink, after=0, centred=True)
    words = PLAIN.format("b" if look.shape == "triangle" else "ctr") + markup([letter])
    drawn = _geometry(look.shape) + _fill(look.ground) + _edge(INK, 1.25, dashed=look.dashed)
    return _shape(number, f'name="Status" descr={quoteattr(said)}', frame(box) + drawn, words)


def ground(number: int, box: Box, colour: str, edge: str) -> Any:
    """A coloured ground that only adorns."""
    drawn = frame(box) + _geometry("rect") + _fill(colour) + _edge(edge, 0.75)
    return _shape(number, 'name="Ground"', drawn, "", inside=_ADORNS)


def words(number: int, name: str, box: Box, body: str) -> Any:
    """Words in a box of their own."""
    drawn = f"{frame(box)}{_geometry('rect')}<a:noFill/>"
    return _shape(number, f"name={quoteattr(name)}", drawn, PLAIN.format("t") + body, kind=' txBox="1"')


def table(number: int, tie: str, box: Box, held: str, said: str) -> Any:
    """A table in a placeholder of the layout; `said` is its alternative text."""
    return parse_xml(
        f'<p:graphicFrame {SPACES}><p:nvGraphicFramePr><p:cNvPr id="{number}" name="Table" descr={quoteattr(said)}/>'
        '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>'
        f"<p:nvPr>{tie}</p:nvPr></p:nvGraphicFramePr>{frame(box).replace('a:xfrm', 'p:xfrm')}"
        f'<a:graphic><a:graphicData uri="{_TABLE}">{held}</a:graphicData></a:graphic></p:graphicFrame>'
    )


def _shape(number: int, named: str, drawn: str, body: str, *, inside: str = "", kind: str = "") -> Any:
    held = f"<p:txBody>{body}</p:txBody>" if body else ""
    return parse_xml(
        f'<p:sp {SPACES}><p:nvSpPr><p:cNvPr id="{number}" {named}>{inside}</p:cNvPr><p:cNvSpPr{kind}/><p:nvPr/>'
        f"</p:nvSpPr><p:spPr>{drawn}</p:spPr>{held}</p:sp>"
    )


def _geometry(shape: str) -> str:
    return f'<a:prstGeom prst="{shape}"><a:avLst/></a:prstGeom>'


def _fill(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def _edge(colour: str, width: float, *, dashed: bool = False) -> str:
    dash = '<a:prstDash val="dash"/>' if dashed else ""
    return f'<a:ln w="{round(width * 12_700)}">{_fill(colour)}{dash}</a:ln>'
