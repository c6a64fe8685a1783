"""How pages leave the server: headers, caching, other sites refused, addresses read with care."""

import re
from collections.abc import Iterator
from pathlib import Path

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
    assert len(scripts) > 5
    assert [src for src in scripts if "plotly" in src or "dash_table" in src] == []
    assert "preload" not in page


def test_an_address_keeps_its_state_and_ignores_what_is_no_text() -> None:
    view = view_of({"strategy": "a b", "quarter": ["x", "y"], "area": "z" * 500, "href": "http://h/p?strategy=a+b#x"})
    assert view == View(address="/p?strategy=a+b", strategy="a b")
    assert view.href("/other") == "/other?strategy=a+b"
