"""Workbooks shaped like those that partners send: figures right, few questions, nothing wrong without a word."""

import pytest

from tests.workbooks import SETS, all_cases
from tests.workbooks._case import Case
from tests.workbooks._judge import judge, summary

CASES = {kind: list(all_cases(kind)) for kind in SETS}
# A count and a share in one cell: nothing is read from it, and the file is refused with that reason.
NOT_READ = ("counts with shares",)
ENOUGH = {"tuned": 60, "held out": 40, "held out later": 20}
MOST_ASKED = 1


@pytest.mark.parametrize("case", [case for cases in CASES.values() for case in cases], ids=lambda case: case.name)
def test_no_figure_is_read_wrongly(case: Case) -> None:
    verdict = judge(case)
    assert verdict.wrong == []
    if not case.name.startswith(NOT_READ):
        assert verdict.missed == []
        assert verdict.right, verdict.problems
        assert len(verdict.questions) <= MOST_ASKED


@pytest.mark.parametrize("kind", SETS)
def test_nineteen_of_twenty_are_read_with_one_question_at_most(kind: str) -> None:
    verdicts = [judge(case) for case in CASES[kind]]
    assert len(verdicts) >= ENOUGH[kind]
    assert sum(verdict.read_well for verdict in verdicts) >= 0.95 * len(verdicts), summary(verdicts)


def test_a_truth_that_differs_in_one_figure_is_noticed() -> None:
    case = next(case for case in all_cases() if case.name == "quarters by measure 1")
    case.figures[3] = case.figures[3]._replace(value=-1)
    verdict = judge(case)
    assert not verdict.right
    assert len(verdict.wrong) == 2  # once as the figure that should be there, once as the one that should not


def test_cells_that_hold_two_numbers_are_not_guessed_at() -> None:
    verdict = judge(next(case for case in CASES["tuned"] if case.name.startswith(NOT_READ)))
    assert verdict.wrong == []
    assert not verdict.right
