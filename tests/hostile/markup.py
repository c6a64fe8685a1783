"""Workbooks whose XML declares entities, refers to other files, links out, or is no XML at all."""

from tests.hostile._made import DECLARED, Hostile, hostile, packed, parts, sheet, workbook

_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(12))
_ENTITIES = {
    "a billion laughs": f"<!DOCTYPE x [{_LAUGHS}]>",
    "a quadratic blow-up": f'<!DOCTYPE x [<!ENTITY a "{"a" * 100_000}">]>',
    "an entity from disk": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    "an entity from the network": '<!DOCTYPE x [<!ENTITY a SYSTEM "http://127.0.0.1:9/x">]>',
    "a parameter entity": '<!DOCTYPE x [<!ENTITY % a SYSTEM "http://127.0.0.1:9/x.dtd"> %a;]>',
    "an external document type": '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    "an empty document type": "<!DOCTYPE x>",
    "a document type in small letters": "<!doctype x>",
}
_LINK = "xl/externalLinks/externalLink1.xml"
_DDE = '<externalLink><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
_OLE = "<externalLink><oleLink progId='Package'/></externalLink>"
_BOOK = '<externalLink><externalBook r:id="r1"/></externalLink>'
_AWAY = '<Relationships><Relationship Id="r1" Target="file:///\\\\host\\share\\x.xlsx" TargetMode="External"/></Relationships>'
_INCLUDED = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'


def _instead(part: str, content: bytes) -> bytes:
    return packed(parts(sheet()) | {part: content})


def _formula(text: str) -> bytes:
    return workbook(sheet(more=f'<row r="4"><c r="A4" t="str"><f>{text}</f><v>BURGLARY</v></c></row>'))


def _deep(levels: int) -> bytes:
    return workbook(sheet(more="<x>" * levels + "</x>" * levels))


_SHEET, _STRINGS, _TYPES = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "[Content_Types].xml"
FILES: dict[str, Hostile] = {
    **{
        name: hostile("a.xlsx", lambda b=before: workbook(sheet(before=b)), "unsafe", says="entities")
        for name, before in _ENTITIES.items()
    },  # type: ignore[misc]
    "entities in the shared texts": hostile(
        "a.xlsx", lambda: workbook(more={_STRINGS: f"{DECLARED}<!DOCTYPE x [{_LAUGHS}]><sst/>".encode()}), "unsafe"
    ),
    "entities in the list of types": hostile("a.xlsx", lambda: _instead(_TYPES, b"<!DOCTYPE x><Types/>"), "unsafe"),
    "entities in the workbook": hostile(
        "a.xlsx", lambda: _instead("xl/workbook.xml", b"<!DOCTYPE x><workbook/>"), "unsafe"
    ),
    "entities late in a sheet": hostile(
        "a.xlsx", lambda: workbook(sheet(before="<!-- " + "x" * 400_000 + " --><!DOCTYPE x>")), "unsafe"
    ),
    "entities in an .ods": hostile(
        "a.ods",
        lambda: packed(
            {
                "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
                "content.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x/>',
            }
        ),
        "unsafe",
    ),
    "a sheet in UTF-16": hostile(
        "a.xlsx",
        lambda: _instead(_SHEET, sheet(declared='<?xml version="1.0" encoding="UTF-16"?>').encode("utf-16")),
        "unsafe",
        says="UTF-8",
    ),
    "a sheet in UTF-7": hostile(
        "a.xlsx", lambda: workbook(sheet(declared='<?xml version="1.0" encoding="UTF-7"?>')), "unsafe", says="UTF-8"
    ),
    "a sheet in UTF-16 without a mark": hostile(
        "a.xlsx", lambda: _instead(_SHEET, sheet().encode("utf-16-le")), "unsafe"
    ),
    "an inclusion of another file": hostile("a.xlsx", lambda: workbook(sheet(more=_INCLUDED)), "unsafe"),
    "a link that starts a program": hostile(
        "a.xlsx", lambda: workbook(more={_LINK: _DDE.encode()}), "unsafe", says="program"
    ),
    "a link to an object": hostile("a.xlsx", lambda: workbook(more={_LINK: _OLE.encode()}), "unsafe", says="program"),
    "a link to another workbook is never followed": hostile(
        "a.xlsx",
        lambda: workbook(more={_LINK: _BOOK.encode(), "xl/externalLinks/_rels/externalLink1.xml.rels": _AWAY.encode()}),
        "committed",
    ),
    "not XML at all": hostile(
        "a.xlsx", lambda: _instead(_SHEET, b"\x00\x01\x02 not xml"), "damaged", "unsafe", "empty-file"
    ),
    "XML that never ends": hostile("a.xlsx", lambda: _instead(_SHEET, sheet().encode()[:-40]), "damaged", "committed"),
    "XML of a hundred thousand levels": hostile("a.xlsx", lambda: _deep(100_000), "damaged", "committed", "too-large"),
    "an attribute of five megabytes": hostile(
        "a.xlsx",
        lambda: workbook(sheet(more=f'<row r="4" x="{"ab" * 2_500_000}"/>')),
        "committed",
        "damaged",
        "too-large",
    ),
    "a sheet that is an empty part": hostile("a.xlsx", lambda: _instead(_SHEET, b""), "damaged", "empty-file"),
    "a workbook that is an empty part": hostile(
        "a.xlsx", lambda: _instead("xl/workbook.xml", b""), "damaged", "empty-file"
    ),
    "a formula that calls out": hostile(
        "a.xlsx",
        lambda: _formula('WEBSERVICE("http://127.0.0.1:9/")'),
        "bad-cell",
        "no-group",
        "unknown-area",
        "no-key",
        "committed",
    ),
    "a formula that runs a program": hostile(
        "a.xlsx", lambda: _formula("cmd|'/c calc'!A0"), "bad-cell", "no-group", "unknown-area", "no-key", "committed"
    ),
    "a shared text that is not there": hostile(
        "a.xlsx",
        lambda: workbook(sheet(more='<row r="4"><c r="A4" t="s"><v>999999</v></c></row>')),
        "damaged",
        "committed",
    ),
    "a shared text of a negative number": hostile(
        "a.xlsx", lambda: workbook(sheet(more='<row r="4"><c r="A4" t="s"><v>-1</v></c></row>')), "damaged", "committed"
    ),
}
