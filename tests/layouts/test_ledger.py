"""Arrivals and history: few statements, hostile names as text, empty states and refusals in words."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import dash
import pytest
from flask import Flask
from plotly.utils import PlotlyJSONEncoder
from sqlalchemy import event

from app import create_app
from dashboard.metrics.schedule import expected
from dashboard.periods import parse
from dashboard.records import SourceSpec
from dashboard.scorecard.freshness import Fresh
from dashboard.settings import Settings
from dashboard.store.store import Store
from layouts._parts.freshness import strip
from loaders._load import load

MET = "MajorText,MinorText,BoroughName,202504,202505,202506\nBURGLARY,HOME,Bromley,9,8,7\n"
HOSTILE = "<script>alert(1)</script>\u202egpj.csv"


@pytest.fixture
def server(sqlite_store: Store) -> Iterator[Flask]:
    files = [("met.csv", MET.encode()), (HOSTILE, MET.replace("9,8,7", "9,8,5").encode())]
    load(sqlite_store, files, by="analyst")
    yield create_app(Settings(), sqlite_store).server


def said(server: Flask, page: str, /, **query: str) -> str:
    """All that a page says, as the browser is sent it."""
    path = f"/uploads/{query['number']}" if "number" in query else f"/{page}"
    address = path + "?" + "&".join(f"{name}={value}" for name, value in query.items() if name != "number")
    with server.test_request_context("/"):
        made = dash.page_registry[f"layouts.{page}"]["layout"](href=address, **query)
    return json.dumps(made, cls=PlotlyJSONEncoder, ensure_ascii=False)


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("arrivals", {}),
        ("uploads", {}),
        ("uploads", {"source": "crime.mps_borough", "page": "2"}),
        ("upload_changes", {"number": "2"}),
        (
            "upload_changes",
            {"number": "2", "kind": "new", "series": "crime.burglary", "place": "E09000006", "page": "3"},
        ),
    ],
)
def test_a_page_needs_at_most_ten_statements(
    server: Flask, sqlite_store: Store, page: str, query: dict[str, str]
) -> None:
    counted: list[str] = []
    event.listen(sqlite_store.engine, "before_cursor_execute", lambda *a: counted.append(a[2]))
    said(server, page, **query)
    assert 0 < len(counted) <= 10


def test_the_statements_do_not_grow_with_the_uploads(server: Flask, sqlite_store: Store) -> None:
    def count(page: str) -> int:
        counted: list[str] = []
        listener = ("before_cursor_execute", lambda *a: counted.append(a[2]))
        event.listen(sqlite_store.engine, *listener)
        said(server, page)
        event.remove(sqlite_store.engine, *listener)
        return len(counted)

    before = [count(page) for page in ("uploads", "arrivals")]
    load(sqlite_store, [(f"{n}.csv", MET.replace("9,8,7", f"9,8,{n}").encode()) for n in range(30)], by="analyst")
    assert [count(page) for page in ("uploads", "arrivals")] == before


def test_the_history_lists_every_upload_with_its_name_as_text(server: Flask) -> None:
    text = said(server, "uploads")
    assert "2 uploads, newest first" in text
    assert "<script>alert(1)</script>" not in text  # the loader keeps what follows the last slash
    assert "script> gpj.csv" in text  # what would turn the rest round is no part of a name
    assert "\u202e" not in text
    assert "Recorded crime by borough, Metropolitan Police" in text
    assert text.index("Upload 2") < text.index("Upload 1")


def test_the_history_of_one_source(server: Flask, sqlite_store: Store) -> None:
    assert "2 uploads, newest first" in said(server, "uploads", source="crime.mps_borough")
    assert "There is no upload of this source." in said(server, "uploads", source="asb.return")


def test_a_page_beyond_the_last_is_the_last(server: Flask) -> None:
    for page in ("99", "0", "-1", "two", "9" * 30, "٣"):
        assert "Upload 2" in said(server, "uploads", page=page)


def test_a_long_history_is_paged(server: Flask, sqlite_store: Store) -> None:
    load(sqlite_store, [(f"{n}.csv", MET.replace("9,8,7", f"9,8,{n}").encode()) for n in range(10, 40)], by="analyst")
    first, second = said(server, "uploads"), said(server, "uploads", page="2")
    assert "Page 1 of 2" in first
    assert "/uploads?page=2" in first
    assert "Page 2 of 2" in second
    assert '"Upload 1"' in second
    assert '"Upload 1"' not in first


def test_what_an_upload_changed(server: Flask) -> None:
    text = said(server, "upload_changes", number="2")
    assert "3 figures, the largest change first" in text  # the offence, its group and the whole
    assert "Revised (3)" in text
    assert "−28.6%" in text
    assert "/uploads/1" in text
    assert "It left out no figure that stood." in said(server, "upload_changes", number="2", kind="gone")
    assert "Added up from several cells" in text
    assert "There is no such figure" in said(server, "upload_changes", number="2", series="crime.robbery")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("99", "There is no upload 99."),
        ("9" * 19, "There is no upload"),
        ("9" * 40, "is no number of an upload"),
        ("-1", "is no number of an upload"),
        ("１", "is no number of an upload"),
        ("<script>", "“<script>” is no number of an upload"),
    ],
)
def test_an_upload_that_does_not_exist_is_a_sentence(server: Flask, number: str, words: str) -> None:
    assert words in said(server, "upload_changes", number=number)


def test_arrivals_say_what_is_late_and_what_rests_on_it(server: Flask) -> None:
    text = said(server, "arrivals")
    assert "Late (1)" in text
    assert "due on 14 Sep 2025" in text
    assert "/indicator/burglary?strategy=current" in text
    assert "Subject: Recorded crime by borough: figures for Jul 2025 were due on 14 Sep 2025" in text
    assert "Not used (" in text


def test_empty_pages_say_so(sqlite_store: Store) -> None:
    server = create_app(Settings(), sqlite_store).server
    assert "Nothing has been loaded yet." in said(server, "uploads")
    text = said(server, "arrivals")
    assert "Nothing is late and nothing is due in the next 30 days" in text
    assert "No figures have been loaded yet, so nothing is expected." in text


def _text(part: Any) -> str:
    if isinstance(part, list | tuple):
        return "".join(map(_text, part))
    return part if isinstance(part, str) else _text(getattr(part, "children", None) or "")


def test_the_strip_of_freshness() -> None:
    met = SourceSpec("crime.met", "Recorded crime", "Police", "", "month", 45)
    moj = SourceSpec("reoffending.moj", "Reoffending", "MoJ", "", "quarter", 180)
    late = expected(parse("2025-12"), frequency="month", lag_days=45, today=date(2026, 3, 1))
    found = [Fresh(met, parse("2025-11"), late), Fresh(moj, parse("R12:2024-12"))]
    summary, entries = strip(found).children.children
    assert _text(summary) == "How fresh the figures are: 1 of 2 sources late"
    items = [_text(item) for item in entries.children]
    assert items == [
        "Recorded crime (Police): to Nov 2025, late: Dec 2025 was due on 14 Feb 2026",
        "Reoffending (MoJ): to 12 months to Dec 2024, published about 6 months after",
    ]
    assert _text(strip([]).children) == "No figures have been loaded for this strategy and area yet."
