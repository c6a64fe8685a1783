"""A column pasted under two headings."""

from tests.loaders.checks.examining import Examiner, Met


def test_a_pasted_column_is_found_with_both_headings(examiner: Examiner, met: Met) -> None:
    for row in met.rows[1:]:
        row[met.column("202503")] = row[met.column("202502")]
    (problem,) = examiner.all(met.content)
    assert (problem.code, problem.severity, problem.cell) == ("repeated-period", "warning", "R1")
    assert "figures for Mar 2025 are those for Feb 2025 (met!Q1)" in problem.message


def test_a_column_like_another_that_has_not_begun_is_only_in_the_future(examiner: Examiner, met: Met) -> None:
    for row in met.rows:
        row.append(row[5])
    met.rows[0][-1] = "203001"
    assert [problem.code for problem in examiner.all(met.content)] == ["future-period"]


def test_a_few_lines_that_are_alike_are_let_alone(examiner: Examiner, met: Met) -> None:
    for row in met.of(borough="Bromley"):
        row[met.column("202503")] = row[met.column("202502")]
    assert examiner.all(met.content) == []
