"""Local youth justice figures: counts and rates apart, areas by code, missing values and faults."""

from pathlib import Path

import pytest

from dashboard.areas import read as read_areas
from dashboard.records import Reading
from loaders import fte_lait, reoffending_children
from loaders._book import open_book

ROOT = Path(__file__).resolve().parents[2]
REAL = ROOT.parent / "shared" / "data" / "reoffending" / "children_offending.csv"
AREAS = read_areas(ROOT / "data" / "areas.csv")
HEADING = "area_code,area_name,area_type,period,indicator,measure,unit,value,compared_to_England,inequality\n"
INDICATOR = "Children cautioned or sentenced"
RATE = "yjs.cautioned_or_sentenced_rate_per_10000"


def read(*lines: str) -> Reading:
    book = open_book((HEADING + "\n".join(lines)).encode(), "children.csv")
    assert reoffending_children.recognise(book)
    return reoffending_children.read(book, AREAS)


def row(*, code: str = "E09000006", name: str = "Bromley", when: str = "2014/15", value: str = "204") -> str:
    return f"{code},{name},UA,{when},{INDICATOR},Count,Children,{value},NA,NA"


def test_count_and_rate_are_two_series() -> None:
    reading = read(row(), f'E09000006,Bromley,UA,2014/15,{INDICATOR},"Per 10,000 aged 10-17",Children,NA,NA,NA')
    assert [(o.series, o.period.key, o.value, o.status) for o in reading.observations] == [
        ("yjs.cautioned_or_sentenced", "FY2014-15", 204, "final"),
        (RATE, "FY2014-15", None, "missing"),
    ]
    assert reading.series["yjs.cautioned_or_sentenced"].aggregation == "sum"
    assert reading.series["yjs.cautioned_or_sentenced"].unit == "children"


def test_the_rate_is_the_same_series_as_in_the_interactive_tool() -> None:
    reading = read(f'E09000006,Bromley,UA,2014/15,{INDICATOR},"Per 10,000 aged 10-17",Children,69,NA,NA')
    text = "Short Desc,Data item,Years,LA and Regions,Values\nYJS_Caution-Sentence,per 10,2023-24,Bromley,3"
    tool = fte_lait.read(open_book(text.replace("per 10,", '"per 10,000",').encode(), "lait.csv"), AREAS)
    assert reading.series[RATE] == tool.series[RATE]


def test_other_indicators_and_parts() -> None:
    line = "E09000006,Bromley,UA,2014/15,Children in custody,Count,Children,3,NA,{}"
    reading = read(line.format("NA"), line.format("Boys"))
    assert [(o.series, o.breakdown) for o in reading.observations] == [
        ("yjs.children_in_custody", ""),
        ("yjs.children_in_custody", "group=Boys"),
    ]


@pytest.mark.parametrize(
    ("line", "severity", "code", "cell"),
    [
        (row(name="Bexley", code="E09000004", value="lots"), "error", "not-a-number", "H3"),
        (row(), "error", "duplicate-key", "H3"),
        (row(when="2097/98"), "error", "future-period", "D3"),
        (row(when="2014/19"), "error", "bad-period", "D3"),
        (row(code="", name="Bromly"), "error", "unknown-area", "B3"),
        (f"E09000006,Bromley,UA,2014/15,{INDICATOR},,Children,3,NA,NA", "error", "no-measure", "F3"),
    ],
)
def test_a_fault_is_named_with_its_cell(line: str, severity: str, code: str, cell: str) -> None:
    problem = read(row(), line).problems[0]
    assert (problem.severity, problem.code, problem.cell) == (severity, code, cell)


@pytest.mark.realdata
@pytest.mark.skipif(not REAL.exists(), reason="the published files are not beside the project")
def test_the_published_file() -> None:
    reading = reoffending_children.read(open_book(REAL.read_bytes(), REAL.name), AREAS)
    found = {(o.series, o.area, o.period.key): o.value for o in reading.observations}
    assert found["yjs.cautioned_or_sentenced", "E09000006", "FY2014-15"] == 204
    assert found[RATE, "E09000006", "FY2014-15"] == 69
    assert len(found) == 242
    assert not reading.problems
