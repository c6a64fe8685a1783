"""What a paper is made of, before it is a document or a web page: headings, paragraphs, tables, pictures."""

from typing import Literal, NamedTuple

from dashboard.scorecard.details import Chart

# numbered: 3.1 under its heading; lettered: (a) under the last numbered one; note: in small type; aside: the same,
# under a numbered one; quoted: somebody's words; warning: with a mark at its side; fact: a bold lead and what follows
Kind = Literal["plain", "numbered", "lettered", "bullet", "note", "aside", "quoted", "warning", "fact"]


class Heading(NamedTuple):
    """A heading of level 1 (numbered, or an appendix), 2 or 3; `rag` is a status that stands beside it."""

    level: int
    text: str
    rag: str = ""
    rag_words: str = ""
    appendix: bool = False


class Paragraph(NamedTuple):
    """A paragraph; `lead` is the bold beginning of it, `rag` a mark before all."""

    text: str
    kind: Kind = "plain"
    lead: str = ""
    rag: str = ""


class Marked(NamedTuple):
    """A cell that holds a status: its code and its words."""

    rag: str
    words: str


Cell = str | Marked


class Table(NamedTuple):
    """A table with one row of headings; `numbers` are the columns set to the right, `widths` their shares.

    `total`: the last row is the whole of the others. The first column names its row.
    """

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numbers: frozenset[int] = frozenset()
    widths: tuple[float, ...] = ()
    total: bool = False


class Picture(NamedTuple):
    """A chart; `note` is what must be known of it, `figures` its numbers."""

    chart: Chart
    note: str
    figures: Table


Block = Heading | Paragraph | Table | Picture
