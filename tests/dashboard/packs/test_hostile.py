"""Text that people wrote stays text in every file, however nasty or long it is."""

from io import BytesIO

import docx
import pytest

from dashboard.packs import docx as paper_docx
from dashboard.packs import html as paper_html
from dashboard.packs.pack import Pack, Telling
from dashboard.packs.reading import lines

NASTY = (
    "=HYPERLINK(“x”) <script>alert(1)</script> <a href='https://evil.example'>here</a> &amp; ]]> "
    "{{7*7}} <b>bold</b> ؜سلام عليكم 👩‍👩‍👧‍👦 ‮321"
)
KEPT = NASTY.replace("‮", "")


def soiled(pack: Pack, *paragraphs: str, title: str = "Violent crime") -> Pack:
    """The pack with words of somebody's in its first indicator."""
    chapter = pack.priorities[0]
    entry = chapter.indicators[0]
    told = Telling(paragraphs=paragraphs, draft=False, by="Written by “<i>Somebody</i>”, 1 Sep 2012")
    chart = entry.charts[0].model_copy(update={"title": title, "key": "violence-quarters"})
    score = entry.score.model_copy(update={"title": title})
    mine = entry.model_copy(update={"narrative": told, "charts": (chart,), "score": score})
    return pack.model_copy(
        update={"priorities": (chapter.model_copy(update={"indicators": (mine,)}), *pack.priorities[1:])}
    )


def test_markup_is_text(paper: Pack) -> None:
    pack = soiled(paper, KEPT, title="Crime <script>alert(2)</script> & “more”")
    content = paper_docx.made(pack)
    assert any(KEPT in line for line in lines(content, "docx"))
    page = paper_html.made(pack)
    assert b"<script" not in page
    assert b"<a href='https" not in page
    assert any(KEPT in line for line in lines(page, "html"))


def test_no_link_is_made_of_it(paper: Pack, undrawn: None) -> None:
    document = docx.Document(BytesIO(paper_docx.made(soiled(paper, KEPT))))
    kinds = {one.reltype.rsplit("/", 1)[-1] for one in document.part.rels.values()}
    assert "hyperlink" not in kinds


def test_right_to_left_words_run_from_the_right(paper: Pack, undrawn: None) -> None:
    document = docx.Document(BytesIO(paper_docx.made(soiled(paper, "سلام عليكم 3,281"))))
    paragraph = next(p for p in document.paragraphs if "سلام" in p.text)
    assert paragraph._p.pPr is not None
    assert [child.tag.rsplit("}", 1)[-1] for child in paragraph._p.pPr] == ["pStyle", "bidi"]


@pytest.mark.parametrize("maker", [paper_docx, paper_html])
def test_fifty_pages_are_there_to_the_last_word(paper: Pack, undrawn: None, maker: object) -> None:
    long = [f"Paragraph {number}: " + "words and more words " * 120 for number in range(60)]
    pack = soiled(paper, *long)
    kind = "docx" if maker is paper_docx else "html"
    text = "\n".join(lines(maker.made(pack), kind))  # type: ignore[attr-defined]
    assert all(" ".join(said.split()) in text for said in long)
