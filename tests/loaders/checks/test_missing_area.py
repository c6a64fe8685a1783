"""An area that is not there: a borough, one that stands, or one in the middle of the years."""

from dashboard.periods import calendar_year
from dashboard.records import SeriesSpec
from tests.loaders.checks.examining import AREAS, Examiner, Figures, Met

RATE = SeriesSpec("fte.rate", "First-time entrants", "per 100,000", "none")
YEARS = [calendar_year(year) for year in range(2015, 2023)]


def test_the_borough_that_is_missing_is_named(examiner: Examiner, met: Met) -> None:
    met.rows = [row for row in met.rows if row[2] != "Haringey"]
    (problem,) = examiner.all(met.content)
    assert (problem.code, problem.severity, problem.sheet, problem.cell) == ("missing-area", "warning", "met", None)
    assert problem.message == "met has no figures of Haringey: 1 of 32 boroughs."
    assert problem.subject == "E09000014"


def test_several_are_one_finding_whether_they_stand_or_not(examiner: Examiner, met: Met) -> None:
    whole = met.content
    met.rows = [row for row in met.rows if row[2] not in ("Bexley", "Bromley", "Sutton")]
    (before,) = examiner.all(met.content)
    examiner.keep(whole)
    (after,) = examiner.all(met.content)
    assert before.message == after.message == "met has no figures of Bexley, Bromley and Sutton: 3 of 32 boroughs."


def test_a_file_cut_after_ten_boroughs_is_doubted_once_others_stand(examiner: Examiner, met: Met) -> None:
    whole = met.content
    some = {row.name for row in AREAS.of_kind("borough")[:10]}
    met.rows = [row for row in met.rows if row[2] in some or row is met.rows[0]]
    assert examiner.all(met.content) == []
    examiner.keep(whole)
    (problem,) = examiner.all(met.content)
    assert "22 of 32 boroughs" in problem.message


def test_a_file_of_one_borough_is_no_part_of_a_set(examiner: Examiner, met: Met) -> None:
    examiner.keep(met.content)
    met.rows = [row for row in met.rows if row[2] == "Bromley" or row is met.rows[0]]
    assert examiner.all(met.content) == []


def test_a_year_left_out_in_the_middle_is_named() -> None:
    boroughs = [row.code for row in AREAS.of_kind("borough")]
    figures = Figures(RATE, YEARS, {code: [200.0 + n for n in range(8)] for code in boroughs})
    context = figures.context()
    rows = [row for row in context.reading.observations if (row.area, row.period.key) != ("E09000006", "CY2018")]
    context.reading.observations[:] = rows
    from loaders._checks.missing_area import find

    (problem,) = find(context)
    assert "has no figure of Bromley for 2018" in problem.message


def test_a_team_of_two_boroughs_is_neither_missing() -> None:
    boroughs = [row.code for row in AREAS.of_kind("borough") if row.name != "Tower Hamlets"]
    figures = Figures(RATE, YEARS, {code: [200.0] * 8 for code in [*boroughs, "Tower Hamlets and City of London"]})
    assert figures.say("missing-area") == []
