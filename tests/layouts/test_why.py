"""Why a status is what it is, on the indicator's page: inputs lead to their traces, a tolerance is tried by address."""

import json
from collections.abc import Iterator
from typing import Any

import dash
import pytest
from flask import Flask
from plotly.utils import PlotlyJSONEncoder
from sqlalchemy import event

from app import create_app
from dashboard.settings import Settings
from dashboard.store.store import Store
from layouts._view import view_of
from loaders._load import load

MONTHS = [f"2024{m:02d}" for m in range(4, 13)] + [f"2025{m:02d}" for m in range(1, 7)]
BROMLEY = "90,90,90,100,100,100,100,100,100,100,100,100,90,90,90"
MET = f"MajorText,MinorText,BoroughName,{','.join(MONTHS)}\nBURGLARY,HOME,Bromley,{BROMLEY}\n"


@pytest.fixture
def server(sqlite_store: Store) -> Iterator[Flask]:
    load(sqlite_store, [("met.csv", MET.encode())], by="analyst")
    yield create_app(Settings(), sqlite_store).server


def drawn(server: Flask, code: str = "burglary", **query: str) -> Any:
    """The section of a page that says why, as the browser gets it."""
    with server.test_request_context("/"):
        asked = {"href": f"http://localhost/indicator/{code}", "quarter": "FY2025-26-Q1"} | query
        page = dash.page_registry["layouts.indicator"]["layout"](code=code, **asked)
        return next(_with_id(json.loads(json.dumps(page, cls=PlotlyJSONEncoder)), "why"))


def _with_id(part: Any, name: str) -> Iterator[Any]:
    if isinstance(part, list):
        for one in part:
            yield from _with_id(one, name)
    elif isinstance(part, dict):
        if part.get("props", {}).get("id") == name:
            yield part
        yield from _with_id(part.get("props", {}).get("children"), name)


def words(part: Any) -> str:
    if isinstance(part, list):
        return "".join(words(one) for one in part)
    return words(part["props"].get("children")) if isinstance(part, dict) else str(part or "")


def test_the_section_gives_rule_inputs_calculation_and_what_would_change_it(server: Flask) -> None:
    said = words(drawn(server))
    assert said.startswith("Why is it red?Variance from the target. Lower is better.")
    assert "270 in Apr–Jun 2024, less 5%, is 270 × 95 ÷ 100 = 256.5 in Apr–Jun 2025." in said
    assert "Green at 256 or less, amber from 257 to 269, red from 270." in said
    assert "23% of years ended 5% or more below the year before" in said
    assert "Trying changes nothing: the declared tolerance of 5% and every status stay." in said


def test_every_loaded_input_leads_to_its_trace(server: Flask) -> None:
    text = json.dumps(drawn(server))
    assert "/trace?quarter=FY2025-26-Q1&area=E09000006&series=crime.burglary&period=FY2025-26-Q1" in text
    assert "/trace?quarter=FY2025-26-Q1&area=E09000006&series=crime.burglary&period=FY2024-25-Q1" in text


def test_a_tolerance_in_the_address_is_tried(server: Flask) -> None:
    tried = drawn(server, tolerance="6")
    assert "With a tolerance of 6% in place of 5%, 1 of the last 8 quarters would have another status" in words(tried)
    text = json.dumps(tried)
    assert '"data-testid": "why-tried"' in text and "differs" in words(tried)
    assert '"href": "/indicator/burglary?quarter=FY2025-26-Q1"' in text  # stop trying
    assert "tolerance=6" not in text  # what is tried is tried on this page only


@pytest.mark.parametrize("asked", ["abc", "101", "-5"])
def test_what_is_no_tolerance_names_the_remedy_and_the_page_stays(server: Flask, asked: str) -> None:
    section = drawn(server, tolerance=asked)
    assert f"Error: “{asked}” is not a tolerance. Enter a number from 0 to 100, such as 7.5." in words(section)
    assert "why-tried" not in json.dumps(section)


def test_the_form_asks_for_the_same_page_in_the_same_state(server: Flask) -> None:
    section = drawn(server, strategy="current", group="london")
    (form,) = [part for part in _all(section) if part["type"] == "Form"]
    assert (form["props"]["method"], form["props"]["action"]) == ("get", "/indicator/burglary#why")
    fields = {part["props"]["name"]: part["props"]["value"] for part in _all(form) if part["type"] == "Input"}
    assert fields == {"strategy": "current", "quarter": "FY2025-26-Q1", "group": "london", "tolerance": "5"}


def _all(part: Any) -> Iterator[Any]:
    if isinstance(part, list):
        for one in part:
            yield from _all(one)
    elif isinstance(part, dict):
        yield part
        yield from _all(part["props"].get("children"))


def test_what_is_not_judged_has_no_tolerance_to_try(server: Flask) -> None:
    section = drawn(server, code="weapons", tolerance="6")
    assert "What would end itA target would end it." in words(section)
    assert "Try another tolerance" not in words(section)


def test_trying_asks_the_database_no_more(server: Flask, sqlite_store: Store) -> None:
    counted: list[str] = []
    event.listen(sqlite_store.engine, "before_cursor_execute", lambda *a: counted.append(a[2]))
    drawn(server, tolerance="6")
    assert 0 < len(counted) <= 10


def test_a_tolerance_stays_with_the_page_it_is_tried_on() -> None:
    view = view_of({"href": "http://localhost/indicator/burglary?tolerance=6", "tolerance": "6", "area": "E09000004"})
    assert view.href() == "/indicator/burglary?area=E09000004&tolerance=6"
    assert view.href("/indicator/burglary") == "/indicator/burglary?area=E09000004&tolerance=6"
    assert view.href("/indicator/theft") == "/indicator/theft?area=E09000004"
