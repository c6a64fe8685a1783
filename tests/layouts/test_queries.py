"""A page asks the database once, whatever it shows."""

import dash
import pytest
from sqlalchemy import event

from app import create_app
from dashboard.settings import Settings
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
