"""Small numbers of people: a file tells nobody which of them it was."""

import datetime as dt
from pathlib import Path

import pytest

from dashboard.disclosure import Rules
from dashboard.packs import docx as paper_docx
from dashboard.packs import html as paper_html
from dashboard.packs.pack import Pack
from dashboard.packs.reading import lines
from dashboard.scorecard.board import Board
from dashboard.settings import areas_file
from dashboard.store.store import Store
from loaders._load import load
from tests.dashboard.packs._packs import pack_of
from tests.loaders.test_marac_return import workbook
from tests.test_kept_back import HEADINGS, STRATEGY

ASKED = {"strategy": "test", "quarter": "FY2024-25-Q1", "as_at": "2099-01-01"}


def pack(folder: Path, male: int, rules: Rules | None = None) -> Pack:
    """A year of meetings of which one had `male` male victims."""
    store = Store.open(f"sqlite:///{folder / f'{male}-{rules is None}.sqlite'}")
    rows = [
        ["Bromley MARAC", dt.date(2024, month, 5), 20, 6, 8, 6, 2, 2, 2, male if month == 5 else 0]
        for month in (4, 5, 6)
    ]
    (done,) = load(store, [("meetings.xlsx", workbook(*rows, headings=HEADINGS))], by="coordinator")
    assert done["status"] == "committed", done["problems"]
    made = pack_of(Board(store, {"test": STRATEGY}, areas_file(), disclosure=rules), **ASKED)
    store.close()
    return made


def figures(found: Pack) -> list[object]:
    """All that a file is made of, but for the moment the upload was kept."""
    return [(e.words, e.score.model_copy(update={"uploads": ()}), e.charts, e.panels, e.parts) for e in found.entries]


def test_whichever_small_number_it_was_the_files_are_alike(tmp_path: Path, undrawn: None) -> None:
    two, four = pack(tmp_path, 2), pack(tmp_path, 4)
    male = next(entry for entry in two.entries if entry.score.code == "male")
    assert (male.score.value, male.words.shown, male.words.change) == (None, "Suppressed", "–")
    assert "Male victims" in two.header.kept_back
    assert figures(two) == figures(four)
    for maker, kind in ((paper_docx, "docx"), (paper_html, "html")):
        one, other = (
            [line for line in lines(maker.made(found), kind) if "ingerprint" not in line]  # type: ignore[attr-defined]
            for found in (two, four)
        )
        assert one == other
        assert any("Kept back" in line for line in one)


def test_the_test_would_see_a_difference(tmp_path: Path) -> None:
    assert figures(pack(tmp_path, 2, Rules())) != figures(pack(tmp_path, 4, Rules()))


@pytest.mark.parametrize("maker", [paper_docx, paper_html])
def test_the_rules_are_said(tmp_path: Path, undrawn: None, maker: object) -> None:
    kind = "docx" if maker is paper_docx else "html"
    text = "\n".join(lines(maker.made(pack(tmp_path, 2)), kind))  # type: ignore[attr-defined]
    assert "Small numbers of people are kept back: counts from 1 to 4" in text
