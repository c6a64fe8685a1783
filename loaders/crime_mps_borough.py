"""Metropolitan Police recorded crime by borough: a row per offence and borough, a column per month."""

from dashboard.areas import Areas
from dashboard.records import Reading, SourceSpec
from loaders._book import Book
from loaders._match import first_header, period_columns
from loaders._mps import MAJOR, MINOR, Layout, read_layout

SOURCE = SourceSpec(
    code="crime.mps_borough",
    title="Recorded crime by borough",
    publisher="Metropolitan Police",
    recognises="a csv or workbook headed MajorText, MinorText and BoroughName (or their older and newer "
    "names), then a column a month",
    frequency="month",
    lag_days=45,
)
BOROUGH = ("BoroughName", "LookUp_BoroughName", "Borough", "BOCU", "Borough Name", "LookUp BoroughName")
WANTED = {"major": MAJOR, "area": BOROUGH}
OPTIONAL = {"minor": MINOR}


def recognise(book: Book) -> str | None:
    """A heading row with offence group, offence and borough, no ward, and months."""
    header = first_header(book, WANTED, OPTIONAL)
    if not header or first_header(book, {"ward": ("WardName", "Ward Name", "WardCode", "Ward Code")}):
        return None
    months = period_columns(header.sheet, header.row)
    if not months:
        return None
    return f"row {header.row} is headed with offence group, offence and borough, and {len(months)} months"


def read(book: Book, areas: Areas) -> Reading:
    header = first_header(book, WANTED, OPTIONAL)
    assert header is not None  # recognise() found it
    layout = Layout(header, code_column=None, kinds=("borough", "pseudo"))
    return read_layout(SOURCE, book, layout, areas, why=recognise(book) or "")
