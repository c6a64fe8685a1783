"""Partners' returns: the 2012 figures with their two mistakes, tolerant reading, and every fault with its cell."""

from pathlib import Path

import openpyxl
import pytest

from dashboard.areas import read as read_areas
from dashboard.records import Problem, Reading
from loaders import (
    return_asb,
    return_confidence,
    return_crime,
    return_probation,
    return_youth_justice,
    return_youth_justice_published,
)
from loaders._book import open_book
from loaders._load import recognise
from loaders._registry import Loader

AREAS = read_areas(Path(__file__).resolve().parents[2] / "data" / "areas.csv")
BROMLEY = "E09000006"
QUARTERS = ["Apr–Jun 2011", "Jul–Sep 2011", "Oct–Dec 2011", "Jan–Mar 2012", "Apr–Jun 2012"]
ASB_2012 = [
    ["Noise & nuisance", 1290, 1418, 891, 809, 931],
    ["Graffiti", 945, 1190, 961, 581, 1108],
    ["Fly-tipping investigations", 153, 158, 105, 123, 146],
    ["ASB to council", 181, 111, 116, 134, 108],
    ["ASB to police", 2965, 3223, 2497, 2276, 2291],
    ["Total", 5534, 6100, 4570, 3923, 4584],
]
CRIME_2012 = [
    ["Violent crime", 1207, 983],
    ["Burglary", 712, 834],
    ["Robbery", 187, 126],
    ["Theft & handling", 1992, 1787],
    ["Criminal damage", 688, 534],
    ["Property crime", 3579, 3580],
]


def read(tmp_path: Path, loader: Loader, rows: list[list[object]], name: str = "return.xlsx") -> Reading:
    """A real workbook of these rows, recognised among all loaders, as this loader reads it."""
    workbook = openpyxl.Workbook()
    workbook.active.title = "Return"
    for row in rows:
        workbook.active.append(row)
    workbook.save(tmp_path / name)
    book = open_book((tmp_path / name).read_bytes(), name)
    assert recognise(book)[0] is loader
    return loader.read(book, AREAS)


def form(headings: list[object], rows: list[list[object]], area: str | None = "Bromley") -> list[list[object]]:
    return [["Quarterly return"], ["Area:", area], ["Partner:", "Police"], ["Measure", *headings], *rows]


def values(reading: Reading, area: str = BROMLEY) -> dict[tuple[str, str], float | None]:
    return {(o.series, o.period.key): o.value for o in reading.observations if o.area == area}


def only(reading: Reading) -> Problem:
    assert len(reading.problems) == 1, reading.problems
    return reading.problems[0]


def test_asb_of_2012(tmp_path: Path) -> None:
    reading = read(tmp_path, return_asb, form(QUARTERS, ASB_2012))
    assert not reading.problems
    found = values(reading)
    assert len(found) == 30
    assert [found["asb.total", f"FY2011-12-Q{n}"] for n in (1, 2, 3, 4)] == [5534, 6100, 4570, 3923]
    assert found["asb.noise", "FY2012-13-Q1"] == 931
    noise = next(o for o in reading.observations if o.series == "asb.noise" and o.period.key == "FY2012-13-Q1")
    assert noise[6:] == (0, 5, 6)


def test_the_heading_that_stands_twice_is_an_error_at_the_second_column(tmp_path: Path) -> None:
    problem = only(read(tmp_path, return_asb, form([*QUARTERS[:4], QUARTERS[0]], ASB_2012)))
    assert (problem.severity, problem.code, problem.sheet, problem.cell) == (
        "error",
        "duplicate-period",
        "Return",
        "F4",
    )
    assert problem.message == "Return!F4 is headed Apr–Jun 2011, as B4 is already."
    assert "After Jan–Mar 2012 comes Apr–Jun 2012." in problem.hint


def test_the_total_that_is_not_the_sum_of_its_parts(tmp_path: Path) -> None:
    reading = read(tmp_path, return_crime, form(["Apr–Jun 2011", "Apr–Jun 2012"], CRIME_2012))
    problem = only(reading)
    assert (problem.severity, problem.code, problem.cell) == ("warning", "total-mismatch", "C10")
    assert problem.message == "Return!C10 prints 3,580 as Property crime; its parts add up to 3,281."
    assert problem.hint == "Check with the partner which is right. The total is taken from its parts."
    found = values(reading)
    assert found["csp.property_crime", "FY2012-13-Q1"] == 3281
    assert found["csp.property_crime", "FY2011-12-Q1"] == 3579
    total = next(o for o in reading.observations if o.series == "csp.property_crime" and o.period.key == "FY2012-13-Q1")
    assert (total.row, total.column) == (10, 3)


def test_a_total_is_worked_out_where_none_is_printed_and_kept_where_a_part_is_missing(tmp_path: Path) -> None:
    reading = read(tmp_path, return_asb, form(QUARTERS, ASB_2012[:5]))
    assert values(reading)["asb.total", "FY2012-13-Q1"] == 4584
    assert next(o for o in reading.observations if o.series == "asb.total").row == 0
    partial = read(tmp_path, return_asb, form(QUARTERS, [ASB_2012[0], ASB_2012[5]]))
    assert not partial.problems
    assert values(partial)["asb.total", "FY2012-13-Q1"] == 4584


def test_tolerant_of_titles_footnotes_case_and_columns_beside(tmp_path: Path) -> None:
    rows = [
        ["Safer partnership: performance report"],
        [],
        ["Some words about the table"],
        [None, "Borough: London Borough of Bromley"],
        [None, "ASB (incidents)", "Q1 2011/12", "FY2012-13-Q1", "% change"],
        [None, "NOISE AND NUISANCE2", "1,290", "931 [p]", -0.28],
        [None, "1. graffiti", 945, 1108, 0.17],
        [None, "ASB reported to the police", 2965, None, None],
        [None, "Source: council and police"],
    ]
    reading = read(tmp_path, return_asb, rows)
    assert not reading.problems
    assert values(reading) == {
        ("asb.noise", "FY2011-12-Q1"): 1290,
        ("asb.noise", "FY2012-13-Q1"): 931,
        ("asb.graffiti", "FY2011-12-Q1"): 945,
        ("asb.graffiti", "FY2012-13-Q1"): 1108,
        ("asb.police", "FY2011-12-Q1"): 2965,
    }
    provisional = [o.value for o in reading.observations if o.status == "provisional"]
    assert provisional == [931]


def test_a_row_a_figure(tmp_path: Path) -> None:
    rows = [
        ["ASB"],
        ["Area", "Quarter", "Measure", "Value"],
        ["Bromley", "Apr–Jun 2012", "Noise & nuisance", 931],
        ["E09000004", "Apr–Jun 2012", "Graffiti", 12],
        ["Bromley", "Apr–Jun 2012", "Noise & nuisance", 932],
        ["Bromley", "some day", "Graffiti", 5],
    ]
    reading = read(tmp_path, return_asb, rows)
    assert values(reading) == {("asb.noise", "FY2012-13-Q1"): 931}
    assert values(reading, "E09000004") == {("asb.graffiti", "FY2012-13-Q1"): 12}
    assert [(p.code, p.cell) for p in reading.problems] == [("duplicate-measure", "D5"), ("bad-period", "B6")]


def test_csv_and_an_area_by_partnership_or_by_column(tmp_path: Path) -> None:
    text = "Measure,Area,Apr–Jun 2012\nGraffiti,Bromley Community Safety Partnership,4\nGraffiti,Bexley,5\n"
    book = open_book(text.encode(), "asb.csv")
    reading = return_asb.read(book, AREAS)
    assert not reading.problems
    assert {(o.area, o.value) for o in reading.observations} == {(BROMLEY, 4), ("E09000004", 5)}


@pytest.mark.parametrize(
    ("heading", "row", "area", "found"),
    [
        ("Apr–Jun 2012", ["Graffiti", "lots"], "Bromley", ("error", "not-a-number", "B5")),
        ("Apr–Jun 2012", ["Graffiti", "12%"], "Bromley", ("error", "not-a-number", "B5")),
        ("Apr–Jun 2012", ["Graffiti", -4], "Bromley", ("error", "not-a-count", "B5")),
        ("Apr–Jun 2012", ["Graffiti", 4.5], "Bromley", ("error", "not-a-count", "B5")),
        ("Apr–Jun 2012", ["Graffiti", 4], "Bromly", ("error", "unknown-area", "B2")),
        ("Apr–Jun 2012", ["Graffiti", 4], None, ("error", "no-area", "B2")),
        ("Apr–Jun 2098", ["Graffiti", 4], "Bromley", ("error", "future-period", "B4")),
    ],
)
def test_errors(tmp_path: Path, heading: str, row: list[object], area: str | None, found: tuple[str, str, str]) -> None:
    problem = only(read(tmp_path, return_asb, form([heading], [row], area)))
    assert (problem.severity, problem.code, problem.cell) == found
    assert problem.message.startswith(f"Return!{problem.cell} ")
    if problem.code == "unknown-area":
        assert problem.hint.startswith("Did you mean Bromley")


def test_a_quarter_to_come_may_say_that_it_is_not_published(tmp_path: Path) -> None:
    rows = form(["Apr–Jun 2012", "Apr–Jun 2098"], [["Graffiti", 4, "not yet published"]])
    assert not read(tmp_path, return_asb, rows).problems


def test_an_unknown_measure_is_a_warning_with_near_misses(tmp_path: Path) -> None:
    reading = read(tmp_path, return_asb, form(["Apr–Jun 2012"], [["Grafitti", 4], ["ASB to police", 5]]))
    problem = only(reading)
    assert (problem.severity, problem.code, problem.cell) == ("warning", "unknown-measure", "A5")
    assert problem.hint == "Did you mean Graffiti?"
    assert values(reading) == {("asb.police", "FY2012-13-Q1"): 5}


@pytest.mark.parametrize(
    ("headings", "cell"),
    [(["Apr–Jun 2012", "Jul-Spe 2012"], "C4"), (["Jul-Spe 2012", "Apr–Jun 2012"], "B4")],
)
def test_figures_under_a_heading_that_is_no_period_are_not_dropped_in_silence(
    tmp_path: Path, headings: list[object], cell: str
) -> None:
    problem = only(read(tmp_path, return_asb, form(headings, [["Graffiti", "1,004", "1,005"]])))
    assert (problem.severity, problem.code, problem.cell) == ("warning", "unknown-heading", cell)
    assert "“Jul-Spe 2012”" in problem.message


def test_without_an_area_a_return_is_refused_once(tmp_path: Path) -> None:
    reading = read(tmp_path, return_asb, [["Measure", "Apr–Jun 2012"], ["Graffiti", 4], ["Noise", 5]])
    assert (only(reading).severity, only(reading).code) == ("error", "no-area")
    assert values(reading) == {}


def test_a_marker_is_a_figure_that_is_missing(tmp_path: Path) -> None:
    rows = form(["Jan–Mar 2012", "Apr–Jun 2012"], [["Confidence", 55.2, "not yet published"]])
    reading = read(tmp_path, return_confidence, rows)
    assert not reading.problems
    assert [(o.value, o.status) for o in reading.observations] == [(55.2, "final"), (None, "missing")]
    assert reading.series["csp.confidence"].aggregation == "none"


@pytest.mark.parametrize(("cell", "number", "codes"), [("55%", 55, []), (0.552, 55.2, ["fraction-as-percentage"])])
def test_percentages(tmp_path: Path, cell: object, number: float, codes: list[str]) -> None:
    reading = read(tmp_path, return_confidence, form(["Apr–Jun 2012"], [["Confidence", cell]]))
    assert [p.code for p in reading.problems] == codes
    assert [o.value for o in reading.observations] == [number]


def test_more_reoffenders_than_the_cohort_is_an_error(tmp_path: Path) -> None:
    rows = form(["Jan–Dec 2018"], [["Reoffending cohort", 135], ["Reoffenders", 153]])
    problem = only(read(tmp_path, return_youth_justice, rows))
    assert (problem.severity, problem.code, problem.cell) == ("error", "more-than-whole", "B6")


def test_youth_justice_of_2019(tmp_path: Path) -> None:
    rows = form(
        ["Jan–Dec 2018", "Jan–Dec 2019"],
        [["First-time entrants", 65, 49], ["Reoffending cohort", 135, None], ["RJ referrals", None, 62]],
    )
    reading = read(tmp_path, return_youth_justice, rows)
    assert not reading.problems
    assert values(reading) == {
        ("fte.count", "CY2018"): 65,
        ("fte.count", "CY2019"): 49,
        ("yjs.reoffending_cohort", "CY2018"): 135,
        ("yjs.restorative_referrals", "CY2019"): 62,
    }


def test_probation_of_may_2016(tmp_path: Path) -> None:
    rows = [["NPS: custody", 188], ["NPS: community", 33], ["NPS: licence", 73]]
    rows = [[str(label).replace("NPS", "NPS caseload"), number] for label, number in rows]
    reading = read(tmp_path, return_probation, form(["May 2016"], [*rows, ["CRC", 722]]))
    found = values(reading)
    assert (found["probation.caseload_nps", "2016-05"], found["probation.caseload_crc", "2016-05"]) == (294, 722)
    assert reading.series["probation.caseload_nps"].aggregation == "last"


def test_other_tables_are_not_taken_for_a_return() -> None:
    text = "Measure,Apr–Jun 2012\nBooks lent,5\nVisitors,6\nTotal,11\n"
    assert recognise(open_book(text.encode(), "library.csv")) == (None, "")


def test_a_change_may_be_below_nothing_and_a_count_may_not(tmp_path: Path) -> None:
    rows = [["Violent crime", 1207, 983], ["Harassment: change on a year before", None, -52]]
    reading = read(tmp_path, return_crime, form(["Apr–Jun 2011", "Apr–Jun 2012"], rows))
    assert reading.problems == []
    assert values(reading)["csp.harassment_change", "FY2012-13-Q1"] == -52
    rows[1] = ["Harassment", 3, -52]
    found = only(read(tmp_path, return_crime, form(["Apr–Jun 2011", "Apr–Jun 2012"], rows)))
    assert (found.code, found.cell) == ("not-a-count", "C6")
    rows[1] = ["Harassment: change on a year before", None, -5.5]
    found = only(read(tmp_path, return_crime, form(["Apr–Jun 2011", "Apr–Jun 2012"], rows)))
    assert "whole number" in str(found.hint)


def test_figures_of_a_public_paper_are_known_by_their_form_alone(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Custodial sentences", 4, 5], ["RJ referrals", 127, 62]]
    headings: list[object] = ["2019/20", "2020/21"]
    named = [["Form:", "youth_justice.published"], *form(headings, rows)]
    assert read(tmp_path, return_youth_justice_published, named).source == "youth_justice.published"
    assert read(tmp_path, return_youth_justice, form(headings, rows)).source == "youth_justice.return"


def test_april_to_december_is_read_as_the_nine_months_it_is(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Restorative justice: victim referrals", 127, 62]]
    reading = read(tmp_path, return_youth_justice, form(["Apr–Dec 2019", "Apr–Dec 2020"], rows))
    assert not reading.problems
    assert values(reading) == {
        ("yjs.restorative_referrals", "FY2019-20-Q1-Q3"): 127,
        ("yjs.restorative_referrals", "FY2020-21-Q1-Q3"): 62,
    }
