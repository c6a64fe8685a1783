"""Years and the quarters in the same file."""

from tests.loaders.checks.examining import Examiner


def fires(year: int) -> str:
    quarters = "Apr–Jun 2012,Jul–Sep 2012,Oct–Dec 2012,Jan–Mar 2013"
    return f"Area:,Bromley\n\nMeasure,{quarters},2012/13\nDeliberate fires,20,25,15,12,{year}\n"


def test_a_year_that_its_quarters_do_not_make_is_found_at_its_cell(examiner: Examiner) -> None:
    (problem,) = examiner.all(fires(82), "fires.csv")
    assert (problem.code, problem.severity, problem.cell) == ("year-total", "warning", "F4")
    assert "gives 82 as Deliberate fires of Bromley for 2012/13, and its parts add up to 72" in problem.message


def test_a_year_that_they_make_and_one_of_which_a_quarter_is_missing_are_let_alone(examiner: Examiner) -> None:
    assert examiner.all(fires(72), "fires.csv") == []
    assert examiner.all(fires(82).replace("Jan–Mar 2013,", "").replace(",12,", ","), "fires.csv") == []


def test_a_caseload_is_never_added_up(examiner: Examiner) -> None:
    text = fires(12).replace("Deliberate fires,20,25,15,12", "Probation caseload,20,25,15,12")
    assert examiner.all(text, "probation.csv") == []
