"""A period left out in the middle."""

import pytest

from tests.loaders.checks.examining import Examiner, Met


def without(met: Met, *months: str) -> Met:
    for month in months:
        column = met.column(month)
        for row in met.rows:
            del row[column]
    return met


def test_the_month_that_is_left_out_is_named_at_the_one_after_it(examiner: Examiner, met: Met) -> None:
    (problem,) = examiner.all(without(met, "202503").content)
    assert (problem.code, problem.severity, problem.cell, problem.subject) == (
        "missing-period",
        "warning",
        "R1",
        "2025-03",
    )
    assert "before Apr 2025 the file leaves out Mar 2025" in problem.message


@pytest.mark.parametrize("months", [("202401",), ("202512",), tuple(f"2024{n:02d}" for n in range(5, 11))])
def test_a_shorter_file_and_a_file_of_two_spans_are_let_alone(examiner: Examiner, met: Met, months: tuple[str]) -> None:
    assert examiner.all(without(met, *months).content) == []


def test_two_quarters_a_year_apart_are_let_alone(examiner: Examiner) -> None:
    text = "Quarterly return\nArea:,Bromley\n\nMeasure,Apr–Jun 2011,Apr–Jun 2012\nViolent crime,1207,983\n"
    assert examiner.all(text, "crime.csv") == []
