"""Drafts from the samples: the paper of 2012 figure by figure, and no figure anywhere that is not a fact."""

import re
from collections.abc import Iterator
from contextlib import closing

import pytest

from dashboard.metrics.wording import KEPT_BACK
from dashboard.periods import parse
from dashboard.scorecard.board import Board
from dashboard.scorecard.facts import facts, facts_of
from dashboard.scorecard.models import IndicatorScore, Part
from dashboard.scorecard.narrative import LONGEST, draft, draft_of, in_full
from dashboard.scorecard.quotations import checked, quotes
from dashboard.settings import DATA, areas_file
from dashboard.strategy import load_strategies
from tests.stores import sampled

VIOLENCE = "983 −19% 224 52 159 20%"
PROPERTY = "3,281 298 −8% 67% 834 122 +17% 126 61 −33% 1,787 205 −10% 534 154 −22%"
# the five parts as printed, and their changes on the printed quarter a year before, rounded as the paper rounds
ASB = "4,584 950 −17% 931 1,108 146 108 2,291 359 −28% 163 +17% 7 −5% 73 −40% 674 −23%"
DATES = re.compile(r"(?:April to June|Apr–Jun) 201[12]")
NUMBERS = re.compile(r"[−+]?\d[\d,]*(?:\.\d+)?%?")


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Board]:
    with closing(sampled(tmp_path_factory.mktemp("drafts") / "samples.sqlite")) as store:
        yield Board(store, load_strategies(DATA / "strategies"), areas_file())


def score(board: Board, code: str) -> IndicatorScore:
    card = board.scorecard("2012-13", "FY2012-13-Q1")
    return next(item for priority in card.priorities for item in priority.indicators if item.code == code)


@pytest.mark.parametrize(
    ("code", "paper", "target"), [("violence", VIOLENCE, "−2%"), ("property", PROPERTY, "−2%"), ("asb", ASB, "−10%")]
)
def test_a_draft_holds_every_figure_of_the_paper_and_no_other(board: Board, code: str, paper: str, target: str) -> None:
    text = DATES.sub("", draft(score(board, code)))
    found = NUMBERS.findall(text.replace(f"(target: {target} on", "("))
    assert sorted(found) == sorted(paper.split())


def test_the_sentence_of_the_paper(board: Board) -> None:
    assert draft(score(board, "violence")).startswith(
        "During April to June 2012 there were 983 violent crime offences, a reduction of 224 (−19%) on the same "
        "period last year; this includes a reduction of 159 in assault with injury and 52 in harassment."
    )


def test_parts_are_told_by_weight(board: Board) -> None:
    text = draft(score(board, "property"))
    names = ["Theft and handling fell", "criminal damage by", "robbery by", "burglary rose"]
    places = [text.index(name) for name in names]
    assert places == sorted(places)


def test_what_is_not_yet_published_is_said(board: Board) -> None:
    assert draft(score(board, "confidence")) == "Not yet published: the source gives no figure for Apr–Jun 2012."


def test_every_figure_of_every_draft_is_a_fact(board: Board) -> None:
    seen = 0
    for code in board.strategies:
        for quarter, _ in board.choices(code).quarters[:3]:
            for priority in board.scorecard(code, quarter).priorities:
                names = [one.title for one in priority.indicators] + [one.unit for one in priority.indicators]
                drafts = [(draft(one), facts(one)) for one in priority.indicators]
                for text, known in [*drafts, (draft_of(priority), facts_of(priority.indicators))]:
                    found = checked(text, quotes(text, known, names=names), known, names)
                    assert (found.stale, found.strangers) == ((), ()), text
                    assert 0 < len(text) <= LONGEST
                    seen += len(known)
    assert seen > 500


SUPPRESSED = IndicatorScore(
    code="children",
    title="Children in care",
    series="yjs.care",
    area="E",
    area_name="E",
    period="FY2025-26-Q1",
    period_label="Apr–Jun 2025",
    status="suppressed",
    reason=f"Grey: suppressed: the figure for Apr–Jun 2025 is {KEPT_BACK}.",
    previous=12,
    parts=(Part(series="yjs.boys", title="Boys", value=7, previous=9, change=-2),),
)


def test_what_is_kept_back_does_not_enter_a_draft() -> None:
    assert draft(SUPPRESSED) == f"Suppressed: the figure for Apr–Jun 2025 is {KEPT_BACK}."
    assert facts(SUPPRESSED) == {}
    shown = SUPPRESSED.model_copy(
        update={
            "value": 20.0,
            "unit": "children",
            "parts": (*SUPPRESSED.parts, Part(series="yjs.girls", title="Girls")),
        }
    )
    assert "boys" in draft(shown).lower()
    assert "girls" not in draft(shown).lower()


def test_a_percentage_is_rounded_once_and_never_to_nothing() -> None:
    def said(now: float, before: float) -> str:
        update = {"value": now, "previous": before, "change": now - before, "unit": "offences", "parts": ()}
        return draft(SUPPRESSED.model_copy(update=update))

    assert "(−4%)" in said(95_540, 100_000)  # −4.46%, which is −4.5% to one decimal
    assert "(+3%)" in said(205, 200)  # 2.5%
    assert "(−0.4%)" in said(996, 1000)
    assert "a reduction of 1 on" in said(99_999, 100_000)
    assert "an increase of 5 on" in said(5, 0)
    assert "the same as in" in said(5, 5)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("FY2012-13-Q1", "April to June 2012"),
        ("FY2012-13-Q4", "January to March 2013"),
        ("2012-04", "April 2012"),
        ("FY2012-13", "2012/13"),
        ("CY2019", "2019"),
        ("R12:2019-12", "the 12 months to December 2019"),
    ],
)
def test_periods_in_full(key: str, words: str) -> None:
    assert in_full(parse(key)) == words
