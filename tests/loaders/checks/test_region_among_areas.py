"""A region's row under an area's name."""

from dashboard.periods import financial_year
from dashboard.records import SeriesSpec
from tests.loaders.checks.examining import Examiner, Figures, Met

INCIDENTS = SeriesSpec("fly_tipping.incidents", "Fly-tipping incidents", "incidents")
YEARS = [financial_year(year) for year in range(2018, 2023)]
AREAS = {
    "E09000002": [410.0, 430.0, 445.0, 420.0, 415.0],
    "E09000003": [210.0, 190.0, 205.0, 220.0, 230.0],
    "E09000006": [310.0, 330.0, 335.0, 340.0, 350.0],
}


def summed(rows: dict[str, list[float]]) -> list[float]:
    return [sum(values) for values in zip(*rows.values(), strict=True)]


def test_an_area_that_is_the_sum_of_all_others_is_found() -> None:
    rows = {**AREAS, "E09000007": summed(AREAS)}
    (problem,) = Figures(INCIDENTS, YEARS, rows).say("region-among-areas")
    assert (problem.severity, problem.cell, problem.subject) == ("warning", "B5", "E09000007")
    assert "the figures of Camden are the sum of all other areas' in 5 of 5 figures" in problem.message


def test_a_whole_city_under_the_name_unknown_is_one_finding(examiner: Examiner, met: Met) -> None:
    examiner.keep(met.content)
    for minor in {row[1]: row[0] for row in met.rows[1:]}:
        rows = met.of(minor=minor)
        sums = [sum(int(row[column]) for row in rows) for column in range(3, len(met.rows[0]))]
        met.rows.append([rows[0][0], minor, "Unknown", *map(str, sums)])
    (problem,) = examiner.all(met.content)
    assert problem.code == "region-among-areas"
    assert "the figures of Unknown" in problem.message


def test_a_region_under_its_own_name_is_let_alone() -> None:
    rows = {**AREAS, "E12000007": summed(AREAS)}
    assert Figures(INCIDENTS, YEARS, rows).say("region-among-areas") == []


def test_two_areas_alike_are_no_sum() -> None:
    rows = dict.fromkeys(("E09000006", "E09000007"), AREAS["E09000006"])
    assert Figures(INCIDENTS, YEARS, rows).say("region-among-areas") == []
