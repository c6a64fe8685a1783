"""A lead's desk: what a browser sends of another page is kept nowhere, and is no fault of the program."""

from collections.abc import Iterator

import pytest
from flask import g

from app import create_app
from dashboard.scorecard.mine import Asked
from dashboard.settings import DATA, Settings
from dashboard.store.store import Store
from layouts._lead import ALL, Press, first, press
from loaders._load import load
from tests.signed import person_of

VIOLENT = Asked("2012-13", "violent-crime", "FY2012-13-Q1", None, None)
PROPERTY = Asked("2012-13", "property-crime", "FY2012-13-Q1", None, None)


@pytest.fixture
def web(sqlite_store: Store) -> Iterator[Store]:
    sample = DATA / "samples" / "crime-2012-13-q1.csv"
    load(sqlite_store, [(sample.name, sample.read_bytes())], by="samples")
    with create_app(Settings(), sqlite_store).server.test_request_context("/mine"):
        g.person = person_of(sqlite_store, "analyst")
        yield sqlite_store


@pytest.mark.parametrize("act", ["keep", "sign", "renew", "draft", "back", "theirs"])
@pytest.mark.parametrize("of", ["indicator-violence", ALL])
def test_an_address_that_changed_meanwhile_keeps_nothing(web: Store, act: str, of: str) -> None:
    there = first(VIOLENT)
    assert "indicator-violence" in there.fields
    laid = press(Press(act, of), PROPERTY, there.fields, there.state(), None)
    assert laid.fault.startswith("This page is of another priority by now.")
    assert web.notes.standing("narrative") == []
    assert "indicator-violence" not in {key for key, _, _ in laid.items}


def test_on_its_own_page_it_is_kept(web: Store) -> None:
    there = first(VIOLENT)
    laid = press(Press("sign", "indicator-violence"), VIOLENT, there.fields, there.state(), None)
    assert (laid.fault, len(web.notes.standing("narrative"))) == ("", 1)
