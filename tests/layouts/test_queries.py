"""A page asks the database once, whatever it shows."""

import dash
import pytest
from sqlalchemy import event

from app import create_app
from dashboard.scorecard import meetings
from dashboard.scorecard.board import Board
from dashboard.scorecard.strategies import opened
from dashboard.settings import DATA, Settings, areas_file
from dashboard.store.store import Store
from loaders._load import load

MET = "MajorText,MinorText,BoroughName,202504,202505,202506\nBURGLARY,HOME,Bromley,9,8,7\n"


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("overview", {}),
        ("exceptions", {}),
        ("priority", {"code": "neighbourhood-crime"}),
        ("indicator", {"code": "burglary"}),
        ("mine", {}),
        ("mine", {"priority": "neighbourhood-crime"}),
    ],
)
def test_a_page_needs_at_most_ten_statements(sqlite_store: Store, page: str, query: dict[str, str]) -> None:
    load(sqlite_store, [("met.csv", MET.encode())], by="analyst")
    server = create_app(Settings(), sqlite_store).server
    counted: list[str] = []
    event.listen(sqlite_store.engine, "before_cursor_execute", lambda *a: counted.append(a[2]))
    with server.test_request_context("/"):
        dash.page_registry[f"layouts.{page}"]["layout"](**query)
    assert 0 < len(counted) <= 10


@pytest.mark.parametrize("page", ["actions", "reports"])
def test_pages_of_what_people_say_need_at_most_ten_statements(sqlite_store: Store, page: str) -> None:
    server = create_app(Settings(), sqlite_store).server
    counted: list[str] = []
    event.listen(sqlite_store.engine, "before_cursor_execute", lambda *a: counted.append(a[2]))
    with server.test_request_context("/"):
        dash.page_registry[f"layouts.{page}"]["layout"]()
    assert 0 < len(counted) <= 10


MEETINGS = ("2025-06-group", "2025-09-group", "2025-12-group")


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("overview", {"as_at": MEETINGS[1]}),
        ("priority", {"code": "neighbourhood-crime", "as_at": MEETINGS[1]}),
        ("indicator", {"code": "burglary", "as_at": MEETINGS[1]}),
        ("meetings", {}),
        ("meetings", {"as_at": MEETINGS[1]}),
        ("changes", {"from": MEETINGS[0], "to": MEETINGS[1]}),
        ("changes", {"from": MEETINGS[0]}),
        ("reconciliation", {"from": MEETINGS[0]}),
        ("reconciliation", {}),
        *(("meeting", {"code": code, "item": place}) for code in MEETINGS for place in ("0", "1", "3", "99")),
    ],
)
def test_a_page_of_a_meeting_needs_no_more_also_when_first_asked(
    sqlite_store: Store, page: str, query: dict[str, str]
) -> None:
    """Two meetings frozen, one to come; between them a file was loaded."""
    board = Board(sqlite_store, opened(sqlite_store, DATA / "strategies"), areas_file())
    for number, code in enumerate(MEETINGS):
        load(sqlite_store, [(f"{number}.csv", MET.replace("9,8,7", f"9,8,{number}").encode())], by="analyst")
        asked = {"title": code, "date": f"{code[:7]}-15", "strategy": "current", "quarter": "FY2025-26-Q1"}
        meetings.add(sqlite_store, meetings.planned(board, code, **asked), by="analyst")
        if code != MEETINGS[-1]:
            meetings.freeze(sqlite_store, code, by="chair")
    fresh = Store(sqlite_store.engine)  # knows no meeting by its name yet
    server = create_app(Settings(), fresh).server
    counted: list[str] = []
    event.listen(sqlite_store.engine, "before_cursor_execute", lambda *a: counted.append(a[2]))
    with server.test_request_context("/"):
        drawn = dash.page_registry[f"layouts.{page}"]["layout"](**query)
    assert getattr(drawn, "data-status") == "200"
    assert 0 < len(counted) <= 10
