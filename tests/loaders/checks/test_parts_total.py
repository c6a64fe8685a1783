"""Totals against their parts."""

from dashboard.periods import financial_year, month
from dashboard.records import SeriesSpec
from tests.loaders.checks.examining import Examiner, Figures, Met

MONTHS = [month(2025, number) for number in range(1, 7)]
FLATS, HOMES = [20.0, 21.0, 22.0, 23.0, 24.0, 26.0], [10.0, 11.0, 12.0, 13.0, 14.0, 15.0]
ADDED = [30.0, 32.0, 34.0, 36.0, 38.0, 41.0]


def burglary(total: list[float], flats: list[float] = FLATS, homes: list[float] = HOMES) -> Figures:
    """A group and its two parts, each a row of Bromley."""
    found: Figures | None = None
    for code, values in (("homes", homes), ("flats", flats), ("", total)):
        spec = SeriesSpec(f"crime.burglary.{code}".rstrip("."), code.capitalize() or "Burglary", "offences")
        found = Figures(spec, MONTHS, {"E09000006": list(values)}, found)
    assert found is not None
    return found


def test_a_total_that_differs_is_found_at_its_cell() -> None:
    (problem,) = burglary([30.0, 32.0, 34.0, 63.0, 38.0, 41.0]).say("parts-total")
    assert (problem.severity, problem.cell, problem.subject) == ("warning", "E2", "crime.burglary E09000006 2025-04")
    assert problem.message == "Sheet!E2 gives 63 as Burglary of Bromley for Apr 2025; its parts add up to 36."


def test_a_total_that_differs_twice_is_one_finding() -> None:
    rows = [30.0, 32.0, 34.0, 36.0, 38.0, 41.0] * 2
    longer = burglary([*rows[:10], 99.0, 98.0], FLATS * 2, HOMES * 2)
    part: Figures | None = longer
    while part:
        part.periods = [month(2024, number) for number in range(1, 13)]
        part = part.more
    (problem,) = longer.say("parts-total")
    assert problem.message.endswith("its parts add up to 38, and differs in 1 other period too.")


def test_a_total_that_fits_and_those_a_loader_adds_up_are_let_alone(examiner: Examiner, met: Met) -> None:
    assert burglary(ADDED).say("parts-total") == []
    assert examiner.found("parts-total", met.content) == []


def test_figures_rounded_to_five_may_differ_by_the_rounding_and_no_more() -> None:
    flats, homes = [20.0, 20.0, 25.0, 25.0, 25.0, 25.0], [10.0, 10.0, 15.0, 15.0, 15.0, 15.0]
    assert burglary([35.0, 30.0, 40.0, 40.0, 40.0, 40.0], flats, homes).say("parts-total") == []
    (problem,) = burglary([50.0, 30.0, 40.0, 40.0, 40.0, 40.0], flats, homes).say("parts-total")
    assert problem.cell == "B2"


def test_parts_that_never_add_up_are_other_parts() -> None:
    assert burglary([45.0, 47.0, 52.0, 61.0, 49.0, 60.0]).say("parts-total") == []


def test_a_total_that_counts_everything_twice_is_found() -> None:
    (problem,) = burglary([2 * value for value in ADDED]).say("parts-total")
    assert "gives 60 as Burglary of Bromley for Jan 2025; its parts add up to 30" in problem.message


def test_the_printed_total_of_2012_is_named_once_by_its_loader(examiner: Examiner) -> None:
    text = (
        "Area:,Bromley\n\nMeasure,Apr–Jun 2012\nBurglary,834\nRobbery,126\nTheft & handling,1787\n"
        "Criminal damage,534\nProperty crime,3580\n"
    )
    (problem,) = examiner.all(text, "crime.csv")
    assert (problem.code, problem.cell) == ("total-mismatch", "B8")


def test_parts_of_another_grain_are_not_added_up() -> None:
    yearly = burglary([300.0] * 6)
    yearly.periods = [financial_year(2010 + n) for n in range(6)]
    assert yearly.say("parts-total") == []
