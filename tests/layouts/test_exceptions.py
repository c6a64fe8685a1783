"""The exceptions page: each with its status, figure, sentence, marks and lead; the overview counts them."""

from collections.abc import Iterator
from typing import Any

import dash
import pytest
from flask import Flask

from app import create_app
from dashboard.scorecard.exceptions import Exceptions, exceptions
from dashboard.scorecard.grounds import GROUNDS
from dashboard.scorecard.models import IndicatorScore, LastYear, PriorityScore, Scorecard, Warned, YearEnd
from dashboard.settings import Settings
from dashboard.store.store import Store
from layouts._parts.exceptions import counted, listed
from layouts._view import View
from loaders._load import load
from tests.layouts.test_signals import score, words

MET = "MajorText,MinorText,BoroughName,202404,202405,202406,202504,202505,202506\nROBBERY,PERSONAL,Bromley,{}\n"
ODD = Warned(code="total-mismatch", message="It does not add up.", upload=7)
END = YearEnd(forecast=400, low=380, high=420, p_target=0.1, words="unlikely", year_label="2025/26", known_quarters=2)
RED = {"rag": "red", "rag_computed": "red", "value": 120}
EVERYTHING = RED | {
    "previous": 100,
    "previous_period": "FY2024-25-Q2",
    "change": 20,
    "change_pct": 20.0,
    "test": LastYear(verdict="more than usual variation"),
    "variation": "concerning",
    "variation_high": True,
    "year_end": END,
    "warnings": (ODD, ODD.model_copy(update={"message": "Nor does this.", "accepted": "A misprint"})),
}
SET = RED | {"rag": "amber", "rag_chosen": "amber"}
LATE = {"title": "Overdue", "grey": "late", "reason": "Grey: late: it was expected.", "sentence": "Grey: late."}


def found(*scores: IndicatorScore) -> Exceptions:
    priority = PriorityScore(code="crime", title="Crime", lead="Borough commander", indicators=scores)
    said = {"strategy_title": "S", "quarter_label": "Q", "area_name": "Bromley"}
    return exceptions(Scorecard(strategy="s", quarter="FY2025-26-Q2", area="E", priorities=(priority,), **said))


def parts(component: Any) -> Iterator[Any]:
    """A component and all that is within it."""
    if isinstance(component, list | tuple):
        for each in component:
            yield from parts(each)
    elif hasattr(component, "to_plotly_json"):
        yield component
        yield from parts(getattr(component, "children", None))


def marks(*scores: IndicatorScore) -> dict[str, str]:
    """The words of each mark, by the code of its reason."""
    drawn = parts(listed(View(area="E"), found(*scores)))
    return {code: words(one) for one in drawn if (code := getattr(one, "data-reason", None))}


def links(*scores: IndicatorScore) -> dict[str, str]:
    drawn = parts(listed(View(area="E", quarter="FY2025-26-Q2"), found(*scores)))
    return {words(one): one.href for one in drawn if getattr(one, "href", None)}


def test_each_reason_is_a_mark_with_words() -> None:
    said = marks(score(**EVERYTHING), score(code="two", **LATE), score(code="three", **SET))
    assert said.keys() == GROUNDS.keys() - {"missed"}
    assert said["forecast"] == "Forecast to miss"
    assert said["concerning"] == "Getting worse (high)"
    assert said["red"] == "Beyond tolerance"
    over = END.model_copy(update={"actual": True, "p_target": 0.0})
    assert marks(score(value=1, year_end=over)) == {"missed": "Year’s target missed"}


def test_a_status_that_only_its_lead_made_red_is_not_said_to_be_beyond_tolerance() -> None:
    assert marks(score(value=1, rag="red", rag_chosen="red"))["red"] == "Set to red"


def test_no_two_marks_look_alike() -> None:
    pictures = [
        one.src
        for one in parts(
            listed(View(area="E"), found(score(**EVERYTHING), score(code="two", **LATE), score(code="three", **SET)))
        )
        if "signal" in str(getattr(one, "className", ""))
    ]
    assert len(set(pictures)) == len(pictures) == 7


def test_an_exception_has_its_hooks_figure_sentence_and_lead() -> None:
    (article,) = [
        one for one in parts(listed(View(area="E"), found(score(**EVERYTHING)))) if "Article" in str(type(one))
    ]
    assert (getattr(article, "data-testid"), getattr(article, "data-indicator")) == ("exception", "one")
    badges = [getattr(one, "data-rag") for one in parts(article) if getattr(one, "data-testid", "") == "rag"]
    said = words(article)
    assert badges == ["red"]
    assert "Nor does this. Reason given: A misprint." in said
    assert "120, where this comes from" in said
    assert "+20.0% on Jul–Sep 2024" in said
    assert "Lead: Borough commander. " in said


def test_a_status_set_by_its_lead_stands_with_the_one_worked_out() -> None:
    shown = listed(View(area="E"), found(score(**SET)))
    assert [getattr(one, "data-rag") for one in parts(shown) if getattr(one, "data-testid", "") == "rag"] == ["amber"]
    assert "Set to amber by its lead; worked out, it is red." in words(shown)


def test_links_lead_to_the_indicator_the_file_and_the_arrivals() -> None:
    where = links(score(**EVERYTHING), score(code="two", **LATE))
    state = "quarter=FY2025-26-Q2&area=E"
    assert where["One"] == f"/indicator/one?{state}"
    assert where["Crime"] == f"/priority/crime?{state}"
    assert where["Warning kept (One)"] == f"/uploads/7?{state}"
    assert where["Late (Overdue)"] == f"/arrivals?{state}"


@pytest.mark.parametrize(("count", "said"), [(0, "No exceptions"), (1, "1 exception"), (2, "2 exceptions")])
def test_they_are_counted(count: int, said: str) -> None:
    assert counted(found(*[score(code=f"n{n}", **RED) for n in range(count)])) == said


@pytest.fixture
def server(sqlite_store: Store) -> Flask:
    load(sqlite_store, [("met.csv", MET.format("5,5,5,9,9,9").encode())], by="analyst")
    return create_app(Settings(), sqlite_store).server


def page(server: Flask, name: str, quarter: str = "FY2025-26-Q1", **query: str) -> Any:
    with server.test_request_context("/"):
        return dash.page_registry[f"layouts.{name}"]["layout"](quarter=quarter, **query)


def test_the_page_and_the_overview_count_the_same(server: Flask) -> None:
    shown = page(server, "exceptions")
    rows = [one for one in parts(shown) if getattr(one, "data-testid", "") == "exception"]
    heading = next(words(one) for one in parts(shown) if "H1" in str(type(one)))
    assert getattr(rows[0], "data-indicator") == "robbery"
    assert heading.startswith(f"{len(rows)} of 15 indicator")
    links = {words(one): one.href for one in parts(page(server, "overview")) if getattr(one, "href", None)}
    (said,) = [text for text in links if "exception" in text and any(letter.isdigit() for letter in text)]
    assert said.split()[0] == str(len(rows))
    assert links[said] == "/exceptions?quarter=FY2025-26-Q1"


def test_where_there_is_none_the_page_says_of_what(server: Flask) -> None:
    said = words(page(server, "exceptions", area="E09000007"))
    assert "Nothing needs discussion" in said
    assert "needs discussion in Camden for Apr–Jun 2025 (Q1 2025/26). 15 of its 15 have no figure" in said


def test_help_says_what_makes_an_exception(server: Flask) -> None:
    with server.test_request_context("/"):
        said = words(dash.page_registry["layouts.help"]["layout"]())
    assert all(ground.name in said and ground.says in said for ground in GROUNDS.values())
