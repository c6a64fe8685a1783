"""Files of absurd size in one respect or another, each beyond a limit that has a name."""

from typing import Any

from tests.hostile._made import CSV, ROWS, Hostile, cell, hostile, letters, packed, sheet, table, workbook

_FAR = f"{letters(16_384)}1048576"


def _at(*references: str, value: Any = 1) -> bytes:
    return workbook(
        sheet(
            more="".join(
                f'<row r="{r.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}">{cell(r, value)}</row>' for r in references
            )
        )
    )


def _alone(reference: str) -> bytes:
    return workbook(sheet([]).replace("</sheetData>", f'<row r="1">{cell(reference, 1)}</row></sheetData>'))


def _wide(columns: int) -> str:
    return ",".join(["x"] * columns) + "\n"


def _ods(rows: int, columns: int) -> bytes:

    body = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="A"><table:table-row table:number-rows-repeated="{rows}">'
        f'<table:table-cell office:value-type="string" table:number-columns-repeated="{columns}"><text:p>x</text:p>'
        "</table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
    )
    return packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": body.encode()})


FILES: dict[str, Hostile] = {
    "a cell at XFD1048576": hostile("a.xlsx", lambda: _at(_FAR), "too-large"),
    "only a cell at XFD1048576": hostile("a.xlsx", lambda: _alone(_FAR), "too-large"),
    "a blank at CV900000": hostile("a.xlsx", lambda: _at("CV900000", value=""), "too-large", "committed"),
    "a cell at A1048576": hostile("a.xlsx", lambda: _at("A1048576"), "too-large", says="SAFER_MAX_ROWS"),
    "a cell at XFD4": hostile("a.xlsx", lambda: _at("XFD4"), "too-large", says="SAFER_MAX_COLUMNS"),
    "a cell at ZZZZ99999999": hostile("a.xlsx", lambda: _at("ZZZZ99999999"), "too-large", "damaged"),
    "a cell at A0": hostile("a.xlsx", lambda: _at("A0"), "too-large", "damaged", "committed"),
    "a cell at A4294967296": hostile("a.xlsx", lambda: _at("A4294967296"), "too-large", "damaged"),
    "a row of a negative number": hostile(
        "a.xlsx", lambda: workbook(sheet(more='<row r="-5"><c r="A-5"><v>1</v></c></row>')), "damaged", "committed"
    ),
    "cells without an address": hostile(
        "a.xlsx",
        lambda: workbook(sheet(more="<row><c><v>1</v></c></row>")),
        "committed",
        "no-group",
        "no-key",
        "unknown-area",
        "damaged",
    ),
    "a dimension that lies": hostile(
        "a.xlsx",
        lambda: workbook(sheet().replace("<sheetData>", f'<dimension ref="A1:{_FAR}"/><sheetData>')),
        "committed",
        "too-large",
    ),
    "a thousand sheets": hostile("a.xlsx", lambda: workbook(*[sheet()] * 300), "too-large", says="SAFER_MAX_SHEETS"),
    "a text of a million characters": hostile(
        "a.xlsx", lambda: table([*ROWS, ["a" * 500_000 + "b" * 500_000]]), "too-large", says="SAFER_MAX_TEXT"
    ),
    "three million cells in a row of sheets": hostile(
        "a.xlsx", lambda: workbook(*[_block(1_000, 70)] * 90), "too-large", says="SAFER_MAX_CELLS"
    ),
    "ten million repeated rows": hostile(
        "a.ods", lambda: _ods(10_000_000, 10), "too-large", "damaged", "not-recognised"
    ),
    "a repeated row across all columns": hostile(
        "a.ods", lambda: _ods(100_000, 16_384), "too-large", "damaged", "not-recognised"
    ),
    "a repeated row below nothing": hostile(
        "a.ods", lambda: _ods(4_294_967_295, 1), "too-large", "damaged", "not-recognised"
    ),
    "a csv of ten million cells": hostile(
        "a.csv", lambda: (",".join(["1"] * 1_000) + "\n").encode() * 10_000, "too-large", says="SAFER_MAX_CELLS"
    ),
    "a csv of six hundred thousand rows": hostile(
        "a.csv", lambda: b"1,2\n" * 600_000, "too-large", says="SAFER_MAX_ROWS"
    ),
    "a csv of three thousand columns": hostile(
        "a.csv", lambda: CSV + _wide(3_000), "too-large", says="SAFER_MAX_COLUMNS"
    ),
    "a csv of one long text": hostile(
        "a.csv", lambda: CSV.encode() + b"x" * 2_000_000, "too-large", says="SAFER_MAX_TEXT"
    ),
    "a csv of one long quoted text": hostile(
        "a.csv", lambda: CSV.encode() + b'"' + b"x" * 2_000_000 + b'"', "too-large", says="SAFER_MAX_TEXT"
    ),
    "a csv of forty-one megabytes": hostile(
        "a.csv", lambda: b"1,2,3\n" * 7_000_000, "too-large", says="SAFER_MAX_UPLOAD_MB"
    ),
    "a csv of empty lines": hostile("a.csv", lambda: b"\n" * 400_000, "empty-file"),
    "a csv of commas": hostile("a.csv", lambda: (b"," * 100 + b"\n") * 20_000, "empty-file"),
    "a csv of quotation marks": hostile(
        "a.csv", lambda: b'"' * 1_000_000, "damaged", "too-large", "empty-file", "not-recognised"
    ),
    "a csv of tabs and semicolons": hostile(
        "a.csv", lambda: b"\t;,\t;," * 100_000, "too-large", "empty-file", "not-recognised"
    ),
    "a heading of thirty thousand brackets": hostile(
        "a.csv", lambda: CSV.replace("MajorText", "[note " * 5_000), "not-recognised", "no-area", "too-large"
    ),
    "a heading of thirty thousand digits": hostile(
        "a.csv", lambda: CSV.replace("MajorText", "x" + "1, " * 10_000), "not-recognised", "no-area", "too-large"
    ),
    "a number of thirty thousand digits": hostile(
        "a.csv", lambda: CSV.replace("9", "9" * 30_000, 1), "not-a-number", "not-recognised"
    ),
    "a period of thirty thousand digits": hostile(
        "a.csv", lambda: CSV.replace("202404", "2" * 30_000), "bad-period", "committed", "unknown-heading"
    ),
    "twenty thousand areas nobody knows": hostile(
        "a.csv", lambda: CSV + "".join(f"BURGLARY,HOME,Borough {n},1,2\n" for n in range(20_000)), "unknown-area"
    ),
    "twenty thousand offences nobody knows": hostile(
        "a.csv", lambda: CSV + "".join(f"G{n},S{n},Bromley,1,2\n" for n in range(20_000)), "committed", "too-large"
    ),
    "twenty thousand rows alike": hostile(
        "a.csv", lambda: CSV + "BURGLARY,HOME,Bromley,9,8\n" * 20_000, "duplicate-key"
    ),
}


def _block(rows: int, columns: int) -> str:
    return sheet([[1] * columns] * rows)
