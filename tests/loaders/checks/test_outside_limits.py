"""Figures far outside their own past."""

from tests.loaders.checks.examining import Examiner, Met


def up_to(met: Met, month: str) -> Met:
    """The file as it was when that month was its last."""
    return Met([row[: met.column(month) + 1] for row in met.rows])


def times(share: float):
    return lambda value: round(value * share)


def test_a_new_figure_of_the_own_area_far_outside_is_found_at_its_month(examiner: Examiner, met: Met) -> None:
    examiner.keep(up_to(met, "202511").content)
    met.change(met.of(minor="SHOPLIFTING", borough="Bromley"), ["202512"], times(3))
    (problem,) = examiner.all(met.content)
    assert (problem.code, problem.severity, problem.cell) == ("outside-limits", "warning", "AA1")
    assert "Theft of Bromley is" in problem.message
    assert "for Dec 2025, where about" in problem.message


def test_of_two_new_months_the_first_is_looked_at_too(examiner: Examiner, met: Met) -> None:
    examiner.keep(up_to(met, "202510").content)
    met.change(met.of(minor="SHOPLIFTING", borough="Bromley"), ["202511"], times(3))
    (problem,) = examiner.all(met.content)
    assert (problem.code, problem.cell) == ("outside-limits", "Z1")


def test_a_changed_figure_far_outside_is_found_once_of_its_group(examiner: Examiner, met: Met) -> None:
    examiner.keep(met.content)
    met.change(met.of(minor="SHOPLIFTING", borough="Bromley"), ["202509"], times(4))
    (problem,) = examiner.all(met.content)
    assert (problem.code, problem.subject) == ("outside-limits", "crime.theft E09000006 2025-09")


def test_elsewhere_it_must_be_further_out(examiner: Examiner, met: Met) -> None:
    examiner.keep(up_to(met, "202511").content)
    met.change(met.of(minor="SHOPLIFTING", borough="Camden"), ["202512"], times(2.2))
    assert examiner.all(met.content) == []
    met.change(met.of(group="THEFT", borough="Camden"), ["202512"], times(2.4))
    (problem,) = examiner.all(met.content)
    assert problem.subject == "crime.theft E09000007 2025-12"


def test_nothing_is_far_from_a_past_that_does_not_stand(examiner: Examiner, met: Met) -> None:
    met.change(met.of(group="THEFT", borough="Bromley"), ["202512"], times(4))
    assert examiner.all(met.content) == []


def test_a_season_is_no_news(examiner: Examiner, met: Met) -> None:
    for month in ("202412", "202512"):
        met.change(met.of(group="THEFT", borough="Bromley"), [month], times(4))
    examiner.keep(up_to(met, "202511").content)
    assert examiner.all(met.content) == []


def test_a_quarter_of_a_return_is_compared_with_the_quarters_that_stand(examiner: Examiner) -> None:
    names = [f"FY{2010 + n // 4}-{11 + n // 4}-Q{n % 4 + 1}" for n in range(9)]
    text = "Area:,Bromley\n\nMeasure,{}\nViolent crime,{}\n"
    examiner.keep(text.format(",".join(names[:8]), "983,1010,1002,975,990,1021,1008,986"), "crime.csv")
    (problem,) = examiner.all(text.format(names[8], 2983), "crime.csv")
    assert (problem.code, problem.cell) == ("outside-limits", "B4")
    assert examiner.all(text.format(names[8], 1204), "crime.csv") == []
