"""What each kind of target asks for."""

from decimal import Decimal

import pytest

from dashboard.metrics.rag import judge
from dashboard.metrics.targets import (
    base_period,
    expected_change,
    expected_direction,
    expected_level,
    expected_return,
    seasonal_share,
)
from dashboard.periods import Period, financial_year, parse, quarter

BASELINE, BY = financial_year(2012), financial_year(2018)


def years(**values: float) -> dict[Period, float | None]:
    return {financial_year(int(name[1:])): value for name, value in values.items()}


def aim(history: dict[Period, float | None], period: Period, start: Period | None = None) -> Decimal | None:
    return expected_return(history, period, baseline=BASELINE, by=BY, start=start)


def test_a_change_is_not_rounded() -> None:
    assert expected_change(1207, -2) == Decimal("1182.86")
    assert expected_change(None, -2) is None
    assert expected_change(1207, None) is None


def test_a_level_and_a_direction_are_themselves() -> None:
    assert expected_level(55.0) == 55
    assert expected_direction(1207) == 1207
    assert expected_level(None) is None and expected_direction(None) is None


def test_a_period_is_compared_with_its_own_season() -> None:
    assert base_period(quarter(2014, 3)) == quarter(2013, 3)
    assert base_period(quarter(2014, 3), BASELINE) == quarter(2012, 3)
    assert base_period(parse("2015-01"), BASELINE) == parse("2013-01")
    assert base_period(financial_year(2014), BASELINE) == BASELINE


def test_milestones_are_a_straight_line_back_to_the_baseline() -> None:
    history = years(y2012=2200, y2015=3343)
    assert aim(history, financial_year(2015)) == 3343
    assert aim(history, financial_year(2016)) == 2962
    assert aim(history, financial_year(2017)) == 2581
    assert aim(history, financial_year(2018)) == 2200
    assert aim(history, financial_year(2021)) == 2200


def test_a_later_rise_does_not_move_a_line_whose_start_is_declared() -> None:
    history = years(y2012=2200, y2014=3000, y2015=3343, y2016=4000)
    assert aim(history, financial_year(2017), start=financial_year(2015)) == 2581
    assert aim(history, financial_year(2017)) == 3100
    history.pop(financial_year(2015))
    history.pop(financial_year(2016))
    assert aim(history, financial_year(2016), start=financial_year(2015)) == 2600


def test_without_the_baseline_there_is_no_milestone() -> None:
    assert aim(years(y2015=3343), financial_year(2016)) is None
    assert aim(years(y2012=2200), financial_year(2016)) == 2200


def test_a_quarter_has_its_share_of_the_baseline_year() -> None:
    history: dict[Period, float | None] = {quarter(2012, n): v for n, v in enumerate((10, 20, 30, 40), start=1)}
    assert seasonal_share(history, BASELINE, quarter(2018, 3)) * 10 == 3
    assert aim(history, quarter(2019, 4)) == 40
    assert seasonal_share({}, BASELINE, quarter(2018, 3)) * 4 == 1


def test_a_share_that_no_decimal_can_hold_is_met_exactly() -> None:
    history: dict[Period, float | None] = {quarter(2012, n): v for n, v in enumerate((100, 100, 50, 50), start=1)}
    third: dict[Period, float | None] = {quarter(2012, n): v for n, v in enumerate((7, 7, 7, 0), start=1)}
    assert judge(100, aim(history, quarter(2018, 1)), polarity="low") == "green"
    assert judge(7, aim(third, quarter(2018, 1)), polarity="low") == "green"


def test_calendar_years_are_no_milestones_of_financial_ones() -> None:
    history = years(y2012=2200, y2015=3343) | {parse("CY2016"): 9999.0}
    assert aim(history, financial_year(2017)) == 2581


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_the_quarters_of_a_milestone_add_up_to_it(number: int) -> None:
    history: dict[Period, float | None] = {quarter(2012, n): v for n, v in enumerate((3, 5, 7, 11), start=1)}
    share = seasonal_share(history, BASELINE, quarter(2016, number))
    assert share == seasonal_share(history, BASELINE, quarter(2020, number))
    assert sum(seasonal_share(history, BASELINE, quarter(2016, n)) for n in (1, 2, 3, 4)) == 1
