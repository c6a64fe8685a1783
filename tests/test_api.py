"""The web's documents: health, the API, its refusals, and what every answer carries."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from app import create_app
from dashboard.settings import Settings
from dashboard.store.store import Store
from loaders._load import load

MET = "MajorText,MinorText,BoroughName,202404,202405,202406\nBURGLARY,HOME,Bromley,9,8,7\n"


@pytest.fixture
def client(store: Store) -> Iterator[FlaskClient]:
    load(store, [("met.csv", MET.encode())], by="analyst")
    with create_app(Settings(), store).server.test_client() as made:
        yield made


def test_health_is_the_databases(client: FlaskClient, store: Store) -> None:
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("/api/v1/status?strategy=current&quarter=FY2024-25-Q1", "priorities"),
        ("/api/v1/exceptions?strategy=current&quarter=FY2024-25-Q2", "exceptions"),
        ("/api/v1/series", "series"),
        ("/api/v1/observations?series=crime.burglary&grain=quarter", "observations"),
        ("/api/v1/uploads", "uploads"),
        ("/api/v1/openapi.json", "paths"),
    ],
)
def test_documents(client: FlaskClient, address: str, key: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    assert answer.json
    assert answer.json[key]


def test_exceptions_are_the_command_s_and_are_described(client: FlaskClient) -> None:
    answer = client.get("/api/v1/exceptions?strategy=current&quarter=FY2024-25-Q2&area=E09000006")
    assert answer.json
    # nothing came after June, and so burglary is overdue
    assert (answer.json["quarter"], answer.json["area"]) == ("FY2024-25-Q2", "E09000006")
    found = {entry["indicator"]: [reason["code"] for reason in entry["reasons"]] for entry in answer.json["exceptions"]}
    assert found["burglary"] == ["late"]
    described = client.get("/api/v1/openapi.json").json
    assert described
    names = [one["name"] for one in described["paths"]["/api/v1/exceptions"]["get"]["parameters"]]
    assert names == ["strategy", "quarter", "area", "as_at"]


def test_observations_are_derived(client: FlaskClient) -> None:
    answer = client.get("/api/v1/observations?series=crime.burglary&grain=quarter&area=E09000006")
    assert answer.json
    assert [(row["period"], row["value"]) for row in answer.json["observations"]] == [("FY2024-25-Q1", 24)]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/v1/status?strategy=nonsense", 404),
        ("/api/v1/status?quarter=nonsense", 400),
        ("/api/v1/status?area=nonsense", 404),
        ("/api/v1/status?as_at=nonsense", 400),
        ("/api/v1/exceptions?strategy=nonsense", 404),
        ("/api/v1/exceptions?quarter=nonsense", 400),
        ("/api/v1/observations", 404),
        ("/api/v1/observations?series=crime.burglary&grain=week", 400),
        ("/api/v1/observations?series=crime.burglary&from=2024", 400),
    ],
)
def test_refusals_are_problem_documents(client: FlaskClient, address: str, status: int) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert answer.json
    assert answer.json["detail"]


def test_pages_carry_a_policy_and_are_not_kept(client: FlaskClient) -> None:
    answer = client.get("/", headers={"Accept-Encoding": "br"})
    assert "object-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"


def test_another_site_may_not_change_anything(client: FlaskClient) -> None:
    asked = {"Sec-Fetch-Site": "cross-site"}
    assert client.post("/_dash-update-component", json={}, headers=asked).status_code == 403
