"""The gate: every route and every callback refuses the role below the one it needs, before anything is done."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from dash import Dash
from flask import Flask

from app import create_app
from dashboard.roles import ROLES
from dashboard.settings import Settings
from dashboard.store.store import Store
from layouts._roles import CALLBACKS, OPEN, ROUTES, name_of, of_callback, of_route
from tests.signed import sign_in

CLOSED = Settings(public_view=False)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dash]:
    folder: Path = tmp_path_factory.mktemp("gate")
    store = Store.open(f"sqlite:///{folder / 'a.sqlite'}")
    yield create_app(CLOSED, store)
    store.close()


@pytest.fixture(scope="module")
def server(app: Dash) -> Flask:
    return app.server


def body_of(app: Dash, output: str) -> dict[str, Any]:
    """What a browser would send for a callback, with nothing in it."""
    found = app.callback_map[output]
    several = output.strip(".").split("...") if output.startswith("..") else [output]
    outputs = [{"id": one.rsplit(".", 1)[0], "property": one.rsplit(".", 1)[1]} for one in several]
    declared = {name: [one | {"value": None} for one in found[name]] for name in ("inputs", "state")}
    return declared | {"output": output, "outputs": outputs if output.startswith("..") else outputs[0],
                       "changedPropIds": []}  # fmt: skip


def test_every_callback_is_in_the_table_and_the_table_names_no_other(app: Dash) -> None:
    names = {name_of(found["callback"]) for found in app.callback_map.values() if "callback" in found}
    assert names == set(CALLBACKS)


def test_every_route_is_in_the_table_and_the_table_names_no_other(server: Flask) -> None:
    rules = {rule.rule for rule in server.url_map.iter_rules() if not rule.rule.startswith("/api/v1/")}
    assert rules == set(ROUTES)


def test_every_callback_refuses_the_role_below(app: Dash) -> None:
    for output, found in app.callback_map.items():
        if "callback" not in found:
            continue
        needs = of_callback(found["callback"])
        below = [None, *ROLES[: ROLES.index(needs.role)]]
        for role in below:
            client = app.server.test_client()
            if role:
                sign_in(client, app.server.config["store"], role)
            answer = client.post("/_dash-update-component", json=body_of(app, output))
            assert answer.status_code == (403 if role else 401), (output, role)
            assert "Sign in as" in answer.get_data(as_text=True)


def test_every_callback_lets_its_role_in(app: Dash) -> None:
    for output, found in app.callback_map.items():
        if "callback" not in found:
            continue
        client = sign_in(app.server.test_client(), app.server.config["store"], of_callback(found["callback"]).role)
        answer = client.post("/_dash-update-component", json=body_of(app, output))
        assert answer.status_code not in (400, 401, 403, 415), (output, answer.get_data(as_text=True))


def test_every_route_refuses_the_role_below(server: Flask) -> None:
    for rule in server.url_map.iter_rules():
        needs = of_route(rule.rule)
        if needs.role == OPEN:
            continue
        path = rule.rule.replace("<path:path>", "priority/violence").replace("<part>", "audit.csv")
        for method in sorted({"GET", "POST"} & set(rule.methods or ())):
            for role in (None, *ROLES[: ROLES.index(needs.role)]):
                client = server.test_client()
                if role:
                    sign_in(client, server.config["store"], role)
                answer = client.open(path, method=method, json={} if method == "POST" else None)
                if path == "/_dash-update-component":  # refused for what is asked, in the tests of callbacks
                    assert answer.status_code == 400
                    continue
                assert answer.status_code in ((303, 401) if role is None else (403,)), (path, method, role)
                if answer.status_code == 303:
                    assert answer.headers["Location"].startswith("/signin?next=")


def test_nothing_of_the_figures_is_in_what_is_refused(server: Flask) -> None:
    client = server.test_client()
    for path in ("/", "/_dash-layout", "/_dash-dependencies", "/api/v1/status", "/priority/violence"):
        text = client.get(path).get_data(as_text=True)
        assert "priority" not in text.replace("/priority/violence", "").replace("%2Fpriority%2Fviolence", ""), path


def test_what_signing_in_needs_is_open(server: Flask) -> None:
    client = server.test_client()
    for path in ("/signin", "/healthz", "/assets/base.css", "/welcome/no-such-link"):
        with client.get(path) as answer:
            assert answer.status_code in (200, 410), path


@pytest.mark.parametrize(
    ("settings", "headers", "address", "status"),
    [
        ({}, {}, "127.0.0.1", 200),
        ({}, {}, "10.0.0.9", 303),
        ({}, {"X-Forwarded-For": "10.0.0.9"}, "127.0.0.1", 303),
        ({"host": "0.0.0.0"}, {}, "127.0.0.1", 303),
        ({"proxies": 1}, {}, "127.0.0.1", 303),
        ({"allowed_hosts": "localhost"}, {}, "127.0.0.1", 303),
        ({"public_view": True}, {}, "10.0.0.9", 200),
        ({"public_view": False}, {}, "127.0.0.1", 303),
    ],
)
def test_pages_are_open_to_this_machine_alone_unless_it_is_said(
    sqlite_store: Store, settings: dict[str, Any], headers: dict[str, str], address: str, status: int
) -> None:
    client = create_app(Settings(**settings), sqlite_store).server.test_client()
    assert client.get("/help", headers=headers, environ_base={"REMOTE_ADDR": address}).status_code == status


@pytest.mark.parametrize(
    ("allowed", "host", "status"),
    [
        ("", "localhost:8050", 200),
        ("", "127.0.0.1:8050", 200),
        ("", "[::1]:8050", 200),
        ("", "evil.example", 400),
        ("", "localhost.evil.example", 400),
        ("safer.example.org", "safer.example.org", 200),
        ("safer.example.org", "SAFER.example.org:443", 200),
        ("safer.example.org", "localhost", 400),
    ],
)
def test_it_answers_to_its_own_names_only(sqlite_store: Store, allowed: str, host: str, status: int) -> None:
    client = create_app(Settings(allowed_hosts=allowed, public_view=True), sqlite_store).server.test_client()
    answer = client.get("/help", headers={"Host": host})
    assert answer.status_code == status


def test_a_denial_is_put_down_but_a_flood_of_them_is_not(server: Flask) -> None:
    store: Store = server.config["store"]
    before = len(store.audit.rows(what="denied"))
    client = server.test_client()
    for _ in range(5):
        client.get("/admin", environ_base={"REMOTE_ADDR": "198.51.100.7"})
    assert len(store.audit.rows(what="denied")) == before + 1
    sign_in(client, store, "viewer")
    client.get("/admin")
    (row, *_) = store.audit.rows(what="denied")
    assert (row.who, row.subject) == ("Chief executive", "look after people and the audit log (/admin)")


def test_a_token_opens_the_api_and_nothing_else(server: Flask) -> None:
    store: Store = server.config["store"]
    client, secret = server.test_client(), store.tokens.make("Warehouse")
    shown = {"Authorization": f"Bearer {secret}"}
    assert client.get("/api/v1/series", headers=shown).status_code == 200
    assert client.get("/", headers=shown).status_code == 303
    assert client.get("/admin", headers=shown).status_code == 303
    refused = client.get("/api/v1/series", headers={"Authorization": "Bearer safer_guessed"})
    assert (refused.status_code, refused.mimetype) == (401, "application/problem+json")
    store.tokens.revoke(store.tokens.all()[0].id)
    assert client.get("/api/v1/series", headers=shown).status_code == 401


def test_metrics_are_for_administrators_and_programs_that_show_a_token_for_them(server: Flask) -> None:
    store: Store = server.config["store"]
    away: Any = {"environ_base": {"REMOTE_ADDR": "198.51.100.7"}}
    client, secret = server.test_client(), store.tokens.make("Prometheus", purpose="metrics")
    assert client.get("/metrics", **away).status_code == 404
    assert client.get("/metrics", headers={"Authorization": f"Bearer {secret}"}, **away).status_code == 200
    assert client.get("/api/v1/series", headers={"Authorization": f"Bearer {secret}"}, **away).status_code == 401
    assert sign_in(client, store, "analyst").get("/metrics", **away).status_code == 404
    assert sign_in(client, store, "administrator").get("/metrics", **away).status_code == 200


HOSTILE: list[tuple[Any, str, int]] = [
    (b"{", "application/json", 400),
    (b"", "application/json", 400),
    (b"[" * 100_000, "application/json", 400),
    (b'{"a":' * 60 + b"1" + b"}" * 60, "application/json", 400),
    (b"null", "application/json", 400),
    (b'{"output": "no.such"}', "application/json", 400),
    (b'{"output": {}}', "application/json", 400),
    (b'{"output": "upload-list.children"}', "application/vnd.x+json", 415),
    (b"output=x", "application/x-www-form-urlencoded", 415),
    (b"{}", "text/plain", 415),
]


@pytest.mark.parametrize(("content", "kind", "status"), HOSTILE)
def test_a_body_that_makes_no_sense_is_refused_and_is_no_fault(
    server: Flask, content: bytes, kind: str, status: int
) -> None:
    client = sign_in(server.test_client(), server.config["store"], "administrator")
    answer = client.post("/_dash-update-component", data=content, content_type=kind)
    assert answer.status_code == status
    assert "Traceback" not in answer.get_data(as_text=True)


def test_a_callback_with_too_little_or_of_another_form_is_refused(app: Dash) -> None:
    client = sign_in(app.server.test_client(), app.server.config["store"], "administrator")
    for output, found in app.callback_map.items():
        if "callback" not in found:
            continue
        whole = body_of(app, output)
        for broken in ({"inputs": []}, {"inputs": "x"}, {"state": [1] * len(whole["state"]) or {}}, {"outputs": 3},
                       {"changedPropIds": [{}]}):  # fmt: skip
            answer = client.post("/_dash-update-component", json=whole | broken)
            assert answer.status_code == 400, (output, broken)


def test_headers_over_tls(server: Flask) -> None:
    client = server.test_client()
    plain, secure = client.get("/signin"), client.get("/signin", base_url="https://localhost")
    assert "Strict-Transport-Security" not in plain.headers
    assert "max-age=63072000" in secure.headers["Strict-Transport-Security"]
    for name, words in {
        "Content-Security-Policy": "default-src 'none'",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=()",
        "Cache-Control": "no-store",
    }.items():
        assert words in plain.headers[name]
