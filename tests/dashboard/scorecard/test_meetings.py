"""Meetings and their minutes: an agenda in its order, frozen once, numbers that nobody gets twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from dashboard.errors import Overtaken
from dashboard.scorecard import meetings, minutes
from dashboard.scorecard.as_at import meeting_words, too_early
from dashboard.scorecard.board import Board
from dashboard.scorecard.meetings import BadMeeting, Fixed, Item, Meeting, UnknownMeeting
from dashboard.settings import DATA, areas_file
from dashboard.store.moments import iso, moment
from dashboard.store.store import Store
from dashboard.strategy import load_strategies
from dashboard.written import Unfit
from loaders._load import load

TODAY = date(2012, 12, 31)
STRATEGIES = load_strategies(DATA / "strategies")


def added(store: Store, code: str, date: str, strategy: str = "2012-13") -> Meeting:
    board = Board(store, STRATEGIES, areas_file())
    return meetings.add(store, meetings.planned(board, code, title=code, date=date, strategy=strategy), by="analyst")


def test_the_usual_agenda_has_matters_arising_and_every_priority(store: Store) -> None:
    june = added(store, "2012-06-group", "2012-06-28")
    assert [item.kind for item in june.agenda] == ["matters", "exceptions", *["priority"] * 4, "reports"]
    assert (june.quarter, june.area) == ("FY2012-13-Q4", "E09000006")
    other = meetings.arranged(store, june, [*reversed(june.agenda), Item(kind="free", title="Any other")], by="analyst")
    assert meetings.one(store, "2012-06-group") == other
    with pytest.raises(Overtaken):
        meetings.arranged(store, june, june.agenda[:1], by="clerk")
    with pytest.raises(UnknownMeeting, match="no meeting “nonsense”"):
        meetings.one(store, "nonsense")
    with pytest.raises(BadMeeting, match="Take another code"):
        added(store, "2012-06-group", "2012-06-29")


def test_freezing_twice_changes_nothing_and_says_so(store: Store) -> None:
    june = added(store, "2012-06-group", "2012-06-28")
    assert june.as_at is None
    frozen = meetings.freeze(store, june.code, by="chair")
    assert frozen.as_at == june.code
    for attempt in (
        lambda: meetings.freeze(store, june.code, by="clerk"),
        lambda: meetings.arranged(store, frozen, (), by="clerk"),
    ):
        with pytest.raises(Fixed, match=r"was frozen on .* by chair\. It stays as it was; nothing has changed\."):
            attempt()
    assert meetings.one(store, june.code) == frozen
    assert len(store.notes.ever("meeting")) == 2


def test_of_many_who_freeze_at_once_one_does(store: Store) -> None:
    added(store, "2012-06-group", "2012-06-28")

    def attempt(number: int) -> bool:
        try:
            meetings.freeze(store, "2012-06-group", by=f"chair {number}")
        except Fixed:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(attempt, range(6))) == 1


def test_a_moment_holds_what_was_said_before_it_and_nothing_after(store: Store) -> None:
    before = store.notes.say(kind="narrative", subject="s/a/q", body={"text": "before"}, by="lead")
    added(store, "2012-06-group", "2012-06-28")
    frozen = meetings.freeze(store, "2012-06-group", by="chair").frozen
    after = store.notes.say(kind="narrative", subject="s/a/q", body={"text": "after"}, by="lead")
    assert frozen and before.since < moment(frozen.moment) < after.since
    (then,) = store.notes.standing("narrative", as_at="2012-06-group")
    assert then.body == {"text": "before"}


def test_a_meeting_is_compared_with_the_frozen_one_before_it(store: Store) -> None:
    march, june, september = (added(store, f"2012-{m}-group", f"2012-{m}-28") for m in ("03", "06", "09"))
    other = added(store, "2012-08-group", "2012-08-28", strategy="current")
    for code in (march.code, other.code):
        meetings.freeze(store, code, by="chair")
    every = meetings.listed(store)
    assert [meeting.code for meeting in every] == [september.code, other.code, june.code, march.code]
    found = meetings.before(every, september)
    assert found and found.code == march.code  # June is not frozen, and August looks at another strategy
    assert meetings.before(every, march) is None


def test_minutes_are_numbered_under_their_item(store: Store) -> None:
    june = added(store, "2012-06-group", "2012-06-28")
    for number in range(1, 12):
        made = minutes.record(
            store, june, 2, resolution=f"No {number}", owner="Lead", due="2012-09-01", by="clerk", today=TODAY
        )
        assert made.minute == f"2.{number}"
    resolved = minutes.record(store, june, 3, resolution=" The  target stands ", by="clerk", today=TODAY)
    assert (resolved.reference, resolved.resolution, resolved.settled) == (
        "2012-06-group/3.1",
        "The target stands",
        True,
    )
    found = minutes.minutes(store.notes.standing("action"))
    assert [one.minute for one in found] == [*(f"2.{n}" for n in range(1, 12)), "3.1"]
    september = added(store, "2012-09-group", "2012-09-28")
    assert len(minutes.arising(found, september)) == 11
    assert minutes.arising(found, june) == []
    body = next(note.body for note in store.notes.standing("action") if note.subject == "2012-06-group/2.1")
    assert (body["minute"], body["meeting"], body["met"], body["due"]) == (
        "2.1",
        "2012-06-group",
        "2012-06-28",
        "2012-09-01",
    )
    assert (body["resolution"], body["owner"], body["status"], body["updates"]) == ("No 1", "Lead", "open", [])


def test_several_who_record_at_once_get_numbers_of_their_own(store: Store) -> None:
    june = added(store, "2012-06-group", "2012-06-28")
    with ThreadPoolExecutor(6) as pool:
        made = list(
            pool.map(lambda n: minutes.record(store, june, 1, resolution=f"No {n}", by="clerk", today=TODAY), range(6))
        )
    assert sorted(one.minute for one in made) == [f"1.{n}" for n in range(1, 7)]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"resolution": " "}, "Write what was resolved or agreed"),
        ({"resolution": "x", "owner": "Lead", "due": "Friday"}, "“Friday” is not a date. Write it as 27/3/2026"),
        ({"resolution": "x", "due": "2026-09-14"}, "Say whose action it is"),
        ({"resolution": "x" * 2001}, "Resolution has 2,001 letters. Use at most 2,000"),
    ],
)
def test_what_cannot_be_minuted_names_its_field(sqlite_store: Store, words: dict[str, str], said: str) -> None:
    june = added(sqlite_store, "2012-06-group", "2012-06-28")
    with pytest.raises(Unfit, match=said):
        minutes.record(sqlite_store, june, 1, **words, by="clerk", today=TODAY)


def test_a_moment_is_called_by_its_meeting_and_one_too_early_says_so(store: Store) -> None:
    assert too_early(store, "2026-01-31") == "Nothing has been loaded yet."
    june = added(store, "2012-06-group", "2012-06-28")
    meetings.freeze(store, june.code, by="chair")
    sample = DATA / "samples" / "asb-2012-13-q1.csv"
    load(store, [(sample.name, sample.read_bytes())], by="analyst")
    assert meeting_words(store, june.code).startswith("As at 2012-06-group, frozen on ")
    assert meeting_words(store, "2026-01-31") == ""
    assert too_early(store, june.code).startswith("At that moment nothing had been loaded yet: the first file came on ")
    assert too_early(store, str(store.uploads()[0]["loaded_at"])) == ""
    assert store.moment("2026-01-31T14:00:00 00:00") == store.moment("2026-01-31T14:00:00+00:00")
    assert iso(store.moment("2026-01-31")).startswith("2026-01-31T23:59:59")


def test_the_last_meeting_is_the_one_frozen_before(store: Store) -> None:
    assert meetings.last(store, "2012-13", "E09000006") is None
    june = added(store, "2012-06-group", "2012-06-28")
    other = added(store, "2016-06-group", "2016-06-28", strategy="2016-19")
    assert meetings.last(store, "2012-13", june.area) is None
    for one in (june, other):
        meetings.freeze(store, one.code, by="chair")
    found = meetings.last(store, "2012-13", june.area)
    assert found and found.code == june.code
    assert meetings.last(store, "2012-13", june.area, june.code) is None
    assert meetings.last(store, "2012-13", "E09000007") is None
