"""A workbook opened with calamine, which may abort or panic: only ever in a process of its own, and within limits."""

import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import CalamineWorkbook, SheetVisibleEnum

from loaders._limits import MEGABYTE, UnreadableFile, beyond, limits, within
from loaders._preflight import check_zip, damaged, encrypted
from loaders._worker import Document, Fell, apart, bounded, inside

Rows = list[list[Any]]
Parts = list[tuple[str, Rows, bool]]
_DATED: dict[str, type[date] | type[time]] = {"datetime": datetime, "date": date, "time": time}


def parts(content: bytes, name: str, kind: str, *, known: bool = False) -> Parts:
    """The sheets of a workbook: name, rows, and whether it is hidden. Raises UnreadableFile."""
    if inside() or known:
        with bounded(memory=limits().read_memory_mb * MEGABYTE, seconds=limits().read_seconds):
            return _parsed(content, name, kind)
    try:
        said = apart(lambda _: _document(content, name, kind), seconds=limits().read_seconds + 1.0)
    except Fell as error:
        raise fallen(error, name) from error
    if "refused" in said:
        raise UnreadableFile(**said["refused"])
    return [(sheet, [[_cell(held) for held in row] for row in rows], hidden) for sheet, rows, hidden in said["sheets"]]


def fallen(error: Fell, name: str) -> UnreadableFile:
    """What to say of a file whose opening ended the process that opened it."""
    if error.kind == "memory":
        return beyond(name, "read_memory_mb", "needs more memory to open than a file may take, in MB")
    if error.kind == "time":
        return beyond(name, "read_seconds", "takes longer to open than a file may take, in seconds")
    if error.killed:
        what = f"was not opened: the program that opens it was ended from outside ({error.how})."
        hint = "Load it again. If that happens again, the machine has too little memory: tell whoever looks after it."
        return UnreadableFile(file=name, code="reader-ended", what=what, hint=hint)
    return damaged(name)


def _document(content: bytes, name: str, kind: str) -> Document:
    try:
        with bounded(memory=limits().read_memory_mb * MEGABYTE, seconds=limits().read_seconds):
            found = _parsed(content, name, kind)
    except UnreadableFile as error:
        return {"refused": error.values | {"code": error.code, "hint": error.hint}}
    return {"sheets": [(sheet, [[_told(cell) for cell in row] for row in rows], hid) for sheet, rows, hid in found]}


def _parsed(content: bytes, name: str, kind: str) -> Parts:
    if kind == "zip":
        check_zip(content, name)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        within(name, "max_sheets", len(workbook.sheets_metadata), "has {found:,} sheets")
        return list(_sheets(workbook, name))
    except (UnreadableFile, MemoryError):
        raise
    except BaseException as error:  # calamine's panics are not Exceptions
        if isinstance(error, (KeyboardInterrupt, SystemExit)):
            raise
        said = str(error).casefold()
        raise (encrypted(name) if "password" in said or "encrypt" in said else damaged(name)) from error


def _sheets(workbook: CalamineWorkbook, name: str) -> Iterator[tuple[str, Rows, bool]]:
    cells = 0
    for index in range(len(workbook.sheets_metadata)):
        found = _sheet(workbook, index, name)
        cells += sum(map(len, found[1]))
        within(name, "max_cells", cells, "has {found:,} cells")
        yield found


def _sheet(workbook: CalamineWorkbook, index: int, name: str) -> tuple[str, Rows, bool]:
    meta, sheet = workbook.sheets_metadata[index], workbook.get_sheet_by_index(index)
    place = f"{name}, {meta.name}"
    within(place, "max_columns", sheet.total_width, "has {found:,} columns")
    within(place, "max_rows", sheet.total_height, "has {found:,} rows")
    within(place, "max_cells", sheet.total_height * sheet.total_width, "has {found:,} cells")
    return meta.name, sheet.to_python(skip_empty_area=False), meta.visible != SheetVisibleEnum.Visible


def _told(cell: Any) -> Any:
    """A cell as JSON has it: what is no text, number or truth is a list of its kind and its text."""
    if isinstance(cell, (datetime, date, time)):
        return [type(cell).__name__, cell.isoformat()]
    if isinstance(cell, timedelta):
        return ["timedelta", cell / timedelta(microseconds=1)]
    return cell


def _cell(held: Any) -> Any:
    if not isinstance(held, list):
        return held
    kind, said = held
    return timedelta(microseconds=said) if kind == "timedelta" else _DATED[kind].fromisoformat(said)
