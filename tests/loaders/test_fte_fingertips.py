"""Fingertips indicator 10401: which rows count, areas listed twice, notes about values."""

from pathlib import Path

import pytest

from dashboard.areas import read as read_areas
from dashboard.records import Reading
from loaders import fte_fingertips
from loaders._book import open_book

AREAS = read_areas(Path(__file__).resolve().parents[2] / "data" / "areas.csv")
HEADING = (
    "Indicator ID,Indicator Name,Parent Code,Parent Name,Area Code,Area Name,Area Type,Sex,Age,Category Type,Category,"
    "Time period,Value,Lower CI 95.0 limit,Upper CI 95.0 limit,Count,Denominator,Value note\n"
)
ROW = {
    "id": "10401",
    "code": "E09000006",
    "name": "Bromley",
    "sex": "Persons",
    "age": "10-17 yrs",
    "category": "",
    "year": "2023",
    "value": "85.1",
    "count": "28",
    "note": "",
}


def line(**changed: str) -> str:
    r = ROW | changed
    return (
        f"{r['id']},First time entrants,E12000007,London region,{r['code']},{r['name']},Counties & UAs,{r['sex']},"
        f"{r['age']},,{r['category']},{r['year']},{r['value']},1,2,{r['count']},32900,{r['note']}"
    )


def read(*lines: str) -> Reading:
    book = open_book((HEADING + "\n".join(lines)).encode(), "indicator.csv")
    assert fte_fingertips.recognise(book)
    return fte_fingertips.read(book, AREAS)


def values(reading: Reading) -> dict[tuple[str, str, str], float | None]:
    return {(o.series, o.area, o.period.key): o.value for o in reading.observations}


def test_rate_and_count_of_all_children() -> None:
    reading = read(
        line(),
        line(sex="Male", value="99"),
        line(age="15 yrs", value="98"),
        line(category="Most deprived decile", value="97"),
        line(id="90366", value="96"),
    )
    assert values(reading) == {
        ("fte.rate", "E09000006", "CY2023"): 85.1,
        ("fte.count", "E09000006", "CY2023"): 28,
    }
    assert not reading.problems
    assert reading.series["fte.count"].unit == "children"


def test_an_area_listed_twice_alike_is_taken_once_and_otherwise_refused() -> None:
    assert len(read(line(), line()).observations) == 2
    (problem,) = read(line(), line(value="86")).problems
    assert (problem.code, problem.cell) == ("duplicate-key", "M3")


def test_suppressed_and_missing_are_told_apart() -> None:
    reading = read(
        line(value="", count="", note="Value suppressed for disclosure control"),
        line(year="2022", value="", count="", note="Data not available"),
    )
    assert [o.status for o in reading.observations] == ["suppressed", "suppressed", "missing", "missing"]


def test_a_code_of_today_leads_to_the_authority_on_record() -> None:
    reading = read(
        line(code="E08000039", name="Sheffield"),
        line(code="E07000999", name="Newshire"),
        line(code="E54000030", name="South East London ICB"),
    )
    assert {o.area for o in reading.observations} == {"E08000019", "E07000999"}
    assert reading.areas["E07000999"].parent == "E12000007"
    assert "South East London ICB" in reading.notes[0]


@pytest.mark.parametrize(
    ("changed", "severity", "code", "cell"),
    [
        ({"value": "many"}, "error", "not-a-number", "M2"),
        ({"year": "2098"}, "error", "future-period", "L2"),
        ({"year": "lately"}, "error", "bad-period", "L2"),
        ({"code": "", "name": "Bromly"}, "error", "unknown-area", "F2"),
    ],
)
def test_a_fault_is_named_with_its_cell(changed: dict[str, str], severity: str, code: str, cell: str) -> None:
    (problem,) = read(line(**changed)).problems
    assert (problem.severity, problem.code, problem.cell) == (severity, code, cell)


def test_a_download_of_other_indicators_is_not_recognised() -> None:
    assert fte_fingertips.recognise(open_book((HEADING + line(id="90366")).encode(), "x.csv")) is None
