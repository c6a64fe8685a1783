"""Writes the blocks of a paper into a document, each with its style, number, caption and alternative text."""

from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Cm, Inches, Pt, RGBColor
from docx.text.paragraph import Paragraph as Written

from dashboard.packs.paper.blocks import Block, Cell, Heading, Marked, Paragraph, Picture, Table
from dashboard.packs.pictures import INCHES
from dashboard.packs.word.fields import described, direction, field, head, mark, ruled, shaded, whole
from dashboard.packs.word.numbering import place
from dashboard.packs.word.styles import ASIDE, CELL, FACT, FLAG, HEAD, LETTERED, NOTE, NUMBERED, QUIET
from dashboard.scorecard.details import Chart

STYLES: Mapping[str, str] = {
    "plain": "Normal",
    "numbered": NUMBERED,
    "lettered": LETTERED,
    "bullet": "List Bullet",
    "note": NOTE,
    "aside": ASIDE,
    "quoted": "Quote",
    "warning": FLAG,
    "fact": FACT,
}
# a row of more letters may be taller than a page, and must be free to break
_SHORT = 600
# of a chart with more rows than these the numbers stand in the workbook and the web page
_FEW = 12
_MANY_COLUMNS = 9
# a table of so many rows and letters stays on one page
_KEPT = (8, 900)


class Writer:
    """A document being written; `appendix` is the number of the list that appendices are in, `width` that of its text
    in centimetres."""

    def __init__(self, document: Document, pictures: Mapping[str, bytes], appendix: int, width: float) -> None:
        self.document, self.pictures, self.appendix, self.width = document, pictures, appendix, width
        self.counts = {"Table": 0, "Figure": 0}

    def write(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            match block:
                case Heading():
                    self.heading(block)
                case Paragraph():
                    self.paragraph(block)
                case Table():
                    self.table(block)
                case Picture():
                    self.picture(block)

    def heading(self, block: Heading) -> None:
        paragraph = self.document.add_paragraph(block.text, style=f"Heading {block.level}")
        if block.rag:
            paragraph.add_run("  ")
            mark(paragraph, block.rag)
            paragraph.add_run(block.rag_words)
        if block.appendix:
            place(paragraph._p.get_or_add_pPr(), self.appendix)
            paragraph.paragraph_format.page_break_before = True

    def paragraph(self, block: Paragraph) -> None:
        paragraph = self.document.add_paragraph(style=STYLES[block.kind])
        if block.rag:
            mark(paragraph, block.rag)
        if block.lead:
            paragraph.add_run(f"{block.lead} ").bold = True
        paragraph.add_run(block.text)
        direction(paragraph, f"{block.lead}{block.text}")

    def caption(self, label: str, text: str, *, above: bool) -> None:
        """Table 1: …, counted by a field so that Word can list and renumber them."""
        self.counts[label] += 1
        paragraph = self.document.add_paragraph(f"{label} ", style="Caption")
        field(paragraph, f" SEQ {label} \\* ARABIC ", str(self.counts[label]))
        paragraph.add_run(f": {text}")
        paragraph.paragraph_format.keep_with_next = above

    def table(self, block: Table) -> None:
        self.caption("Table", block.caption, above=True)
        made = self.document.add_table(rows=1, cols=len(block.headings))
        made.autofit = False
        ruled(made, block.caption)
        widths = _widths(block, self.width)
        head(made.rows[0])
        whole(made.rows[0])
        for place_, (cell, text) in enumerate(zip(made.rows[0].cells, block.headings, strict=True)):
            self._fill(cell, text, right=place_ in block.numbers, bold=True)
            cell.paragraphs[0].paragraph_format.keep_with_next = True
            shaded(cell, HEAD)
        for number, row in enumerate(block.rows, start=1):
            self._row(made.add_row(), block, row, bold=block.total and number == len(block.rows))
        if len(block.rows) <= _KEPT[0] and sum(map(_letters, block.rows)) <= _KEPT[1]:
            for row_ in made.rows[:-1]:
                for paragraph in (one for cell in row_.cells for one in cell.paragraphs):
                    paragraph.paragraph_format.keep_with_next = True
        for column, width in zip(made.columns, widths, strict=True):
            column.width = Cm(width)
            for cell in column.cells:
                cell.width = Cm(width)

    def _row(self, made: Any, block: Table, row: tuple[Cell, ...], *, bold: bool) -> None:
        if _letters(row) <= _SHORT:
            whole(made)
        for place_, (cell, text) in enumerate(zip(made.cells, row, strict=True)):
            self._fill(cell, text, right=place_ in block.numbers, bold=bold, quiet=place_ == 0)

    def _fill(self, cell: Any, text: Cell, *, right: bool, bold: bool, quiet: bool = False) -> None:
        """`quiet`: what follows the first line is in quiet ink."""
        paragraph = cell.paragraphs[0]
        paragraph.style = CELL
        if isinstance(text, Marked):
            mark(paragraph, text.rag)
            paragraph.add_run(text.words)
            return
        for number, line in enumerate(text.split("\n")):
            written = paragraph if number == 0 else cell.add_paragraph(style=CELL)
            run = written.add_run(line)
            run.bold = bold or None
            if number and quiet:
                run.font.color.rgb = RGBColor.from_string(QUIET)
            if right:
                written.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            direction(written, line)

    def picture(self, block: Picture) -> None:
        """A chart with what it says, its figures beneath it where they are few."""
        chart = block.chart
        found = self.pictures.get(chart.key)
        if found is not None:
            self._drawn(chart, found)
        else:
            self.paragraph(Paragraph(chart.summary))
        if block.note:
            self.paragraph(Paragraph(block.note, "note"))
        if _fits(block.figures):
            self.table(block.figures)

    def _drawn(self, chart: Chart, content: bytes) -> None:
        paragraph = self.document.add_paragraph()
        shape = paragraph.add_run().add_picture(BytesIO(content), width=min(Inches(INCHES), Cm(self.width)))
        described(shape._inline, chart.title, f"{chart.title}. {chart.summary}")
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.space_before = Pt(10)
        self.caption("Figure", f"{chart.title}. {chart.summary}", above=False)


def _fits(figures: Table) -> bool:
    return len(figures.rows) <= _FEW and len(figures.headings) <= _MANY_COLUMNS


def _letters(row: tuple[Cell, ...]) -> int:
    return sum(len(cell.words if isinstance(cell, Marked) else cell) for cell in row)


def _widths(block: Table, width: float) -> list[float]:
    """Centimetres: as declared, or the first column wider than the others, never wider than the text."""
    columns = len(block.headings)
    shares = block.widths or (2.0, *[1.0] * (columns - 1))
    if not block.widths and columns <= 3:  # a narrow table of numbers is not stretched over the page
        return [min(4.0, width / columns)] * columns
    return [width * share / sum(shares) for share in shares]


def tail(paragraph: Written, line: str, mark_: str, right: float) -> None:
    """The footer: what the paper is of, its fingerprint, and the page."""
    paragraph.add_run(f"{line}\n{mark_}\tPage ")
    field(paragraph, " PAGE ", "1")
    paragraph.add_run(" of ")
    field(paragraph, " NUMPAGES ", "1")
    paragraph.paragraph_format.tab_stops.clear_all()
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(right), WD_TAB_ALIGNMENT.RIGHT)
