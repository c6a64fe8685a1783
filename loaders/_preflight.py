"""Before a file is opened: what it is by its content, and whether a workbook's zip may be unpacked at all."""

import io
import stat
import zipfile
import zlib
from collections import Counter
from pathlib import PurePosixPath

from loaders._limits import GRACE, MEGABYTE, UnreadableFile, beyond, limits, within

SPREADSHEETS, TEXTS = (".xlsx", ".xls", ".xlsb", ".ods"), (".csv", ".txt")
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "Encrypt".encode("utf-16-le")
_CHUNK = 1 << 18
_HEAVY = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_MARKUP = (".xml", ".rels", ".vml")
# what no spreadsheet program writes into a part, and what a reader of it must never follow
_DECLARED = (b"<!doctype", b"<!entity", b"xi:include")
_LINKS = (b"<ddelink", b"<olelink")
_KINDS = {"xl/workbook.bin": "xlsb", "xl/workbook.xml": "xlsx", "content.xml": "ods", "word/document.xml": "docx"}
_MACROS = ("vbaproject.bin", "vbaprojectsignature.bin", "xl/macrosheets/", "basic/script-lc.xml")
_SAVE = "Open it in a spreadsheet program and save it again as .xlsx."


def kind_of(content: bytes) -> str:
    """What a file is by its first bytes: zip, ole, pdf, html, rtf, image, or text."""
    head = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for kind, starts in _STARTS.items():
        if any(content.startswith(start) or head.startswith(start) for start in starts):
            return kind
    return "text"


_STARTS = {
    "zip": (b"PK\x03\x04", b"PK\x05\x06"),
    "ole": (_OLE,),
    "pdf": (b"%pdf-",),
    "html": (b"<!doctype html", b"<html", b"<table", b"<script"),
    "xml": (b"<?xml",),
    "rtf": (b"{\\rtf",),
    "image": (b"\x89png", b"\xff\xd8\xff", b"gif8"),
    "archive": (b"\x1f\x8b", b"7z\xbc\xaf", b"rar!", b"bzh"),
    "program": (b"\x7felf", b"mz\x90"),
}


_HELD = {
    "zip": "a workbook or an archive",
    "ole": "an old workbook",
    "pdf": "a PDF",
    "html": "a web page",
    "xml": "XML",
    "rtf": "a text document",
    "image": "a picture",
    "archive": "a packed archive",
    "program": "a program",
    "text": "text",
}
_TRUE = "Open it in a spreadsheet program and save it as .xlsx, or give it its true ending."


def agreed(content: bytes, name: str) -> str:
    """What a file is (text, zip or ole), where its name says nothing else. Raises UnreadableFile.

    Workbooks of every kind go by their content; text is never taken for a workbook, nor a workbook for text.
    """
    ending, kind = PurePosixPath(name).suffix.casefold(), kind_of(content)
    if ending == ".xlsm":
        raise macros(name)
    if ending not in (*TEXTS, *SPREADSHEETS):
        raise UnreadableFile(
            file=name,
            code="unknown-format",
            what=f"ends in “{ending or 'nothing'}”, which is not a spreadsheet.",
            hint="Send an .xlsx, .xls, .xlsb, .ods or .csv file.",
        )
    if ending in TEXTS and kind in ("text", "xml"):
        return "text"
    if ending in SPREADSHEETS and kind == "ole" and _ENCRYPTED in content:
        raise encrypted(name)
    if ending in SPREADSHEETS and kind in ("zip", "ole"):
        return kind
    what = f"is called {ending} but holds {_HELD[kind]}."
    raise UnreadableFile(file=name, code="wrong-content", what=what, hint=_TRUE)


def encrypted(name: str) -> UnreadableFile:
    """The refusal of what cannot be opened without a password."""
    hint = "Remove the password (File › Info › Protect Workbook) and send it again."
    return UnreadableFile(file=name, code="encrypted", what="is password protected.", hint=hint)


def check_zip(content: bytes, name: str) -> None:
    """Look through a workbook's zip without keeping any of it. Raises UnreadableFile with the remedy."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            _listed(members, name)
            _unpacked(archive, members, name)
    except UnreadableFile:
        raise
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise damaged(name) from error


def damaged(name: str) -> UnreadableFile:
    """The refusal of what cannot be opened at all."""
    return UnreadableFile(
        file=name,
        code="damaged",
        what="is damaged or cut short: it cannot be opened.",
        hint="Open it in a spreadsheet program, save it again, or ask the sender for it.",
    )


def _listed(members: list[zipfile.ZipInfo], name: str) -> None:
    """What the directory of the zip says, before anything is unpacked."""
    within(name, "max_members", len(members), "holds {found:,} parts")
    within(name, "max_expanded_mb", sum(m.file_size for m in members) / MEGABYTE, "unpacks to {found:,.0f} MB")
    names = Counter(member.filename.casefold() for member in members)
    if any(member.flag_bits & 0x1 for member in members):
        raise encrypted(name)
    if len(names) < len(members):
        raise _unsafe(name, "holds the same part twice")
    for member in members:
        _member(member, name)
    _kind(set(names), name)


def _member(member: zipfile.ZipInfo, name: str) -> None:
    path = PurePosixPath(member.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in member.filename or "\0" in member.orig_filename:
        raise _unsafe(name, "holds a part whose name leads out of it")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise _unsafe(name, "holds a link to another file")
    if member.compress_type not in _HEAVY:
        raise _unsafe(name, "is packed in a way no spreadsheet program uses")
    if any(mark in member.filename.casefold() for mark in _MACROS):
        raise macros(name)


def macros(name: str) -> UnreadableFile:
    """The refusal of a workbook with macros."""
    hint = "Save it as a workbook without macros (.xlsx) and send that."
    return UnreadableFile(file=name, code="macros", what="holds macros, which are not taken.", hint=hint)


def _unsafe(name: str, what: str) -> UnreadableFile:
    return UnreadableFile(file=name, code="unsafe", what=f"{what}, which no spreadsheet program does.", hint=_SAVE)


def _kind(names: set[str], name: str) -> None:
    found = next((kind for part, kind in _KINDS.items() if part in names), "")
    if found not in ("xlsx", "xlsb", "ods"):
        what = "is a Word document, not a spreadsheet." if found == "docx" else "is a zip archive, not a spreadsheet."
        hint = "Send the spreadsheet itself (.xlsx, .xls, .xlsb, .ods or .csv)."
        raise UnreadableFile(file=name, code="wrong-content", what=what, hint=hint)


def _unpacked(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], name: str) -> None:
    """Every part as it really is: declared sizes may lie."""
    total, most = 0, limits().max_expanded_mb * MEGABYTE
    for member in members:
        size, tail = 0, b""
        markup = member.filename.casefold().endswith(_MARKUP) or member.filename == "mimetype"
        with archive.open(member) as part:
            while chunk := part.read(_CHUNK):
                size += len(chunk)
                if total + size > most:
                    raise beyond(name, "max_expanded_mb", "unpacks to more than it says")
                if size > GRACE and size > limits().max_ratio * max(member.compress_size, 1):
                    raise beyond(name, "max_ratio", f"is packed {size // max(member.compress_size, 1):,} to 1")
                if markup:
                    _part(tail + chunk, member.filename, name, first=size == len(chunk))
                    tail = chunk[-16:]
        total += size


def _part(text: bytes, part: str, name: str, *, first: bool) -> None:
    """A piece of a part: no declarations, no encoding in which they could hide, no links that run a program."""
    if first and (text[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in text[:64] or _foreign(text[:200].lower())):
        raise _unsafe(name, "holds a part that is not written in UTF-8")
    if b"<!" in text or b"xi:include" in text:
        low = text.lower()
        if any(mark in low for mark in _DECLARED):
            raise _unsafe(name, "declares entities or a document type")
    if "externallink" in part.casefold() and any(mark in text.lower() for mark in _LINKS):
        raise _unsafe(name, "holds a link that starts another program")


def _foreign(head: bytes) -> bool:
    """Whether an XML declaration names another encoding than UTF-8."""
    _, found, rest = head.partition(b"encoding=")
    if not found or not head.removeprefix(b"\xef\xbb\xbf").startswith(b"<?xml"):
        return False
    return rest[1:].split(rest[:1] or b'"')[0] not in (b"utf-8", b"us-ascii", b"ascii")
