"""Figures counted from April on."""

from itertools import accumulate

import pytest

from tests.loaders.checks.examining import Examiner, Met

QUARTERS = [f"{a}–{b} {y}" for y in (2011, 2012) for a, b in (("Apr", "Jun"), ("Jul", "Sep"), ("Oct", "Dec"))]
ASB = {
    "Noise & nuisance": [1290, 1418, 891, 931, 1010, 870],
    "Graffiti": [945, 1190, 961, 1108, 990, 1020],
    "ASB to council": [181, 111, 116, 108, 120, 99],
    "ASB to police": [2965, 3223, 2497, 2291, 2410, 2300],
}


def asb(figures: dict[str, list[int]], quarters: list[str]) -> str:
    rows = "".join(f"{name},{','.join(map(str, values))}\n" for name, values in figures.items())
    return f"Area:,Bromley\n\nMeasure,{','.join(quarters)}\n{rows}"


def running(values: list[int]) -> list[int]:
    """Three quarters of a year, each with those before it."""
    return [*accumulate(values[:3]), *accumulate(values[3:])]


def test_a_return_of_running_totals_is_one_finding_at_the_second_quarter(examiner: Examiner) -> None:
    figures = {name: running(values) for name, values in ASB.items()}
    (problem,) = examiner.found("cumulative", asb(figures, QUARTERS), "asb.csv")
    assert (problem.severity, problem.cell) == ("warning", "C3")
    assert "rise quarter by quarter through 2011/12 and 2012/13" in problem.message
    assert "Noise and nuisance: 1,290, 2,708, 3,599" in problem.message


def test_a_second_quarter_with_the_first_in_it_is_found_against_other_years(examiner: Examiner) -> None:
    examiner.keep(asb({name: values[:4] for name, values in ASB.items()}, QUARTERS[:4]), "asb.csv")
    figures = {name: [values[3] + values[4]] for name, values in ASB.items()}
    (problem,) = examiner.found("cumulative", asb(figures, QUARTERS[4:5]), "asb.csv")
    assert problem.cell == "B3"


def test_months_that_run_from_april_are_the_only_finding(examiner: Examiner, met: Met) -> None:
    examiner.keep(met.content)
    for row in met.rows[1:]:
        total = 0
        for month in met.months:
            total = int(row[met.column(month)]) + (0 if month.endswith("04") else total)
            row[met.column(month)] = str(total)
    (problem,) = examiner.all(met.content)
    assert (problem.code, problem.cell) == ("cumulative", "H1")


def test_quarters_of_their_own_are_let_alone(examiner: Examiner) -> None:
    assert examiner.found("cumulative", asb(ASB, QUARTERS), "asb.csv") == []


@pytest.mark.parametrize("count", [2, 3])
def test_a_season_that_is_the_same_every_year_is_let_alone(examiner: Examiner, count: int) -> None:
    examiner.keep(asb({"Noise & nuisance": [100, 145, 195, 100, 145, 195]}, QUARTERS), "asb.csv")
    newer = ["Apr–Jun 2013", "Jul–Sep 2013", "Oct–Dec 2013"][:count]
    text = asb({"Noise & nuisance": [100, 145, 195][:count]}, newer)
    assert examiner.found("cumulative", text, "asb.csv") == []
