"""Signing in and out, links, the account and administration, as a browser without scripts sees them."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import create_app
from dashboard.settings import Settings
from dashboard.store.links import FIRST
from dashboard.store.store import Store
from tests.signed import COOKIE, sign_in
from web.doors import local

GOOD = "violet tractor seven moons"
HEAD = {"name": "Head of community safety", "sign_in": "head@example.org", "password": GOOD, "again": GOOD}


@pytest.fixture
def client(sqlite_store: Store) -> FlaskClient:
    made: FlaskClient = create_app(Settings(public_view=False), sqlite_store).server.test_client()
    return made


@pytest.fixture
def head(client: FlaskClient, sqlite_store: Store) -> FlaskClient:
    """The first administrator, signed in by the link."""
    answer = client.post(f"/welcome/{sqlite_store.links.issue(FIRST)}", data=HEAD)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    return client


def text(answer: Any) -> str:
    return str(answer.get_data(as_text=True))


def test_the_first_administrator_signs_out_and_in_again(head: FlaskClient, sqlite_store: Store) -> None:
    assert "Head of community safety" in text(head.get("/admin"))
    held = head.get_cookie(COOKIE)
    assert held is not None
    assert head.post("/signout").status_code == 303
    head.set_cookie(COOKIE, held.value)
    assert head.get("/admin").status_code == 303  # the server has forgotten it too
    words = {"name": "HEAD@example.org", "password": GOOD, "next": "/admin"}
    answer = head.post("/signin", data=words)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/admin")
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Path=/" in cookie
    assert head.get("/admin").status_code == 200


def test_over_tls_the_cookie_is_for_this_host_alone(head: FlaskClient) -> None:
    answer = head.post("/signin", data={"name": "head@example.org", "password": GOOD}, base_url="https://localhost")
    assert answer.headers["Set-Cookie"].startswith("__Host-safer=")
    assert "Secure" in answer.headers["Set-Cookie"]


def test_looking_at_a_link_does_not_use_it_up_and_using_it_does(client: FlaskClient, sqlite_store: Store) -> None:
    link = f"/welcome/{sqlite_store.links.issue(FIRST)}"
    assert [client.get(link).status_code for _ in range(2)] == [200, 200]
    assert client.post(link, data=HEAD | {"again": "another"}).status_code == 400
    assert client.post(link, data=HEAD).status_code == 303
    assert client.get(link).status_code == 410
    assert client.post(link, data=HEAD).status_code == 410


@pytest.mark.parametrize("name", ["head@example.org", "nobody@example.org"])
def test_a_wrong_password_and_an_unknown_name_look_the_same(head: FlaskClient, name: str) -> None:
    answer = head.application.test_client().post("/signin", data={"name": name, "password": "wrong" * 4})
    assert answer.status_code == 401
    assert "The name or the password is not right." in text(answer)
    assert GOOD not in text(answer)


def test_too_many_tries_are_told_to_wait(head: FlaskClient) -> None:
    for _ in range(5):
        head.post("/signin", data={"name": "head@example.org", "password": "wrong" * 4})
    answer = head.post("/signin", data={"name": "head@example.org", "password": GOOD})
    assert answer.status_code == 429
    assert "Wait" in text(answer)


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}])
def test_another_site_signs_nobody_in_or_out(head: FlaskClient, headers: dict[str, str]) -> None:
    for path in ("/signin", "/signout", "/account/everywhere", "/admin/add"):
        assert head.post(path, headers=headers).status_code == 403
    assert head.get("/admin").status_code == 200


@pytest.mark.parametrize(
    ("address", "then"),
    [("/help?x=1", "/help?x=1"), ("//evil.example", "/"), ("/\\evil.example", "/"), ("https://evil.example", "/"),
     ("javascript:alert(1)", "/"), ("", "/"), ("/signin", "/"), ("/a\r\nb", "/")],
)  # fmt: skip
def test_only_addresses_of_this_app_are_gone_on_to(address: str, then: str) -> None:
    assert local(address) == then


def test_a_password_is_changed_with_the_old_one(head: FlaskClient) -> None:
    new = {"password": "another tractor of nine suns", "again": "another tractor of nine suns"}
    assert head.post("/account/password", data=new | {"old": "wrong" * 4}).status_code == 400
    assert head.post("/account/password", data=new | {"old": GOOD}).status_code == 303
    assert head.get("/account").status_code == 200


def test_signing_out_everywhere(head: FlaskClient) -> None:
    assert head.post("/account/everywhere").status_code == 303
    assert head.get("/account").status_code == 303


def test_an_administrator_looks_after_people(head: FlaskClient, sqlite_store: Store) -> None:
    added = {"name": "<b>Lead</b>", "sign_in": "lead@example.org", "role": "lead", "priorities": "violence, 2025/youth"}
    shown = text(head.post("/admin/add", data=added))
    assert "&lt;b&gt;Lead&lt;/b&gt;" in shown and "<b>Lead" not in shown
    link = re.search(r"http://localhost(/welcome/[\w-]{43})", shown)
    assert link and link[1] not in text(head.get("/admin"))
    lead = head.application.test_client()
    assert lead.post(link[1], data={"password": GOOD, "again": GOOD}).status_code == 303
    assert lead.get("/admin").status_code == 403
    assert head.post("/admin/change", data={"name": "<b>Lead</b>", "role": "analyst"}).status_code == 303
    assert head.post("/admin/disable", data={"name": "<b>Lead</b>"}).status_code == 303
    assert lead.get("/account").status_code == 303
    assert head.post("/admin/disable", data={"name": HEAD["name"]}).status_code == 400
    assert head.post("/admin/no-such", data={}).status_code == 404


def test_an_administrator_ends_sessions_and_tokens(head: FlaskClient, sqlite_store: Store) -> None:
    other = sign_in(head.application.test_client(), sqlite_store, "viewer")
    assert other.get("/account").status_code == 200
    number = re.findall(
        r'end-session" class="in-row"><input type="hidden" name="number" value="(\d+)"', text(head.get("/admin"))
    )
    assert head.post("/admin/end-session", data={"number": number[0]}).status_code == 303
    assert other.get("/account").status_code == 303
    shown = text(head.post("/admin/token", data={"name": "Warehouse", "purpose": "api", "days": "30"}))
    secret = re.search(r"safer_[\w-]{43}", shown)
    assert secret and sqlite_store.tokens.found(secret[0], "api")
    assert head.post("/admin/revoke", data={"number": "1"}).status_code == 303
    assert sqlite_store.tokens.found(secret[0], "api") is None


def test_the_audit_log_is_searched_and_exported_without_formulas(head: FlaskClient, sqlite_store: Store) -> None:
    sqlite_store.audit.note("test.formula", "=HYPERLINK(1)", by="+1")
    assert text(head.get("/admin?what=test")).count('data-testid="audit-row"') == 1
    answer = head.get("/admin/audit.csv")
    assert answer.headers["Content-Disposition"] == "attachment; filename=audit.csv"
    assert "'=HYPERLINK(1)" in text(answer)
    assert len(answer.headers["X-Audit-Head"]) == 64
    assert sqlite_store.audit.rows()[0].what == "audit.export"
