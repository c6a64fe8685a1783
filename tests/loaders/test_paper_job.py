"""A paper asked for on a page: made on the partnership's own template; what hinders it is said in words."""

import io
from pathlib import Path

import docx
import pptx
import pytest

from dashboard.scorecard.strategies import opened
from dashboard.settings import DATA
from dashboard.store.papers import Paper
from dashboard.store.store import Store
from loaders import _paper_job as job
from loaders._load import load
from tests.dashboard.packs._packs import CRIME, PAPER
from tests.dashboard.packs.test_pptx_template import saved, template


@pytest.fixture
def loaded(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("BROWSER_PATH", "/nowhere/chromium")
    monkeypatch.setenv("SAFER_DATABASE_URL", store.engine.url.render_as_string(hide_password=False))
    opened(store, DATA / "strategies")
    load(store, [("crime.csv", CRIME.encode())], by="analyst")
    return store


def made(store: Store, kind: str, **more: str) -> Paper:
    """A paper that was ordered, when its job has ended."""
    asked = {**PAPER, "area": "E09000006", "format": kind, "layout": "quarterly", **more}
    token = store.papers.order(asked, file=f"paper.{kind}", title="Paper", by="analyst")
    claimed = store.papers.claim()
    assert claimed and claimed.token == token
    job.main(token)
    found = store.papers.one(token)
    assert found
    return found


def content(store: Store, paper: Paper) -> io.BytesIO:
    held = store.papers.content(paper.token)
    assert held is not None, paper.words
    return io.BytesIO(held)


def test_it_is_laid_out_on_the_template_of_the_setting(
    loaded: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def renamed(deck: object) -> None:
        deck.slide_layouts[0].name = "The council's own"  # type: ignore[attr-defined]

    path = tmp_path / "council.pptx"
    path.write_bytes(template(renamed))
    plain = pptx.Presentation(content(loaded, made(loaded, "pptx")))
    monkeypatch.setenv("SAFER_TEMPLATE_PPTX", str(path))
    own = pptx.Presentation(content(loaded, made(loaded, "pptx", layout="progress")))
    assert "The council's own" not in {slide.slide_layout.name for slide in plain.slides}
    assert "The council's own" in {layout.name for layout in own.slide_layouts}


def test_so_is_a_committee_paper(loaded: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = docx.Document()
    given.styles["Normal"].font.name = "Council Sans"
    path = tmp_path / "council.docx"
    path.write_bytes(saved(given))
    monkeypatch.setenv("SAFER_TEMPLATE_DOCX", str(path))
    assert docx.Document(content(loaded, made(loaded, "docx"))).styles["Normal"].font.name == "Council Sans"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (
            None,
            "council.pptx cannot be read: No such file or directory. Whoever looks after the program mends SAFER_",
        ),
        (b"no presentation", "The template cannot be used: "),
    ],
)
def test_a_template_that_cannot_be_used_is_said_to_whoever_asked(
    loaded: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: bytes | None, words: str
) -> None:
    path = tmp_path / "council.pptx"
    if given is not None:
        path.write_bytes(given)
    monkeypatch.setenv("SAFER_TEMPLATE_PPTX", str(path))
    failed = made(loaded, "pptx")
    assert failed.state == "failed"
    assert words in failed.words
    assert made(loaded, "xlsx").state == "ready"  # what takes no template is not held up
