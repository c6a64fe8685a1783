"""Nothing where there always was something: columns, areas, series, cells, and rows that are not there."""

import pytest

from tests.loaders.checks.examining import Examiner, Met

MONTH = "202503"
BLANK = ""


def blank(_: float) -> str:
    return BLANK


@pytest.mark.parametrize("standing", [True, False])
@pytest.mark.parametrize(("month", "cell"), [(MONTH, "R1"), ("202512", "AA1")])
def test_an_empty_column_is_one_finding_at_its_heading(
    examiner: Examiner, met: Met, month: str, cell: str, standing: bool
) -> None:
    if standing:
        examiner.keep(met.content)
    met.change(met.rows[1:], [month], blank)
    (problem,) = examiner.all(met.content)
    assert (problem.code, problem.severity, problem.cell) == ("never-zero", "warning", cell)
    assert "lines are 0 for" in problem.message
    assert "never before was one below" in problem.message


def test_an_empty_month_of_a_borough_is_one_finding(examiner: Examiner, met: Met) -> None:
    met.change(met.of(borough="Bromley"), [MONTH], blank)
    (problem,) = examiner.all(met.content)
    assert problem.code == "never-zero"
    assert "every figure of Bromley is 0 for Mar 2025" in problem.message
    assert problem.subject == "E09000006 2025-03"


def test_an_offence_that_is_none_anywhere_in_the_last_month_is_one_finding(examiner: Examiner, met: Met) -> None:
    met.change(met.of(minor="SHOPLIFTING"), ["202512"], lambda _: 0)
    (problem,) = examiner.all(met.content)
    assert (problem.code, problem.cell) == ("never-zero", f"AA{met.number(met.of(minor='SHOPLIFTING')[0])}")
    assert "Theft: shoplifting is 0 for Dec 2025 in Barking and Dagenham" in problem.message


def test_a_cell_is_found(examiner: Examiner, met: Met) -> None:
    (row,) = met.of(minor="SHOPLIFTING", borough="Bromley")
    met.change([row], [MONTH], blank)
    (problem,) = examiner.all(met.content)
    assert (problem.code, problem.cell) == ("never-zero", f"R{met.number(row)}")


@pytest.mark.parametrize("standing", [True, False])
def test_a_row_that_every_other_borough_has_is_missed(examiner: Examiner, met: Met, standing: bool) -> None:
    if standing:
        examiner.keep(met.content)
    met.rows = [row for row in met.rows if not (row[0] == "BURGLARY" and row[2] == "Bromley")]
    (problem,) = examiner.all(met.content)
    assert (problem.code, problem.cell) == ("never-zero", None)
    assert "the file has no row of it" in problem.message
    assert "in Bromley" in problem.message


def test_noughts_of_a_rare_offence_are_let_alone(examiner: Examiner, met: Met) -> None:
    assert any("0" in row[3:] for row in met.of(minor="VIOLENT DISORDER"))
    met.change(met.of(minor="ARSON", borough="Bromley"), [MONTH], blank)
    met.rows = [row for row in met.rows if not (row[1] == "VIOLENT DISORDER" and row[2] == "Bromley")]
    assert examiner.all(met.content) == []


def test_a_nought_that_stands_already_is_not_asked_about_again(examiner: Examiner, met: Met) -> None:
    met.change(met.of(minor="SHOPLIFTING", borough="Bromley"), [MONTH], blank)
    examiner.keep(met.content)
    assert examiner.all(met.content) == []


def test_many_single_noughts_are_one_finding_that_names_each(examiner: Examiner, met: Met) -> None:
    cells = []
    for place, row in enumerate(met.of(minor="SHOPLIFTING")[:12:2]):
        met.change([row], [met.months[place + 3]], blank)
        cells.append(f"{'GHIJKL'[place]}{met.number(row)}")
    (problem,) = examiner.all(met.content)
    assert (problem.code, problem.subject) == ("never-zero", "several")
    assert all(cell in problem.message for cell in cells)


def test_a_total_without_a_cell_is_not_hidden_by_another_borough_s_part(examiner: Examiner, met: Met) -> None:
    """Parts too small to tell in Sutton, and their group which does; in Bexley one part tells by itself."""
    for minor in ("ARSON", "CRIMINAL DAMAGE"):
        (row,) = met.of(minor=minor, borough="Sutton")
        met.change([row], met.months, lambda value: 4 + int(value) % 2 * 40)
        met.change([row], [MONTH], blank)
    met.change(met.of(minor="CRIMINAL DAMAGE", borough="Bexley"), [MONTH], blank)
    said = " ".join(problem.message for problem in examiner.found("never-zero", met.content))
    assert "in Bexley" in said
    assert "Arson and criminal damage is 0 for Mar 2025 in Sutton" in said
