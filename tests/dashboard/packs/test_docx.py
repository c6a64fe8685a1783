"""The committee paper as Word has it: structure, numbers, figures, what a screen reader needs, and nothing else."""

import os
import shutil
import subprocess
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import RGBColor

from dashboard.errors import SaferError
from dashboard.packs.docx import made
from dashboard.packs.pack import Pack
from dashboard.packs.pictures import NO_BROWSER
from dashboard.packs.reading import lines
from dashboard.scorecard.board import Board
from dashboard.store.store import Store
from loaders._load import load
from tests.dashboard.packs._packs import CRIME, board_of, figures_of, many, pack_of, tokens, words_of

PROGRESS = {"strategy": "2020-priority-three", "quarter": "FY2020-21-Q4", "layout": "progress"}
needs_browser = pytest.mark.skipif(not shutil.which("chromium"), reason="there is no Chromium to draw with")


@pytest.fixture(scope="module")
def content(paper: Pack) -> bytes:
    return made(paper)


@pytest.fixture(scope="module")
def document(content: bytes) -> Document:
    return docx.Document(BytesIO(content))


def headings(document: Document) -> list[tuple[int, str]]:
    found = [p for p in document.paragraphs if p.style and p.style.name and p.style.name.startswith("Heading")]
    return [(int(str(p.style.name)[-1]), p.text) for p in found]  # type: ignore[union-attr]


def test_it_has_the_form_of_a_committee_paper(document: Document) -> None:
    first = [text for level, text in headings(document) if level == 1]
    assert first == [
        "Summary",
        "Recommendations",
        "Background",
        "What needs discussion",
        "What is going well",
        "Reduce violent crime",
        "Reduce property crime",
        "Reduce anti-social behaviour",
        "Raise public confidence",
        "Actions and matters arising",
        "About the figures",
        "Portfolios",
    ]


def test_headings_never_skip_a_level(document: Document) -> None:
    levels = [level for level, _ in headings(document)]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_numbers_are_a_real_multilevel_list(document: Document) -> None:
    def place(style: str) -> tuple[int, int]:
        number = document.styles[style].element.pPr.numPr
        return number.numId.val, number.ilvl.val

    one, two, three = (place(name) for name in ("Heading 1", "Numbered paragraph", "Lettered paragraph"))
    assert one[0] == two[0] == three[0]
    assert [one[1], two[1], three[1]] == [0, 1, 2]
    root = document.part.numbering_part.element
    abstract = root.num_having_numId(one[0]).abstractNumId.val
    levels = next(a for a in root.findall(qn("w:abstractNum")) if int(a.get(qn("w:abstractNumId"))) == abstract)
    texts = [level.find(qn("w:lvlText")).get(qn("w:val")) for level in levels.findall(qn("w:lvl"))]
    assert texts == ["%1", "%1.%2", "(%3)"]
    assert not [p.text for p in document.paragraphs if p.text[:2] in ("1.", "2.", "3.")]


def test_every_figure_of_the_scorecard_is_there(paper: Pack, content: bytes) -> None:
    text = "\n".join(lines(content, "docx"))
    assert {figure for figure in figures_of(paper) if figure not in text} == set()


@pytest.mark.parametrize("asked", [PROGRESS, {"strategy": "current"}])
def test_so_it_is_in_every_layout(board: Board, undrawn: None, asked: dict[str, str]) -> None:
    pack = pack_of(board, **asked)
    text = "\n".join(lines(made(pack), "docx"))
    assert {figure for figure in figures_of(pack) if figure not in text} == set()


def test_no_figure_is_there_that_the_pack_does_not_hold(paper: Pack, content: bytes) -> None:
    found = lines(content, "docx")
    counted = {str(number) for number in range(1, 1 + max(len(found), 50))}
    text = "\n".join(line for line in found if not line.startswith(("Table ", "Figure ", "Fingerprint ")))
    strange = tokens(text) - words_of(paper) - tokens(paper.mark)
    assert {token for token in strange if token not in counted or len(token) > 2} == set()


def test_property_crime_has_the_total_of_its_parts_and_the_warning(content: bytes) -> None:
    found = lines(content, "docx")
    assert any("3,281 offences in Apr–Jun 2012: −298 (−8.3%) on 3,579" in line for line in found)
    assert any(line.startswith("Warning:") and "prints 3,580" in line and "3,281" in line for line in found)


def test_it_says_what_it_is_of_in_its_properties_and_footer(paper: Pack, document: Document) -> None:
    core = document.core_properties
    assert (core.title, core.language, core.identifier) == (paper.header.title, "en-GB", paper.fingerprint)
    footer = document.sections[0].footer.paragraphs[0]
    assert paper.mark in footer.text
    assert paper.header.as_at in footer.text
    assert {f.get(qn("w:instr")) for f in footer._p.iter(qn("w:fldSimple"))} == {" PAGE ", " NUMPAGES "}
    assert {lang.get(qn("w:val")) for lang in document.styles.element.iter(qn("w:lang"))} == {"en-GB"}


def test_every_table_has_a_caption_and_a_row_of_headings_that_is_said_again(document: Document) -> None:
    assert len(document.tables) >= 10
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(cell.text for cell in table.rows[0].cells)
        before = table._tbl.getprevious()
        assert before.find(qn("w:pPr")).find(qn("w:pStyle")).get(qn("w:val")) == "Caption"
        assert table._tbl.tblPr.find(qn("w:tblCaption")) is not None


def test_captions_are_counted_by_fields(document: Document) -> None:
    captions = [p for p in document.paragraphs if p.style and p.style.name == "Caption"]
    fields = [f for p in captions for f in p._p.iter(qn("w:fldSimple"))]
    assert len(fields) == len(captions)
    shown = ["".join(t.text for t in f.iter(qn("w:t"))) for f in fields if " SEQ Table" in f.get(qn("w:instr"))]
    assert shown == [str(number) for number in range(1, len(shown) + 1)]


def test_nothing_is_spaced_by_empty_paragraphs(document: Document) -> None:
    empty = [p for p in document.paragraphs if not p.text and not list(p._p.iter(qn("w:drawing")))]
    assert empty == []


@needs_browser
@pytest.mark.browser
def test_every_picture_says_what_it_shows_and_prints_sharply(paper: Pack, document: Document) -> None:
    shapes = document.inline_shapes
    assert len(shapes) == 3
    for shape in shapes:
        told = shape._inline.docPr.get("descr")
        assert any(chart.summary in told for entry in paper.entries for chart in entry.charts)
        blip = shape._inline.graphic.graphicData.pic.blipFill.blip.embed
        image = document.part.related_parts[blip].image
        assert image.px_width / (shape.width / 914400) >= 200


@needs_browser
@pytest.mark.browser
def test_the_same_pack_is_the_same_bytes(paper: Pack, content: bytes) -> None:
    assert made(paper) == content


def test_without_a_browser_it_is_complete_and_says_so(paper: Pack, undrawn: None) -> None:
    content = made(paper)
    text = "\n".join(lines(content, "docx"))
    assert NO_BROWSER in text
    assert {figure for figure in figures_of(paper) if figure not in text} == set()
    assert len(docx.Document(BytesIO(content)).inline_shapes) == 0


def test_progress_tells_commitments_with_their_qualifier_and_how_we_know(board: Board, undrawn: None) -> None:
    pack = pack_of(board, **PROGRESS)
    found = headings(docx.Document(BytesIO(made(pack))))
    assert (1, "How we know if we are on track") in found
    assert (1, "Portfolios") not in found


def test_a_template_keeps_its_styles_and_gives_up_its_text(paper: Pack, undrawn: None) -> None:
    own = docx.Document()
    own.styles["Heading 1"].font.color.rgb = RGBColor(1, 2, 3)
    own.add_paragraph("Delete me")
    out = BytesIO()
    own.save(out)
    document = docx.Document(BytesIO(made(paper, out.getvalue())))
    assert document.styles["Heading 1"].font.color.rgb == RGBColor(1, 2, 3)
    assert "Delete me" not in [p.text for p in document.paragraphs]
    assert "Numbered paragraph" in document.styles
    assert (1, "Summary") in headings(document)


@pytest.mark.parametrize("template", [b"", b"no document", CRIME.encode()])
def test_what_is_no_document_is_refused_in_words(paper: Pack, template: bytes) -> None:
    with pytest.raises(SaferError, match=r"no Word document \(\.docx\)"):
        made(paper, template)


def test_two_hundred_indicators_and_a_priority_without_any(sqlite_store: Store, undrawn: None) -> None:
    load(sqlite_store, [("crime.csv", CRIME.encode())], by="analyst")
    pack = pack_of(board_of(sqlite_store, {"test": many(200)}), strategy="test", quarter="FY2012-13-Q1")
    document = docx.Document(BytesIO(made(pack)))
    names = [text for _, text in headings(document)]
    assert "Nothing yet" in names
    assert sum(name.startswith("Indicator ") for name in names) == 200
    table = next(table for table in document.tables if len(table.rows) == 201)
    assert table.rows[200].cells[0].text == "Indicator 199, offences"


def test_an_office_opens_it(content: bytes, tmp_path: Path) -> None:
    if not shutil.which("soffice"):
        if os.environ.get("SAFER_REQUIRE_OFFICE") == "1":
            pytest.fail("LibreOffice is not on this machine: apt-get install libreoffice-writer")
        pytest.skip("LibreOffice is not on this machine")
    (tmp_path / "paper.docx").write_bytes(content)
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), "paper.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    assert (tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF")
