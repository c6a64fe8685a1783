"""Nasty words, much of everything, and small numbers of people: none of it gets out of its place on a slide."""

import io
import zipfile
from datetime import datetime
from pathlib import Path

from lxml import etree

from dashboard.disclosure import Rules
from dashboard.packs import pptx as slides
from dashboard.packs.pack import Pack
from dashboard.store.store import Store
from loaders._load import load
from tests.dashboard.packs._packs import CRIME, board_of, many, pack_of
from tests.dashboard.packs._slides import charts, opened, parts, sheet, tables, texts, titles
from tests.dashboard.packs.test_hostile import KEPT, soiled
from tests.dashboard.packs.test_kept_back import pack as kept_back


def test_markup_is_text_and_no_link_is_made_of_it(paper: Pack) -> None:
    pack = soiled(paper, KEPT, title='Crime <script>alert(2)</script> & “more” "quoted"')
    made = opened(pack)
    assert any(KEPT in line for slide in made.slides for line in texts(slide))
    assert 'Appendix: Crime <script>alert(2)</script> & “more” "quoted"' in titles(made)
    for slide in made.slides:
        assert not [one for one in slide.part.rels.values() if one.is_external or "hyperlink" in one.reltype]
        assert slide._element.find(".//{*}hlinkClick") is None


def test_names_of_series_are_no_formulas(paper: Pack) -> None:
    chapter = paper.priorities[0]
    entry = chapter.indicators[0]
    chart = entry.charts[0]
    lines = tuple(line.model_copy(update={"name": f"=1+{n}"}) for n, line in enumerate(chart.lines))
    named = chart.model_copy(update={"lines": lines, "categories": ("=2+2", "@x", "http://a.example", "+3")})
    mine = chapter.model_copy(update={"indicators": (entry.model_copy(update={"charts": (named,)}),)})
    pack = paper.model_copy(update={"priorities": (mine, *paper.priorities[1:])})
    (made,) = [made for title, made in charts(opened(pack)) if title == "Appendix: Violent crime"]
    cells = [cell for row in sheet(made).iter_rows() for cell in row if isinstance(cell.value, str)]
    assert {cell.value for cell in cells} >= {"=1+0", "=1+1", "=2+2", "@x", "http://a.example", "+3"}
    assert {cell.data_type for cell in cells} == {"s"}
    assert not [cell for cell in cells if cell.hyperlink]


def test_right_to_left_words_run_from_the_right(paper: Pack) -> None:
    made = opened(soiled(paper, "سلام عليكم 3,281", "From the left"))
    found = {
        "".join(t.text or "" for t in p.iter("{*}t")): (
            p.find("{*}pPr").get("rtl") if p.find("{*}pPr") is not None else None
        )
        for slide in made.slides
        for p in slide._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}p")
    }
    assert found["سلام عليكم 3,281"] == "1"
    assert found["From the left"] is None


def test_every_part_can_be_read(paper: Pack) -> None:
    for name, body in parts(slides.made(soiled(paper, KEPT, "👩‍👩‍👧‍👦" * 500, "a" * 5000))).items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(body)


def test_two_hundred_indicators_and_a_priority_without_any(sqlite_store: Store) -> None:
    load(sqlite_store, [("crime.csv", CRIME.encode())], by="analyst")
    pack = pack_of(board_of(sqlite_store, {"test": many(200)}), strategy="test", quarter="FY2012-13-Q1")
    made = opened(pack)
    found = titles(made)
    assert sum(title.startswith("Appendix: Indicator") for title in found) == 200
    rows = [row[0].split("\n")[0] for slide in made.slides for table in tables(slide) for row in table[1:]
            if table[0][0] == "Indicator" and len(row) == 5 and table[0][1] == "Figure"]  # fmt: skip
    assert rows == [entry.score.title for entry in pack.entries]
    assert any(title.startswith("Many things (1 of ") for title in found)
    bare = made.slides[found.index("Nothing yet")]
    assert "No indicator is declared for this priority." in texts(bare)


def test_whichever_small_number_it_was_no_part_of_the_slides_tells(tmp_path: Path) -> None:
    two, four = (_told(slides.made(kept_back(tmp_path, male))) for male in (2, 4))
    assert two == four
    assert any("Kept back" in line for line in two["texts"])


def test_the_comparison_would_see_a_difference(tmp_path: Path) -> None:
    two, four = (_told(slides.made(kept_back(tmp_path, male, Rules()))) for male in (2, 4))
    assert two != four


def _told(content: bytes) -> dict[str, list[str]]:
    """All that the parts of a file hold, but for its fingerprint."""
    found: dict[str, list[str]] = {"texts": []}
    for name, body in sorted(parts(content).items()):
        if name.endswith(".xml") and "docProps" not in name:
            held = [one.text for one in etree.fromstring(body).iter() if one.text and "ingerprint" not in one.text]
            found[name] = held
            found["texts"] += held
    return found


def test_a_part_in_a_part_is_looked_into(paper: Pack) -> None:
    found = parts(slides.made(paper))
    assert any("embeddings" in name and "sharedStrings" in name for name in found)
    with zipfile.ZipFile(io.BytesIO(slides.made(paper))) as archive:
        dated = {datetime(*info.date_time) for info in archive.infolist()}  # noqa: DTZ001 - a zip has no time zone
    assert all(abs((one - paper.moment).total_seconds()) < 2 for one in dated)
