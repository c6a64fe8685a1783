"""A partnership's own template: taken by the names of its placeholders, refused in words, its samples left behind."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pptx
import pytest
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.packuri import PackURI
from pptx.oxml.ns import qn
from pptx.parts.embeddedpackage import EmbeddedXlsxPart
from pptx.util import Inches

from dashboard.packs import pptx as slides
from dashboard.packs.checking import checked
from dashboard.packs.pack import Pack
from dashboard.packs.slides.own import own
from dashboard.packs.slides.template import BadTemplate
from dashboard.scorecard.board import Board
from loaders._sources import Sources
from tests.dashboard.packs._packs import pack_of
from tests.dashboard.packs._slides import charts, opened, parts, titles
from tests.dashboard.packs.test_checking import altered


def saved(deck: Any) -> bytes:
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def template(change: Callable[[Any], None] = lambda deck: None) -> bytes:
    """A template with slides of samples in it: one with notes, one with a picture of its own, and links to them."""
    deck = own()
    for number, layout in enumerate(deck.slide_layouts, start=1):
        for shape in layout.placeholders:
            if shape.name not in ("Slide number",):
                shape.name = f"{shape.name} {number + 3}"
        slide = deck.slides.add_slide(layout)
        slide.shapes.title.text = "SAMPLE"
        slide.notes_slide.notes_text_frame.text = "SAMPLE of notes"
    deck.slides[0].shapes.add_textbox(0, 0, Inches(1), Inches(1)).click_action.target_slide = deck.slides[1]
    deck.part.part_related_by(RT.VIEW_PROPS).relate_to(deck.slides[3].part, RT.SLIDE)
    layout = deck.slide_layouts[0]
    link = layout.part.relate_to(deck.slides[2].part, RT.SLIDE)
    named = layout.placeholders[0]._element.nvSpPr.cNvPr
    named.get_or_add_hlinkClick().rId = link
    deck.core_properties.title = "The council's template"
    change(deck)
    return saved(deck)


def test_its_layouts_are_taken_and_its_samples_left_behind(paper: Pack) -> None:
    content = slides.made(paper, template())
    assert titles(pptx.Presentation(io.BytesIO(content)))[0] == paper.header.title
    found = parts(content)
    assert not [name for name, body in found.items() if b"SAMPLE" in body or "viewProps" in name]
    deck = pptx.Presentation(io.BytesIO(content))
    assert sum("slides/slide" in name and "rels" not in name for name in found) == len(deck.slides)
    assert sum("notesSlides/notesSlide" in name and "rels" not in name for name in found) <= len(deck.slides)
    assert deck.core_properties.title == paper.header.title


def test_what_is_put_in_stands_where_the_template_has_it(paper: Pack) -> None:
    def narrow(deck: Any) -> None:
        for layout in deck.slide_layouts:
            for shape in layout.placeholders:
                if shape.name.startswith(("Chart", "Table")):
                    shape.width = Inches(6)
                    shape.left = Inches(5)

    made = opened(paper, template(narrow))
    frames = [shape for slide in made.slides for shape in slide.shapes if (shape.has_chart or shape.has_table)]
    assert len(frames) > 8
    placed = [shape for shape in frames if shape.is_placeholder]
    assert {shape.left for shape in placed} == {Inches(5)}
    assert {shape.width for shape in placed} == {Inches(6)}
    assert list(charts(made))


def test_what_the_template_holds_is_not_written_over(paper: Pack) -> None:
    name = "ppt/embeddings/Microsoft_Excel_Sheet2.xlsx"

    def holding(deck: Any) -> None:
        held = EmbeddedXlsxPart(PackURI(f"/{name}"), EmbeddedXlsxPart.content_type, deck.part.package, b"its own")
        deck.slide_layouts[0].part.relate_to(held, RT.PACKAGE)

    with zipfile.ZipFile(io.BytesIO(slides.made(paper, template(holding)))) as archive:
        names = archive.namelist()
        assert archive.read(name) == b"its own"
    assert len(set(names)) == len(names)
    assert "ppt/embeddings/Microsoft_Excel_Sheet3.xlsx" in names


def test_a_narrow_footer_keeps_the_fingerprint_and_a_narrow_title_its_count(board: Board) -> None:
    def narrow(deck: Any) -> None:
        for layout in deck.slide_layouts:
            for shape in layout.placeholders:
                if shape.name.startswith(("Footer", "Title")):
                    shape.width = Inches(2.5)

    pack = pack_of(board, strategy="current")
    made = opened(pack, template(narrow))
    assert all(pack.mark in slide.shapes[-2].text_frame.text for slide in made.slides)
    counted = [title for title in titles(made) if title.endswith(" … (1 of 4)")]
    assert counted


def test_a_layout_with_all_of_them_is_enough(paper: Pack) -> None:
    def only(deck: Any) -> None:
        *others, last = list(deck.slide_layouts)
        tree = last._element.find(f".//{qn('p:spTree')}")
        table = next(s for s in others[1].placeholders if s.name.startswith("Table"))
        tree.append(table._element)
        for slide_id in list(deck.slides._sldIdLst):
            deck.part.drop_rel(slide_id.rId)
            deck.slides._sldIdLst.remove(slide_id)
        for layout in others:
            deck.slide_layouts.remove(layout)

    made = opened(paper, template(only))
    for slide in made.slides:
        assert all(shape.text_frame.text for shape in slide.placeholders if shape.has_text_frame)


def test_without_a_place_for_the_number_it_follows_the_footer(paper: Pack) -> None:
    def unnumbered(deck: Any) -> None:
        for layout in deck.slide_layouts:
            for shape in [one for one in layout.placeholders if one.name == "Slide number"]:
                shape._element.getparent().remove(shape._element)

    made = opened(paper, template(unnumbered))
    for slide in made.slides:
        foot = slide.shapes[-1]
        assert foot.element.ph.get("type") == "ftr"
        assert foot._element.find(f".//{qn('a:fld')}").get("type") == "slidenum"


def test_what_is_missing_is_named_with_what_was_found(paper: Pack) -> None:
    def renamed(deck: Any) -> None:
        for layout in deck.slide_layouts:
            for shape in layout.placeholders:
                shape.name = shape.name.replace("Chart", "Diagram").replace("Table", "Grid")

    with pytest.raises(BadTemplate) as refused:
        slides.made(paper, template(renamed))
    said = str(refused.value)
    assert "no layout has a placeholder named Table or Chart." in said
    assert "“Title, body and chart” has “Title 7”, “Body 7”, “Diagram 7”, “Footer 7”, “Slide number”" in said
    assert "Selection Pane" in said


def test_names_on_different_layouts_are_not_enough(paper: Pack) -> None:
    def parted(deck: Any) -> None:
        for layout in deck.slide_layouts:
            if layout.name == "Title, body and table":
                next(s for s in layout.placeholders if s.name.startswith("Body")).name = "Words 1"

    with pytest.raises(BadTemplate, match="no one layout has all of these placeholders: Title, Body, Table and Footer"):
        slides.made(paper, template(parted))


def document() -> bytes:
    out = io.BytesIO()
    docx.Document().save(out)
    return out.getvalue()


def retyped(old: bytes, new: bytes, *more: str) -> bytes:
    """A template that says it is of another type, with more parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template())) as before, zipfile.ZipFile(out, "w") as after:
        for part in before.infolist():
            body = before.read(part)
            after.writestr(part, body.replace(old, new) if part.filename == "[Content_Types].xml" else body)
        for name in more:
            after.writestr(name, b"macro")
    return out.getvalue()


MAIN = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "it is no PowerPoint presentation"),
        (b"%PDF-1.7", "it is no PowerPoint presentation"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an older or locked one", "it is no PowerPoint presentation"),
        (document(), "it is no PowerPoint presentation"),
        (retyped(MAIN, b"application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml"), "it holds macros"),
        (retyped(b"", b"", "ppt/vbaProject.bin"), "it holds macros"),
        (retyped(MAIN, MAIN.replace(b"presentation.main", b"template.main")), "not as .potx"),
    ],
)
def test_what_is_no_template_is_refused_in_words(paper: Pack, content: bytes, words: str) -> None:
    with pytest.raises(BadTemplate, match=words):
        slides.made(paper, content)


def test_one_that_unpacks_to_too_much_is_refused(paper: Pack) -> None:
    out = io.BytesIO(template())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ppt/media/large.png", b"\0" * 210_000_000)
    with pytest.raises(BadTemplate, match="larger than 200 MB"):
        slides.made(paper, out.getvalue())


def test_slides_on_a_template_agree_with_the_store_until_they_are_altered(board: Board, paper: Pack) -> None:
    def narrow(deck: Any) -> None:
        for layout in deck.slide_layouts:
            for shape in layout.placeholders:
                shape.width = Inches(3.4)

    content = slides.made(paper, template(narrow))
    assert checked(board, Sources(board.store), content, "slides.pptx").differs == ()
    found = checked(board, Sources(board.store), altered(content, "3,281", "3,580"), "slides.pptx")
    assert any("3,580" in line for line in found.differs)
    drawn = checked(
        board, Sources(board.store), altered(content, "<c:v>3281.0</c:v>", "<c:v>3580.0</c:v>"), "slides.pptx"
    )
    assert "The file says: “3580.0”" in drawn.differs


def test_the_name_of_a_placeholder_may_have_its_number_and_its_kind(paper: Pack) -> None:
    def powerpoint(deck: Any) -> None:
        for layout in deck.slide_layouts:
            for number, shape in enumerate(layout.placeholders, start=3):
                if not shape.name.startswith("Title"):
                    shape.name = f"{shape.name.split(' ')[0].upper()} Placeholder {number}"

    assert titles(opened(paper, template(powerpoint)))
