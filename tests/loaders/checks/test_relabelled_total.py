"""A total among its parts."""

from tests.loaders.checks.examining import Examiner, Met


def with_total(met: Met, name: str) -> Met:
    """Add, for each borough, a row that holds the sum of its burglaries."""
    for borough in {row[2]: None for row in met.rows[1:]}:
        rows = met.of(group="BURGLARY", borough=borough)
        sums = [sum(int(row[column]) for row in rows) for column in range(3, len(met.rows[0]))]
        met.rows.append(["BURGLARY", name, borough, *map(str, sums)])
    return met


def test_the_row_is_found_at_its_name(examiner: Examiner, met: Met) -> None:
    first = len(met.rows) + 1
    (problem,) = examiner.all(with_total(met, "BURGLARY ALL").content)
    assert (problem.code, problem.severity, problem.cell) == ("relabelled-total", "warning", f"B{first}")
    assert "“BURGLARY ALL” is the sum of the other parts of Burglary in 768 of 768 figures" in problem.message
    assert problem.subject == "crime.burglary.burglary_all"


def test_it_is_the_only_finding_where_the_good_file_stands(examiner: Examiner, met: Met) -> None:
    examiner.keep(met.content)
    assert [p.code for p in examiner.all(with_total(met, "RESIDENTIAL").content)] == ["relabelled-total"]


def test_two_parts_that_happen_to_be_equal_are_no_total(examiner: Examiner, met: Met) -> None:
    for arson, damage in zip(met.of(minor="ARSON"), met.of(minor="CRIMINAL DAMAGE"), strict=True):
        arson[3:] = damage[3:]
    assert examiner.found("relabelled-total", met.content) == []


def test_the_total_of_a_return_under_a_part_s_name_is_found(examiner: Examiner) -> None:
    text = (
        "Area:,Bromley\n\nMeasure,Apr–Jun 2011,Jul–Sep 2011\nNoise & nuisance,1290,1418\nGraffiti,945,1190\n"
        "ASB to council,181,111\nASB to police,2416,2719\n"
    )
    (problem,) = examiner.all(text, "asb.csv")
    assert (problem.code, problem.cell, problem.subject) == ("relabelled-total", "B7", "asb.police")
