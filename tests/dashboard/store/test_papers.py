"""Papers in hand: asked for once, made one after the other, interrupted when their job falls silent, gone in a day."""

import pytest
from sqlalchemy import update

from dashboard.store.engine import writing
from dashboard.store.moments import now
from dashboard.store.papers import SILENT
from dashboard.store.schema_trays import paper
from dashboard.store.store import Store

ASKED = {"strategy": "2012-13", "quarter": "FY2012-13-Q1", "format": "docx"}


def order(store: Store, **more: str) -> str:
    return store.papers.order(ASKED | more, file="paper.docx", title="Committee paper", by="analyst")


def set_back(store: Store, token: str, **by: int) -> None:
    """As if a paper had been asked for, or spoken of last, some microseconds earlier."""
    values = {name: paper.c[name] - amount for name, amount in by.items()}
    with writing(store.engine) as connection:
        connection.execute(update(paper).where(paper.c.token == token).values(**values))


def test_a_paper_is_asked_for_made_and_handed_out(store: Store) -> None:
    token = order(store)
    (waiting,) = store.papers.all()
    assert (waiting.state, waiting.asked, waiting.running) == ("waiting", ASKED, True)
    claimed = store.papers.claim()
    assert claimed and claimed.token == token
    store.papers.touch(token, "Gathering the figures")
    working = store.papers.one(token)
    assert working and (working.state, working.stage) == ("working", "Gathering the figures")
    assert store.papers.content(token) is None
    store.papers.finish(token, b"the file")
    (row,) = store.audit.rows(what="paper.")
    assert (row.who, row.what, row.subject) == ("analyst", "paper.order", "Committee paper")
    ready = store.papers.one(token)
    assert ready and (ready.state, ready.running) == ("ready", False)
    assert store.papers.content(token) == b"the file"


def test_one_is_made_after_the_other_and_none_twice(store: Store) -> None:
    first, again, other = order(store), order(store), order(store, quarter="FY2012-13-Q2")
    assert first == again != other
    claimed = store.papers.claim()
    assert claimed and claimed.token == first
    assert store.papers.claim() is None
    store.papers.fail(first, "There is no such priority.")
    failed, following = store.papers.one(first), store.papers.claim()
    assert failed and (failed.state, failed.words) == ("failed", "There is no such priority.")
    assert following and following.token == other
    assert order(store) != first  # what failed may be asked for again


@pytest.mark.parametrize("given_up", [True, False])
def test_a_job_that_fell_silent_is_interrupted_and_the_next_begins(store: Store, given_up: bool) -> None:
    token, other = order(store), order(store, quarter="FY2012-13-Q2")
    store.papers.claim()
    if given_up:
        store.papers.abandon(token)
    else:
        set_back(store, token, touched_at=SILENT + 1_000_000)
    found, following = store.papers.one(token), store.papers.claim()
    assert found and found.state == "interrupted"
    assert following and following.token == other


def test_papers_are_gone_after_a_day(store: Store) -> None:
    old = order(store)
    set_back(store, old, added_at=86_400_000_000 + 1_000_000, touched_at=86_400_000_000 + 1_000_000)
    order(store, quarter="FY2012-13-Q2")
    assert store.papers.one(old) is None
    assert all(one.added_at > now() - 60_000_000 for one in store.papers.all())
