"""Labels moved by one against what stands."""

import pytest

from dashboard.periods import calendar_year
from dashboard.records import SeriesSpec
from dashboard.store.store import Store
from tests.loaders.checks.examining import AREAS, Examiner, Figures, Met

RATE = SeriesSpec("fte.rate", "First-time entrants", "per 100,000", "none")
BOROUGHS = [row.code for row in AREAS.of_kind("borough")]


def rates(first: int, last: int) -> Figures:
    """Rates that differ by area and year, as published for the years from `first` to `last`."""
    years = list(range(first, last + 1))
    values = {
        code: [float(300 + 7 * n - 11 * (y - 2010) + (n * y) % 13) for y in years] for n, code in enumerate(BOROUGHS)
    }
    return Figures(RATE, [calendar_year(year) for year in years], values)


@pytest.mark.parametrize(("moved", "side"), [(1, "before"), (-1, "after")])
def test_years_that_are_one_off_are_one_finding_at_the_first(sqlite_store: Store, moved: int, side: str) -> None:
    rates(2012, 2020).keep(sqlite_store)
    newer = rates(2012, 2020)
    newer.periods = [period.shift(moved) for period in newer.periods]
    (problem,) = newer.say("shifted-year", sqlite_store)
    assert (problem.severity, problem.cell) == ("warning", "B1")
    assert "figures of First-time entrants that differ from what stands" in problem.message
    assert f"are those of the year {side}" in problem.message


def test_a_single_year_under_the_wrong_label_is_found(sqlite_store: Store) -> None:
    rates(2012, 2020).keep(sqlite_store)
    newer = rates(2020, 2020)
    newer.periods = [calendar_year(2021)]
    (problem,) = newer.say("shifted-year", sqlite_store)
    assert "those of the year before, from 2021 on" in problem.message


def test_months_moved_by_one_are_found(examiner: Examiner, met: Met) -> None:
    examiner.keep(met.content)
    met.rows[0][3:] = [*met.months[1:], "202601"]
    (problem,) = examiner.all(met.content)
    assert (problem.code, problem.cell) == ("shifted-year", "D1")
    assert "are those of the month before" in problem.message


def test_revisions_and_newer_years_are_let_alone(sqlite_store: Store) -> None:
    rates(2012, 2020).keep(sqlite_store)
    assert rates(2013, 2021).say("shifted-year", sqlite_store) == []
    revised = rates(2013, 2021)
    for row in revised.rows.values():
        row[2] = (row[2] or 0) + 3
    assert revised.say("shifted-year", sqlite_store) == []
