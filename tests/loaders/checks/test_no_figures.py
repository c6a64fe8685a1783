"""A file that was recognised and holds nothing."""

from tests.loaders.checks.examining import Examiner, Met


def test_headings_without_a_figure_are_an_error(examiner: Examiner, met: Met) -> None:
    (problem,) = examiner.all(Met(met.rows[:1]).content)
    assert (problem.code, problem.severity) == ("no-figures", "error")


def test_one_figure_is_enough(examiner: Examiner) -> None:
    assert examiner.all("MajorText,MinorText,BoroughName,202501\nTHEFT,SHOPLIFTING,Bromley,5\n") == []
