"""Requests are numbered, counted and logged without what was asked; only this machine reads the counts."""

import json
import logging

import pytest
from flask.testing import FlaskClient

from app import create_app
from dashboard.settings import Settings
from dashboard.store.store import Store
from layouts._watching import AsJson


@pytest.fixture
def client(sqlite_store: Store) -> FlaskClient:
    return create_app(Settings(), sqlite_store).server.test_client()


def test_every_answer_has_a_number_and_a_given_one_is_kept_when_harmless(client: FlaskClient) -> None:
    assert len(client.get("/healthz").headers["X-Request-Id"]) == 16
    assert (
        client.get("/healthz", headers={"X-Request-Id": "from-the-proxy-1"}).headers["X-Request-Id"]
        == "from-the-proxy-1"
    )
    for odd in ("short", "x" * 65, 'quote"and space', "<script>alert(1)</script>"):
        assert client.get("/healthz", headers={"X-Request-Id": odd}).headers["X-Request-Id"] != odd


def test_a_request_is_one_line_of_json_that_names_nobody(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="safer.web"):
        client.get("/api/v1/status?area=E09000006&secret=A%20Person")
    line = AsJson().format(next(record for record in caplog.records if record.name == "safer.web"))
    told = json.loads(line)
    assert (told["route"], told["method"], "\n" in line) == ("/api/v1/status", "GET", False)
    assert "Person" not in line and "E09000006" not in line
    assert told["ms"] >= 0 and len(told["request"]) == 16


def test_a_line_break_in_a_message_stays_within_its_line() -> None:
    record = logging.LogRecord("safer", logging.INFO, "x", 1, "a\nroot: ok", None, None)
    assert "\n" not in AsJson().format(record)


def test_counts_are_told_to_this_machine_only(client: FlaskClient, sqlite_store: Store) -> None:
    sqlite_store.pending.add("a.csv", b"1", by="x")
    client.get("/healthz")
    said = client.get("/metrics").get_data(as_text=True)
    assert 'safer_requests_total{method="GET",route="/healthz",status="200"}' in said
    assert 'safer_tray_files{state="waiting"} 1.0' in said and "safer_database_up 1.0" in said
    for headers, address in (({"X-Forwarded-For": "10.0.0.7"}, "127.0.0.1"), ({}, "10.0.0.7"), ({}, "")):
        assert client.get("/metrics", headers=headers, environ_base={"REMOTE_ADDR": address}).status_code == 404


def test_an_unknown_address_or_method_makes_no_label_of_its_own(client: FlaskClient) -> None:
    client.get("/nobody/knows/this")
    client.open("/healthz", method="BREW")
    said = client.get("/metrics").get_data(as_text=True)
    assert "nobody/knows" not in said and "BREW" not in said


def test_what_the_program_asks_of_itself_is_not_logged(sqlite_store: Store, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "safer.web")
    made = create_app(Settings(), sqlite_store).server
    assert [record for record in caplog.records if record.name == "safer.web"] == []
    made.test_client().get("/healthz")
    assert len([record for record in caplog.records if record.name == "safer.web"]) == 1
