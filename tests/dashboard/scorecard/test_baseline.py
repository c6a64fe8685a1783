"""A direction against a named year: the change, its words, its test and its chart are all told against that year."""

from datetime import date

import pytest

from dashboard.periods import Grain, Period, parse
from dashboard.scorecard.account import account, told
from dashboard.scorecard.charts import year_on_year
from dashboard.scorecard.evidence import Evidence
from dashboard.scorecard.judging import score
from dashboard.scorecard.models import IndicatorScore
from dashboard.scorecard.narrative import draft
from dashboard.scorecard.why import why
from dashboard.strategy import Indicator
from tests.dashboard.scorecard._figures import evidence, indicator

Q4 = parse("FY2020-21-Q4")
TODAY = date(2021, 6, 1)
SINCE = date(2020, 4, 1)
FEWER = {"kind": "direction", "baseline": "CY2014", "words": "no more than in {before}"}
COHORT = indicator(Grain.CALENDAR, unit="young people", target=FEWER, lag_days=660)


def judged(own: Indicator, held: Evidence, quarter: Period = Q4) -> IndicatorScore:
    made = score(own, held, quarter=quarter, area="E", today=TODAY)
    return told(made, own, account(own, held, quarter=quarter, area="E"))


@pytest.fixture
def held() -> Evidence:
    return evidence("CY2014", [219, None, None, 150, 135])


def test_the_change_is_the_one_on_the_baseline(held: Evidence) -> None:
    found = judged(COHORT, held)
    assert (found.period, found.value, found.previous_period, found.previous) == ("CY2018", 135, "CY2014", 219)
    assert (found.change, found.change_pct, found.expected, found.rag) == (-84, -38.4, 219, "green")
    assert found.target is not None and found.target.text == "no more than in 2014"
    assert found.reason == "Green: 135 is 38.4% below the 219 expected (no more than in 2014). Amber above 219."


def test_every_sentence_names_the_baseline_and_none_the_year_before(held: Evidence) -> None:
    found = judged(COHORT, held)
    assert found.sentence.startswith("Green: 38.4% below the figure of 2014. Whether the fall on 2014 is more than")
    assert "down 84 (−38%) on 2014." in draft(found)
    chart = year_on_year(COHORT, held, Q4, "E", SINCE)
    assert chart is not None
    assert chart.summary == "135 young people in 2018, 84 fewer than in 2014 (38.4% down)."
    said = why(COHORT, held, quarter=Q4, area="E", today=TODAY)
    assert [(one.name, one.period) for one in said.inputs[:2]] == [("Figure", "CY2018"), ("Compared with", "CY2014")]
    assert said.steps[0] == "The figure of 2014, 219, is what is expected of 2018."
    assert "the year before" not in found.sentence + chart.summary + "".join(said.steps)


def test_years_without_a_figure_are_gaps_of_the_chart(held: Evidence) -> None:
    chart = year_on_year(COHORT, held, Q4, "E", SINCE)
    assert chart is not None
    assert chart.categories == ("2014", "2015", "2016", "2017", "2018")
    assert chart.lines[0].values == (219, None, None, 150, 135)
    assert chart.table_rows[1:3] == (("2017", "150"), ("2016", "–"))


def test_without_the_baseline_there_is_nothing_to_compare_with() -> None:
    found = judged(COHORT, evidence("CY2017", [150, 135]))
    assert (found.value, found.previous, found.change, found.grey) == (135, None, None, "no-baseline")
    assert found.reason == "Grey: there is no figure to compare 2018 with."


def test_few_are_tested_against_the_baseline_exactly() -> None:
    found = judged(COHORT, evidence("CY2014", [4.0, None, None, 1.0, 5.0]))
    assert found.test is not None
    assert (found.test.verdict, found.test.why) == ("too few to tell", "From 4 to 5: fewer than 10 between them.")
    assert "the counts, from 4 to 5, are too few to tell a change on 2014" in found.sentence.lower()


def test_a_quarter_against_the_same_season_of_a_named_year_has_no_test_of_last_year() -> None:
    own = indicator(target={"kind": "direction", "baseline": "FY2018-19"})
    found = judged(own, evidence("FY2018-19-Q1", [9, 8, 7, 40, 9, 8, 7, 30, 9, 8, 7, 20]))
    assert (found.previous_period, found.previous, found.change_pct) == ("FY2018-19-Q4", 40, -50)
    assert found.test is not None and found.test.verdict is None
    assert found.test.why == "The test is one against last year, and the figure is set against Jan–Mar 2019."


def test_parts_are_told_against_what_their_whole_is() -> None:
    own = indicator(Grain.CALENDAR, series="a.all", parts=[{"series": "a.b", "title": "B"}], target=FEWER, lag_days=660)
    (part,) = judged(own, evidence("CY2014", [219, None, None, 150, 135])).parts
    assert (part.previous, part.change) == (219, -84)


@pytest.mark.parametrize(
    ("lag", "quarter", "period", "words"),
    [
        (180, "FY2020-21-Q4", "CY2019", "Figures come 6 months late: for Jan–Mar 2021 the newest is 2019."),
        (30, "FY2020-21-Q4", "CY2020", ""),
        (660, "FY2020-21-Q4", "CY2018", "Figures come 22 months late: for Jan–Mar 2021 the newest is 2018."),
        (180, "FY2021-22-Q1", "CY2020", ""),
    ],
)
def test_figures_that_come_late_say_by_how_much(lag: int, quarter: str, period: str, words: str) -> None:
    own = indicator(Grain.CALENDAR, target={"kind": "direction"}, lag_days=lag)
    found = judged(own, evidence("CY2014", [9.0] * (int(period[2:]) - 2013)), parse(quarter))
    assert (found.period, found.behind) == (period, words)


def test_one_is_told_as_one() -> None:
    held = evidence("CY2014", [4.0, None, None, None, 1.0])
    assert draft(judged(COHORT, held)).startswith("One stood at 1 young person in 2018, down 3 (−75%) on 2014.")
    chart = year_on_year(COHORT, held, Q4, "E", SINCE)
    assert chart is not None
    assert chart.summary == "1 young person in 2018, 3 fewer than in 2014 (75.0% down)."
