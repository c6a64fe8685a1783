"""Signing in with a council account, against a real identity provider on this machine."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from flask.testing import FlaskClient
from oidc_provider_mock import User, run_server_in_thread

from app import create_app
from dashboard.errors import SaferError
from dashboard.settings import Settings
from dashboard.store.store import Store
from tests.signed import COOKIE
from web.council import roles_of, vouched

# the provider that stands in for the council's uses parts of its library that will go
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
ROLES = "analysts=analyst; youth=lead:youth,2025/violence; admins=administrator"
USERS = (
    User(sub="u-1", claims={"name": "Crime analyst", "groups": ["staff", "analysts"]}),
    User(sub="u-2", claims={"name": "Head of youth justice", "groups": ["youth"]}),
    User(sub="u-3", claims={"name": "Nobody in particular", "groups": ["staff"]}),
)


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with run_server_in_thread(user_claims=USERS, require_nonce=True) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def client(issuer: str, sqlite_store: Store) -> FlaskClient:
    settings = Settings(
        oidc_issuer=issuer, oidc_client_id="safer", oidc_client_secret="secret", oidc_roles=ROLES, public_view=False
    )
    made: FlaskClient = create_app(settings, sqlite_store).server.test_client()
    return made


def sent_to(client: FlaskClient, after: str = "/help") -> str:
    """Where a browser is sent to sign in."""
    answer = client.get(f"/signin/council?next={after}")
    assert answer.status_code == 302
    return answer.headers["Location"]


def signed(place: str, subject: str) -> str:
    """The address the provider sends a browser back to once somebody signed in there."""
    answer = requests.post(place, data={"sub": subject}, allow_redirects=False, timeout=10)
    assert answer.status_code == 302, answer.text
    back = urlsplit(answer.headers["Location"])
    return f"{back.path}?{back.query}"


def test_somebody_comes_in_with_the_role_of_their_group(client: FlaskClient, sqlite_store: Store) -> None:
    place = sent_to(client)
    asked = parse_qs(urlsplit(place).query)
    assert (asked["response_type"], asked["code_challenge_method"]) == (["code"], ["S256"])
    assert len(asked["state"][0]) >= 20 and len(asked["nonce"][0]) >= 20
    answer = client.get(signed(place, "u-1"))
    assert (answer.status_code, answer.headers["Location"]) == (303, "/help")
    assert client.get_cookie(COOKIE) is not None
    assert "Crime analyst" in client.get("/account").get_data(as_text=True)
    (person,) = sqlite_store.people.all()
    assert (person.name, person.role, person.sign_in) == ("Crime analyst", "analyst", None)
    assert [row.what for row in sqlite_store.audit.rows(limit=2)] == ["sign-in", "person.add"]


def test_a_lead_has_the_priorities_of_their_group(client: FlaskClient, sqlite_store: Store) -> None:
    client.get(signed(sent_to(client), "u-2"))
    (person,) = sqlite_store.people.all()
    assert (person.role, person.priorities) == ("lead", ("2025/violence", "youth"))


def test_whoever_is_in_no_group_is_not_let_in(client: FlaskClient, sqlite_store: Store) -> None:
    answer = client.get(signed(sent_to(client), "u-3"))
    assert answer.status_code == 403
    assert "none of the groups" in answer.get_data(as_text=True)
    assert sqlite_store.people.all() == []
    assert client.get_cookie(COOKIE) is None


@pytest.mark.parametrize("wrong", ["state", "code"])
def test_a_forged_answer_opens_nothing(client: FlaskClient, sqlite_store: Store, wrong: str) -> None:
    back = signed(sent_to(client), "u-1")
    query = {name: values[0] for name, values in parse_qs(urlsplit(back).query).items()} | {wrong: "forged"}
    answer = client.get("/signin/council/back", query_string=query)
    assert answer.status_code == 401
    assert client.get_cookie(COOKIE) is None
    assert sqlite_store.people.all() == []


def test_an_answer_is_good_once_and_in_its_own_browser(client: FlaskClient, sqlite_store: Store) -> None:
    back = signed(sent_to(client), "u-1")
    other = client.application.test_client()
    assert other.get(back).status_code == 401
    assert client.get(back).status_code == 303
    assert client.get(back).status_code == 401


def test_a_provider_that_is_not_there_is_said(sqlite_store: Store) -> None:
    settings = Settings(oidc_issuer="http://localhost:9", oidc_client_id="x", oidc_client_secret="y")
    answer = create_app(settings, sqlite_store).server.test_client().get("/signin/council")
    assert answer.status_code == 503
    assert "does not answer" in answer.get_data(as_text=True)


def test_without_a_provider_there_is_no_such_page(sqlite_store: Store) -> None:
    client = create_app(Settings(), sqlite_store).server.test_client()
    assert client.get("/signin/council").status_code == 404
    assert "council account" not in client.get("/signin").get_data(as_text=True)


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://elsewhere.example", "sub": "1", "groups": ["analysts"]},
        {"iss": "https://id.example", "groups": ["analysts"]},
        {"iss": "https://id.example", "sub": "1", "groups": "staff"},
        {"iss": "https://id.example", "sub": "1"},
    ],
)
def test_claims_that_do_not_fit_are_refused(claims: dict[str, Any]) -> None:
    with pytest.raises(SaferError):
        vouched(claims, Settings(oidc_issuer="https://id.example", oidc_roles=ROLES))


@pytest.mark.parametrize("text", ["analysts", "analysts=king", "youth=lead", "analysts=analyst:youth", "=viewer"])
def test_roles_that_make_no_sense_are_said(text: str) -> None:
    with pytest.raises(SaferError, match="SAFER_OIDC_ROLES"):
        roles_of(text)
