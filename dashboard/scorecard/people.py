"""Rates for every 1,000 people: which figures have one, and by which population."""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from dashboard.metrics.rates import Population, per_1000, population_in
from dashboard.periods import LENGTH, Grain, Period
from dashboard.scorecard.evidence import POPULATION, Evidence
from dashboard.settings import DATA
from dashboard.strategy import Indicator

# what happens to a place can be set against the people in it; work done and people helped cannot
HAPPENS = frozenset({"offences", "incidents", "fires"})
_SPAN = {Grain.MONTH: " in the month", Grain.QUARTER: " in the quarter"}


class Rate(NamedTuple):
    """A rate and what it is for: per 1,000 people in the quarter, mid-2021 estimate."""

    per_1000: float
    words: str


def rate(
    indicator: Indicator, unit: str, value: float | None, evidence: Evidence, area: str, period: Period
) -> Rate | None:
    """The rate of a count of what happened; None for other figures and where no population is known."""
    if not happens(indicator, unit, evidence):
        return None
    population = people(evidence, area, period)
    found = per_1000(value, population)
    if found is None or population is None:
        return None
    return Rate(float(found), f"{per_people(period)}, {population.basis}")


def per_people(period: Period) -> str:
    """What a rate in `period` is for: per 1,000 people in the quarter."""
    return f"per 1,000 people{_SPAN.get(period.grain, '')}"


def happens(indicator: Indicator, unit: str, evidence: Evidence) -> bool:
    """Whether an indicator counts what happens to a place, so that it can be set against its people."""
    return unit in HAPPENS and evidence.sums(indicator)


def people(evidence: Evidence, area: str, period: Period) -> Population | None:
    """The newest population known for the time of `period`; None where all are for later years."""
    return population_in([*listed().get(area, ()), *_loaded(evidence, area)], period.start.year)


def _loaded(evidence: Evidence, area: str) -> list[Population]:
    """Populations that were loaded as figures: mid-year estimates by calendar year."""
    return [
        Population(period.start.year, row.value, f"mid-{period.start.year} estimate")
        for period, row in evidence.stored(POPULATION, area).items()
        if row.value and LENGTH[period.grain] == 12
    ]


@cache
def listed(path: Path = DATA / "populations.csv") -> Mapping[str, tuple[Population, ...]]:
    """Populations by area code from a file with the columns area,year,population,basis,source."""
    found: dict[str, list[Population]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            one = Population(int(line["year"]), float(line["population"]), line["basis"])
            found.setdefault(line["area"], []).append(one)
    return {area: tuple(each) for area, each in found.items()}
