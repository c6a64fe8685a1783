"""Figures ten times too large: columns, areas, rows and cells, each said once; real growth is let alone."""

import pytest

from tests.loaders.checks.examining import Examiner, Met

MONTH = "202503"


def ten(value: float) -> int:
    return int(value * 10)


def tenth(value: float) -> int:
    return int(value // 10)


@pytest.mark.parametrize("standing", [True, False])
def test_a_column_is_one_finding_at_its_heading(examiner: Examiner, met: Met, standing: bool) -> None:
    if standing:
        examiner.keep(met.content)
    met.change(met.rows[1:], [MONTH], ten)
    (problem,) = examiner.all(met.content)
    assert (problem.code, problem.severity, problem.cell) == ("scale-jump", "warning", "R1")
    assert "the figures for Mar 2025 are about 10 times" in problem.message
    assert ("stands" if standing else "is usual") in problem.message
    assert problem.subject == "2025-03 x10"


@pytest.mark.parametrize("standing", [True, False])
def test_a_month_of_a_borough_is_one_finding(examiner: Examiner, met: Met, standing: bool) -> None:
    if standing:
        examiner.keep(met.content)
    met.change(met.of(borough="Bromley"), [MONTH], ten)
    (problem,) = examiner.all(met.content)
    assert (problem.code, problem.cell) == ("scale-jump", f"R{met.number(met.of(borough='Bromley')[0])}")
    assert "the figures of Bromley for Mar 2025" in problem.message


@pytest.mark.parametrize("standing", [True, False])
def test_a_month_of_an_offence_is_one_finding(examiner: Examiner, met: Met, standing: bool) -> None:
    if standing:
        examiner.keep(met.content)
    met.change(met.of(minor="SHOPLIFTING"), [MONTH], tenth)
    (problem,) = examiner.all(met.content)
    assert (problem.code, problem.cell) == ("scale-jump", f"R{met.number(met.of(minor='SHOPLIFTING')[0])}")
    assert "about a tenth of" in problem.message


@pytest.mark.parametrize("by", [ten, tenth])
@pytest.mark.parametrize("standing", [True, False])
def test_a_single_cell_is_found(examiner: Examiner, met: Met, by: object, standing: bool) -> None:
    if standing:
        examiner.keep(met.content)
    (row,) = met.of(minor="SHOPLIFTING", borough="Bromley")
    met.change([row], [MONTH], by)  # type: ignore[arg-type]
    (problem,) = examiner.all(met.content)
    assert (problem.code, problem.cell) == ("scale-jump", f"R{met.number(row)}")
    assert "Theft: shoplifting of Bromley" in problem.message


def test_a_row_that_is_ten_times_what_stands_is_one_finding(examiner: Examiner, met: Met) -> None:
    examiner.keep(met.content)
    (row,) = met.of(minor="RAPE", borough="Bromley")
    met.change([row], met.months, ten)
    (problem,) = examiner.all(met.content)
    assert (problem.code, problem.cell) == ("scale-jump", f"D{met.number(row)}")
    assert "24 figures of Sexual offences: rape of Bromley" in problem.message


def test_a_file_in_thousandths_is_one_finding(examiner: Examiner, met: Met) -> None:
    examiner.keep(met.content)
    met.change(met.rows[1:], met.months, lambda value: int(value * 1000))
    (problem,) = examiner.all(met.content)
    assert (problem.code, problem.subject) == ("scale-jump", "all x1000")
    assert "the figures of this file are about 1,000 times what stands" in problem.message


def test_growth_and_chance_are_no_jump(examiner: Examiner, met: Met) -> None:
    met.change(met.of(minor="SHOPLIFTING", borough="Bromley"), met.months[20:], lambda value: int(value * 4))
    (row,) = met.of(minor="ARSON", borough="Bromley")
    met.change([row], [MONTH], lambda _: 50)  # a spate of fires, ten times few
    assert examiner.found("scale-jump", met.content) == []


def test_a_revision_of_few_by_chance_tenfold_is_no_jump(examiner: Examiner, met: Met) -> None:
    (row,) = met.of(minor="ARSON", borough="Bromley")
    met.change([row], [MONTH], lambda _: 2)
    examiner.keep(met.content)
    met.change([row], [MONTH], lambda _: 20)
    assert examiner.found("scale-jump", met.content) == []
