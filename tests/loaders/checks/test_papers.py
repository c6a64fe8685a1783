"""The two mistakes of the partnership's own paper of September 2012 are found, each once and by its cell."""

from pathlib import Path

from tests.loaders.checks.examining import Examiner

SAMPLES = Path(__file__).resolve().parents[3] / "data" / "samples"


def test_the_printed_total_of_property_crime(examiner: Examiner) -> None:
    (problem,) = examiner.all((SAMPLES / "crime-2012-13-q1.csv").read_bytes(), "crime-2012-13-q1.csv")
    assert (problem.code, problem.severity, problem.cell) == ("total-mismatch", "warning", "C10")
    assert "prints 3,580 as Property crime; its parts add up to 3,281" in problem.message


def test_the_column_headed_with_the_quarter_of_a_year_before(examiner: Examiner) -> None:
    text = (SAMPLES / "asb-2012-13-q1.csv").read_text("utf-8").replace("Apr–Jun 2012", "Apr–Jun 2011")
    (problem,) = examiner.all(text, "asb-2012-13-q1.csv")
    assert (problem.code, problem.severity, problem.cell) == ("duplicate-period", "error", "F4")
    assert "is headed Apr–Jun 2011, as B4 is already" in problem.message
