"""The committee paper: a pack as a Word document with real headings, numbers, captions and alternative text."""

import zipfile
from io import BytesIO

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.shared import Emu

from dashboard.errors import SaferError
from dashboard.packs.marking import properties
from dashboard.packs.pack import Pack
from dashboard.packs.packed import packed
from dashboard.packs.paper.blocks import Block, Paragraph
from dashboard.packs.paper.laid_out import charts, laid_out
from dashboard.packs.pictures import drawn
from dashboard.packs.word.numbering import number
from dashboard.packs.word.styles import FACT, dress
from dashboard.packs.word.writer import Writer, tail


def made(pack: Pack, template: bytes | None = None) -> bytes:
    """The paper as .docx; `template` is a document whose styles, page and header are taken. Raises SaferError."""
    document = _opened(template)
    dress(document, fresh=template is None)
    appendix = number(document)
    blocks = laid_out(pack)
    pictures = drawn(charts(blocks))
    _title(document, pack)
    width = _width(document)
    Writer(document, pictures.by_key, appendix, width).write([*_told(pictures.note), *blocks])
    line = f"{pack.header.quarter_label}, {pack.header.area_name}. {pack.header.as_at}."
    tail(document.sections[0].footer.paragraphs[0], line, pack.mark, width)
    _describe(document, pack)
    out = BytesIO()
    document.save(out)
    return packed(out.getvalue(), pack.moment)


def _width(document: Document) -> float:
    """Centimetres of text in a line."""
    page = document.sections[0]
    return Emu((page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)).cm


def _told(note: str) -> list[Block]:
    """That charts are missing, and why."""
    return [Paragraph(note, "warning", lead="Note:")] if note else []


def _opened(template: bytes | None) -> Document:
    if template is None:
        made = docx.Document()
        # the picture of an empty page that the library's own template brings along
        rels = made.part.package.rels
        for code in [code for code, one in rels.items() if one.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
            del rels[code]
        return made
    try:
        made = docx.Document(BytesIO(template))
    except (PackageNotFoundError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise SaferError(
            message="The template is no Word document (.docx). Save it as .docx, not as .dotx or .doc, and give that."
        ) from error
    body = made.element.body
    for child in list(body)[: -1 if body.sectPr is not None else None]:
        body.remove(child)
    return made


def _title(document: Document, pack: Pack) -> None:
    header = pack.header
    document.add_paragraph(header.partnership, style="Subtitle")
    # a quarter stays whole where the line ends
    document.add_paragraph(header.title.replace(" 20", "\u00a020"), style="Title")
    for lead, text in (("Strategy", header.strategy_title), ("Area", header.area_name)):
        paragraph = document.add_paragraph(style=FACT)
        paragraph.add_run(f"{lead}: ").bold = True
        paragraph.add_run(text)
    document.add_paragraph(f"{header.as_at}.", style=FACT)


def _describe(document: Document, pack: Pack) -> None:
    """Title, language, fingerprint and what was asked for, in the document's properties."""
    core = document.core_properties
    for name, value in properties(pack).items():
        setattr(core, name, value)
    core.author, core.last_modified_by, core.comments = pack.header.partnership[:255], "", ""
    core.created = core.modified = pack.moment
    core.revision = 1
