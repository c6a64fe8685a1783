"""Pages with what leads say: few statements, hostile words as text, and what stood at a moment."""

import json
from collections.abc import Iterator

import dash
import pytest
from flask import Flask
from plotly.utils import PlotlyJSONEncoder
from sqlalchemy import event

from app import create_app
from dashboard.scorecard.choosing import Place, choose
from dashboard.scorecard.commitments import Commitment, Progress
from dashboard.scorecard.plan import Planned, take
from dashboard.settings import Settings
from dashboard.store.moments import iso
from dashboard.store.store import Store
from loaders._load import load

MET = "MajorText,MinorText,BoroughName,202404,202405,202406,202504,202505,202506\nBURGLARY,HOME,Bromley,9,8,7,9,8,7\n"
HOSTILE = "<img src=x onerror=alert(1)> and more of it"
QUERY = {"quarter": "FY2025-26-Q1"}
PAGES = [("overview", {}), ("priority", {"code": "neighbourhood-crime"}), ("indicator", {"code": "burglary"})]


@pytest.fixture
def server(sqlite_store: Store) -> Iterator[Flask]:
    load(sqlite_store, [("met.csv", MET.encode())], by="analyst")
    made = create_app(Settings(), sqlite_store).server
    place = Place("current", "burglary", **QUERY)
    choose(made.config["board"], place, rag="grey", reason="one-off", text=HOSTILE, by=HOSTILE)
    said = Progress(status="amber", narrative=HOSTILE, outlook=HOSTILE)
    quarter = made.config["board"].scorecard("current", **QUERY).quarter
    assert quarter == QUERY["quarter"]
    promise = Planned("neighbourhood-crime", "1.1", Commitment(text=HOSTILE, lead=HOSTILE), said)
    take(sqlite_store, "current", [promise], by=HOSTILE)
    yield made


def said(server: Flask, page: str, query: dict[str, str]) -> str:
    with server.test_request_context("/"):
        made = dash.page_registry[f"layouts.{page}"]["layout"](**QUERY, **query)
    return json.dumps(made, cls=PlotlyJSONEncoder, ensure_ascii=False)


@pytest.mark.parametrize(("page", "query"), PAGES)
def test_a_page_reads_all_that_was_said_in_one_statement(server: Flask, page: str, query: dict[str, str]) -> None:
    counted: list[tuple[str, str]] = []
    store: Store = server.config["store"]
    event.listen(store.engine, "before_cursor_execute", lambda *a: counted.append((a[2], str(a[3]))))
    said(server, page, query)
    assert len(counted) <= 10
    notes = [asked for said, asked in counted if "FROM note" in said and "max(" not in said]
    assert sum("meeting" not in asked for asked in notes) == 1


@pytest.mark.parametrize(("page", "query"), PAGES[1:])
def test_hostile_words_are_text(server: Flask, page: str, query: dict[str, str]) -> None:
    text = said(server, page, query)
    assert HOSTILE in text
    assert "dangerously" not in text


def test_the_overview_counts_what_leads_have_set(server: Flask) -> None:
    assert "1 status" in said(server, "overview", {})
    store: Store = server.config["store"]
    before = iso(store.notes.standing("judgement")[0].since - 1)
    assert "overrides" not in said(server, "overview", {"as_at": before})
    assert '"data-testid": "commitments"' in said(server, "priority", PAGES[1][1])
    assert '"data-testid": "commitments"' not in said(server, "priority", PAGES[1][1] | {"as_at": before})
