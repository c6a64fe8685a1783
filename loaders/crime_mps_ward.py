"""Metropolitan Police recorded crime by ward: a row per offence and ward, a column per month."""

import re
from collections.abc import Iterable

from dashboard.areas import Areas
from dashboard.records import Reading, SourceSpec, cell_name
from loaders._book import Book
from loaders._match import Header, first_header, period_columns
from loaders._mps import MAJOR, MINOR, Layout, read_layout

SOURCE = SourceSpec(
    code="crime.mps_ward",
    title="Recorded crime by ward",
    publisher="Metropolitan Police",
    recognises="a csv or workbook headed MajorText, MinorText, WardName, WardCode and the borough, "
    "then a column a month",
    frequency="month",
    lag_days=45,
)
WANTED: dict[str, Iterable[str]] = {
    "major": MAJOR,
    "minor": MINOR,
    "area": ("WardName", "Ward Name", "Ward"),
    "code": ("WardCode", "Ward Code", "Ward_Code"),
}
BOROUGH: dict[str, Iterable[str]] = {
    "borough": ("LookUp_BoroughName", "LookUp BoroughName", "BoroughName", "Borough Name", "Borough", "BOCU")
}
WARD_CODE = re.compile(r"[EW]05\d{6}", re.ASCII)


def recognise(book: Book) -> str | None:
    """A heading row with offence group, offence, ward and ward code, and months."""
    header = first_header(book, WANTED)
    months = header and period_columns(header.sheet, header.row)
    if not header or not months:
        return None
    return f"row {header.row} is headed with offence group, offence, ward and ward code, and {len(months)} months"


def read(book: Book, areas: Areas) -> Reading:
    header = first_header(book, WANTED, BOROUGH)
    assert header is not None  # recognise() found it
    layout = Layout(header, code_column=header.columns["code"], kinds=("ward",))
    reading = read_layout(SOURCE, book, layout, areas, why=recognise(book) or "")
    _check_codes(reading, header)
    _place_in_boroughs(reading, header, areas)
    reading.notes.append(
        "Wards of a borough add up to less than the borough: offences without a known place have no ward."
    )
    return reading


def _check_codes(reading: Reading, header: Header) -> None:
    """A row whose code column holds something else would make an area of its own: refused."""
    sheet, column = header.sheet, header.columns["code"]
    for number, _ in sheet.numbered(header.row + 1):
        code = sheet.text(number, column)
        if code and not WARD_CODE.fullmatch(code):
            place = cell_name(number, column)
            reading.error(
                "unknown-area",
                f"{sheet.name}!{place} holds “{code}”, which is not a ward's code.",
                "Enter the ONS code of the ward: E05 and six digits.",
                sheet.name,
                place,
            )


def _place_in_boroughs(reading: Reading, header: Header, areas: Areas) -> None:
    """Give each ward its borough by name; a few rows hold a ward code there, another row of the ward then tells."""
    if "borough" not in header.columns:
        return
    sheet, borough = header.sheet, header.columns["borough"]
    pairs = {(sheet.text(n, header.columns["code"]), sheet.text(n, borough)) for n, _ in sheet.numbered(header.row + 1)}
    unplaced = set()
    for code, name in sorted(pairs):
        if code not in reading.areas:
            continue
        if found := areas.named(name, ("borough", "city", "pseudo")):
            reading.areas[code] = reading.areas[code]._replace(parent=found.code)
        else:
            unplaced.add(code)
    lost = sorted(code for code in unplaced if not reading.areas[code].parent)
    if lost:
        names = ", ".join(f"{reading.areas[code].name} ({code})" for code in lost[:5])
        reading.notes.append(f"The borough of {len(lost)} wards is not named in the file: {names}.")
