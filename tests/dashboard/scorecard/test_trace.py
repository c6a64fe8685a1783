"""A number traced: stored or derived, to its cells, its parts and what it was before."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from dashboard.errors import BadMoment, BadPeriod, SaferError, UnknownArea, UnknownSeries
from dashboard.periods import parse
from dashboard.records import AreaRow, Observation, Reading, SeriesSpec, Status
from dashboard.scorecard.board import Board
from dashboard.scorecard.provenance import Trace
from dashboard.scorecard.trace import trace
from dashboard.scorecard.untraced import NoFigure
from dashboard.settings import DATA, areas_file
from dashboard.store.store import Store
from dashboard.store.uploads import Handed
from dashboard.strategy import load_strategies
from tests.stores import sampled

BROMLEY = AreaRow("E09000006", "Bromley", "borough")
SERIES = {
    "crime.total": SeriesSpec("crime.total", "All offences", "offences"),
    "crime.burglary": SeriesSpec("crime.burglary", "Burglary", "offences"),
    "crime.burglary.home": SeriesSpec("crime.burglary.home", "Burglary: home", "offences"),
    "crime.burglary.shop": SeriesSpec("crime.burglary.shop", "Burglary: shop", "offences"),
    "crime.robbery": SeriesSpec("crime.robbery", "Robbery", "offences"),
    "people.caseload": SeriesSpec("people.caseload", "Caseload", "people", aggregation="last"),
    "people.rate": SeriesSpec(
        "people.rate", "Burglary a case", "%", "ratio", "crime.burglary", "people.caseload", 100, 1
    ),
}
Said = dict[tuple[str, str], float | str | None]


STRATEGY = """
code = "test"
title = "A test strategy"
start = 2024-04-01
end = 2025-03-31
[[priorities]]
code = "crime"
title = "Crime"
[[priorities.indicators]]
code = "acquisitive"
title = "Acquisitive crime"
series = "test.acquisitive"
parts = [{ series = "crime.burglary", title = "Breaking in" }, { series = "crime.robbery", title = "Robbery" }]
[[priorities.indicators]]
code = "all"
title = "All offences"
series = "crime.total"
parts = [{ series = "crime.burglary", title = "Breaking in" }, { series = "crime.robbery", title = "Robbery" }]
"""
OTHER = STRATEGY.split("parts")[0].replace("test.acquisitive", "crime.total").replace('"test"', '"other"')


@pytest.fixture
def board(sqlite_store: Store, tmp_path: Path) -> Board:
    for name, text in (("test", STRATEGY), ("other", OTHER)):
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    return Board(sqlite_store, load_strategies(tmp_path), areas_file())


@pytest.fixture
def says(sqlite_store: Store) -> Callable[..., int]:
    """Load figures by (series, period): a text is a status; `whole` names those no cell holds."""
    count = iter(range(1, 100))

    def load_figures(figures: Said, *, whole: tuple[str, ...] = (), covers: tuple[str, ...] = ()) -> int:
        name = f"file-{next(count)}.csv"
        reading = Reading("test.source", "made by a test", ["Sheet1"], series=SERIES, areas={BROMLEY.code: BROMLEY})
        reading.covers = covers
        for place, ((series, when), value) in enumerate(figures.items()):
            number, status = (None, value) if isinstance(value, str) else (value, "final")
            row, column = (0, 0) if series in whole else (2 + place, 4)
            observation = Observation(series, BROMLEY.code, parse(when), "", number, str(status), 0, row, column)
            reading.observations.append(observation)
        number_ = sqlite_store.commit(reading, Handed(name, name.encode(), "analyst")).upload
        assert number_ is not None
        return number_

    return load_figures


def test_a_stored_figure_is_its_cell(board: Board, says: Callable[..., int]) -> None:
    number = says({("crime.burglary", "2024-04"): 412.0})
    found = trace(board, "crime.burglary", "2024-04")
    assert (found.title, found.unit, found.area_name, found.value, found.derived) == (
        "Burglary", "offences", "Bromley", 412.0, None
    )  # fmt: skip
    (cell,) = found.cells
    assert (cell.upload, cell.file, cell.sheet, cell.cell, cell.loaded_by, cell.role) == (
        number, "file-1.csv", "Sheet1", "D2", "analyst", "figure"
    )  # fmt: skip
    assert found.words == "As cell D2 of the sheet Sheet1 in file-1.csv gives it."
    assert cell.history == ()


def test_earlier_values_say_how_long_they_stood_and_what_ended_them(board: Board, says: Callable[..., int]) -> None:
    first = says({("crime.burglary", "2024-04"): 412.0})
    second = says({("crime.burglary", "2024-04"): 420.0})
    (cell,) = trace(board, "crime.burglary", "2024-04").cells
    assert (cell.value, cell.upload) == (420.0, second)
    (before,) = cell.history
    assert (before.value, before.upload, before.ended_by, before.undone) == (412.0, first, second, False)
    assert before.valid_to == cell.valid_from == cell.loaded_at


def test_an_undone_upload_is_marked_so(board: Board, says: Callable[..., int]) -> None:
    first = says({("crime.burglary", "2024-04"): 412.0})
    second = says({("crime.burglary", "2024-04"): 4200.0})
    board.store.undo(second, by="analyst")
    (cell,) = trace(board, "crime.burglary", "2024-04").cells
    assert (cell.value, cell.upload, cell.restored_by, cell.undone) == (412.0, first, f"undo of {second}", False)
    assert [(e.value, e.undone, e.ended_by) for e in cell.history] == [
        (4200.0, True, f"undo of {second}"),
        (412.0, False, second),
    ]


def test_as_at_knows_nothing_of_what_came_later(board: Board, says: Callable[..., int]) -> None:
    says({("crime.burglary", "2024-04"): 412.0})
    second = says({("crime.burglary", "2024-04"): 4200.0})
    third = says({("crime.burglary", "2024-04"): 4200.0, ("crime.robbery", "2024-04"): 1.0})
    then = {row["upload"]: row["loaded_at"] for row in board.store.uploads()}
    board.store.undo(second, by="analyst")
    (cell,) = trace(board, "crime.burglary", "2024-04", as_at=then[second]).cells
    assert (cell.value, cell.undone, cell.confirmed) == (4200.0, False, ())
    assert [e.value for e in cell.history] == [412.0]
    (cell,) = trace(board, "crime.burglary", "2024-04", as_at=then[third]).cells
    assert [one.upload for one in cell.confirmed] == [third]


def test_a_quarter_is_its_months(board: Board, says: Callable[..., int]) -> None:
    says({("crime.burglary", "2024-04"): 9.0, ("crime.burglary", "2024-05"): 8.0, ("crime.burglary", "2024-06"): 7.0})
    found = trace(board, "crime.burglary", "FY2024-25-Q1")
    assert found.value == 24
    assert found.derived is not None
    assert (found.derived.rule, [step.period for step in found.derived.of]) == (
        "sum",
        ["2024-04", "2024-05", "2024-06"],
    )
    assert found.words == "3 months added up: 9 + 8 + 7."
    assert [(cell.cell, cell.role) for cell in found.cells] == [("D2", "part"), ("D3", "part"), ("D4", "part")]


def test_a_year_is_its_quarters_before_its_months(board: Board, says: Callable[..., int]) -> None:
    quarters: Said = {("crime.burglary", f"FY2024-25-Q{n}"): float(n) for n in (1, 2, 3, 4)}
    months = [f"2024-{n:02d}" for n in range(4, 13)] + ["2025-01", "2025-02", "2025-03"]
    says(quarters | {("crime.burglary", month): 1.0 for month in months})
    found = trace(board, "crime.burglary", "FY2024-25")
    assert (found.value, found.words) == (10, "4 quarters added up: 1 + 2 + 3 + 4.")
    rolling = trace(board, "crime.burglary", "R12:2025-03")
    assert rolling.words == found.words


def test_the_newest_month_of_what_is_not_added_up(board: Board, says: Callable[..., int]) -> None:
    says(
        {
            ("people.caseload", "2024-04"): 20.0,
            ("people.caseload", "2024-05"): 21.0,
            ("people.caseload", "2024-06"): 25.0,
        }
    )
    found = trace(board, "people.caseload", "FY2024-25-Q1")
    assert found.derived is not None
    assert (found.value, found.derived.rule, [cell.period for cell in found.cells]) == (25, "last", ["2024-06"])
    assert found.words == "The newest of its 3 months: Jun 2024."


def test_a_ratio_is_its_numerator_and_denominator(board: Board, says: Callable[..., int]) -> None:
    months = ("2024-04", "2024-05", "2024-06")
    says({("crime.burglary", m): 3.0 for m in months} | {("people.caseload", m): 20.0 for m in months})
    found = trace(board, "people.rate", "FY2024-25-Q1")
    assert found.derived is not None
    assert (found.value, found.derived.rule, found.derived.per) == (45.0, "ratio", 100)
    assert [(step.role, step.value) for step in found.derived.of] == [("numerator", 9.0), ("denominator", 20.0)]
    assert [step.derived and step.derived.rule for step in found.derived.of] == ["sum", "last"]
    assert found.words == "Burglary ÷ Caseload × 100: 9 ÷ 20 × 100."
    assert len(found.cells) == 4


def test_a_stored_ratio_that_no_cell_holds_shows_both(board: Board, says: Callable[..., int]) -> None:
    figures: Said = {("crime.burglary", "2024-04"): 3.0, ("people.caseload", "2024-04"): 20.0}
    says(figures | {("people.rate", "2024-04"): 15.0}, whole=("people.rate",))
    found = trace(board, "people.rate", "2024-04")
    assert [cell.cell for cell in found.cells] == [None, "D2", "D3"]
    assert found.cells[0].words == "Worked out from its two parts: no cell holds it."


def test_a_total_that_no_cell_holds_lists_its_rows(board: Board, says: Callable[..., int]) -> None:
    figures: Said = {
        ("crime.burglary.home", "2024-04"): 5.0,
        ("crime.burglary.shop", "2024-04"): 2.0,
        ("crime.robbery", "2024-04"): 4.0,
        ("crime.burglary", "2024-04"): 7.0,
        ("crime.total", "2024-04"): 11.0,
    }
    says(figures, whole=("crime.burglary", "crime.total"))
    (cell,) = trace(board, "crime.total", "2024-04", strategy="other").cells
    assert (cell.cell, cell.words) == (None, "Added up from 3 rows of the file.")
    assert [(row.title, row.value, row.cell) for row in cell.rows] == [
        ("Burglary: home", 5.0, "D2"),
        ("Burglary: shop", 2.0, "D3"),
        ("Robbery", 4.0, "D4"),
    ]
    (group,) = trace(board, "crime.burglary", "2024-04").cells
    assert [row.cell for row in group.rows] == ["D2", "D3"]


def test_rows_that_do_not_add_up_are_not_shown_as_its_parts(board: Board, says: Callable[..., int]) -> None:
    says({("crime.robbery", "2024-04"): 4.0, ("crime.total", "2024-04"): 11.0}, whole=("crime.total",))
    (cell,) = trace(board, "crime.total", "2024-04", strategy="other").cells
    assert (cell.rows, cell.words) == ((), "Added up or counted from the rows of the file: no single cell holds it.")


def test_a_row_that_is_not_there_stands_as_nought(board: Board, says: Callable[..., int]) -> None:
    says({("crime.burglary.home", "2024-04"): 0.0}, whole=("crime.burglary.home",))
    (cell,) = trace(board, "crime.burglary.home", "2024-04").cells
    assert cell.words == "The file has no row for it, which means none: it stands as 0."


def test_rows_are_named_in_the_totals_own_file_where_it_confirmed_them(board: Board, says: Callable[..., int]) -> None:
    says({("crime.robbery", "2024-04"): 4.0, ("crime.burglary.home", "2024-04"): 5.0})
    second = says(
        {("crime.burglary.home", "2024-04"): 6.0, ("crime.robbery", "2024-04"): 4.0, ("crime.total", "2024-04"): 10.0},
        whole=("crime.total",),
    )
    (cell,) = trace(board, "crime.total", "2024-04", strategy="other").cells
    assert [(row.title, row.upload, row.cell) for row in cell.rows] == [
        ("Burglary: home", second, "D2"),
        ("Robbery", second, "D3"),
    ]


BOTH: Said = {("crime.burglary", "2024-04"): 5.0, ("crime.robbery", "2024-04"): 4.0}


def test_a_portfolio_is_its_parts_even_where_it_has_no_series(board: Board, says: Callable[..., int]) -> None:
    says(BOTH)
    found = trace(board, "test.acquisitive", "2024-04")
    assert found.derived is not None
    assert (found.title, found.value, found.unit) == ("Acquisitive crime", 9, "offences")
    assert (found.derived.rule, [step.title for step in found.derived.of]) == ("portfolio", ["Breaking in", "Robbery"])
    assert found.words == "2 parts added up: 5 + 4."


def test_a_portfolios_own_total_goes_with_its_parts(board: Board, says: Callable[..., int]) -> None:
    says(BOTH | {("crime.total", "2024-04"): 10.0})
    found = trace(board, "crime.total", "2024-04", strategy="test")
    assert (found.value, [(cell.role, cell.value) for cell in found.cells]) == (
        9,
        [("part", 5.0), ("part", 4.0), ("total", 10.0)],
    )


def test_what_a_strategy_takes_as_it_is_stays_so_there(board: Board, says: Callable[..., int]) -> None:
    says(BOTH | {("crime.total", "2024-04"): 10.0})
    found = trace(board, "crime.total", "2024-04", strategy="other")
    assert (found.value, found.derived) == (10, None)


def test_a_portfolio_without_a_part_says_which(board: Board, says: Callable[..., int]) -> None:
    says({("crime.burglary", "2024-04"): 5.0})
    with pytest.raises(NoFigure, match="Of its parts, these have none: Robbery"):
        trace(board, "test.acquisitive", "2024-04")


def test_a_suppressed_month_leaves_its_quarter_without_a_value(board: Board, says: Callable[..., int]) -> None:
    figures: Said = {("crime.burglary", "2024-04"): 9.0, ("crime.burglary", "2024-05"): Status.SUPPRESSED}
    says(figures | {("crime.burglary", "2024-06"): 7.0})
    found = trace(board, "crime.burglary", "FY2024-25-Q1")
    assert (found.value, found.status, len(found.cells)) == (None, "suppressed", 3)
    assert found.words == "Cannot be worked out: Burglary, May 2024 has no figure."


def test_what_cannot_be_traced_is_said_in_a_sentence(board: Board, says: Callable[..., int]) -> None:
    says({("crime.burglary", "2024-04"): 9.0, ("crime.burglary", "2024-05"): 8.0, ("crime.burglary", "FY2022-23"): 1.0})
    cases: list[tuple[dict[str, str], type[SaferError], str]] = [
        (
            {"period": "2025-04"},
            NoFigure,
            "Burglary has no figure for Apr 2025 in Bromley. It has 2022/23 and months from",
        ),
        ({"period": "FY2024-25-Q1"}, NoFigure, "Only 2 of 3 of its months are there."),
        ({"period": "2024-04", "area": "E09000007"}, NoFigure, "in Camden. It has figures for Bromley."),
        (
            {"period": "2024-04", "breakdown": "land=Moon"},
            NoFigure,
            "has no breakdown “land=Moon” in Bromley. It has none.",
        ),
        ({"period": "2024-04", "as_at": "2001-01-01"}, NoFigure, "in Bromley as at 2001-01-01."),
        ({"period": "2024-04", "series": "crime.burglar"}, UnknownSeries, "There is no series “crime.burglar”"),
        ({"period": "2024-04", "area": "Bromley"}, UnknownArea, "There is no area “Bromley”"),
        ({"period": "April"}, BadPeriod, "“April” is not a period"),
        ({"period": "2024-04", "as_at": "soon"}, BadMoment, "“soon” is not a moment"),
    ]
    for given, error, sentence in cases:
        asked = {"series": "crime.burglary"} | given
        with pytest.raises(error) as found:
            trace(board, **asked)  # type: ignore[arg-type]
        assert sentence in str(found.value)


def test_a_figure_that_was_undone_is_remembered_in_the_refusal(board: Board, says: Callable[..., int]) -> None:
    says({("crime.robbery", "2024-04"): 1.0, ("crime.burglary", "2024-05"): 3.0})
    number = says({("crime.burglary", "2024-04"): 420.0})
    board.store.undo(number, by="analyst")
    with pytest.raises(NoFigure, match=rf"It was 420 until .* UTC \(upload {number} was undone\)"):
        trace(board, "crime.burglary", "2024-04")


def test_the_document_has_every_key_that_others_rely_on(board: Board, says: Callable[..., int]) -> None:
    says({("crime.burglary", "2024-04"): 412.0})
    says({("crime.burglary", "2024-04"): 420.0})
    document = trace(board, "crime.burglary", "2024-04").model_dump(mode="json")
    assert {"series", "title", "unit", "area", "area_name", "period", "breakdown", "value", "status"} <= document.keys()
    assert {"derived", "cells"} <= document.keys()
    cell = document["cells"][0]
    wanted = {"period", "value", "status", "upload", "file", "source", "sheet", "cell", "loaded_at", "loaded_by"}
    assert wanted | {"undone", "excerpt", "history"} <= cell.keys()
    history = {"value", "status", "valid_from", "valid_to", "upload", "file", "sheet", "cell", "ended_by"}
    assert history <= cell["history"][0].keys()


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Board]:
    with closing(sampled(tmp_path_factory.mktemp("samples") / "samples.sqlite")) as store:
        yield Board(store, load_strategies(DATA / "strategies"), areas_file())


def test_a_trace_says_what_the_board_shows(samples: Board) -> None:
    """Every number of every strategy in its newest quarter, its year before and its parts."""
    checked = 0
    for strategy in samples.strategies:
        for priority in samples.scorecard(strategy).priorities:
            for score in priority.indicators:
                breakdown = _breakdown(samples, strategy, score.code)
                for period, value in ((score.period, score.value), (score.previous_period, score.previous)):
                    if value is not None and period:
                        found = trace(
                            samples, score.series, period, area=score.area, breakdown=breakdown, strategy=strategy
                        )
                        assert found.value == pytest.approx(value), (strategy, score.code, period)
                        assert _rests_on_cells(found), (strategy, score.code, period)
                        checked += 1
    assert checked > 30


def _breakdown(board: Board, strategy: str, code: str) -> str:
    return next(i.breakdown for i in board.strategies[strategy].indicators if i.code == code)


def _rests_on_cells(found: Trace) -> bool:
    """Whether every cell has an address, or rows with one that add up to it, or says that the file has no row."""
    return bool(found.cells) and all(
        cell.cell or cell.rows or cell.value == 0 or cell.words.startswith("Worked out") for cell in found.cells
    )
