"""Which figures have a rate, by which population, and what it is called."""

import csv
from collections import defaultdict

import pytest

from dashboard.periods import parse
from dashboard.records import SeriesSpec
from dashboard.scorecard.evidence import Evidence, codes
from dashboard.scorecard.people import listed, rate
from dashboard.settings import DATA
from dashboard.store.observations import Stored
from dashboard.store.snapshot import Snapshot
from dashboard.strategy import Indicator, Part, Priority, Strategy

BROMLEY, LONDON_FORCE = "E09000006", "E23000001"
SERIES = {
    "crime.burglary": SeriesSpec("crime.burglary", "Burglary", "offences"),
    "crime.robbery": SeriesSpec("crime.robbery", "Robbery", "offences"),
    "crime.share": SeriesSpec("crime.share", "Share", "%", aggregation="ratio"),
    "crime.published": SeriesSpec("crime.published", "As published", "offences", aggregation="none"),
    "marac.cases": SeriesSpec("marac.cases", "Cases", "cases"),
}
BOTH = (Part(series="crime.burglary", title="Burglary"), Part(series="crime.robbery", title="Robbery"))


def said(
    series: str, key: str, area: str = BROMLEY, parts: tuple[Part, ...] = (), loaded: dict[str, float] | None = None
) -> tuple[float, str] | None:
    """The rate of 250 in a period, where the populations `loaded` are stored."""
    rows = [
        Stored("population.total", area, "", parse(year), "", people, "final", 1, 0, 1, 1)
        for year, people in (loaded or {}).items()
    ]
    evidence = Evidence(Snapshot(rows, SERIES, {}, {}, {}))
    indicator = Indicator(code="one", title="One", series=series, parts=parts)
    unit = SERIES[parts[0].series if parts else series].unit
    return rate(indicator, unit, 250, evidence, area, parse(key))


@pytest.mark.parametrize(
    ("key", "per_1000", "words"),
    [
        ("FY2025-26-Q1", 0.76, "per 1,000 people in the quarter, mid-2021 estimate"),
        ("FY2021-22", 0.76, "per 1,000 people, mid-2021 estimate"),
        ("2012-04", 0.81, "per 1,000 people in the month, Census 2011"),
        ("R12:2020-06", 0.81, "per 1,000 people, Census 2011"),
    ],
)
def test_a_rate_says_its_span_and_whose_count_of_people_it_is(key: str, per_1000: float, words: str) -> None:
    assert said("crime.burglary", key) == (per_1000, words)


def test_only_counts_of_what_happened_have_a_rate() -> None:
    assert said("csp.both", "FY2025-26-Q1", parts=BOTH) is not None
    without = [said(code, "FY2025-26-Q1") for code in ("crime.share", "crime.published", "marac.cases")]
    assert without == [None, None, None]
    half = (*BOTH, Part(series="crime.unknown", title="Not loaded"))
    assert said("csp.both", "FY2025-26-Q1", parts=half) is None


def test_a_newer_population_that_was_loaded_is_used() -> None:
    found = said("crime.burglary", "FY2025-26-Q1", loaded={"CY2024": 250_000, "CY2026": 1})
    assert found == (1.0, "per 1,000 people in the quarter, mid-2024 estimate")
    older = said("crime.burglary", "FY2025-26-Q1", loaded={"CY2020": 1})
    assert older is not None
    assert older[1].endswith("mid-2021 estimate")


def test_without_a_population_there_is_no_rate() -> None:
    assert said("crime.burglary", "FY2025-26-Q1", area="E12000001") is None
    assert said("crime.burglary", "FY2009-10-Q1") is None


def test_the_population_is_read_with_every_strategy() -> None:
    only = Priority(code="p", title="P", indicators=(Indicator(code="i", title="I", series="crime.burglary"),))
    strategy = Strategy.model_validate(
        {"code": "s", "title": "S", "start": "2024-04-01", "end": "2025-03-31", "priorities": (only,)}
    )
    assert codes(strategy) == {"crime.burglary", "population.total"}


def test_the_populations_of_the_project_are_those_published() -> None:
    """London less the City: 8,173,941 − 7,375 in 2011, 8,796,628 − 8,618 in the middle of 2021."""
    people: dict[int, float] = defaultdict(float)
    for area, known in listed().items():
        for one in known if area != LONDON_FORCE else ():
            people[one.year] += one.people
    assert people == {2011: 8_166_566, 2021: 8_788_010}
    force = {one.year: one.people for one in listed()[LONDON_FORCE]}
    assert force[2016] == 8_762_400
    assert {year: force[year] for year in people} == dict(people)


def test_every_population_names_its_source_and_stands_once() -> None:
    with (DATA / "populations.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert len({(line["area"], line["year"]) for line in lines}) == len(lines) == 32 * 2 + 7
    assert all(line["source"] and line["basis"] for line in lines)
    assert len({line["area"] for line in lines if line["area"].startswith("E09")}) == 32
