"""Slides for everybody: titles, order, alternative text, language, headings of tables, and type that fits its box."""

from typing import Any

import pytest
from pptx.oxml.ns import qn
from pptx.util import Emu

from dashboard.packs.pack import Pack
from dashboard.packs.slides.grid import _SIDE
from dashboard.packs.slides.paragraphs import Para, height
from dashboard.scorecard.board import Board
from tests.dashboard.packs._packs import PAPER, pack_of
from tests.dashboard.packs._slides import opened, texts, titles
from tests.dashboard.packs.test_hostile import KEPT, soiled

DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"


def long(pack: Pack) -> Pack:
    """A pack with fifty pages of somebody's words and titles that have no end."""
    words = [f"Paragraph {number}: " + "words and more words " * 120 for number in range(60)]
    made = soiled(pack, KEPT, *words, title="A title that does not come to an end " * 12)
    chapter = made.priorities[0]
    score = chapter.score.model_copy(
        update={"title": "Antidisestablishmentarianism" * 20, "ambition": "Better. " * 400}
    )
    told = chapter.indicators[0].narrative
    exceptions = tuple(
        one.model_copy(update={"comment": told, "actions": ("Do what is needed " * 200,) * 4})
        for one in pack.exceptions
    )
    longer = chapter.model_copy(update={"score": score, "narrative": told})
    return made.model_copy(update={"priorities": (longer, *made.priorities[1:]), "exceptions": exceptions})


@pytest.fixture(scope="module", params=["2012-13", "2020-priority-three", "current", "long"])
def deck(board: Board, request: pytest.FixtureRequest) -> Any:
    if request.param == "long":
        return opened(long(pack_of(board, **PAPER)))
    return opened(pack_of(board, strategy=request.param, quarter={"2012-13": "FY2012-13-Q1"}.get(request.param)))


def test_every_slide_has_a_title_of_its_own(deck: Any) -> None:
    found = titles(deck)
    assert all(found)
    assert len(set(found)) == len(found)


def test_it_is_read_from_the_title_to_the_number(deck: Any) -> None:
    for slide in deck.slides:
        kinds = [shape.element.ph.get("type") if shape.is_placeholder else "" for shape in slide.shapes]
        assert kinds[0] == "title"
        assert kinds[-2:] == ["ftr", "sldNum"]
        assert slide.shapes[-1]._element.find(f".//{qn('a:fld')}").get("type") == "slidenum"


def test_what_carries_meaning_is_told_and_what_does_not_says_so(deck: Any) -> None:
    for slide in deck.slides:
        for shape in slide.shapes:
            named = shape._element.find(f".//{qn('p:cNvPr')}")
            decorative = named.find(f".//{DECORATIVE}") is not None
            if shape.has_table or shape.has_chart or shape.name == "Status":
                assert named.get("descr")
                assert not decorative
            elif not shape.has_text_frame or not shape.text_frame.text:
                assert decorative, (shape.name, titles(deck))


def test_shapes_of_a_slide_have_numbers_of_their_own(deck: Any) -> None:
    for slide in deck.slides:
        numbers = [one.get("id") for one in slide._element.iter(qn("p:cNvPr"))]
        assert len(set(numbers)) == len(numbers)


def test_everything_is_in_british_english(deck: Any) -> None:
    assert deck.core_properties.language == "en-GB"
    for slide in deck.slides:
        elements = [slide._element, slide.slide_layout._element, slide.slide_layout.slide_master._element]
        elements += [slide.notes_slide._element] if slide.has_notes_slide else []
        elements += [shape.chart.part._element for shape in slide.shapes if shape.has_chart]
        for element in elements:
            for run in element.iter(qn("a:r"), qn("a:fld")):
                assert run.find(qn("a:rPr")).get("lang") == "en-GB"
            assert {one.get("lang") for one in element.iter() if "lang" in one.attrib} <= {"en-GB"}


def test_tables_flag_their_headings(deck: Any) -> None:
    found = [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]
    assert found
    assert all(table.first_row and all(cell.text_frame.text for cell in table.rows[0].cells) for table in found)


def test_a_status_is_a_sign_and_a_word_in_ink_that_can_be_read(deck: Any) -> None:
    for slide in deck.slides:
        for table in (shape.table for shape in slide.shapes if shape.has_table):
            column = [cell.text_frame.text for cell in table.rows[0].cells].index("Status") if any(
                cell.text_frame.text == "Status" for cell in table.rows[0].cells) else None  # fmt: skip
            for row in list(table.rows)[1:] if column is not None else ():
                cell = row.cells[column]
                ground = str(cell.fill.fore_color.rgb)
                ink = {str(run.font.color.rgb) for p in cell.text_frame.paragraphs for run in p.runs}
                assert ground in {"FFFFFF", "982828", "FFDD00", "4B9B7D", "12436D"}
                assert all(contrast(ground, one) >= 4.5 for one in ink)
                if ground != "FFFFFF":
                    assert cell.text_frame.text[0] in "■▲●♦"


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2, 1.4.3."""
    light = sorted((_luminance(one), _luminance(other)))
    return (light[1] + 0.05) / (light[0] + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_contrast_is_reckoned_as_wcag_has_it() -> None:
    assert contrast("FFFFFF", "000000") == pytest.approx(21)
    assert contrast("FFFFFF", "777777") == pytest.approx(4.48, abs=0.01)


def test_every_slide_says_what_it_is_of(deck: Any) -> None:
    for slide in deck.slides:
        foot = slide.shapes[-2].text_frame.text
        assert "Bromley. Figures as they stood on" in foot
        assert "Fingerprint " in foot


def test_indicators_have_their_sources_in_the_notes(board: Board) -> None:
    pack = pack_of(board, **PAPER)
    made = opened(pack)
    for entry in pack.entries:
        found = next(s for s, t in zip(made.slides, titles(made), strict=True) if t == f"Appendix: {entry.score.title}")
        said = texts(found.notes_slide)
        assert any(line.startswith(f"Source: {entry.source or 'none'}") for line in said)
        assert all(any(one.file in line for line in said) for one in entry.files)
    assert any("crime-2012-13-q1!C10" in line for line in texts(made.slides[10].notes_slide))


def test_nothing_leaves_the_slide_or_lies_on_another(deck: Any) -> None:
    for title, slide in zip(titles(deck), deck.slides, strict=True):
        boxes = [(shape.name, _box(shape)) for shape in slide.shapes if shape.name != "Ground"]
        for name, (left, top, right, bottom) in boxes:
            assert left >= 0 and top >= 0, (title, name)
            assert right <= deck.slide_width and bottom <= deck.slide_height, (title, name)
        for place, (name, one) in enumerate(boxes):
            for other_name, other in boxes[place + 1 :]:
                assert not _meet(one, other), (title, name, other_name)


def _box(shape: Any) -> tuple[int, int, int, int]:
    high = sum(row.height for row in shape.table.rows) if shape.has_table else shape.height
    return shape.left, shape.top, shape.left + shape.width, shape.top + high


def _meet(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    slack = Emu(6350)  # half a point
    return (
        one[0] < other[2] - slack
        and other[0] < one[2] - slack
        and one[1] < other[3] - slack
        and other[1] < one[3] - slack
    )


def test_words_fit_in_their_boxes_in_type_that_can_be_read(deck: Any) -> None:
    for title, slide in zip(titles(deck), deck.slides, strict=True):
        least = 12.0 if title.startswith(("Appendix", "About", "Sources", "Warnings")) else 14.0
        for shape in slide.shapes:
            if shape.has_table:
                for row in shape.table.rows:
                    for cell, column in zip(row.cells, shape.table.columns, strict=True):
                        _fits(cell.text_frame, Emu(column.width).pt - 2 * _SIDE, Emu(row.height).pt - 8, least, title)
            elif shape.has_text_frame and shape.name not in ("Status", "Footer", "Slide number"):
                wide = Emu(shape.width).pt
                _fits(shape.text_frame, wide, Emu(shape.height).pt, 20.0 if shape.name == "Title" else least, title)


def _fits(frame: Any, room: float, high: float, least: float, where: str) -> None:
    found = []
    for paragraph in frame.paragraphs:
        sizes = {run.font.size.pt for run in paragraph.runs if run.text}
        assert min(sizes, default=least) >= least, (where, paragraph.text)
        bold = bool(paragraph.runs and paragraph.runs[-1].font.bold)
        after = paragraph.space_after.pt if paragraph.space_after is not None else 0
        found.append(Para(paragraph.text, max(sizes, default=least), bold=bold, after=after))
    assert height(found, room) <= high + 1, (where, frame.text[:80])


def test_what_does_not_fit_is_said_to_continue_in_the_paper(board: Board) -> None:
    made = opened(long(pack_of(board, **PAPER)))
    assert len(made.slides) < 30
    shortened = [t for slide in made.slides for t in texts(slide) if t.endswith("… continues in the paper")]
    assert len(shortened) >= 4
