"""Saved mappings: one in force for each code, the earlier ones kept."""

from sqlalchemy import func, select

from dashboard.store.engine import reading
from dashboard.store.schema import mapping
from dashboard.store.store import Store


def test_a_mapping_takes_the_place_of_the_one_of_its_code(store: Store) -> None:
    store.mappings.save(code="mapped.a", spec="{}", by="one")
    store.mappings.save(code="mapped.b", spec="{}", by="one")
    store.mappings.save(code="mapped.a", spec='{"title": "new"}', by="two")
    assert [(kept.code, kept.spec, kept.saved_by) for kept in store.mappings.standing()] == [
        ("mapped.b", "{}", "one"),
        ("mapped.a", '{"title": "new"}', "two"),
    ]
    with reading(store.engine) as connection:
        assert connection.scalar(select(func.count()).select_from(mapping)) == 3


def test_a_mapping_can_be_forgotten_once(store: Store) -> None:
    store.mappings.save(code="mapped.a", spec="{}", by="one")
    assert store.mappings.forget("mapped.a")
    assert not store.mappings.forget("mapped.a")
    assert store.mappings.standing() == []
