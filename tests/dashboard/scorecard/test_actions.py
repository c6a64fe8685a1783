"""Actions: their order, who answers for them, and what is refused in words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.scorecard.actions import Action, Update, drafted, merged, moved_on, ordered, unheld, when_due
from dashboard.written import Unfit, day

TODAY = date(2012, 12, 1)
WORDS = {
    "minute": "4.1", "meeting": "Strategic group", "met": "13/9/2012", "resolution": "AGREED that it be checked.",
    "owner": "Crime analyst", "due": "30/11/2012",
}  # fmt: skip


def action(minute: str = "4.1", **values: object) -> Action:
    base = {"code": "2012-09", "minute": minute, "meeting": "Strategic group", "met": date(2012, 9, 13)}
    return Action.model_validate(base | {"resolution": "AGREED", "owner": "Crime analyst"} | values)


def faults(words: dict[str, str]) -> dict[str, str]:
    with pytest.raises(Unfit) as refused:
        drafted(words, known=(), today=TODAY)
    return refused.value.faults


def test_what_was_resolved_is_known_by_its_meeting_and_minute() -> None:
    made = drafted(WORDS, known=(), today=TODAY)
    assert (made.reference, made.status, made.due) == ("2012-09/4.1", "open", date(2012, 11, 30))


def test_a_due_date_before_the_meeting_is_refused_in_words() -> None:
    assert faults(WORDS | {"due": "12/9/2012"}) == {
        "due": "The due date, 12 Sep 2012, is before the meeting of 13 Sep 2012. "
        "Give a later day, or correct the date of the meeting."
    }
    assert drafted(WORDS | {"due": "13/9/2012"}, known=(), today=TODAY).due == date(2012, 9, 13)


def test_every_field_that_is_wrong_is_named_at_once() -> None:
    found = faults(
        {"minute": "four", "meeting": "", "met": "soon", "resolution": " ", "status": "maybe", "due": "31/2/2013"}
    )
    assert set(found) == {"meeting", "met", "resolution", "status", "due"}
    assert "In progress" in found["status"]
    assert faults(WORDS | {"minute": "4 1"})["minute"].startswith("“4 1” is not the number")
    assert "still to come" in faults(WORDS | {"met": "2/12/2012", "due": ""})["met"]
    assert "2,001 letters" in faults(WORDS | {"resolution": "x" * 2001})["resolution"]


def test_two_meetings_of_a_month_have_codes_of_their_own() -> None:
    first = drafted(WORDS, known=(), today=TODAY)
    again = drafted(WORDS | {"minute": "5", "meeting": "strategic GROUP"}, known=[first], today=TODAY)
    other = drafted(WORDS | {"meeting": "MARAC steering group"}, known=[first], today=TODAY)
    third = drafted(WORDS | {"meeting": "Gangs"}, known=[first, other], today=TODAY)
    assert [a.code for a in (first, again, other, third)] == ["2012-09", "2012-09", "2012-09-13", "2012-09-13-2"]


def test_the_longest_overdue_come_first_and_the_settled_last() -> None:
    found = ordered(
        [
            action("1", status="done", due=date(2012, 9, 20)),
            action("2", due=None),
            action("3", due=date(2013, 1, 1)),
            action("4.10", due=date(2012, 11, 30)),
            action("4.2", due=date(2012, 11, 30), status="not-actioned"),
            action("5", due=date(2012, 10, 1)),
        ],
        TODAY,
    )
    assert [a.minute for a in found] == ["5", "4.2", "4.10", "3", "2", "1"]


@given(st.permutations([action(str(n), due=d) for n, d in enumerate([None, date(2012, 10, 1), date(2013, 2, 1)])]))
def test_the_order_does_not_depend_on_how_they_come(shuffled: list[Action]) -> None:
    assert [a.minute for a in ordered(shuffled, TODAY)] == ["1", "2", "0"]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"due": date(2012, 11, 30)}, "1 day late"),
        ({"due": date(2012, 12, 1)}, "due today"),
        ({"due": date(2012, 11, 30), "status": "superseded"}, ""),
        ({"due": date(2012, 11, 30), "status": "not-actioned"}, "1 day late"),
        ({"due": None}, ""),
    ],
)
def test_how_late_an_action_is(values: dict[str, object], said: str) -> None:
    assert when_due(action(**values), TODAY) == said


def test_actions_that_nobody_answers_for_are_named() -> None:
    assert unheld(action(owner="")) == "no owner"
    assert unheld(action(left=True)) == "the owner left: nobody is Crime analyst any more"
    assert unheld(action()) == ""
    assert unheld(action(owner="", status="done")) == ""


def test_a_report_moves_an_action_on_and_keeps_what_was_said() -> None:
    once = moved_on(action(), {"update": "Asked\n the police."}, by="Crime: analyst", today=TODAY)
    twice = moved_on(once, {"status": "done"}, by="Chair", today=TODAY)
    assert [(u.text, u.by) for u in twice.updates] == [
        ("Asked the police.", "Crime - analyst"),
        ("Status now done.", "Chair"),
    ]
    with pytest.raises(Unfit) as refused:
        moved_on(twice, {"update": " ", "status": "done"}, by="Chair", today=TODAY)
    assert set(refused.value.faults) == {"update"}


def test_an_owner_who_left_is_noted_until_there_is_another() -> None:
    left = moved_on(action(), {"left": "yes"}, by="Chair", today=TODAY)
    assert left.left
    assert left.updates[-1].text == "The owner left."
    taken = moved_on(left, {"owner": "ASB manager"}, by="Chair", today=TODAY)
    assert (taken.owner, taken.left) == ("ASB manager", False)
    assert taken.updates[-1].text == "Owner now ASB manager; the owner’s role is held again."


def test_nothing_that_was_reported_is_lost_when_a_list_is_taken_over() -> None:
    said = [Update(on=date(2012, 10, n), text=f"Step {n}", by="A") for n in (1, 2, 3)]
    before, after = action(updates=tuple(said[:2])), action(updates=tuple(said[1:]), status="done")
    assert [u.text for u in merged(before, after).updates] == ["Step 1", "Step 2", "Step 3"]
    assert merged(before, after).status == "done"


@pytest.mark.parametrize(
    "text", ["27/3/2026", "27/03/26", "2026-03-27", "27 March 2026", "27 Mar 2026", "2026-03-27 00:00:00"]
)
def test_a_day_is_read_in_the_forms_people_write(text: str) -> None:
    assert day(text) == date(2026, 3, 27)


@pytest.mark.parametrize("text", ["", "3/27/2026", "27/3", "0027-03-01", "27/3/1912", "1/1/2150", None, "x" * 10_000])
def test_what_is_no_day_is_none(text: str | None) -> None:
    assert day(text) is None
