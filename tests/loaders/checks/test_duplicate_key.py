"""The last guard against two figures under one key."""

from dashboard.periods import month
from dashboard.records import SeriesSpec
from tests.loaders.checks.examining import Examiner, Figures, Met

SPEC = SeriesSpec("asb.noise", "Noise", "incidents")


def test_a_figure_given_again_is_an_error_at_the_second_cell() -> None:
    again = Figures(
        SPEC, [month(2025, 1), month(2025, 2), month(2025, 1)], {"E09000006": [5, 6, 7], "E09000007": [1, 2, 1]}
    )
    (problem,) = again.say("duplicate-key")
    assert (problem.severity, problem.cell) == ("error", "D2")
    assert "gives Noise of Bromley for Jan 2025 again; B2 gives it first, and so do 1 other figure" in problem.message


def test_different_figures_are_let_alone() -> None:
    assert Figures(SPEC, [month(2025, 1), month(2025, 2)], {"E09000006": [5, 5]}).say("duplicate-key") == []


def test_a_column_that_its_loader_has_named_is_named_once(examiner: Examiner, met: Met) -> None:
    for row in met.rows:
        row.append(row[10])
    (problem,) = examiner.all(met.content)
    assert (problem.code, problem.severity, problem.cell) == ("duplicate-period", "error", "AB1")
    assert problem.message == "Columns K1 and AB1 are both headed Aug 2024."
