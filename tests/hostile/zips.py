"""Workbooks whose zip is a bomb, lies, climbs out, is cut off, or is something else."""

import io
import struct
import zipfile

from tests.hostile._made import CSV, Hostile, hostile, packed, parts, sheet, workbook

_MB = 1_000_000


def _zeros(megabytes: int) -> bytes:
    return b"<!-- " + b" " * (megabytes * _MB) + b" -->"


def _lying(says: int) -> bytes:
    """A part that says in both directories that it unpacks to less than it does."""
    content = bytearray(workbook(more={"xl/media/bomb.bin": bytes(300 * _MB)}))
    true = struct.pack("<I", 300 * _MB)
    while (place := content.find(true)) >= 0:
        content[place : place + 4] = struct.pack("<I", says)
    return bytes(content)


def _nested() -> bytes:
    inner = packed({"zeros": bytes(50 * _MB)}, level=9)
    for _ in range(5):
        inner = packed({f"{n}.zip": inner for n in range(10)}, level=9)
    return inner


def _linked() -> bytes:
    info = zipfile.ZipInfo("xl/link.xml")
    info.external_attr = 0o120777 << 16
    return packed([*parts(sheet()).items(), (info, b"/etc/passwd")])


def _bzip2() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_BZIP2) as archive:
        for name, content in parts(sheet()).items():
            archive.writestr(name, content)
    return file.getvalue()


def _encrypted() -> bytes:
    """Every part marked as encrypted, in both directories."""
    content = bytearray(workbook())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(mark)
        while place >= 0:
            content[place + flags] |= 1
            place = content.find(mark, place + 4)
    return bytes(content)


def _overlapping() -> bytes:
    """Every entry of the directory points at the same part."""
    content = bytearray(packed({f"xl/worksheets/sheet{n}.xml": bytes(900_000) for n in range(200)}))
    place = content.find(b"PK\x01\x02")
    while place >= 0:
        content[place + 42 : place + 46] = struct.pack("<I", 0)
        place = content.find(b"PK\x01\x02", place + 4)
    return bytes(content)


def _spoilt(share: float) -> bytes:
    content = bytearray(workbook())
    for place in range(int(len(content) * share), min(len(content), int(len(content) * share) + 40)):
        content[place] ^= 0xFF
    return bytes(content)


def _cut(share: float) -> bytes:
    content = workbook()
    return content[: int(len(content) * share)]


_XLS = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MEDIA = {f"xl/media/{n}.png": b"x" for n in range(1_200)}
FILES: dict[str, Hostile] = {
    "bomb in a sheet": hostile(
        "a.xlsx",
        lambda: workbook(sheet().replace("<sheetData>", _zeros(150).decode() + "<sheetData>")),
        "too-large",
        "unsafe",
        says="SAFER_MAX_RATIO",
    ),
    "bomb in a picture": hostile(
        "a.xlsx", lambda: workbook(more={"xl/media/1.png": bytes(150 * _MB)}), "too-large", says="SAFER_MAX_RATIO"
    ),
    "bomb of three hundred megabytes": hostile(
        "a.xlsx", lambda: workbook(more={"xl/media/1.png": bytes(300 * _MB)}), "too-large", says="SAFER_MAX_EXPANDED_MB"
    ),
    "bomb of many parts": hostile(
        "a.xlsx",
        lambda: workbook(more={f"xl/media/{n}.png": bytes(_MB) for n in range(250)}),
        "too-large",
        says="SAFER_MAX_EXPANDED_MB",
    ),
    "bomb that lies about its size": hostile("a.xlsx", lambda: _lying(100), "too-large", "damaged", "unsafe"),
    "bomb that says it is empty": hostile("a.xlsx", lambda: _lying(0), "too-large", "damaged", "unsafe"),
    "bomb within zips": hostile("a.xlsx", _nested, "wrong-content", "too-large"),
    "bomb of overlapping parts": hostile("a.xlsx", _overlapping, "damaged", "unsafe", "too-large", "wrong-content"),
    "too many parts": hostile("a.xlsx", lambda: workbook(more=_MEDIA), "too-large", says="SAFER_MAX_MEMBERS"),
    "a part twice": hostile(
        "a.xlsx",
        lambda: packed([*parts(sheet()).items(), ("xl/worksheets/sheet1.xml", sheet([[1]]).encode())]),
        "unsafe",
    ),
    "a part twice in other letters": hostile(
        "a.xlsx", lambda: packed([*parts(sheet()).items(), ("XL/Worksheets/Sheet1.xml", b"<x/>")]), "unsafe"
    ),
    "a path that climbs": hostile("a.xlsx", lambda: workbook(more={"../../../etc/cron.d/x": b"x"}), "unsafe"),
    "a path that climbs backwards": hostile("a.xlsx", lambda: workbook(more={"xl\\..\\..\\x": b"x"}), "unsafe"),
    "a path from the root": hostile("a.xlsx", lambda: workbook(more={"/etc/passwd": b"x"}), "unsafe"),
    "a path on a drive": hostile("a.xlsx", lambda: workbook(more={"C:\\x.xml": b"x"}), "unsafe"),
    "a link to a file": hostile("a.xlsx", _linked, "unsafe"),
    "packed with bzip2": hostile("a.xlsx", _bzip2, "unsafe"),
    "encrypted parts": hostile("a.xlsx", _encrypted, "encrypted"),
    "encrypted workbook": hostile("a.xlsx", _XLS + "EncryptedPackage".encode("utf-16-le") * 9, "encrypted"),
    "an archive of csv files": hostile("a.xlsx", lambda: packed({"a.csv": CSV.encode()}), "wrong-content"),
    "a Word document": hostile("a.xlsx", lambda: packed({"word/document.xml": b"<w/>"}), "wrong-content", says="Word"),
    "a Java archive": hostile("a.xlsx", lambda: packed({"META-INF/MANIFEST.MF": b"x"}), "wrong-content"),
    "an empty archive": hostile("a.xlsx", lambda: packed({}), "wrong-content"),
    "a workbook without sheets": hostile("a.xlsx", lambda: packed(parts()), "damaged", "empty-file"),
    "a workbook whose sheet is missing": hostile(
        "a.xlsx",
        lambda: packed({n: c for n, c in parts(sheet()).items() if "sheet1" not in n}),
        "damaged",
        "empty-file",
    ),
    "macros": hostile("a.xlsx", lambda: workbook(more={"xl/vbaProject.bin": b"x"}), "macros"),
    "macros of Excel 4": hostile("a.xlsx", lambda: workbook(more={"xl/macrosheets/sheet1.xml": b"<x/>"}), "macros"),
    "a workbook for macros": hostile("a.xlsm", workbook, "macros"),
    "only the first bytes of a zip": hostile("a.xlsx", b"PK\x03\x04", "damaged"),
    "an old workbook that is not one": hostile("a.xls", _XLS + bytes(600), "damaged"),
    "an old workbook that points at itself": hostile(
        "a.xls",
        _XLS + b"\x00" * 16 + b"\x3e\x00\x03\x00\xfe\xff\x09\x00" + b"\x00" * 10 + b"\x01\x00\x00\x00" * 120,
        "damaged",
        "too-large",
    ),
    "an old workbook of random bytes": hostile("a.xls", _XLS + bytes(range(256)) * 20, "damaged", "too-large"),
    **{
        f"cut at {share:.0%}": hostile("a.xlsx", lambda s=share: _cut(s), "damaged", "wrong-content")
        for share in (0.01, 0.2, 0.5, 0.8, 0.97, 0.999)
    },  # type: ignore[misc]
    **{
        f"spoilt at {share:.0%}": hostile(
            "a.xlsx",
            lambda s=share: _spoilt(s),
            "damaged",
            "wrong-content",
            "unsafe",
            "too-large",
            "encrypted",
            "committed",
        )
        for share in (0.05, 0.25, 0.45, 0.65, 0.85)
    },  # type: ignore[misc]
}
