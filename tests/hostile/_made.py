"""What hostile files are made of: a good table, a good workbook part by part, and a zip that does as it is told."""

import io
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

ROWS: list[list[Any]] = [
    ["MajorText", "MinorText", "BoroughName", "202404", "202405"],
    ["BURGLARY", "HOME", "Bromley", 9, 8],
    ["BURGLARY", "HOME", "Bexley", 7, 6],
]
CSV = "".join(",".join(map(str, row)) + "\n" for row in ROWS)
DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
TAKEN = "committed"


@dataclass(frozen=True)
class Hostile:
    """A file's name and content, and what is to be said of it: the code of its first error, or `committed`.

    Several codes where the bytes decide by chance; `says` stands in the message or its hint.
    """

    file: str
    content: Callable[[], bytes]
    expected: tuple[str, ...]
    says: str = ""


def hostile(file: str, content: Callable[[], bytes | str] | bytes | str, *expected: str, says: str = "") -> Hostile:
    return Hostile(file, lambda: _bytes(content() if callable(content) else content), expected, says)


def _bytes(content: bytes | str) -> bytes:
    return content.encode() if isinstance(content, str) else content


def letters(column: int) -> str:
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def cell(reference: str, value: object) -> str:
    if isinstance(value, str):
        return f'<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    return f'<c r="{reference}"><v>{value}</v></c>'


def sheet(rows: list[list[Any]] = ROWS, *, more: str = "", declared: str = DECLARED, before: str = "") -> str:
    """A worksheet's XML; `more` goes below its rows, `before` above its root."""
    lines = "".join(
        f'<row r="{r}">' + "".join(cell(f"{letters(c)}{r}", v) for c, v in enumerate(row, 1)) + "</row>"
        for r, row in enumerate(rows, 1)
    )
    return f'{declared}{before}<worksheet xmlns="{_MAIN}"><sheetData>{lines}{more}</sheetData></worksheet>'


def parts(*sheets: str, names: list[str] | None = None) -> dict[str, bytes]:
    """The parts of a workbook with these sheets."""
    called = names or [f"Sheet{n}" for n in range(1, len(sheets) + 1)]
    entries = "".join(f'<sheet name="{escape(n)}" sheetId="{i}" r:id="r{i}"/>' for i, n in enumerate(called, 1))
    links = "".join(
        f'<Relationship Id="r{i}" Type="{_REL}/worksheet" Target="worksheets/sheet{i}.xml"/>'
        for i in range(1, len(sheets) + 1)
    )
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{i}.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        for i in range(1, len(sheets) + 1)
    )
    found = {
        "[Content_Types].xml": f'{DECLARED}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
        f'ContentType="{_TYPE}.sheet.main+xml"/>{types}</Types>',
        "_rels/.rels": f'{DECLARED}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{DECLARED}<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>{entries}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{DECLARED}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>',
    }
    found |= {f"xl/worksheets/sheet{i}.xml": xml for i, xml in enumerate(sheets, 1)}
    return {name: text.encode() for name, text in found.items()}


def packed(members: dict[str, bytes] | list[tuple[str | zipfile.ZipInfo, bytes]], *, level: int = 6) -> bytes:
    """A zip of these members, in this order, also where one is there twice."""
    file = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        warnings.simplefilter("ignore")  # a part that is there twice is the point
        for name, content in members.items() if isinstance(members, dict) else members:
            archive.writestr(name, content)
    return file.getvalue()


def workbook(*sheets: str, more: dict[str, bytes] | None = None, names: list[str] | None = None) -> bytes:
    return packed(parts(*(sheets or (sheet(),)), names=names) | (more or {}))


def table(rows: list[list[Any]]) -> bytes:
    return workbook(sheet(rows))


def changed(row: int, column: int, value: Any) -> list[list[Any]]:
    """The good table with another value in a cell, counted from 0."""
    rows = [list(r) for r in ROWS]
    rows[row][column] = value
    return rows


def csv_with(value: str, *, row: int = 1, column: int = 3) -> str:
    return "".join(",".join(map(str, r)) + "\n" for r in changed(row, column, value))
