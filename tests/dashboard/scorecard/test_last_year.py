"""The test against last year: which figures have one, and why the others have none."""

import pytest

from dashboard.periods import Grain, parse
from dashboard.scorecard.last_year import against_last_year
from tests.dashboard.scorecard._figures import SUPPRESSED, Value, evidence, indicator

STEADY = [100.0, 110.0, 90.0, 105.0] * 5


def test_quarters_are_tested_against_their_own_past() -> None:
    usual = against_last_year(indicator(), evidence("FY2020-21-Q1", STEADY), period=parse("FY2024-25-Q4"), area="E")
    assert usual.verdict == "within usual variation"
    assert usual.why == "The change lies between −25.4% and +34.0% with 95% confidence."
    assert usual.low is not None and usual.high is not None and usual.low < 0 < usual.high
    doubled = evidence("FY2020-21-Q1", [*STEADY[:-1], 210.0])
    assert (
        against_last_year(indicator(), doubled, period=parse("FY2024-25-Q4"), area="E").verdict
        == "more than usual variation"
    )


def test_from_nothing_there_is_no_percentage() -> None:
    figures = evidence("FY2023-24-Q1", [0.0, 3, 2, 4, 15])
    found = against_last_year(indicator(), figures, period=parse("FY2024-25-Q1"), area="E")
    assert (found.low, found.high) == (None, None)
    assert found.why == "From 0 to 15: from or to nothing there is no percentage."


@pytest.mark.parametrize(
    ("values", "verdict", "why"),
    [
        ([2.0, 15.0], "more than usual variation", "From 2 to 15, by the exact test of two counts."),
        ([9.0, 8.0], "within usual variation", "From 9 to 8, by the exact test of two counts."),
        ([3.0, 5.0], "too few to tell", "From 3 to 5: fewer than 10 between them."),
        ([0.0, 0.0], "too few to tell", "From 0 to 0: fewer than 10 between them."),
        ([46.0, 65.0], None, "There are no quarters to tell by how much years of this size usually vary."),
        ([2.5, 4.0], None, "There are no quarters to tell by how much years of this size usually vary."),
        ([None, 65.0], None, "There is no figure for 2023/24 to test."),
        ([65.0, SUPPRESSED], None, "There is no figure for 2024/25 to test."),
        ([-4.0, 65.0], None, "The test is one of counts, and a figure is negative."),
    ],
)
def test_few_whole_events_of_a_year_are_tested_exactly(values: list[Value], verdict: str | None, why: str) -> None:
    yearly = indicator(Grain.YEAR)
    found = against_last_year(yearly, evidence("FY2023-24", values), period=parse("FY2024-25"), area="E")
    assert (found.verdict, found.why) == (verdict, why)


def test_a_share_is_not_tested() -> None:
    shares = evidence("FY2023-24", [12.0, 14.0], aggregation="none", unit="%")
    found = against_last_year(indicator(Grain.YEAR), shares, period=parse("FY2024-25"), area="E")
    assert (found.verdict, found.why) == (None, "The test is one of counts, and this is a share, a rate or a level.")
