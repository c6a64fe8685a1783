"""Charts by year: which years have a target, what they are called, and the sentence above them."""

from datetime import date

import pytest

from dashboard.periods import parse
from dashboard.records import SeriesSpec
from dashboard.scorecard.charts import charts_of
from dashboard.scorecard.details import Chart
from dashboard.scorecard.evidence import Evidence
from dashboard.store.observations import Stored
from dashboard.store.snapshot import Snapshot
from dashboard.strategy import Indicator, Target

DIRECTION = Target(kind="direction")


def drawn(
    figures: dict[str, float],
    target: Target,
    grain: str = "year",
    unit: str = "incidents",
    quarter: str = "FY2018-19-Q4",
) -> Chart:
    """The chart of `figures` as a strategy from April 2016 shows it in a quarter."""
    rows = [
        Stored("a.b", "E", "", parse(key), "", value, "final", 1, 0, row, 1)
        for row, (key, value) in enumerate(figures.items(), 1)
    ]
    spec = SeriesSpec("a.b", "Something", unit, aggregation="none")
    indicator = Indicator.model_validate(
        {"code": "one", "title": "One", "series": "a.b", "grain": grain, "target": target}
    )
    evidence = Evidence(Snapshot(rows, {"a.b": spec}, {}, {}, {}))
    (chart,) = charts_of(indicator, evidence, parse(quarter), "E", date(2016, 4, 1))
    return chart


def aims(chart: Chart) -> list[float | None]:
    assert chart.target is not None
    return list(chart.target.values)


YEARS = {"FY2012-13": 10, "FY2015-16": 40, "FY2016-17": 38, "FY2017-18": 39, "FY2018-19": 30}


def test_a_target_stands_over_the_years_of_its_strategy_alone() -> None:
    back = Target(kind="return", baseline="FY2012-13", start="FY2015-16", by="FY2018-19")
    assert aims(drawn(YEARS, back)) == [None, None, None, None, 30, 20, 10]
    assert aims(drawn(YEARS, DIRECTION)) == [None, None, None, None, 40, 38, 39]


def test_the_year_that_is_judged_has_its_target_even_if_it_ended_before() -> None:
    assert aims(drawn({"FY2014-15": 12, "FY2015-16": 11}, DIRECTION, quarter="FY2016-17-Q1")) == [None, 12]


def test_a_level_is_the_same_in_every_year() -> None:
    assert aims(drawn(YEARS, Target(kind="level", value=25))) == [25] * 7


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        ("incidents", "30 incidents in 2018/19, 9 fewer than a year before (23.1% down)."),
        ("per 100,000", "30 per 100,000 in 2018/19, 9 lower than a year before (23.1% down)."),
        ("%", "30% in 2018/19, down 9 percentage points on a year before."),
    ],
)
def test_there_are_fewer_of_what_is_counted_and_a_rate_is_lower(unit: str, said: str) -> None:
    assert drawn(YEARS, Target(), unit=unit).summary == said


def test_a_rolling_year_is_named_in_few_letters() -> None:
    made = drawn({"R12:2017-12": 7, "R12:2018-12": 8}, Target(), grain="r12")
    assert made.categories == ("to Dec 2017", "to Dec 2018")
    assert made.table_rows[0] == ("12 months to Dec 2018", "8")
