"""National reoffending: two measures and two lengths of cohort that never mix, groups, gaps and faults."""

from pathlib import Path

import pytest

from dashboard.areas import read as read_areas
from dashboard.records import Reading
from loaders import reoffending_national
from loaders._book import open_book

ROOT = Path(__file__).resolve().parents[2]
REAL = ROOT.parent / "shared" / "data" / "reoffending" / "proven_reoffending_data.csv"
AREAS = read_areas(ROOT / "data" / "areas.csv")
HEADING = "measure,temporal_unit,date,group,rate,value\n"


def read(*lines: str) -> Reading:
    book = open_book((HEADING + "\n".join(lines)).encode(), "proven.csv")
    assert reoffending_national.recognise(book)
    return reoffending_national.read(book, AREAS)


def values(reading: Reading) -> dict[tuple[str, str, str], float | None]:
    return {(o.series, o.period.key, o.breakdown): o.value for o in reading.observations}


def test_measures_lengths_and_groups_are_kept_apart() -> None:
    reading = read(
        "old,annual,2013-04-01,All,binary,26.4",
        "new,annual,2013-04-01,All,binary,31.1",
        "new,annual,2005-01-01,Adult,OGRS4,31.5",
        "new,3-monthly,2013-07-01,Juvenile,cohort,12321",
        "new,3-monthly,2013-10-01,Adult,frequency,",
    )
    assert values(reading) == {
        ("reoffending_old.rate", "FY2013-14", ""): 26.4,
        ("reoffending.rate", "FY2013-14", ""): 31.1,
        ("reoffending.ogrs4", "CY2005", "group=Adults"): 31.5,
        ("reoffending.cohort", "FY2013-14-Q2", "group=Children"): 12321,
        ("reoffending.frequency", "FY2013-14-Q3", "group=Adults"): None,
    }
    assert {o.area for o in reading.observations} == {"K04000001"}
    assert reading.series["reoffending.cohort"].aggregation == "none"
    assert reading.series["reoffending.rate"].denominator == "reoffending.cohort"
    assert not reading.problems


@pytest.mark.parametrize(
    ("line", "severity", "code", "cell"),
    [
        ("new,annual,2013-04-01,All,binary,many", "error", "not-a-number", "F3"),
        ("new,annual,2012-04-01,All,binary,3", "error", "duplicate-key", "F3"),
        ("new,annual,2097-04-01,All,binary,3", "error", "future-period", "C3"),
        ("new,3-monthly,2012-05-01,All,binary,3", "error", "bad-period", "C3"),
        ("new,monthly,2012-04-01,All,binary,3", "error", "bad-period", "C3"),
        ("newest,annual,2012-04-01,All,binary,3", "warning", "unknown-measure", "A3"),
        ("new,annual,2012-04-01,Cats,binary,3", "warning", "unknown-measure", "D3"),
        ("new,annual,2012-04-01,All,guess,3", "warning", "unknown-measure", "E3"),
    ],
)
def test_a_fault_is_named_with_its_cell(line: str, severity: str, code: str, cell: str) -> None:
    problem = read("new,annual,2012-04-01,All,binary,30", line).problems[0]
    assert (problem.severity, problem.code, problem.cell) == (severity, code, cell)
    assert problem.message.startswith(f"proven!{cell} ")


@pytest.mark.realdata
@pytest.mark.skipif(not REAL.exists(), reason="the published files are not beside the project")
def test_the_published_file() -> None:
    reading = reoffending_national.read(open_book(REAL.read_bytes(), REAL.name), AREAS)
    found = values(reading)
    assert not reading.problems
    assert len(found) == len(reading.observations) == 1368
    rate, top, whole = (
        found[f"reoffending.{name}", "FY2013-14", "group=Children"] for name in ("rate", "reoffenders", "cohort")
    )
    assert rate is not None
    assert top is not None
    assert whole is not None
    assert rate == pytest.approx(top / whole * 100, abs=0.001)
    assert found["reoffending_old.rate", "FY2013-14", "group=Children"] == 38
