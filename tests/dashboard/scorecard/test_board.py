"""The board: judged indicators, roll-up, grey words, and a fixed number of queries."""

from pathlib import Path

import pytest
from sqlalchemy import event

from dashboard.errors import SaferError, UnknownArea, UnknownStrategy
from dashboard.scorecard.board import Board
from dashboard.scorecard.models import IndicatorScore, Rag
from dashboard.scorecard.rollup import rolled_up
from dashboard.settings import areas_file
from dashboard.store.store import Store
from dashboard.strategy import Priority, Strategy, read_strategy
from loaders._load import load

MONTHS = [f"2023{m:02d}" for m in range(4, 13)] + [f"2024{m:02d}" for m in range(1, 8)]
STRATEGY = """
code = "test"
title = "A test strategy"
start = 2024-04-01
end = 2025-03-31
[[priorities]]
code = "crime"
title = "Crime"
lead = "Somebody's role"
[[priorities.indicators]]
code = "burglary"
title = "Burglary"
series = "crime.burglary"
polarity = "low"
target = { kind = "change", value = -10.0 }
[[priorities.indicators]]
code = "robbery"
title = "Robbery"
series = "crime.robbery"
polarity = "low"
target = { kind = "change", value = -10.0 }
[[priorities.indicators]]
code = "both"
title = "Burglary and robbery"
series = "crime.acquisitive"
polarity = "low"
headline = false
target = { kind = "direction" }
parts = [{ series = "crime.burglary", title = "Burglary" }, { series = "crime.robbery", title = "Robbery" }]
[[priorities]]
code = "other"
title = "Other"
[[priorities.indicators]]
code = "nothing"
title = "Nothing loaded"
series = "other.nothing"
polarity = "low"
target = { kind = "direction" }
[[priorities.indicators]]
code = "untargeted"
title = "Without a target"
series = "crime.robbery"
polarity = "low"
"""


@pytest.fixture
def strategy(tmp_path: Path) -> Strategy:
    path = tmp_path / "test.toml"
    path.write_text(STRATEGY, encoding="utf-8")
    return read_strategy(path)


@pytest.fixture
def board(store: Store, strategy: Strategy) -> Board:
    head = ",".join(["MajorText", "MinorText", "BoroughName", *MONTHS])
    burglary = ",".join(["BURGLARY", "HOME", "Bromley", *["10"] * 12, *["9"] * 3, "30"])
    robbery = ",".join(["ROBBERY", "PERSONAL", "Bromley", *["10"] * 12, *["11"] * 4])
    load(store, [("met.csv", "\n".join([head, burglary, robbery]).encode())], by="analyst")
    return Board(store, {strategy.code: strategy}, areas_file())


def test_indicators_are_judged_and_the_worst_headline_decides(board: Board) -> None:
    card = board.scorecard("test")
    assert (card.quarter, card.area_name) == ("FY2024-25-Q1", "Bromley")
    crime = card.priorities[0]
    assert [(i.code, i.value, i.previous, i.change_pct, i.expected, i.rag) for i in crime.indicators] == [
        ("burglary", 27, 30, -10.0, 27, "green"),
        ("robbery", 33, 30, 10.0, 27, "red"),
        ("both", 60, 60, 0.0, 60, "green"),
    ]
    assert (crime.rag, crime.counts["red"]) == ("red", 1)
    assert "Robbery" in crime.reason
    assert [part.value for part in crime.indicators[2].parts] == [27, 33]


def test_a_reason_and_a_target_name_the_period_compared(board: Board) -> None:
    burglary, _, both = board.scorecard("test").priorities[0].indicators
    assert burglary.reason == "Green: 27 is exactly the 27 expected (−10% on Apr–Jun 2023). Amber above 27."
    assert both.target is not None
    assert both.target.text == "no worse than Apr–Jun 2023"


def test_a_baseline_names_its_own_season(store: Store, tmp_path: Path, board: Board) -> None:
    path = tmp_path / "base.toml"
    path.write_text(STRATEGY.replace("value = -10.0", 'value = -10.0, baseline = "FY2023-24"'), encoding="utf-8")
    later = Board(store, {"test": read_strategy(path)}, areas_file()).scorecard("test", "FY2024-25-Q1")
    assert "−10% on Apr–Jun 2023" in later.priorities[0].indicators[0].reason


@pytest.mark.parametrize(
    ("rags", "said"),
    [
        ("g", "Green: its indicator is on target."),
        ("gg", "Green: both indicators are on target."),
        ("ggg", "Green: all 3 indicators are on target."),
        ("gG", "Green: its headline indicator is on target."),
        ("gg-", "Green: 2 of 3 indicators are on target, 1 cannot be judged yet."),
        ("g-", "Green: 1 of 2 indicators is on target, 1 cannot be judged yet."),
        ("ra", "Red because of 0 (the worst indicator decides)."),
        ("rrG", "Red because of 0, 1 (the worst headline indicator decides)."),
        ("a", "Amber because of 0."),
        ("aR", "Amber because of 0."),
        ("-", "Grey: its indicator cannot be judged yet."),
        ("-R", "Grey: its headline indicator cannot be judged yet."),
        ("--", "Grey: none of its indicators can be judged yet."),
        ("", "Grey: it has no indicators."),
    ],
)
def test_a_priority_says_which_indicators_decided(rags: str, said: str) -> None:
    """Each letter an indicator's colour, a capital one that is no headline."""
    names: dict[str, Rag] = {"r": "red", "a": "amber", "g": "green", "-": "grey"}
    common = {"series": "a.b", "area": "E", "area_name": "E", "period": "2024-04", "period_label": ""}
    scores = tuple(
        IndicatorScore(code=str(n), title=str(n), rag=names[rag.lower()], headline=not rag.isupper(), **common)
        for n, rag in enumerate(rags)
    )
    assert rolled_up(Priority(code="p", title="P"), scores)[1] == said


def test_grey_says_why(board: Board) -> None:
    other = board.scorecard("test").priorities[1]
    assert [i.reason for i in other.indicators] == [
        "Grey: no data has been loaded for this area.",
        "Grey: no target is set: shown for information.",
    ]
    assert other.rag == "grey"


def test_an_incomplete_quarter_is_not_compared(board: Board) -> None:
    burglary = board.scorecard("test", "FY2024-25-Q2").priorities[0].indicators[0]
    assert (burglary.rag, burglary.value) == ("grey", None)
    assert burglary.reason == "Grey: incomplete: 1 of 3 months of Jul–Sep 2024."


def test_as_at_shows_what_stood_then(board: Board) -> None:
    before = str(board.store.uploads()[0]["loaded_at"])
    head = ",".join(["MajorText", "MinorText", "BoroughName", *MONTHS])
    burglary = ",".join(["BURGLARY", "HOME", "Bromley", *["10"] * 12, *["12"] * 4])
    load(board.store, [("newer.csv", "\n".join([head, burglary]).encode())], by="analyst")
    assert board.scorecard("test").priorities[0].indicators[0].rag == "red"
    assert board.scorecard("test", as_at=before).priorities[0].indicators[0].rag == "green"


def test_the_overview_needs_at_most_ten_statements(board: Board) -> None:
    counted: list[str] = []
    event.listen(board.store.engine, "before_cursor_execute", lambda *a: counted.append(a[2]))
    board.scorecard("test")
    assert 0 < len(counted) <= 10


def test_details_have_charts_with_a_sentence_and_a_table(board: Board) -> None:
    detail = board.indicator("test", "burglary")
    quarters, months = detail.charts
    assert quarters.lines[-1].values == (27, None, None, None)
    assert quarters.target is not None
    assert quarters.target.values == (27, 27, 27, 27)
    assert quarters.summary == "27 offences in Apr–Jun 2024, 3 fewer than a year before (10.0% down)."
    assert quarters.table_rows[0] == ("2024/25", "27", "–", "–", "–")
    assert months.lines[-1].values[:4] == (9, 9, 9, None)  # July came after the quarter shown
    assert set(board.priority("test", "crime").charts) == {"burglary", "robbery", "both"}


def test_what_does_not_exist_is_named(board: Board) -> None:
    with pytest.raises(UnknownStrategy, match="nonsense"):
        board.scorecard("nonsense")
    with pytest.raises(UnknownArea, match="ONS code"):
        board.scorecard("test", area="Bromley")
    with pytest.raises(SaferError, match="is not a quarter"):
        board.scorecard("test", "FY2024-25")
    with pytest.raises(SaferError, match="no priority"):
        board.priority("test", "nonsense")
    with pytest.raises(SaferError, match="no indicator"):
        board.indicator("test", "nonsense")


def test_the_selectors_offer_what_there_is(board: Board) -> None:
    choices = board.choices("test")
    assert choices.quarters == (("FY2024-25-Q1", "Apr–Jun 2024 (Q1 2024/25)"),)
    assert len(choices.areas) == 32
