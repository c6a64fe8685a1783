"""Another tolerance tried: the periods, both statuses, and a sentence where what was written is none."""

from decimal import Decimal
from typing import Any

import pytest

from dashboard.periods import Grain, parse
from dashboard.scorecard.trial import number_in, rerated, tried
from tests.dashboard.scorecard._figures import SUPPRESSED, Value, evidence, indicator

QUARTER = parse("FY2025-26-Q4")
# −2% on 100 is 98: 5% of it reaches to 102.9, 10% to 107.8
FIRST: list[Value] = [100] * 4
LAST: list[Value] = [98, 99, 102, 103, 104, 107, 108, 90]
# what the first four of these make of the last four: 96.04, 97.02, 99.96, 100.94


def test_the_last_eight_quarters_are_rated_twice() -> None:
    found = rerated(
        indicator(), evidence("FY2023-24-Q1", FIRST + LAST), quarter=QUARTER, area="E", tolerance=Decimal("0.1")
    )
    assert [row.period for row in found.periods] == [QUARTER.shift(-n).key for n in range(8)]
    assert [row.declared for row in found.periods] == ["green", "red", "red", "red", "red", "amber", "amber", "green"]
    assert [row.tried for row in found.periods] == [
        "green",
        "amber",
        "red",
        "amber",
        "amber",
        "amber",
        "amber",
        "green",
    ]
    assert [row.expected for row in found.periods[:5]] == ["100.94", "99.96", "97.02", "96.04", "98"]
    assert (found.judged, found.differ) == (8, 3)
    assert found.summary == (
        "With a tolerance of 10% in place of 5%, 3 of the last 8 quarters would have another status: "
        "Oct–Dec 2025 amber in place of red, Apr–Jun 2025 amber in place of red, Jan–Mar 2025 amber in place of red."
    )


def test_a_tolerance_met_exactly_is_still_met() -> None:
    values = [*FIRST, *[100] * 7, Decimal("107.8")]
    rows = rerated(
        indicator(), evidence("FY2023-24-Q1", [float(v) for v in values]), quarter=QUARTER, area="E",
        tolerance=Decimal("0.1"),
    ).periods  # fmt: skip
    assert (rows[0].declared, rows[0].tried) == ("red", "amber")


def test_points_are_tried_in_points() -> None:
    own = indicator(polarity="high", unit="%", tolerance_points=2.0, target={"kind": "level", "value": 55.0})
    found = tried(own, evidence("FY2025-26-Q1", [51, 53, 55, 51.5], unit="%", aggregation="none"),
                  quarter=QUARTER, area="E", text="4")  # fmt: skip
    assert [(row.declared, row.tried) for row in found.periods[:4]] == [
        ("red", "amber"), ("green", "green"), ("amber", "amber"), ("red", "amber"),
    ]  # fmt: skip
    assert (found.sign, found.declared, found.tried, found.judged, found.differ) == (
        "points",
        "2 points",
        "4 points",
        4,
        2,
    )
    assert found.summary.endswith("4 of them cannot be judged.")


def test_what_is_kept_back_is_in_the_row_neither_as_a_figure_nor_as_what_it_is_judged_by() -> None:
    found = rerated(indicator(), evidence("FY2023-24-Q1", [*FIRST, *LAST[:7], SUPPRESSED]),
                    quarter=QUARTER, area="E", tolerance=Decimal("0.1"))  # fmt: skip
    newest = found.periods[0]
    assert (newest.value, newest.status, newest.expected) == (None, "suppressed", "")
    assert (newest.declared, newest.tried, found.judged) == ("grey", "grey", 7)


def test_years_are_rated_by_years_and_a_line_back_from_where_it_begins() -> None:
    back = {"kind": "return", "baseline": "FY2012-13", "start": "FY2015-16", "by": "FY2018-19"}
    own = indicator(Grain.YEAR, lag_days=0, target=back)
    held = evidence("FY2012-13", [2495, 2809, 3377, 3343, 3246, 3067])
    found = rerated(own, held, quarter=parse("FY2017-18-Q4"), area="E", tolerance=Decimal("0.2"))
    assert [(row.period, row.expected) for row in found.periods] == [
        ("FY2017-18", "2,777.6666…"),
        ("FY2016-17", "3,060.3333…"),
    ]
    assert (found.noun, found.differ) == ("year", 2)


@pytest.mark.parametrize(
    ("tolerance", "values", "said"),
    [
        ("0.05", LAST, "5% is the tolerance as declared: every status of the last 8 quarters stays."),
        ("0.06", [90] * 8, "With a tolerance of 6% in place of 5%, no status of the last 8 quarters would be another."),
        ("0.06", [None] * 8, "The last 8 quarters cannot be judged, by whatever tolerance."),
    ],
)
def test_where_nothing_differs_it_says_so(tolerance: str, values: list[Value], said: str) -> None:
    held = evidence("FY2023-24-Q1", FIRST + values)
    found = rerated(indicator(), held, quarter=QUARTER, area="E", tolerance=Decimal(tolerance))
    assert found.summary == said and found.differ == 0


@pytest.mark.parametrize(
    ("text", "number"),
    [("10", "10"), ("7.5", "7.5"), (" 7.5 % ", "7.5"), ("0", "0"), ("100", "100"), ("100.0", "100"), (".5", "0.5")],
)
def test_a_tolerance_is_read_as_people_write_it(text: str, number: str) -> None:
    assert number_in(text) == Decimal(number)


@pytest.mark.parametrize(
    "text", ["abc", "", "-1", "−1", "100.1", "101", "1e1", "NaN", "Infinity", "7,5", "5 points", "٥", "1" * 90]
)
def test_what_is_no_tolerance_is_answered_with_what_to_enter(text: str) -> None:
    found = tried(indicator(), evidence("FY2023-24-Q1", FIRST + LAST), quarter=QUARTER, area="E", text=text)
    assert found.error == f"“{text}” is not a tolerance. Enter a number from 0 to 100, such as 7.5."
    assert (found.asked, found.periods, found.summary) == (text, (), "")


def test_nothing_of_the_indicator_is_changed_by_trying() -> None:
    own: Any = indicator()
    before = own.model_dump()
    tried(own, evidence("FY2023-24-Q1", FIRST + LAST), quarter=QUARTER, area="E", text="50")
    assert own.model_dump() == before
