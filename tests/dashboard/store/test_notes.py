"""Notes: nothing is overwritten, a second writer is told, and a moment shows what stood then."""

import pytest

from dashboard.errors import Overtaken
from dashboard.store.engine import reading
from dashboard.store.moments import iso
from dashboard.store.notes import Saying
from dashboard.store.store import Store
from dashboard.store.version import version


def test_what_is_said_again_in_other_words_stands_and_the_first_is_kept(store: Store) -> None:
    first = store.notes.say(kind="narrative", subject="s/violence/FY2025-26-Q1", body={"text": "Fell."}, by="analyst")
    store.notes.say(kind="narrative", subject="s/violence/FY2025-26-Q1", body={"text": "Fell by 2%."}, by="lead")
    (stands,) = store.notes.standing("narrative")
    assert (stands.body, stands.by, stands.until) == ({"text": "Fell by 2%."}, "lead", None)
    (then,) = store.notes.standing("narrative", as_at=iso(first.since))
    assert then.body == {"text": "Fell."}
    assert [(one.body["text"], one.ended_by) for one in store.notes.ever("narrative")] == [
        ("Fell.", "lead"),
        ("Fell by 2%.", None),
    ]


def test_the_same_words_again_are_not_said_twice(store: Store) -> None:
    one = store.notes.say(kind="judgement", subject="s/a", body={"rag": "red"}, by="lead")
    assert store.notes.say(kind="judgement", subject="s/a", body={"rag": "red"}, by="lead") == one
    assert len(store.notes.ever("judgement")) == 1


def test_a_second_writer_is_told_what_the_first_has_said(store: Store) -> None:
    seen = store.notes.say(kind="narrative", subject="s/a", body={"text": "one"}, by="lead")
    store.notes.say(kind="narrative", subject="s/a", body={"text": "two"}, by="analyst", expected=seen.id)
    with pytest.raises(Overtaken) as raised:
        store.notes.say(kind="narrative", subject="s/a", body={"text": "three"}, by="lead", expected=seen.id)
    assert raised.value.values["theirs"].body == {"text": "two"}
    assert str(raised.value).startswith("analyst has changed this meanwhile.")
    with pytest.raises(Overtaken):
        store.notes.say(kind="narrative", subject="s/a", body={"text": "new"}, by="lead", expected=None)
    assert [one.body["text"] for one in store.notes.standing("narrative")] == ["two"]


def test_what_is_ended_stood_before(store: Store) -> None:
    said = store.notes.say(kind="action", subject="m/4.1", body={"status": "open"}, by="chair")
    assert store.notes.end(kind="action", subject="m/4.1", by="chair")
    assert not store.notes.end(kind="action", subject="m/4.1", by="chair")
    assert store.notes.standing("action") == []
    assert [one.id for one in store.notes.standing("action", as_at=iso(said.since))] == [said.id]


def test_kinds_and_beginnings_choose(store: Store) -> None:
    for subject in ("s/a/q1", "s/a/q2", "s/b/q1", "s/a%/q1"):
        store.notes.say(kind="narrative", subject=subject, body={}, by="x")
    store.notes.say(kind="action", subject="s/a/q1", body={}, by="x")
    assert [one.subject for one in store.notes.standing("narrative", begins="s/a/")] == ["s/a/q1", "s/a/q2"]
    assert [one.subject for one in store.notes.standing("narrative", begins="s/a%")] == ["s/a%/q1"]
    assert len(store.notes.standing("narrative", "action")) == 5


def test_a_note_makes_a_new_version_of_what_is_stored(store: Store) -> None:
    def now() -> tuple[int, ...]:
        with reading(store.engine) as connection:
            return version(connection)

    versions = [now()]
    store.notes.say(kind="judgement", subject="s/a", body={"rag": "red"}, by="lead")
    versions.append(now())
    store.notes.end(kind="judgement", subject="s/a", by="lead")
    versions.append(now())
    assert len(set(versions)) == 3


def test_several_are_said_together_or_none_is(store: Store) -> None:
    seen = store.notes.say(kind="commitment", subject="s/a/1", body={"text": "one"}, by="lead")
    both = [Saying("commitment", "s/a/2", {"text": "two"}), Saying("commitment", "s/a/1", {"text": "1"}, None)]
    with pytest.raises(Overtaken):
        store.notes.say_all(both, by="analyst")
    assert [one.body for one in store.notes.ever("commitment")] == [{"text": "one"}]
    store.notes.say_all([both[0], both[1]._replace(expected=seen.id)], by="analyst")
    assert [one.body["text"] for one in store.notes.standing("commitment")] == ["two", "1"]


def test_what_stands_and_the_past_of_one_thing_are_read_together(store: Store) -> None:
    for subject, text in (("s/a/q1", "one"), ("s/a/q1", "two"), ("s/b/q1", "three"), ("s/b/q1", "four")):
        moment = store.notes.say(kind="judgement", subject=subject, body={"text": text}, by="lead").since
    found = store.notes.standing_and_past("judgement", begins="s/", past="s/a/")
    assert [one.body["text"] for one in found] == ["one", "two", "four"]
    assert [one.body["text"] for one in found if one.stood(None)] == ["two", "four"]
    before = store.notes.standing_and_past("judgement", begins="s/", past="s/a/", as_at=iso(moment - 1))
    assert [one.body["text"] for one in before if one.stood(moment - 1)] == ["two", "three"]
