"""What drove a change: parts of a portfolio, sub-categories of a series, and sets that do not add up."""

import pytest

from dashboard.periods import parse
from dashboard.records import SeriesSpec
from dashboard.scorecard.contribution import NOT_LISTED, contribution, listed, of_portfolio, sub_series
from dashboard.scorecard.details import Contribution
from dashboard.scorecard.evidence import Evidence
from dashboard.scorecard.models import IndicatorScore, Part
from dashboard.store.observations import Stored
from dashboard.store.snapshot import Snapshot
from dashboard.strategy import Indicator
from dashboard.strategy import Part as Declared

BROMLEY, NOW, BEFORE = "E09000006", "FY2025-26-Q1", "FY2024-25-Q1"
THEFT = Indicator(code="theft", title="Theft", series="crime.theft")


def spec(code: str, title: str, unit: str = "offences") -> SeriesSpec:
    return SeriesSpec(code, title, unit)


SERIES = {
    one.code: one
    for one in (
        spec("crime.total", "All recorded offences"),
        spec("crime.theft", "Theft"),
        spec("crime.theft.shoplifting", "Theft: shoplifting"),
        spec("crime.theft.bicycle", "Theft: bicycle theft"),
        spec("crime.theft.old_name", "Theft: from the person"),
        spec("crime.theft.new_name", "Theft: from a person"),
        spec("crime.theft.value", "Theft: value stolen", "£"),
        spec("crime.theft.shoplifting.drink", "Theft: shoplifting: drink"),
        spec("crime.theftuous", "Theftuous"),
    )
}


def test_sub_categories_are_one_word_more_in_the_same_unit() -> None:
    assert sub_series(THEFT, SERIES) == {
        "crime.theft.shoplifting": "Shoplifting",
        "crime.theft.bicycle": "Bicycle theft",
        "crime.theft.old_name": "From the person",
        "crime.theft.new_name": "From a person",
    }


def test_a_total_is_made_of_its_groups() -> None:
    whole = Indicator(code="all", title="All", series="crime.total")
    assert sub_series(whole, SERIES) == {"crime.theft": "Theft", "crime.theftuous": "Theftuous"}


def test_a_portfolio_a_breakdown_and_an_unknown_series_have_none() -> None:
    parts = (Declared(series="crime.theft", title="Theft"),)
    for indicator in (
        Indicator(code="p", title="P", series="csp.p", parts=parts),
        Indicator(code="b", title="B", series="crime.theft", breakdown="land=Highway"),
        Indicator(code="u", title="U", series="crime.unknown"),
    ):
        assert sub_series(indicator, SERIES) == {}


Pair = tuple[float | None, float | None]


def found(whole: Pair, suppressed: str = "", **parts: Pair) -> Contribution | None:
    """What drove the change from the first to the second of `whole`, with (before, now) of each sub-category."""
    rows = [
        Stored(
            f"crime.theft.{name}", BROMLEY, "", parse(key), "", value,
            "suppressed" if name == suppressed else "final", 1, 0, 1, 1,
        )
        for name, pair in parts.items()
        for key, value in zip((BEFORE, NOW), pair, strict=True)
        if value is not None or name == suppressed
    ]  # fmt: skip
    evidence = Evidence(Snapshot(rows, SERIES, {}, {}, {}))
    return contribution(scored(whole), listed(sub_series(THEFT, SERIES), evidence, scored(whole)))


def scored(whole: Pair, parts: tuple[Part, ...] = ()) -> IndicatorScore:
    before, now = whole
    common = {"code": "theft", "title": "Theft", "series": "crime.theft", "area": BROMLEY, "area_name": "Bromley"}
    figures = {"period": NOW, "period_label": "Q1", "value": now, "previous": before, "parts": parts}
    return IndicatorScore.model_validate(common | figures)


def test_bars_add_up_to_the_change_of_the_whole() -> None:
    made = found((110, 60), shoplifting=(90, 35), bicycle=(20, 25))
    assert made is not None and made.drawn
    assert made.summary == "Shoplifting fell by 55, more than the fall of 50 in all; bicycle theft rose by 5."
    assert [(part.title, part.change) for part in made.parts] == [("Shoplifting", -55), ("Bicycle theft", 5)]
    assert made.notes == ()


def test_what_is_not_listed_is_said_and_shown_as_a_part() -> None:
    made = found((1600, 1734), shoplifting=(1400, 1540), bicycle=(110, 100))
    assert made is not None
    assert made.notes[0].startswith("The listed parts make up 1,640 of 1,734, and 1,510 of 1,600 a year before")
    assert (made.parts[-1].title, made.parts[-1].change, made.parts[-1].series) == (NOT_LISTED, 4, "")
    assert sum(part.change or 0 for part in made.parts) == 134


def test_renamed_parts_are_named_and_no_chart_is_drawn() -> None:
    made = found((300, 310), old_name=(100, 0), new_name=(0, 105), shoplifting=(200, 205))
    assert made is not None and not made.drawn
    assert "“From the person” ended where “From a person” began. Only the total can be compared." in made.summary


def test_a_part_without_a_figure_in_one_period_is_named() -> None:
    made = found((100, 90), shoplifting=(60, 50), bicycle=(20, 20), old_name=(None, 20))
    assert made is not None
    assert made.notes[1] == "Without a figure in one of the two periods, and so not listed: From the person."


def test_beside_a_suppressed_part_nothing_is_listed_that_would_reveal_it() -> None:
    assert found((100, 90), suppressed="bicycle", shoplifting=(60, 50), old_name=(30, 30), bicycle=(None, None)) is None


@pytest.mark.parametrize("whole", [(None, 90), (100, None)])
def test_without_both_periods_there_is_no_change_to_explain(whole: Pair) -> None:
    assert found(whole, shoplifting=(60, 50), bicycle=(40, 40)) is None


def test_one_part_alone_explains_nothing() -> None:
    assert found((100, 90), shoplifting=(100, 90), bicycle=(0, 0)) is None


def test_the_parts_of_a_portfolio_are_those_it_declares() -> None:
    parts = (
        Part(series="csp.a", title="Harassment", value=248, previous=300, change=-52),
        Part(series="csp.b", title="Assault with injury", value=441, previous=600, change=-159),
        Part(series="csp.c", title="Unknown", value=None, previous=4),
    )
    score = scored((1207, 983), parts)
    made = contribution(score, of_portfolio(score))
    assert made is not None
    assert made.summary == "Assault with injury accounts for 159 of the fall of 224."
    assert [part.title for part in made.parts] == ["Assault with injury", "Harassment", NOT_LISTED]
