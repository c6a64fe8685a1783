"""Writes the blocks of a paper as HTML: every text escaped, every number and heading real, every table captioned."""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import count

from dashboard.figures.marks import rag_mark
from dashboard.packs.paper.blocks import Block, Cell, Heading, Marked, Paragraph, Picture, Table

# entries of one list, written one by one
_JOINED = re.compile(r'</ul>\n<ul>|</ul>\n<ul class="letters" role="list">')
# tables of more rows are folded on a screen; by their columns they are narrow, may be wider than a phone, or small
# those of few rows stay on one page
_SHORT = 6
_LONG, _NARROW, _FEW, _WIDE = 12, 3, 4, 9


class Writer:
    """A page being written; `contents` are the headings of its first level: number, name, anchor."""

    def __init__(self, pictures: Mapping[str, bytes]) -> None:
        self.pictures = pictures
        self.contents: list[tuple[str, str, str]] = []
        self._tables, self._figures = count(1), count(1)
        self._section = self._appendix = self._paragraph = self._letter = 0

    def write(self, blocks: Iterable[Block]) -> str:
        written = "\n".join(part for block in blocks for part in self._block(block))
        return _JOINED.sub("\n", written)

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Heading():
                yield self._heading(block)
            case Paragraph():
                yield self._paragraph_of(block)
            case Table():
                yield self._table(block)
            case Picture():
                yield from self._picture(block)

    def _heading(self, block: Heading) -> str:
        text = escape(block.text) + (f" {rag(block.rag, block.rag_words)}" if block.rag else "")
        if block.level > 1:
            return f"<h{block.level + 1}>{text}</h{block.level + 1}>"
        if block.appendix:
            self._appendix += 1
            number = f"Appendix {chr(64 + self._appendix)}:"
            anchor, classes = f"appendix-{self._appendix}", ' class="appendix"'
        else:
            self._section += 1
            number, anchor, classes = f"{self._section}", f"section-{self._section}", ""
        self._paragraph = 0
        self.contents.append((number, block.text, anchor))
        return f'<h2 id="{anchor}"{classes}><span class="number">{number}</span> {text}</h2>'

    def _paragraph_of(self, block: Paragraph) -> str:
        lead = f"<strong>{escape(block.lead)}</strong> " if block.lead else ""
        inside = (rag(block.rag, "") if block.rag else "") + lead + escape(block.text)
        if block.kind == "bullet":
            return f'<ul><li dir="auto">{inside}</li></ul>'
        number = self._number(block)
        if block.kind == "lettered":
            return f'<ul class="letters" role="list"><li dir="auto">{number}{inside}</li></ul>'
        return f'<p class="{block.kind}" dir="auto">{number}{inside}</p>'

    def _number(self, block: Paragraph) -> str:
        if block.kind == "numbered":
            self._paragraph, self._letter = self._paragraph + 1, 0
            return f'<span class="number">{self._section}.{self._paragraph}</span> '
        if block.kind == "lettered":
            self._letter += 1
            return f'<span class="number">({chr(96 + self._letter)})</span> '
        return ""

    def _table(self, block: Table) -> str:
        caption = f"Table {next(self._tables)}: {escape(block.caption)}"
        head = "".join(
            f'<th scope="col"{_number_class(place, block)}>{escape(text)}</th>'
            for place, text in enumerate(block.headings)
        )
        last = len(block.rows) - 1
        whole = ' class="total"' if block.total else ""
        body = "".join(
            f"<tr{whole if number == last else ''}>{_row(row, block)}</tr>" for number, row in enumerate(block.rows)
        )
        rows = f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
        table = f"<table{_look(block)}><caption>{caption}</caption>{rows}</table>"
        if len(block.headings) > _FEW:
            label = escape(block.caption, quote=True)
            return f'<div class="scroll" tabindex="0" role="group" aria-label="{label}">{table}</div>'
        return table

    def _picture(self, block: Picture) -> Iterator[str]:
        chart, found = block.chart, self.pictures.get(block.chart.key)
        if found is None:
            yield f'<p dir="auto">{escape(chart.summary)}</p>'
        else:
            label = f"Figure {next(self._figures)}: {chart.title}"
            drawn = found.decode().replace("<svg ", f'<svg role="img" aria-label="{escape(label, quote=True)}" ', 1)
            moved = (
                f'<div class="scroll" tabindex="0" role="group" aria-label="{escape(label, quote=True)}">{drawn}</div>'
            )
            yield f"<figure>{moved}<figcaption>{escape(label)}. {escape(chart.summary)}</figcaption></figure>"
        if block.note:
            yield f'<p class="note">{escape(block.note)}</p>'
        table = self._table(block.figures)
        if len(block.figures.rows) > _LONG:
            table = f"<details><summary>Show the figures of {escape(chart.title)}</summary>{table}</details>"
        yield table


def rag(status: str, words: str) -> str:
    """A status as its mark and its words; without words the mark alone, for what says them after it."""
    drawn = rag_mark(status, 'aria-hidden="true" focusable="false"')
    first, space, others = words.partition(" ")
    # the mark stays beside the first word
    return f'<span class="rag">{drawn}{escape(first)}</span>{space}{escape(others)}'


def _look(block: Table) -> str:
    looks = {
        "wide": len(block.headings) > _WIDE,
        "narrow": len(block.headings) <= _NARROW and not block.widths,
        "short": len(block.rows) <= _SHORT,
    }
    said = " ".join(look for look, so in looks.items() if so)
    return f' class="{said}"' if said else ""


def _number_class(place: int, block: Table) -> str:
    return ' class="number-cell"' if place in block.numbers else ""


def _row(row: tuple[Cell, ...], block: Table) -> str:
    first, *others = row
    cells = [f'<th scope="row" dir="auto">{_cell(first, "under")}</th>']
    cells += [
        f'<td{_number_class(place, block)} dir="auto">{_cell(cell, "line")}</td>'
        for place, cell in enumerate(others, 1)
    ]
    return "".join(cells)


def _cell(cell: Cell, following: str) -> str:
    if isinstance(cell, Marked):
        return rag(cell.rag, cell.words)
    first, *others = cell.split("\n")
    return escape(first) + "".join(f' <span class="{following}">{escape(line)}</span>' for line in others)
