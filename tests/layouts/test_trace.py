"""The trace page: few statements, addresses that keep the state, what a narrow screen leaves out."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import dash
import pytest
from flask import Flask
from sqlalchemy import event

from app import create_app
from dashboard.scorecard.provenance import Excerpt, ExcerptRow
from dashboard.settings import Settings
from dashboard.store.store import Store
from layouts._parts.provenance import address, sheet, traced
from layouts._view import View
from loaders._load import load

MET = "MajorText,MinorText,BoroughName,202404,202405,202406\nBURGLARY,HOME,Bromley,9,8,7\nBURGLARY,SHOP,Bromley,4,5,6\n"


@pytest.fixture
def server(sqlite_store: Store) -> Iterator[Flask]:
    load(sqlite_store, [("met.csv", MET.encode())], by="analyst")
    yield create_app(Settings(), sqlite_store).server


def drawn(server: Flask, **query: str) -> Any:
    with server.test_request_context("/trace"):
        return dash.page_registry["layouts.trace"]["layout"](**query)


def text(part: Any) -> str:
    """Everything a reader is told by an element."""
    if part is None or isinstance(part, str | int | float):
        return "" if part is None else str(part)
    if isinstance(part, list | tuple):
        return " ".join(text(one) for one in part)
    return text(getattr(part, "children", None))


def test_the_page_needs_at_most_ten_statements(server: Flask, sqlite_store: Store) -> None:
    counted: list[str] = []
    event.listen(sqlite_store.engine, "before_cursor_execute", lambda *a: counted.append(a[2]))
    said = text(drawn(server, series="crime.burglary", period="FY2024-25-Q1"))
    assert "39" in said
    assert 0 < len(counted) <= 10


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({}, "Name a number by its series and period"),
        ({"series": "crime.burglary"}, "Name a number by its series and period"),
        ({"series": "crime.burglary", "period": "2031-01"}, "Burglary has no figure for Jan 2031 in Bromley."),
        ({"series": "crime.burglary", "period": "x" * 500}, "Name a number by its series and period"),
    ],
)
def test_what_cannot_be_shown_is_a_sentence(server: Flask, query: dict[str, str], sentence: str) -> None:
    assert sentence in text(drawn(server, **query))


def given(href: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(href).query).items()}


def test_an_address_keeps_the_state_and_names_the_area_of_the_page_before(server: Flask) -> None:
    view = View(strategy="2016-19", quarter="FY2016-17-Q1", area="E09000007", as_at="2026-01-31")
    with server.test_request_context("/"):
        london = address(view, series="marac.cases", period="FY2015-16", area="E23000001", breakdown="agency=Police")
        own = address(View(), series="crime.total", period="2024-04", area=Settings().area)
    assert urlsplit(london).path == "/trace"
    assert given(london) == {
        "strategy": "2016-19",
        "quarter": "FY2016-17-Q1",
        "area": "E23000001",
        "as_at": "2026-01-31",
        "series": "marac.cases",
        "period": "FY2015-16",
        "breakdown": "agency=Police",
        "shown": "E09000007",
    }
    assert given(own) == {"area": Settings().area, "series": "crime.total", "period": "2024-04"}


def test_a_traced_number_says_where_it_leads(server: Flask) -> None:
    with server.test_request_context("/"):
        link = traced("6,267", View(), "crime.total", Settings().area, "2024-04")
    assert text(link).replace(" ,", ",") == "6,267, where this comes from"


def test_the_way_back_is_to_the_area_it_came_from(server: Flask) -> None:
    page = drawn(server, series="crime.burglary", period="2024-04", area="E09000006", shown="E09000007")
    links = [one.href for one in _links(page) if getattr(one, "className", "") == "back"]
    assert [given(href)["area"] for href in links] == ["E09000007"]


def _links(part: Any) -> Iterator[Any]:
    if isinstance(part, list | tuple):
        for one in part:
            yield from _links(one)
    elif hasattr(part, "href"):
        yield part
    elif hasattr(part, "children"):
        yield from _links(part.children)


def test_columns_of_numbers_away_from_the_mark_are_left_out_on_narrow_screens() -> None:
    rows = (
        ExcerptRow(row=1, heading=True, cells=("Area", "Year", "202403", "202404", "202405")),
        ExcerptRow(row=2, cells=("Bexley", "2024", "5", "6", "7")),
        ExcerptRow(row=3, cells=("Bromley", "2024", "8", "9", "10")),
    )
    piece = Excerpt(sheet="Data", columns=("A", "B", "C", "D", "E"), rows=rows, marked=("E3",))
    letters = sheet(piece, "met.csv").children.children[1].children.children[1:]
    assert [letter.className for letter in letters] == ["", "", "far", "", ""]
