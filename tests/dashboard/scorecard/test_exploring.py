"""Figures that somebody chooses: the command's own, of one kind of period, within limits, with their marks."""

import random
from collections.abc import Iterator
from contextlib import closing

import pytest

from dashboard.errors import BadPeriod, SaferError, UnknownArea
from dashboard.periods import Grain, parse
from dashboard.scorecard.board import Board
from dashboard.scorecard.explored_chart import drawn
from dashboard.scorecard.exploring import (
    MOST_FIGURES,
    Choice,
    catalogue,
    choice_of,
    explored,
    searched,
)
from dashboard.scorecard.listing import observations
from dashboard.scorecard.pivot import pivot
from dashboard.settings import DATA, areas_file
from dashboard.store.store import Store
from dashboard.strategy import load_strategies
from loaders._load import load
from tests.stores import sampled
from tests.test_kept_back import BROMLEY, meetings

CAMDEN, CROYDON = "E09000007", "E09000008"


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Board]:
    with closing(sampled(tmp_path_factory.mktemp("explore") / "explore.sqlite")) as store:
        yield Board(store, load_strategies(DATA / "strategies"), areas_file())


def choice(*series: str, **more: object) -> Choice:
    return Choice(series, (BROMLEY,))._replace(**more)


@pytest.mark.parametrize("grain", ["month", "quarter", "year", "r12"])
def test_the_figures_are_those_of_the_command(board: Board, grain: str) -> None:
    found = explored(board, choice("crime.burglary", areas=(BROMLEY, CAMDEN), grain=grain))
    rows = [
        row for area in (BROMLEY, CAMDEN) for row in observations(board.store, "crime.burglary", area=area, grain=grain)
    ]
    assert [(p.area, p.period.key, p.value) for p in found.points] == [
        (row["area"], row["period"], row["value"]) for row in rows
    ]
    assert len(found.points) > 10
    assert {point.period.grain for point in found.points} == {Grain(grain)}


def test_financial_and_calendar_years_are_never_in_one_table(board: Board) -> None:
    codes = [one.code for one in catalogue(board)]
    for grain in ("year", "calendar"):
        for place in range(0, len(codes), 8):
            found = explored(board, choice(*codes[place : place + 8], grain=grain))
            assert {point.period.grain for point in found.points} <= {Grain(grain)}


def test_a_span_of_time_is_kept_to(board: Board) -> None:
    found = explored(board, choice("crime.burglary", start="FY2023-24-Q1", end="FY2023-24"))
    assert [point.period.key for point in found.points] == [f"FY2023-24-Q{n}" for n in range(1, 5)]
    assert len(found.periods) > 20, "all there are can still be chosen"


def test_a_series_is_found_by_any_of_its_words(board: Board) -> None:
    every = catalogue(board)
    assert "crime.burglary" in [one.code for one in searched(every, "BURGL")]
    assert searched(every, "burglary offences") and not searched(every, "burglary of the moon")
    assert len(searched(every, "")) == len(every)


def test_what_is_too_large_is_refused_in_words_with_the_limit(board: Board) -> None:
    codes = [one.code for one in catalogue(board)][:9]
    found = explored(board, choice(*codes))
    assert found.why_not == "9 series are chosen, and at most 8 can be shown at once. Remove 1 of them."
    boroughs = tuple(row.code for row in board.areas.of_kind("borough"))
    found = explored(board, choice("crime.burglary", areas=boroughs, grain="month"))
    assert found.why_not.startswith("This choice has 2,") and f"at most {MOST_FIGURES:,}" in found.why_not
    assert not found.points and found.periods, "a shorter time can be chosen"


def test_what_is_not_there_is_said(board: Board) -> None:
    with pytest.raises(SaferError, match=r"no series “crime\.nothing”"):
        explored(board, choice("crime.nothing"))
    with pytest.raises(UnknownArea):
        explored(board, choice("crime.burglary", areas=("E1",)))
    with pytest.raises(BadPeriod):
        choice_of({"from": "2012"}, area=BROMLEY)
    for name in ("grain", "rows", "columns"):
        with pytest.raises(SaferError, match=f"“week” cannot be the {name}"):
            choice_of({name: "week"}, area=BROMLEY)
    found = explored(board, choice("fte.rate", "crime.burglary", grain="month"))
    assert found.gaps and "held by calendar years" in found.gaps[0]
    assert explored(board, choice()).points == ()


def test_an_address_is_read_as_a_choice() -> None:
    words = {
        "series": "a,b,,a",
        "areas": " E1 ",
        "grain": "month",
        "from": "2024-01",
        "columns": "area",
        "parts": "yes",
    }
    assert choice_of(words, area=BROMLEY, as_at="2025-01-01") == Choice(
        ("a", "b"), ("E1",), "month", "2024-01", "", "period", "area", True, "2025-01-01"
    )
    assert choice_of({}, area=BROMLEY) == Choice((), (BROMLEY,))


def test_rows_and_columns_hold_every_figure_once(board: Board) -> None:
    wide = choice("crime.burglary", "crime.robbery", areas=(BROMLEY, CAMDEN), grain="year")
    for rows in ("period", "series", "area"):
        for columns in (None, "period", "series", "area", "breakdown"):
            found = explored(board, wide._replace(rows=rows, columns=columns))
            made = pivot(found)
            cells = [point for _, row in made.rows for point in row if point]
            assert sorted(cells) == sorted(found.points), (rows, columns)
            assert bool(made.note) == (rows == columns)
            assert len({name for name, _ in made.rows}) == len(made.rows)
    made = pivot(explored(board, wide))
    assert (made.corner, made.columns) == ("Period, Area", ("Burglary", "Robbery"))
    assert made.rows[0][0] == "2024/25 · Bromley" and made.rows[1][0] == "2024/25 · Camden"


def test_a_chart_has_every_figure_and_leaves_gaps(board: Board) -> None:
    found = explored(board, choice("crime.burglary", areas=(BROMLEY, CAMDEN), grain="year"))
    for shape in ("line", "bar"):
        chart, why = drawn(found, shape)  # type: ignore[arg-type]
        assert chart and not why and [line.name for line in chart.lines] == ["Bromley", "Camden"]
        values = [value for line in chart.lines for value in line.values if value is not None]
        assert sorted(values) == sorted(point.value for point in found.points if point.value is not None)
    single, _ = drawn(explored(board, choice("crime.burglary", start="FY2024-25-Q1", end="FY2025-26-Q2")), "line")
    assert single is not None
    assert single.summary == (
        "Burglary 251 offences in Jul–Sep 2025; highest 428 offences in Oct–Dec 2024, "
        "lowest 251 offences in Jul–Sep 2025."
    )


def test_years_stand_side_by_side(board: Board) -> None:
    chart, _ = drawn(explored(board, choice("crime.burglary")), "years")
    assert chart is not None and chart.kind == "quarters"
    assert [line.name for line in chart.lines] == ["2022/23", "2023/24", "2024/25", "2025/26"]
    assert chart.lines[-1].values == (307, 251, None, None) and chart.lines[-1].emphasis
    _, why = drawn(explored(board, choice("crime.burglary", grain="year")), "years")
    assert "need months or quarters" in why
    _, why = drawn(explored(board, choice("crime.burglary", "crime.robbery")), "years")
    assert "show one line" in why


def test_what_no_chart_can_show_is_said_instead(board: Board) -> None:
    chart, why = drawn(
        explored(board, choice("marac.cases", "marac.repeat_rate", areas=("E23000001",), grain="year")), "line"
    )
    assert chart is None and "different units" in why
    boroughs = tuple(row.code for row in board.areas.of_kind("borough"))[:9]
    chart, why = drawn(explored(board, choice("crime.burglary", areas=boroughs, grain="year")), "line")
    assert chart is None and "would make 9 lines" in why


def test_small_numbers_of_people_are_kept_back_in_table_and_chart(sqlite_store: Store) -> None:
    for year in (2023, 2024):
        load(sqlite_store, [(f"{year}.xlsx", meetings(year, random.Random(year)))], by="coordinator")
    shown = Board(sqlite_store, {}, areas_file())
    for grain in ("month", "quarter", "year", "r12"):
        found = explored(shown, choice("marac.referrals", "marac.cases", grain=grain, parts=True))
        for point in found.points:
            if point.mark == "[c]":
                assert point.value is None and not point.revised
            else:
                assert point.value is not None and not 0 < point.value < 5
        same = [row for code in ("marac.referrals", "marac.cases")
                for row in observations(sqlite_store, code, area=BROMLEY, grain=grain)]  # fmt: skip
        assert [p.value for p in found.points] == [row["value"] for row in same]
    months = explored(shown, choice("marac.referrals", grain="month", parts=True))
    kept = [point for point in months.points if point.mark == "[c]"]
    assert len(kept) > 10
    chart, _ = drawn(months, "line")
    assert chart is not None
    assert sum(value is None for line in chart.lines for value in line.values) == len(kept)


def test_a_figure_that_was_revised_is_marked_and_what_is_made_of_it_too(sqlite_store: Store) -> None:
    head = "Quarterly return: Recorded crime\nArea:,Bromley\n\nMeasure,Apr–Jun 2011,Apr–Jun 2012\n"
    for name, burglary in (("one.csv", 834), ("two.csv", 840)):
        (done,) = load(
            sqlite_store, [(name, f"{head}Burglary,712,{burglary}\nRobbery,187,126\n".encode())], by="analyst"
        )
        assert done["status"] == "committed", done["problems"]
    here = Board(sqlite_store, {}, areas_file())
    found = explored(here, choice("csp.burglary", "csp.robbery"))
    marks = {(point.series, point.period.key): (point.value, point.mark) for point in found.points}
    assert marks["csp.burglary", "FY2012-13-Q1"] == (840, "[r]")
    assert marks["csp.burglary", "FY2011-12-Q1"] == (712, "") and marks["csp.robbery", "FY2012-13-Q1"] == (126, "")
    assert parse("FY2012-13-Q1") in found.periods
