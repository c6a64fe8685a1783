"""How pages leave the server: headers, caching, other sites refused, addresses read with care."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from flask.testing import FlaskClient

from app import create_app
from dashboard.settings import Settings
from dashboard.store.store import Store
from layouts._view import View, view_of


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    folder: Path = tmp_path_factory.mktemp("serving")
    store = Store.open(f"sqlite:///{folder / 'a.sqlite'}")
    yield create_app(Settings(), store).server.test_client()
    store.close()


def test_health_answers(client: FlaskClient) -> None:
    assert client.get("/healthz").status_code == 200


def test_pages_carry_the_policy_and_are_not_stored(client: FlaskClient) -> None:
    headers = client.get("/").headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://elsewhere.example"}, 403),
        ({"Origin": "null"}, 403),
    ],
)
def test_what_another_site_sends_is_refused(client: FlaskClient, headers: dict[str, str], status: int) -> None:
    assert client.post("/_dash-update-component", json={}, headers=headers).status_code == status


def test_the_drawing_library_is_kept_for_good_and_compressed_once(client: FlaskClient) -> None:
    page = client.get("/indicator/burglary").get_data(as_text=True)
    address = page.partition('name="plotly" content="')[2].partition('"')[0]
    first = client.get(address, headers={"Accept-Encoding": "br"})
    again = client.get(address, headers={"Accept-Encoding": "br"})
    assert first.headers["Content-Encoding"] == again.headers["Content-Encoding"] == "br"
    assert "immutable" in first.headers["Cache-Control"] and "immutable" in again.headers["Cache-Control"]
    assert first.data == again.data


def test_the_overview_names_no_plotly_script(client: FlaskClient) -> None:
    page = client.get("/").get_data(as_text=True)
    scripts = re.findall(r'<script src="([^"]+)"', page)
    assert scripts
    assert [src for src in scripts if "plotly" in src or "dash_table" in src] == []
    assert "preload" not in page
    for source in scripts:  # several files come as one: none of them is the drawing library
        with client.get(source) as answer:
            assert answer.status_code == 200
            assert b"plotly.js v" not in answer.data


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/priority/violence", 200),
        ("/indicator/burglary?area=E09000011", 200),
        ("/upload", 200),
        ("/help", 200),
        ("/indicator/no-such", 404),
        ("/priority/no-such", 404),
        ("/no-such-page", 404),
        ("/?area=E99999999", 404),
    ],
)
def test_an_address_answers_with_its_status_and_its_page(client: FlaskClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    # the page is in the answer: the browser need not ask again
    assert 'data-told="_dash-layout"' in answer.get_data(as_text=True)
    assert ("There is nothing to show at this address" in answer.get_data(as_text=True)) == (status == 404)


@pytest.mark.parametrize("coding", ["br", "gzip"])
def test_text_is_packed_as_the_browser_takes_it(client: FlaskClient, coding: str) -> None:
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress}[coding]
    for path in ("/", "/api/v1/openapi.json"):
        answer = client.get(path, headers={"Accept-Encoding": coding})
        assert answer.headers["Content-Encoding"] == coding
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert b"Safer Priorities" in unpack(answer.data)


def test_a_fault_nobody_foresaw_is_told_with_a_reference(sqlite_store: Store, caplog: pytest.LogCaptureFixture) -> None:
    client = create_app(Settings(), sqlite_store).server.test_client()
    with sqlite_store.engine.begin() as connection:
        for table in ("observation", "series"):
            connection.exec_driver_sql(f"DROP TABLE {table}")
    answer = client.get("/")
    said = re.search(r"tell whoever looks after this dashboard the reference (\w{6})", answer.get_data(as_text=True))
    assert answer.status_code == 500 and said
    assert f"Reference {said[1]}: GET '/'" in caplog.text
    assert "no such table" not in answer.get_data(as_text=True)
    asked = client.get("/api/v1/series")
    assert (asked.status_code, asked.mimetype) == (500, "application/problem+json")
    assert "reference" in asked.get_json()["detail"]


def test_an_address_keeps_its_state_and_ignores_what_is_no_text() -> None:
    view = view_of({"strategy": "a b", "quarter": ["x", "y"], "area": "z" * 500, "href": "http://h/p?strategy=a+b#x"})
    assert view == View(address="/p?strategy=a+b", strategy="a b")
    assert view.href("/other") == "/other?strategy=a+b"
