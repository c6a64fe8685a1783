"""The slides: their order, their numbers in words, tables, charts and workbooks, and the same bytes every time."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from dashboard.packs import pptx as slides
from dashboard.packs.pack import Asked, Pack
from dashboard.packs.paper.blocks import Table
from dashboard.packs.slides.charts import chosen, rounded
from dashboard.packs.slides.grid import widths
from dashboard.packs.slides.measure import lines, width
from dashboard.scorecard.board import Board
from tests.dashboard.packs._packs import PAPER, pack_of, tokens, words_of
from tests.dashboard.packs._slides import cached, charts, opened, parts, slide, tables, texts, titles, worked

ASKED = [PAPER, {"strategy": "2020-priority-three", "quarter": "FY2020-21-Q4"}, {"strategy": "current"}]


@pytest.fixture(scope="module", params=ASKED, ids=lambda asked: asked["strategy"])
def pack(board: Board, request: pytest.FixtureRequest) -> Pack:
    return pack_of(board, **request.param)


def test_they_come_in_the_order_of_a_meeting(paper: Pack) -> None:
    assert titles(opened(paper)) == [
        "Performance report, Apr–Jun 2012 (Q1 2012/13)",
        "What is going well",
        "What needs discussion",
        "Improvement plan: off track and open",
        "Reduce violent crime",
        "Reduce property crime",
        "Reduce anti-social behaviour",
        "Raise public confidence",
        "Appendix: Violent crime",
        "Appendix: Violent crime, its parts",
        "Appendix: Property crime",
        "Appendix: Property crime, its parts",
        "Appendix: Recorded anti-social behaviour",
        "Appendix: Recorded anti-social behaviour, its parts",
        "Appendix: Confidence in police and council",
        "About the figures",
        "Warnings kept with figures",
    ]


def test_the_overview_says_how_every_priority_stands(paper: Pack) -> None:
    first = opened(paper).slides[0]
    said = " ".join(texts(first))
    for chapter in paper.priorities:
        assert chapter.score.title in said
    assert {"983 offences", "3,281 offences", "4,584 incidents"} <= set(texts(first))
    assert "Violent crime: −18.6% on Apr–Jun 2011. Target: −2% on Apr–Jun 2011." in texts(first)
    marks = {shape._element.nvSpPr.cNvPr.get("descr") for shape in first.shapes if shape.name == "Status"}
    assert marks == {
        "Reduce violent crime: green",
        "Reduce property crime: green",
        "Reduce anti-social behaviour: green",
        "Raise public confidence: grey",
    }


def test_tables_hold_the_figures_of_the_scorecard(pack: Pack) -> None:
    deck = opened(pack)
    for chapter in pack.priorities:
        rows = [row for found in deck.slides for table in tables(found) for row in table if table[0][0] == "Indicator"]
        for entry in chapter.indicators:
            (row,) = [one for one in rows if one[0].split("\n")[0] == entry.score.title and len(one) == 5 and one[3]
                      in ("", entry.words.target[:1].upper() + entry.words.target[1:])]  # fmt: skip
            assert row[1:3] == [entry.words.shown, entry.words.change]
            assert row[4].endswith({"red": "Red", "amber": "Amber", "green": "Green", "grey": "Grey"}[entry.score.rag])


def test_a_portfolio_adds_up_on_its_slide(paper: Pack) -> None:
    (table,) = tables(slide(opened(paper), "Appendix: Property crime, its parts"))
    assert table == [
        ["Part", "Apr–Jun 2011", "Apr–Jun 2012", "Change", "Change,\u00a0%"],
        ["Burglary", "712", "834", "+122", "+17.1%"],
        ["Robbery", "187", "126", "−61", "−32.6%"],
        ["Theft and handling", "1,992", "1,787", "−205", "−10.3%"],
        ["Criminal damage", "688", "534", "−154", "−22.4%"],
        ["Together", "3,579", "3,281", "−298", "−8.3%"],
    ]


def test_no_figure_is_on_a_slide_that_is_not_in_the_pack(pack: Pack) -> None:
    known = words_of(pack) | tokens(pack.line) | tokens(pack.mark)
    for number, found in enumerate(opened(pack).slides, start=1):
        for said in texts(found):
            counted = re.sub(r"\(\d+ of \d+\)$|and \d+ (more|others)$|^And \d+ others?$", "", said, flags=re.IGNORECASE)
            counted = re.sub(r"^Commitments: .*", "", counted)  # they are counted from what the pack holds
            assert tokens(counted) <= known, (number, said)


def test_charts_and_their_workbooks_hold_the_lines_of_the_screen(pack: Pack) -> None:
    deck, seen = opened(pack), 0
    for title, made in charts(deck):
        name = title.removeprefix("Appendix: ")
        entry = next((e for e in pack.entries if e.score.title == name), None)
        if entry is None:  # of a priority, or its past
            continue
        chart, seen = entry.charts[0], seen + 1
        lines, target = chosen(chart)
        expected = {line.name: rounded(line, chart) for line in (*lines, *target)}
        assert len(expected) <= 4
        assert cached(made) == expected
        assert worked(made) == expected
        assert list(made.plots[0].categories) == list(chart.categories)
        assert made.part._element.find(".//{*}dispBlanksAs").get("val") == "gap"
    assert seen == sum(bool(entry.charts) for entry in pack.entries)


def test_the_paper_of_2012_is_drawn_with_its_target(paper: Pack) -> None:
    (found,) = [made for title, made in charts(opened(paper)) if title == "Appendix: Property crime"]
    assert cached(found) == {
        "2011/12": [3579.0, None, None, None],
        "2012/13": [3281.0, None, None, None],
        "Target": [3507.4, None, None, None],
    }


def test_every_chart_of_the_pack_has_the_form_of_its_numbers(pack: Pack) -> None:
    for _, made in charts(opened(pack)):
        codes = {one.text for one in made.part._element.iter("{*}formatCode")}
        assert codes <= {"#,##0", "#,##0.0", '#,##0.0"%"', '#,##0"%"'}


def test_the_same_pack_is_the_same_bytes(paper: Pack) -> None:
    one, other = parts(slides.made(paper)), parts(slides.made(paper))
    assert [name for name in one if one[name] != other[name]] == []
    assert slides.made(paper) == slides.made(paper)


def test_a_workbook_in_a_chart_is_dated_by_the_pack(paper: Pack) -> None:
    made = [body for name, body in parts(slides.made(paper)).items() if name.endswith(".xlsx/docProps/core.xml")]
    assert made
    assert all(f">{paper.moment:%Y-%m-%dT%H:%M:%S}Z<".encode() in body for body in made)


def test_slides_of_one_name_are_counted(paper: Pack) -> None:
    twice = {"priorities": (paper.priorities[3],) * 2, "good": ()}
    made = titles(opened(paper.model_copy(update=twice)))
    assert {"Raise public confidence", "Raise public confidence (2)"} <= set(made)


def test_nothing_to_tell_is_told(paper: Pack) -> None:
    bare = paper.model_copy(
        update={
            "priorities": (),
            "exceptions": (),
            "nothing": "Nothing is off.",
            "good": (),
            "actions": (),
            "warnings": (),
        }
    )
    deck = opened(bare)
    assert titles(deck)[1:] == [
        "What is going well", "What needs discussion", "Improvement plan: off track and open", "About the figures",
    ]  # fmt: skip
    assert "Nothing is off." in texts(deck.slides[2])
    assert "No commitment is off track, and no action of a meeting is open." in texts(deck.slides[3])


def test_progress_shows_every_commitment(board: Board) -> None:
    asked = {"strategy": "2020-priority-three", "quarter": "FY2020-21-Q4"}
    pack = pack_of(board, **asked)
    promised = pack.model_copy(update={"asked": Asked(**(pack.asked.model_dump() | {"layout": "progress"}))})
    made = [title for title in titles(opened(promised)) if title.startswith("Commitments:")]
    assert len(made) == sum(bool(chapter.commitments) for chapter in promised.priorities)


def test_libreoffice_opens_every_slide(pack: Pack, tmp_path: Path) -> None:
    office, reader = shutil.which("soffice"), shutil.which("pdfinfo")
    if not (office and reader):
        if os.environ.get("SAFER_REQUIRE_OFFICE") == "1":
            pytest.fail("SAFER_REQUIRE_OFFICE asks for soffice and pdfinfo, which are not there")
        pytest.skip("soffice and pdfinfo are not there to open the slides with")
    (tmp_path / "slides.pptx").write_bytes(slides.made(pack))
    run = [office, "--headless", f"-env:UserInstallation=file://{tmp_path}/office", "--convert-to", "pdf"]
    subprocess.run([*run, "--outdir", tmp_path, tmp_path / "slides.pptx"], check=True, capture_output=True, timeout=240)
    told = subprocess.run([reader, tmp_path / "slides.pdf"], check=True, capture_output=True, text=True).stdout
    assert f"Pages:           {len(opened(pack).slides)}" in told


def test_a_heading_that_does_not_break_has_room_in_its_column() -> None:
    heading = "Change,\u00a0%"
    table = Table("Parts", ("Part", heading), (("Burglary", "+17.1%"),), frozenset({1}), (9.0, 1.0))
    narrow = widths(table, 400.0, 16.0, 1.0)[1]
    assert narrow > width(heading, 16.0, bold=True)
    assert lines(heading, 16.0, narrow - 12.0, bold=True) == 1
