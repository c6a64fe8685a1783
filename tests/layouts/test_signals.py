"""Marks beside a status: each has its meaning in words, and what may not be shown has none."""

from typing import Any

import pytest

from dashboard.metrics.meanings import ASSURANCE, VARIATION
from dashboard.scorecard.models import IndicatorScore, LastYear, YearEnd
from layouts._parts.signals import ahead, icons, meanings, named

END = YearEnd(forecast=400, low=380, high=420, p_target=0.35, rag="amber", year_label="2025/26", known_quarters=2)


def score(**options: Any) -> IndicatorScore:
    held = {"code": "one", "title": "One", "series": "a.b", "area": "E", "area_name": "E", "period": "FY2025-26-Q2"}
    return IndicatorScore.model_validate(held | {"period_label": "Jul–Sep 2025"} | options)


def words(component: Any) -> str:
    """All that is written within a component, alternatives of pictures too."""
    if isinstance(component, list | tuple):
        return "".join(words(each) for each in component)
    if component is None or isinstance(component, str | int):
        return str(component or "")
    return str(getattr(component, "alt", "") or "") + words(getattr(component, "children", None))


@pytest.mark.parametrize("variation", VARIATION)
@pytest.mark.parametrize("assurance", ASSURANCE)
def test_an_icon_has_its_meaning_in_words(variation: str, assurance: str) -> None:
    found = score(variation=variation, assurance=assurance, variation_high=True)
    said = words(icons(found))
    assert VARIATION[variation].name in said
    assert ("(high)" in said) == (variation in ("improving", "concerning", "neutral"))
    assert (ASSURANCE[assurance].name in said) == (assurance != "none")
    assert VARIATION[variation].name in words(named(found))


def test_no_two_icons_look_alike() -> None:
    shown = [
        score(variation=word, variation_high=high, assurance=assured)
        for word, high, assured in (
            ("common", False, "pass"),
            ("improving", True, "fail"),
            ("improving", False, "hit-or-miss"),
            ("concerning", True, "none"),
            ("neutral", True, "none"),
            ("too-few", False, "none"),
        )
    ]
    pictures = [icon.src for each in shown for icon in icons(each)]
    assert len(set(pictures)) == len(pictures) == 9


def test_a_figure_that_is_not_shown_has_no_marks() -> None:
    suppressed = score(status="suppressed")
    assert (icons(suppressed), named(suppressed), ahead(suppressed)) == ([], None, None)
    assert "Not judged" in words(meanings(suppressed))


def test_the_years_end_is_said_beside_the_status() -> None:
    mark = ahead(score(year_end=END))
    assert mark is not None
    assert words(mark) == "→Year end forecast amber, 35% chance of meeting the target"
    over = ahead(score(year_end=END.model_copy(update={"actual": True, "p_target": 0.0, "rag": "red"})))
    assert words(over) == "→2025/26 ended red"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, "Year end forecast amber, 35% chance of meeting the target"),
        ({"p_target": None, "rag": None}, "Forecast 400 (380 to 420), no target"),
        ({"p_target": None, "rag": None, "actual": True}, "400 in 2025/26, no target"),
        ({"p_target": None, "rag": None, "no_skill": "no forecast skill yet"}, "No forecast skill yet"),
    ],
)
def test_each_mark_is_explained(change: dict[str, Any], said: str) -> None:
    shown = words(meanings(score(year_end=END.model_copy(update=change), test=LastYear(why="It is a share."))))
    assert said in shown
    assert "Not tested It is a share." in shown
    nothing = words(meanings(score(year_end_why="There is no whole quarter to forecast from.")))
    assert "No forecast There is no whole quarter to forecast from." in nothing
