"""The book of actions in a real database: nothing overwritten, lists all or nothing, as at a moment."""

from datetime import date

import pytest

from dashboard.errors import Overtaken, SaferError
from dashboard.scorecard.action_book import ActionBook
from dashboard.scorecard.actions import moved_on
from dashboard.store.moments import iso
from dashboard.store.notes import Saying
from dashboard.store.store import Store
from tests.dashboard.scorecard.test_actions import action

TODAY = date(2012, 12, 1)


def test_an_action_is_seen_as_it_stood_at_a_moment(store: Store) -> None:
    book = ActionBook(store)
    first = book.add(action(), by="Clerk")
    book.move(moved_on(first.action, {"status": "done"}, by="Chair", today=TODAY), by="Chair", expected=first.note)
    assert [a.status for a in book.actions(iso(first.since))] == ["open"]
    assert [a.status for a in book.actions()] == ["done"]


def test_two_people_do_not_overwrite_one_another(store: Store) -> None:
    book = ActionBook(store)
    first = book.add(action(), by="Clerk")
    with pytest.raises(Overtaken):
        book.add(action(owner="Chair"), by="Chair")
    book.move(action(status="done"), by="Chair", expected=first.note)
    with pytest.raises(Overtaken) as overtaken:
        book.move(action(status="superseded"), by="Lead", expected=first.note)
    assert overtaken.value.values["by"] == "Chair"
    assert [a.status for a in book.actions()] == ["done"]


def test_a_list_is_taken_over_and_counted(store: Store) -> None:
    book = ActionBook(store)
    book.take([action("1"), action("2")], by="Clerk")
    taken = book.take([action("1"), action("2", status="done"), action("3")], by="Clerk")
    assert tuple(taken) == (1, 1, 1)
    assert len(store.notes.ever("action")) == 4
    assert tuple(book.take([action("1", status="done"), action("4")], by="Clerk", new_only=True)) == (1, 0, 0)
    assert book.entries()["2012-09/1"].action.status == "open"


def test_several_notes_are_said_all_or_none(store: Store) -> None:
    standing = store.notes.say(kind="action", subject="b", body={"n": 1}, by="A")
    with pytest.raises(Overtaken):
        store.notes.say_all(
            [Saying("action", "a", {"n": 1}, None), Saying("action", "b", {"n": 2}, standing.id + 7)], by="B"
        )
    assert [note.subject for note in store.notes.standing("action")] == ["b"]


def test_a_note_that_is_no_action_is_named(store: Store) -> None:
    store.notes.say(kind="action", subject="2012-09/9", body={"what": "else"}, by="A")
    with pytest.raises(SaferError, match="2012-09/9 is not an action"):
        ActionBook(store).actions()
