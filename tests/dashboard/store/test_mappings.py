"""Saved mappings: one in force for each code, the earlier ones kept."""

from sqlalchemy import func, select

from dashboard.store.engine import reading
from dashboard.store.schema import mapping
from dashboard.store.store import Store


def test_a_mapping_takes_the_place_of_the_one_of_its_code(store: Store) -> None:
    store.save_mapping(code="mapped.a", spec="{}", by="one")
    store.save_mapping(code="mapped.b", spec="{}", by="one")
    store.save_mapping(code="mapped.a", spec='{"title": "new"}', by="two")
    assert [(kept.code, kept.spec, kept.saved_by) for kept in store.mappings()] == [
        ("mapped.b", "{}", "one"),
        ("mapped.a", '{"title": "new"}', "two"),
    ]
    with reading(store.engine) as connection:
        assert connection.scalar(select(func.count()).select_from(mapping)) == 3


def test_a_mapping_can_be_forgotten_once(store: Store) -> None:
    store.save_mapping(code="mapped.a", spec="{}", by="one")
    assert store.forget_mapping("mapped.a")
    assert not store.forget_mapping("mapped.a")
    assert store.mappings() == []
