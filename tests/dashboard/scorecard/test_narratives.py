"""Narratives kept, signed off, overtaken, and looked at again when the figures are revised."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from dashboard.errors import Overtaken, SaferError
from dashboard.scorecard.board import Board
from dashboard.scorecard.mine import Asked, Mine, Words, keep, mine, renew, waiting
from dashboard.scorecard.narrated import Narrated
from dashboard.scorecard.narrative import LONGEST
from dashboard.scorecard.narratives import of_indicator, of_priority, say, subject
from dashboard.settings import areas_file
from dashboard.store.moments import iso
from dashboard.store.store import Store
from dashboard.strategy import load_strategies
from loaders._load import load

STRATEGY = """
code = "plan"
title = "A plan"
start = 2025-04-01
end = 2026-03-31
[[priorities]]
code = "safe"
title = "Safe streets"
[[priorities.indicators]]
code = "calm"
title = "Robbery"
series = "crime.robbery"
target = { kind = "change", value = -2.0 }
[[priorities.indicators]]
code = "safe"
title = "Burglary"
series = "crime.burglary"
target = { kind = "change", value = -2.0 }
"""
QUARTER, LEAD, OTHER = "FY2025-26-Q1", "Police lead", "Council lead"
ASKED = Asked("plan", "safe", QUARTER)
CALM, BURGLARY, SAFE = "indicator-calm", "indicator-safe", "priority-safe"


@dataclass(frozen=True)
class Place:
    """A plan over a few months of burglary and robbery, which can be revised."""

    board: Board

    @property
    def store(self) -> Store:
        return self.board.store

    def revise(self, burglary: int, robbery: int = 60) -> None:
        months = ("202404", "202405", "202406", "202504", "202505", "202506")
        rows = [["MajorText", "MinorText", "BoroughName", *months]]
        rows.append(["BURGLARY", "HOME", "Bromley", *("100",) * 5, str(burglary - 200)])
        rows.append(["ROBBERY", "STREET", "Bromley", *("30",) * 5, str(robbery - 60)])
        file = "\n".join(",".join(row) for row in rows) + "\n"
        (report,) = load(self.store, [("met.csv", file.encode())], by="analyst")
        assert report["status"] == "committed", report

    def mine(self, as_at: str | None = None) -> Mine:
        return mine(self.board, ASKED._replace(as_at=as_at))

    def told(self, key: str = BURGLARY) -> Narrated:
        about, _, code = key.partition("-")
        return next(item.told for item in self.mine().items if (item.told.about, item.told.code) == (about, code))

    def say(self, text: str, *, seen: int | None = None, by: str = LEAD, sign: bool = False, key: str = BURGLARY):  # type: ignore[no-untyped-def]
        return keep(self.board, ASKED, {key: Words(text, seen)}, by=by, sign=sign)


@pytest.fixture
def place(sqlite_store: Store, tmp_path: Path) -> Place:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "plan.toml").write_text(STRATEGY, encoding="utf-8")
    made = Place(Board(sqlite_store, load_strategies(tmp_path / "plans"), areas_file()))
    made.revise(412)
    return made


def test_without_words_of_anybody_there_is_the_draft(place: Place) -> None:
    told = place.told()
    assert (told.note, told.signed_by, told.text) == (None, "", told.draft)
    assert told.text.startswith("During April to June 2025 there were 412 burglary offences, an increase of 112 (+37%)")
    assert told.chased
    assert not told.settled


def test_what_is_said_and_signed_off_is_kept_with_who_and_when(place: Place) -> None:
    place.say("412 burglaries: a hot spring.")
    (note,) = place.store.notes.standing("narrative")
    assert note.subject == "plan/safe/FY2025-26-Q1"
    assert [(fact["key"], fact["value"]) for fact in note.body["facts"]] == [("safe/value", 412)]
    assert (place.told().author, place.told().signed_by, place.told().chased) == (LEAD, "", False)
    place.say("412 burglaries: a hot spring.", seen=note.id, by=OTHER, sign=True)
    told = place.told()
    assert (told.author, told.signed_by, told.settled) == (LEAD, OTHER, True)
    assert [one.body["signed_off"] is None for one in place.store.notes.ever("narrative")] == [True, False]


def test_a_change_of_the_words_takes_the_signature_away(place: Place) -> None:
    first = place.say("Quiet.", sign=True).kept[BURGLARY]
    assert place.say("Quiet.", seen=first.id).kept[BURGLARY] == first
    assert place.say("Quiet.", seen=first.id, sign=True).kept[BURGLARY] == first
    place.say("Not so quiet.", seen=first.id)
    assert place.told().signed_by == ""


def test_a_priority_and_an_indicator_of_one_code_do_not_share_a_narrative(place: Place) -> None:
    place.say("About burglary.")
    place.say("About all of it.", key=SAFE)
    assert (place.told(BURGLARY).text, place.told(SAFE).text) == ("About burglary.", "About all of it.")
    strategy = place.board.strategies["plan"]
    priority = place.board.scorecard("plan", QUARTER).priorities[0]
    assert subject(strategy, of_priority(priority, "E"), QUARTER) == "plan/priority:safe/FY2025-26-Q1"
    other = priority.model_copy(update={"code": "other"})
    assert subject(strategy, of_priority(other, "E"), QUARTER) == "plan/other/FY2025-26-Q1"


def test_revised_figures_are_said_and_can_be_taken_over(place: Place) -> None:
    place.say("412 burglaries, +37%.", sign=True)
    place.revise(420)
    told = place.told()
    assert [(one.was, one.now) for one in told.stale] == [("412", "420"), ("+37%", "+40%")]
    assert (bool(told.signed_by), told.settled) == (True, False)
    assert renew(place.board, ASKED, BURGLARY) == "420 burglaries, +40%."
    assert told.draft.startswith("During April to June 2025 there were 420 burglary")


def test_a_status_that_has_turned_is_said_until_it_is_signed_off_again(place: Place) -> None:
    place.say("It is red.", sign=True)
    place.revise(250)
    told = place.told()
    assert (told.turned, told.settled) == (("red", "green"), False)
    place.say("It is red.", seen=told.note, sign=True)
    assert place.told().turned is None


def test_two_who_write_at_once_lose_nothing(place: Place) -> None:
    mine_, theirs = "My words on 412.", "Their words."
    place.say(theirs, by=OTHER)
    outcome = place.say(mine_)
    assert outcome.kept == {}
    found = outcome.overtaken[BURGLARY]
    assert found is not None
    assert (found.body["text"], found.by) == (theirs, OTHER)
    assert place.told().text == theirs
    place.say(mine_, seen=found.id)
    assert [one.body["text"] for one in place.store.notes.ever("narrative")] == [theirs, mine_]


def test_two_who_say_the_same_do_not_quarrel(place: Place) -> None:
    place.say("The same.", by=OTHER)
    assert place.say(" The  same. ", sign=True).overtaken == {}
    assert (place.told().author, place.told().signed_by) == (OTHER, LEAD)


def test_saying_raises_what_the_pages_show(place: Place) -> None:
    topic = of_indicator(place.board.scorecard("plan", QUARTER).priorities[0].indicators[1], "E09000006")
    say(place.store.notes, topic, "plan/safe/x", text="One.", by=LEAD, expected=None)
    with pytest.raises(Overtaken, match="Police lead has changed this meanwhile"):
        say(place.store.notes, topic, "plan/safe/x", text="Two.", by=OTHER, expected=None)


def test_a_text_too_long_or_empty_is_refused_with_the_remedy_and_stops_no_other(place: Place) -> None:
    words = {BURGLARY: Words("x" * (LONGEST + 5), None), CALM: Words("Calm.", None), SAFE: Words("  \n ", None)}
    outcome = keep(place.board, ASKED, words, by=LEAD, sign=True)
    assert list(outcome.kept) == [CALM]
    assert outcome.refused[BURGLARY] == (
        "The narrative of Burglary has 1,205 characters; at most 1,200 fit. Take out 5."
    )
    assert outcome.refused[SAFE] == "The narrative of Safe streets is empty. Write a sentence, or take the draft."


def test_reds_without_words_come_first_and_are_counted(place: Place) -> None:
    assert [item.told.title for item in place.mine().items] == ["Burglary", "Robbery", "Safe streets"]
    assert place.mine().chased == ("Burglary", "the priority as a whole")
    place.say("Words.", sign=True)
    assert [item.told.title for item in place.mine().items] == ["Robbery", "Burglary", "Safe streets"]
    (one,) = waiting(place.board, "plan", QUARTER, None, None)
    assert (one.open, one.chased) == (2, ("the priority as a whole",))


def test_an_earlier_moment_shows_what_stood_then(place: Place) -> None:
    place.say("Before.")
    (note,) = place.store.notes.standing("narrative")
    moment = iso(note.since)
    place.say("After.", seen=note.id)
    texts = {
        item.told.code: item.told.text for item in place.mine(as_at=moment).items if item.told.about == "indicator"
    }
    assert texts["safe"] == "Before."
    assert place.told().text == "After."


def test_narratives_are_about_the_partnerships_own_area(place: Place) -> None:
    place.say("Ours.")
    detail = place.board.indicator("plan", "safe", QUARTER)
    assert detail.narrative is not None
    assert detail.narrative.text == "Ours."
    assert place.board.indicator("plan", "safe", QUARTER, "E09000007").narrative is None


def test_an_unknown_priority_is_a_sentence(place: Place) -> None:
    with pytest.raises(SaferError, match="A plan has no priority “x”"):
        mine(place.board, Asked("plan", "x"))
