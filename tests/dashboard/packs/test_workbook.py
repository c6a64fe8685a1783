"""Published spreadsheets by the rules of the Government Analysis Function, each rule read from a finished file."""

import csv
import io
import os
import re
import shutil
import subprocess
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.packs.leaving import MARKS, Column, Graph, Leaving, Table, Value
from dashboard.packs.separated import csv_of
from dashboard.packs.workbook import LONGEST, workbook

AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
HOSTILE = (
    "=1+1", "=cmd|'/c calc'!A1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠1", "#N/A",
    "=HYPERLINK(\"http://example.org\",\"x\")", "\x00=1", "TRUE", "1e5", "<f>1</f>", "'=1", "{=1}",
)  # fmt: skip
YEARS = Table(
    "burglary",
    "Burglary: quarters over the years",
    (Column("Financial year"), *(Column(name, "number") for name in ("Apr–Jun", "Jul–Sep", "Oct–Dec", "Jan–Mar"))),
    (("2012/13", 983.0, None, "[c]", 871.0), ("2011/12", 1207.0, 1100.0, 900.0, 1001.0)),
    ("Note 1: From 2012. Source.",),
    Graph("bar", "Burglary", "Burglary fell & fell.", ("2011/12", "2012/13"), "offences", True, "2012/13"),
)
RATES = Table(
    "rates",
    "Rates",
    (Column("Year"), Column("Rate", "number", 2), Column("rate", "number", 1), Column("When", "date")),
    (("2012", 1.256, -2.0, AT.date()), ("2013", None, 2.0, AT.date())),
    (),
    Graph("line", "Rates by year", "They rose.", ("Rate",), "per 1,000"),
)
EMPTY = Table("nothing", "Nothing", (Column("What"), Column("How many", "number")), ())
FACTS = (("Strategy", "Safer Bromley"), ("Quarter", "Apr–Jun 2012 (Q1 2012/13)"), ("Area", "Bromley"))


def leaving(*tables: Table, **more: object) -> Leaving:
    made = tables or (YEARS, RATES, EMPTY)
    return Leaving("burglary", "Burglary in Bromley", FACTS, made, AT, notes=("One note.",), **more)  # type: ignore[arg-type]


def opened(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.fixture(scope="module")
def book() -> Workbook:
    return opened(workbook(leaving()))


def sheets(book: Workbook, start: str = "") -> list[Worksheet]:
    return [sheet for sheet in book.worksheets if sheet.title.startswith(start)]


def test_cover_contents_and_notes_come_first_and_the_cover_is_open(book: Workbook) -> None:
    names = book.sheetnames
    assert names == ["Cover", "Contents", "Notes", "Table_1", "Chart_1", "Table_2", "Chart_2", "Table_3"]
    assert all(sheet.sheet_state == "visible" for sheet in book.worksheets)
    assert book.active is not None and book.active.title == "Cover"
    assert [sheet.title for sheet in book.worksheets if sheet.sheet_view.tabSelected] == ["Cover"]
    for sheet in book.worksheets:
        assert [(chosen.activeCell, chosen.sqref) for chosen in sheet.sheet_view.selection] == [("A1", "A1")]


def test_the_cover_says_in_column_a_without_gaps_what_the_file_is_of(book: Workbook) -> None:
    said = [cell.value for cell in book["Cover"]["A"]]
    assert said == ["Burglary in Bromley", *(text for fact in FACTS for text in fact)]
    assert book["Cover"].max_column == 1


def test_each_sheet_has_its_title_in_a1_and_one_marked_up_table_under_its_notes(book: Workbook) -> None:
    for sheet in [*sheets(book, "Table"), book["Contents"], book["Notes"]]:
        assert isinstance(sheet["A1"].value, str) and sheet["A1"].style == "Heading 1"
        (table,) = sheet.tables.values()
        first, last = table.ref.split(":")
        assert first.startswith("A") and table.headerRowCount == 1 and table.autoFilter is None
        rows = list(sheet[table.ref])
        heads = [cell.value for cell in rows[0]]
        assert [column.name for column in table.tableColumns] == heads
        assert len({str(head).casefold() for head in heads}) == len(heads)
        assert all(cell.value not in (None, "") for row in rows for cell in row), "no empty cells in a table"
        assert last == sheet.dimensions.split(":")[1], "nothing stands beside or under the table"
        above = [sheet.cell(row, 1).value for row in range(1, rows[0][0].row)]
        assert all(above), "no empty rows above the table"
        assert "This worksheet contains one table" in str(above[1])
    names = [table for sheet in book.worksheets for table in sheet.tables]
    assert len(set(names)) == len(names) == 5
    assert "which is empty" in str(book["Table_3"]["A2"].value)


def test_nothing_is_merged_hidden_frozen_filled_or_in_margins(book: Workbook) -> None:
    for sheet in book.worksheets:
        assert not sheet.merged_cells.ranges and sheet.freeze_panes is None and sheet.auto_filter.ref is None
        assert not any(one.hidden for one in (*sheet.column_dimensions.values(), *sheet.row_dimensions.values()))
        assert not sheet.conditional_formatting and not sheet.data_validations.dataValidation
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
            assert cell.fill.fill_type is None and cell.font.name == "Arial" and (cell.font.sz or 0) >= 12
        assert not sheet.oddHeader.center.text and not sheet.oddFooter.center.text
        assert not sheet._images


def test_numbers_are_numbers_with_formats_and_dates_are_dates(book: Workbook) -> None:
    years, rates = book["Table_1"], book["Table_2"]
    figures = [[cell.value for cell in row] for row in years.iter_rows(min_row=years.max_row - 1)]
    assert figures == [["2012/13", 983, "[x]", "[c]", 871], ["2011/12", 1207, 1100, 900, 1001]]
    cell = rates.cell(rates.max_row - 1, 2)
    assert (cell.value, cell.number_format) == (1.256, "#,##0.00")
    assert rates.cell(rates.max_row, 4).is_date
    assert [column.name for column in rates.tables[next(iter(rates.tables))].tableColumns][2] == "rate (2)"


def test_columns_have_a_sensible_width(book: Workbook) -> None:
    for sheet in sheets(book, "Table"):
        for column in range(1, sheet.max_column + 1):
            width = sheet.column_dimensions[openpyxl.utils.get_column_letter(column)].width
            assert 8 < width <= 60


def test_each_mark_that_is_used_is_explained_and_no_other(book: Workbook) -> None:
    listed = [[cell.value for cell in row] for row in book["Notes"].iter_rows(min_row=4)]
    assert listed == [
        ["[c]", "every worksheet", MARKS["[c]"]],
        ["[x]", "every worksheet", MARKS["[x]"]],
        ["note", "every worksheet", "One note."],
        ["note 1", "Table_1", "From 2012. Source."],
    ]
    assert "explained in the worksheet Notes" in str(book["Table_1"]["A3"].value)


def test_the_contents_lead_to_each_sheet(book: Workbook) -> None:
    rows = list(book["Contents"].iter_rows(min_row=4, max_col=1))
    assert [row[0].value for row in rows] == ["Notes", "Table_1", "Chart_1", "Table_2", "Chart_2", "Table_3"]
    assert [row[0].hyperlink.location for row in rows] == [f"'{row[0].value}'!A1" for row in rows]
    assert {link.hyperlink.target for sheet in book.worksheets for row in sheet for link in row if link.hyperlink} == {
        None
    }


def test_charts_are_native_alone_on_their_sheets_and_described(book: Workbook) -> None:
    content = workbook(leaving())
    for sheet in sheets(book, "Chart"):
        assert (
            len(sheet._charts) == 1
            and not sheet.tables
            and sheet["A2"].value in ("Burglary fell & fell.", "They rose.")
        )
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        first, second = (parts.read(f"xl/drawings/drawing{n}.xml").decode() for n in (1, 2))
        bars = parts.read("xl/charts/chart1.xml").decode()
    assert 'descr="Burglary fell &amp; fell."' in first and 'title="Burglary"' in first
    assert 'descr="They rose."' in second
    # the older year first; what is kept back or missing is a gap, never a nought
    assert re.findall("<val><numRef><f>(.*?)</f>", bars) == [
        "'Table_1'!$B$7:$E$7", "('Table_1'!$B$6,'Table_1'!$B$1,'Table_1'!$B$1,'Table_1'!$E$6)",
    ]  # fmt: skip
    assert opened(content)["Table_1"]["B1"].value is None


def test_lines_are_told_apart_by_marker_and_stroke_too() -> None:
    two = Table("two", "Two", (Column("Year"), Column("One", "number"), Column("Other", "number")), (("2012", 1, 2),),
                graph=Graph("line", "T", "W", ("One", "Other"), emphasis="Other"))  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(workbook(leaving(two)))) as parts:
        chart = parts.read("xl/charts/chart1.xml").decode()
    assert re.findall('<symbol val="(.*?)"', chart) == ["square", "circle"], "the one of now is the same everywhere"
    assert len(set(re.findall('prstDash val="(.*?)"', chart))) > 1


def test_the_file_says_its_title_language_and_moment(book: Workbook) -> None:
    about = book.properties
    assert (about.title, about.language, about.creator) == ("Burglary in Bromley", "en-GB", "Safer Priorities")
    assert about.created == about.modified == AT.replace(tzinfo=None)


def test_the_same_tables_make_the_same_bytes() -> None:
    assert workbook(leaving()) == workbook(leaving())


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_stays_a_text_wherever_it_stands(text: str) -> None:
    table = Table(
        text, text, (Column(text), Column("Said"), Column("Number", "number")), ((text, text, -5.0), ("b", text, 2)),
        (text,), Graph("line", text, text, ("Number",), text),
    )  # fmt: skip
    content = workbook(
        Leaving("x", text, ((text, text),), (table,), AT, notes=(text,), comment=text, subject=text, keywords=text)
    )
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for name in parts.namelist():
            if name.startswith("xl/worksheets/"):
                assert b"<f>" not in parts.read(name) and b"<f " not in parts.read(name)
    book = opened(content)
    cells = [cell for sheet in book.worksheets for row in sheet for cell in row if isinstance(cell.value, str)]
    assert {cell.data_type for cell in cells} == {"s"}
    plain = text.replace("\r", "\n").replace("\x00", "")
    said = [cell for cell in cells if cell.value == plain]
    assert len(said) >= 8
    if plain[0] in "=+-@\t\n＝＋－＠":
        assert all(cell.quotePrefix for cell in said)
    assert book["Table_1"].cell(book["Table_1"].max_row - 1, 3).value == -5


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_stays_a_text_in_a_csv_and_a_number_a_number(text: str) -> None:
    table = Table("x", "X", (Column(text), Column("Number", "number")), ((text, -5.0), ("b", 2.5), ("c", None)))
    said = csv_of(Leaving("x", "X", (("Area", text),), (table,), AT)).decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(said, newline=""))
    plain = text.replace("\x00", "").replace("\r", "\n")
    kept = f"'{plain}" if plain[0] in "'=+-@\t\n＝＋－＠" else plain
    assert head == [kept, "Number", "Area"]
    assert rows == [[kept, "-5", kept], ["b", "2.5", kept], ["c", "[x]", kept]]


def test_a_csv_has_one_row_of_headings_and_states_in_each_row_what_it_is_of() -> None:
    lines = csv_of(leaving(YEARS)).decode("utf-8-sig").split("\r\n")
    assert lines[0] == "Financial year,Apr–Jun,Jul–Sep,Oct–Dec,Jan–Mar,Strategy,Quarter,Area,Notes to the table"
    said = "Safer Bromley,Apr–Jun 2012 (Q1 2012/13),Bromley,Note 1: From 2012. Source."
    assert lines[1] == f"2012/13,983,[x],[c],871,{said}"
    assert len(lines) == 4 and lines[3] == ""
    assert csv_of(leaving(EMPTY)).decode("utf-8-sig").split("\r\n")[1].startswith("There is nothing to list.,[x],")


def test_what_no_file_can_hold_is_left_out_and_what_is_too_long_says_so() -> None:
    words = "a\x0b\ud800\ufffe\u202eb 😀 עברית"
    table = Table("x", "X", (Column("Said"),), ((words,), ("é" * 40_000,)))
    sheet = opened(workbook(leaving(table)))["Table_1"]
    assert sheet.cell(sheet.max_row - 1, 1).value == "ab 😀 עברית"
    long = sheet.cell(sheet.max_row, 1).value
    assert isinstance(long, str) and len(long) == LONGEST and long.endswith("the page shows the whole text)")


def converted(content: bytes, folder: Path, kind: str) -> bytes:
    """The file as LibreOffice reads and writes it."""
    office = shutil.which("soffice")
    if not office:
        assert not os.environ.get("SAFER_REQUIRE_OFFICE"), "LibreOffice is required here"
        pytest.skip("LibreOffice is not installed")
    (folder / "made.xlsx").write_bytes(content)
    home = f"-env:UserInstallation=file://{folder / 'home'}"
    run = [office, home, "--headless", "--convert-to", kind, "--outdir", str(folder / "out"), str(folder / "made.xlsx")]
    subprocess.run(run, check=True, capture_output=True, timeout=120)
    return next((folder / "out").iterdir()).read_bytes()


def test_libreoffice_opens_it_with_the_same_cells(tmp_path: Path) -> None:
    hostile = Table("said", "Said", (Column("Said"), Column("N", "number")), tuple((text, -1.5) for text in HOSTILE))
    content = workbook(leaving(YEARS, RATES, hostile))
    ours, theirs = opened(content), opened(converted(content, tmp_path, "xlsx"))
    assert theirs.sheetnames == ours.sheetnames
    for sheet in ours.worksheets:
        for cell in (cell for row in sheet for cell in row if cell.value is not None):
            read = theirs[sheet.title][cell.coordinate]
            assert isinstance(read, Cell) and read.data_type != "f"
            assert _same(cell.value) == _same(read.value), (sheet.title, cell.coordinate)
        assert len(theirs[sheet.title]._charts) == len(sheet._charts)


def _same(value: Value) -> object:
    return value.replace("\t", " ") if isinstance(value, str) else value
