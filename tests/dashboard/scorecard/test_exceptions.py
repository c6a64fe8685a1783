"""What needs discussion: which findings make an exception, in which order they stand, and what is never told."""

import json
from typing import Any

import pytest

from dashboard.scorecard.exceptions import Exceptions, exceptions, headline, nothing, shortfall
from dashboard.scorecard.grounds import GROUNDS, reasons
from dashboard.scorecard.models import IndicatorScore, LastYear, PriorityScore, Scorecard, Warned, YearEnd

MORE, WITHIN = "more than usual variation", "within usual variation"
END = YearEnd(forecast=400, low=380, high=420, words="less likely than not", year_label="2025/26", known_quarters=2)
OVER = END.model_copy(update={"actual": True, "known_quarters": 4, "words": "missed"})
ODD = Warned(code="total-mismatch", message="ASB!F9 prints 40, and its parts add up to 42.", upload=7)
PASSED = ODD.model_copy(update={"accepted": "A misprint, says the partner"})
LATE = {"value": None, "grey": "late", "reason": "Grey: late: Jul–Sep 2025 was expected by 14 Nov 2025."}


def score(code: str = "one", **options: Any) -> IndicatorScore:
    """An indicator at which nothing is the matter, but for `options`."""
    held = {"code": code, "title": code.capitalize(), "series": "a.b", "area": "E", "area_name": "Bromley"}
    held |= {"period": "FY2025-26-Q2", "period_label": "Jul–Sep 2025", "previous_period": "FY2024-25-Q2"}
    held |= {"value": 100, "previous": 110, "change": -10, "expected": 105, "rag": "green", "rag_computed": "green"}
    return IndicatorScore.model_validate(held | {"reason": "Green: on target.", "sentence": "All is well."} | options)


def found(*scores: IndicatorScore) -> Exceptions:
    priority = PriorityScore(code="crime", title="Crime", lead="Borough commander", indicators=scores)
    card = Scorecard(
        strategy="test",
        strategy_title="A test",
        quarter="FY2025-26-Q2",
        quarter_label="Jul–Sep 2025 (Q2 2025/26)",
        area="E",
        area_name="Bromley",
        priorities=(priority,),
    )
    return exceptions(card)


RED: dict[str, Any] = {"rag": "red", "rag_computed": "red", "reason": "Red: 120 is 14.3% above the 105 expected."}


@pytest.mark.parametrize(
    ("options", "code", "text"),
    [
        (RED, "red", "Red: 120 is 14.3% above the 105 expected."),
        (
            {"change": 10, "test": LastYear(verdict=MORE)},
            "worsening",
            "The rise on Jul–Sep 2024 is more than usual variation.",
        ),
        (
            {"change": -10, "polarity": "high", "test": LastYear(verdict=MORE)},
            "worsening",
            "The fall on Jul–Sep 2024 is more than usual variation.",
        ),
        (
            {"variation": "concerning", "variation_high": True, "variation_why": "Judged on 36 months."},
            "concerning",
            "Unusually high: a worsening beyond chance. Judged on 36 months.",
        ),
        (
            {"year_end": END.model_copy(update={"p_target": 0.35})},
            "forecast",
            "2025/26 is less likely than not to meet its target: 35% chance.",
        ),
        ({"year_end": OVER.model_copy(update={"p_target": 0.0})}, "missed", "2025/26 ended off its target, at 400."),
        (LATE, "late", "Late: Jul–Sep 2025 was expected by 14 Nov 2025."),
        ({"rag": "amber", "rag_chosen": "amber"}, "chosen", "Set to amber by its lead; worked out, it is green."),
        ({"warnings": (ODD,)}, "warning-kept", f"A warning is kept with its figures: {ODD.message}"),
        (
            {"warnings": (PASSED, PASSED)},
            "warning-accepted",
            f"A warning about its figures was accepted: {ODD.message} Reason given: A misprint, says the partner.",
        ),
    ],
)
def test_each_ground_makes_an_exception_with_a_sentence_of_its_own(
    options: dict[str, Any], code: str, text: str
) -> None:
    assert [(reason.code, reason.text) for reason in reasons(score(**options))] == [(code, text)]


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"rag": "amber", "rag_computed": "amber"},
        {"rag_chosen": "green"},
        {"change": -10, "test": LastYear(verdict=MORE)},
        {"change": 10, "polarity": "high", "test": LastYear(verdict=MORE)},
        {"change": 10, "polarity": "none", "test": LastYear(verdict=MORE)},
        {"change": 10, "test": LastYear(verdict=WITHIN)},
        {"change": 10, "test": LastYear(why="It is a share.")},
        {"variation": "improving"},
        {"variation": "neutral"},
        {"variation": "too-few"},
        {"year_end": END.model_copy(update={"p_target": 0.4})},
        {"year_end": END},
        # before the year's first quarter no forecast has skill
        {"year_end": END.model_copy(update={"p_target": 0.1, "known_quarters": 0})},
        {"year_end": OVER.model_copy(update={"p_target": 1.0})},
        {"value": None, "grey": "not-yet-due", "reason": "Grey: not yet due: it is expected by 14 Nov 2025."},
        {"value": None, "grey": "no-data"},
    ],
)
def test_what_is_usual_good_or_not_known_is_no_exception(options: dict[str, Any]) -> None:
    assert reasons(score(**options)) == ()


def test_a_suppressed_figure_is_told_by_nothing() -> None:
    """Whatever is worked out from it, were it by mistake."""
    all_of_it = RED | {"change": 10, "test": LastYear(verdict=MORE), "variation": "concerning", "warnings": (ODD,)}
    hidden = score(value=None, status="suppressed", year_end=OVER.model_copy(update={"p_target": 0.0}), **all_of_it)
    assert found(hidden).exceptions == ()
    (matter,) = found(hidden.model_copy(update={"rag_chosen": "amber"})).exceptions
    assert [reason.code for reason in matter.reasons] == ["chosen"]
    assert (matter.value, matter.status) == (None, "suppressed")


def test_an_indicator_is_listed_once_with_all_its_reasons() -> None:
    several = score(**RED, variation="concerning", change=10, test=LastYear(verdict=MORE), warnings=(ODD, PASSED))
    (matter,) = found(score("fine"), several).exceptions
    assert [reason.code for reason in matter.reasons] == [
        "red",
        "worsening",
        "concerning",
        "warning-kept",
        "warning-accepted",
    ]
    assert matter.sentence.startswith("All is well. A warning is kept with its figures: ASB!F9")
    assert matter.sentence.endswith("Reason given: A misprint, says the partner.")
    assert (matter.priority_title, matter.lead, matter.rank) == ("Crime", "Borough commander", 1)


def test_many_warnings_are_counted_and_the_first_is_told() -> None:
    other = ODD.model_copy(update={"message": "ASB!G9 prints nothing"})
    (reason,) = reasons(score(warnings=(ODD, other, ODD)))
    assert reason.text == f"2 warnings are kept with its figures, the first: {ODD.message}"
    assert reason.upload == 7


def test_a_status_set_red_by_its_lead_says_so() -> None:
    said = [reason.text for reason in reasons(score(rag="red", rag_chosen="red"))]
    assert said == ["Red: set by its lead.", "Set to red by its lead; worked out, it is green."]


def test_red_comes_first_then_the_weight_of_the_reasons_then_the_shortfall() -> None:
    listed = found(
        score("accepted", warnings=(PASSED,)),
        score("kept", warnings=(ODD,)),
        score("late", **LATE),
        score("grave", variation="concerning", change=10, test=LastYear(verdict=MORE), warnings=(ODD,)),
        score("near", **RED, value=115),
        score("far", **RED, value=130),
        score("both", **RED, value=112, warnings=(ODD,)),
    )
    order = [matter.indicator for matter in listed.exceptions]
    assert order == ["both", "far", "near", "grave", "kept", "late", "accepted"]
    assert [matter.rank for matter in listed.exceptions] == [1, 2, 3, 4, 5, 6, 7]


def test_what_is_late_is_said_of_the_figures_beside_what_the_lead_said() -> None:
    chosen = {"rag": "amber", "rag_chosen": "amber", "rag_computed": "grey", "reason": "Amber, set by its lead."}
    (matter,) = found(score(**LATE | chosen, reason_computed=LATE["reason"])).exceptions
    told = {reason.code: reason.text for reason in matter.reasons}
    assert told["late"] == "Late: Jul–Sep 2025 was expected by 14 Nov 2025."


def test_a_shortfall_is_on_the_wrong_side_only() -> None:
    assert shortfall(score(value=126)) == pytest.approx(0.2)
    assert shortfall(score(value=84)) == 0
    assert shortfall(score(value=84, polarity="high")) == pytest.approx(0.2)
    assert shortfall(score(value=3, expected=0)) == 3
    assert shortfall(score(value=None)) == 0


def test_the_count_and_the_absence_of_any_are_said_in_words() -> None:
    assert headline(found(score("a", **RED), score("b"))) == "1 of 2 indicators needs discussion"
    assert headline(found(score("a", **RED), score("b", **RED), score("c"))) == "2 of 3 indicators need discussion"
    none = found(score("a"), score("b", value=None, grey="no-data"))
    assert headline(none) == "Nothing needs discussion"
    assert nothing(none) == (
        "No indicator of “A test” needs discussion in Bromley for Jul–Sep 2025 (Q2 2025/26). 1 of its 2 has no figure, "
        "and so could not be looked at."
    )


def test_the_document_has_the_fields_of_the_contract() -> None:
    document = json.loads(found(score(**RED, unit="offences", change_pct=9.1)).model_dump_json())
    (entry,) = document.pop("exceptions")
    assert {"strategy", "quarter", "area", "as_at"} <= document.keys()
    assert entry == {
        "indicator": "one",
        "title": "One",
        "priority": "crime",
        "priority_title": "Crime",
        "lead": "Borough commander",
        "period": "FY2025-26-Q2",
        "rag": "red",
        "value": 100,
        "status": None,
        "unit": "offences",
        "change_pct": 9.1,
        "reasons": [{"code": "red", "text": RED["reason"], "upload": None}],
        "sentence": "All is well.",
        "rank": 1,
    }


def test_every_ground_has_a_name_a_meaning_and_a_weight() -> None:
    assert len({ground.name for ground in GROUNDS.values()}) == len(GROUNDS)
    assert all(ground.says.endswith(".") and ground.weight > 0 for ground in GROUNDS.values())
    assert max(GROUNDS.values(), key=lambda ground: ground.weight) == GROUNDS["red"]
