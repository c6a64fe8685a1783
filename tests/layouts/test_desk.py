"""The desk of a file that is mapped: what a saved mapping says already, and which one a saving replaces."""

from collections.abc import Iterator

import pytest

from app import create_app
from dashboard.settings import Settings
from dashboard.store.store import Store
from layouts._desk import desk
from loaders._mapping.spec import to_json
from tests.loaders.mapping._books import Rows, content, proposed

ROWS: Rows = [["Tenancy work"], [], ["Activity", "Q1 2024/25"], ["Injunctions", 3], ["Agreements", 4], ["Evictions", 5]]
CROYDON: Rows = [["Tenancy work in Croydon"], *ROWS[1:]]


@pytest.fixture
def web(sqlite_store: Store) -> Iterator[Store]:
    mapping = proposed(ROWS, title="Tenancy", partner="Housing", area="E09000006", lag_days=20).mapping
    assert mapping is not None
    sqlite_store.mappings.save(code=mapping.code, spec=to_json(mapping), by="analyst")
    with create_app(Settings(), sqlite_store).server.test_request_context("/"):
        yield sqlite_store


def test_a_saved_mapping_is_mended_under_its_own_title(web: Store) -> None:
    shown = desk(web.pending.add("tenancy.xlsx", content(ROWS), by="web"), {})
    assert shown.mapping is not None
    assert (shown.mapping.code, shown.mapping.lag_days, shown.mapping.area.fixed) == (
        "mapped.housing_tenancy", 20, "E09000006",
    )  # fmt: skip


def test_under_another_title_it_stands_beside_the_first(web: Store) -> None:
    shown = desk(web.pending.add("tenancy.xlsx", content(ROWS), by="web"), {"title": "Tenancy of others"})
    assert shown.mapping is not None
    assert shown.mapping.code == "mapped.housing_tenancy_of_others"


def test_a_file_of_another_borough_is_not_given_the_area_that_was_said(web: Store) -> None:
    shown = desk(web.pending.add("croydon.xlsx", content(CROYDON), by="web"), {})
    assert shown.proposal.reading is not None
    assert {row.area for row in shown.proposal.reading.observations} == {"E09000008"}


def test_days_that_are_none_are_a_fault_of_their_field(web: Store) -> None:
    token = web.pending.add("tenancy.xlsx", content(ROWS), by="web")
    for said in ("soon", "-1", "²", "9999", "1.5"):
        shown = desk(token, {"lag": said})
        assert list(shown.faults) == ["lag"]
        assert shown.mapping is not None
        assert shown.mapping.lag_days == 20
