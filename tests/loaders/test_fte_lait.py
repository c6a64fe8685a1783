"""The local authority interactive tool: years, units under one code, blocks, and faults."""

from pathlib import Path

import pytest

from dashboard.areas import read as read_areas
from dashboard.records import Reading
from loaders import fte_lait
from loaders._book import open_book

ROOT = Path(__file__).resolve().parents[2]
REAL = ROOT.parent / "shared" / "data" / "first_time_entrants"
AREAS = read_areas(ROOT / "data" / "areas.csv")
HEADING = "Short Desc,Data item,Years,LA and Regions,Values,LA Number,Region\n"
ENTRANTS = "FirstYJS,First Time entrants to the Youth Justice System aged 10-17 (rate)"
SENTENCED = 'YJS_Caution-Sentence10-17_YO,"Children with cautions/convictions per {} of the 10-17 population"'


def read(*lines: str) -> Reading:
    book = open_book((HEADING + "\n".join(lines)).encode(), "lait.csv")
    assert fte_lait.recognise(book)
    return fte_lait.read(book, AREAS)


def values(reading: Reading, series: str, area: str = "E09000006") -> dict[str, float | None]:
    return {o.period.key: o.value for o in reading.observations if (o.series, o.area) == (series, area)}


def test_a_block_carries_its_description_on_and_a_dash_is_missing() -> None:
    reading = read(f"{ENTRANTS},2023,Bromley,85,305.0,Outer London", "FirstYJS,,2024,Bromley,-,305.0,Outer London")
    assert values(reading, "fte.rate") == {"CY2023": 85, "CY2024": None}
    assert [o.status for o in reading.observations] == ["final", "missing"]
    assert (reading.observations[0].row, reading.observations[0].column) == (2, 5)
    assert reading.series["fte.rate"].aggregation == "none"


def test_financial_years_are_kept_apart() -> None:
    reading = read(f"{ENTRANTS},2023,Bromley,85,,", "FirstYJS,,2023-24,Bromley,90,,")
    assert values(reading, "fte.rate") == {"CY2023": 85, "FY2023-24": 90}
    assert any("kept apart" in note for note in reading.notes)


def test_each_unit_is_a_series_of_its_own() -> None:
    reading = read(
        f"{SENTENCED.format('1,000')},2021-22,Bromley,2,,",
        "YJS_Caution-Sentence10-17_YO,,2022-23,Bromley,1.9,,",
        f"{SENTENCED.format('10,000')},2023-24,Bromley,18,,",
    )
    assert values(reading, "yjs.cautioned_or_sentenced_rate_per_1000") == {"FY2021-22": 2, "FY2022-23": 1.9}
    assert values(reading, "yjs.cautioned_or_sentenced_rate_per_10000") == {"FY2023-24": 18}
    assert reading.series["yjs.cautioned_or_sentenced_rate_per_10000"].unit == "per 10,000 aged 10–17"


def test_a_rate_without_a_unit_is_left_out() -> None:
    reading = read("YJS_Caution-Sentence10-17_YO,,2021-22,Bromley,2,,", f"{ENTRANTS},2023,Bromley,85,,")
    assert [(p.code, p.cell) for p in reading.problems] == [("unit-unknown", "B2")]
    assert {o.series for o in reading.observations} == {"fte.rate"}


def test_inner_london_and_areas_of_the_past_are_found() -> None:
    names = ('"London (Inner)"', '"Dorset (Pre LG)"', "Dorset", "Yorkshire and the Humber", "England")
    reading = read(*(f"{ENTRANTS},2023,{name},85,," for name in names))
    assert [o.area for o in reading.observations] == [
        *("LAIT-INNER-LONDON", "E10000009", "E06000059", "E12000003", "E92000001")
    ]


def test_years_alike_in_every_area_and_a_jump_in_scale_are_doubted() -> None:
    names = [row.name for row in AREAS.of_kind("borough")]
    lines = [f"{ENTRANTS},{year},{name},{80 + n},," for year in (2021, 2022) for n, name in enumerate(names)]
    lines += [f"{ENTRANTS},2023,{name},{800 + n},," for n, name in enumerate(names)]
    assert [problem.code for problem in read(*lines).problems] == ["repeated-year", "unit-jump"]


@pytest.mark.parametrize(
    ("line", "severity", "code", "cell"),
    [
        (f"{ENTRANTS},2022,Bromley,many,,", "error", "not-a-number", "E3"),
        (f"{ENTRANTS},2023,Bromley,86,,", "error", "duplicate-key", "E3"),
        (f"{ENTRANTS},2098,Bromley,86,,", "error", "future-period", "C3"),
        (f"{ENTRANTS},recent,Bromley,86,,", "error", "bad-period", "C3"),
        (f"{ENTRANTS},2022,Bromly,86,,", "error", "unknown-area", "D3"),
    ],
)
def test_a_fault_is_named_with_its_cell(line: str, severity: str, code: str, cell: str) -> None:
    (problem,) = read(f"{ENTRANTS},2023,Bromley,85,,", line).problems
    assert (problem.severity, problem.code, problem.cell) == (severity, code, cell)
    assert problem.message.startswith(f"lait!{cell} ")
    assert problem.hint


def test_other_measures_of_the_tool_are_not_recognised() -> None:
    assert fte_lait.recognise(open_book((HEADING + "Absence,Rate,2023,Bromley,4,,").encode(), "x.csv")) is None


@pytest.mark.realdata
@pytest.mark.skipif(not REAL.exists(), reason="the published files are not beside the project")
@pytest.mark.parametrize("edition", ["2025-03-04", "2026-01-19"])
def test_the_published_editions(edition: str) -> None:
    path = REAL / f"LAIT_youth_offending_{edition}.csv"
    reading = fte_lait.read(open_book(path.read_bytes(), path.name), AREAS)
    bromley = values(reading, "fte.rate")
    assert (bromley["CY2018"], bromley["CY2023"]) == (210, 85)
    assert values(reading, "yjs.cautioned_or_sentenced_rate_per_1000")["FY2022-23"] == 1.9
    assert len(reading.areas) == 170
    assert not reading.problems
