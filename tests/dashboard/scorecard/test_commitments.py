"""Commitments: what may be said of them, their words, what is overdue, and what stood at a moment."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.periods import parse
from dashboard.scorecard.commitments import (
    STATUSES,
    Commitment,
    Progress,
    faults,
    passed,
    read_status,
    subject,
)
from dashboard.scorecard.promises import natural, promises
from dashboard.store.moments import iso
from dashboard.store.store import Store
from dashboard.strategy import read_strategy

STRATEGY = read_strategy(Path(__file__).resolve().parents[3] / "data" / "strategies" / "2020-priority-three.toml")
Q3, Q4 = parse("FY2020-21-Q3"), parse("FY2020-21-Q4")
LATER = date(2026, 1, 31)
MEASURES = {"custody"}


def told(commitment: dict[str, Any], **progress: Any) -> dict[str, str]:
    said = Progress(**progress) if progress else None
    return faults(Commitment(text="Something", **commitment), said, quarter=Q4, today=LATER, measures=MEASURES)


def test_a_due_date_before_the_start_is_refused() -> None:
    found = told({"start": date(2020, 4, 1), "due": date(2020, 3, 1)})
    assert found == {
        "due": "is due on 1 Mar 2020, before its start on 1 Apr 2020. Give a later due date or an earlier start."
    }
    assert told({"start": date(2020, 4, 1), "due": date(2020, 4, 1)}) == {}


@pytest.mark.parametrize("status", STATUSES)
def test_past_due_cannot_stay_green_without_a_new_date(status: str) -> None:
    found = told({"due": date(2021, 3, 30)}, status=status)
    assert ("status" in found) == (status == "green")
    if status == "green":
        assert found["status"].startswith("was due on 30 Mar 2021, and that has passed: it cannot stay green. Give it")
    assert told({"due": date(2021, 3, 31)}, status=status) == {}


@given(st.dates(date(2019, 1, 1), date(2023, 1, 1)), st.dates(date(2019, 1, 1), date(2023, 1, 1)))
def test_a_date_has_not_passed_on_its_day_nor_before_it(due: date, today: date) -> None:
    assert passed(due, Q4, today) == (due < today and due < date(2021, 3, 31))
    assert not passed(None, Q4, today)


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "www.example.org", "https://", "file:///etc/passwd", "http:// x"]
)
def test_evidence_is_a_web_address(link: str) -> None:
    assert told({}, status="green", evidence=link)["evidence"].endswith("Begin it with https://.")
    assert told({}, status="green", evidence="https://example.org/minutes") == {}


def test_what_it_serves_is_an_indicator_of_the_strategy() -> None:
    assert told({"measure": "custdy"})["measure"].startswith("serves “custdy”, which is no indicator.")
    assert told({"measure": "custody"}) == {}


def test_a_quarter_that_has_not_begun_has_no_status() -> None:
    found = faults(Commitment(text="x"), Progress(status="green"), quarter=Q4, today=date(2020, 12, 31), measures=())
    assert found["quarter"].startswith("cannot be reported on for Jan–Mar 2021 (Q4 2020/21), which has not begun.")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Green for 2020-21, more to do in 2021-22", ("green", "yes", "more to do in 2021-22")),
        ("GREEN for 2020-21 – more to do", ("green", "yes", "more to do")),
        ("green for achievements in 2020-21 - more to do", ("green", "yes", "more to do")),
        ("Green for 2020-21", ("green", "yes", "")),
        ("green", ("green", "", "")),
        ("Amber", ("amber", "", "")),
        ("amber: recovery plan agreed", ("amber", "", "recovery plan agreed")),
        ("red because of COVID, due 2021-22", ("red", "no", "because of COVID, due 2021-22")),
        ("Red", ("red", "", "")),
        ("Completed", ("complete", "", "")),
        ("Not started", ("not-started", "", "")),
        ("greenish", None),
        ("on track", None),
        ("", None),
    ],
)
def test_a_status_is_read_with_its_qualifier(text: str, said: tuple[str, str, str] | None) -> None:
    assert read_status(text) == said


def test_numbers_are_in_the_order_people_count() -> None:
    assert sorted(["1.10", "5.7", "1.2", "S2", "2", "S10", "1.1"], key=natural) == [
        *("S2", "S10", "1.1", "1.2", "1.10", "2", "5.7")
    ]


def say(store: Store, number: str, *, quarter: str = "", **body: Any) -> str:
    kind = "commitment-status" if quarter else "commitment"
    made: Any = Progress(**body) if quarter else Commitment(text="Something", **body)
    key = subject(STRATEGY.code, "disrupt-gangs", number, quarter)
    note = store.notes.say(kind=kind, subject=key, body=made.body(), by="Head of youth justice")
    return str(note.since)


def shown(store: Store, today: date = LATER, quarter: str = Q4.key) -> list[tuple[str, str | None, bool]]:
    notes = store.notes.standing("commitment", "commitment-status")
    found = promises(notes, STRATEGY, "disrupt-gangs", quarter=parse(quarter), today=today)
    return [(one.number, one.status, one.overdue) for one in found]


def test_the_overdue_come_first_in_their_section_and_the_complete_are_not_overdue(sqlite_store: Store) -> None:
    say(sqlite_store, "2.10", section="Share", due=date(2020, 6, 1))
    say(sqlite_store, "2.2", section="Share", due=date(2021, 6, 1))
    say(sqlite_store, "2.1", section="Train", due=date(2020, 6, 1))
    say(sqlite_store, "2.10", quarter=Q4.key, status="red")
    say(sqlite_store, "2.1", quarter=Q3.key, status="complete")
    assert shown(sqlite_store) == [("2.1", None, False), ("2.10", "red", True), ("2.2", None, False)]
    assert shown(sqlite_store, quarter="FY2021-22-Q2")[1:] == [("2.2", None, True), ("2.10", None, True)]


def test_a_green_whose_date_passes_is_shown_red_and_says_why(sqlite_store: Store) -> None:
    say(sqlite_store, "2.1", due=date(2021, 3, 10))
    say(sqlite_store, "2.1", quarter=Q4.key, status="green", achieved="yes", outlook="more to do in 2021-22")
    assert shown(sqlite_store, today=date(2021, 3, 10)) == [("2.1", "green", False)]
    assert shown(sqlite_store, today=date(2021, 3, 11)) == [("2.1", "red", True)]
    (one,) = promises(
        sqlite_store.notes.standing("commitment", "commitment-status"),
        STRATEGY,
        "disrupt-gangs",
        quarter=Q4,
        today=LATER,
    )
    assert one.why == "Reported green, but its due date has passed: it needs a new date or another status."
    assert one.qualifier == "Achieved this period, more to do in 2021-22"
    say(sqlite_store, "2.1", due=date(2021, 6, 30))
    assert shown(sqlite_store) == [("2.1", "green", False)]


def test_a_quarter_without_a_report_says_what_was_reported_last(sqlite_store: Store) -> None:
    say(sqlite_store, "2.1")
    say(sqlite_store, "2.1", quarter=Q3.key, status="not-started")
    notes = sqlite_store.notes.standing("commitment", "commitment-status")
    (one,) = promises(notes, STRATEGY, "disrupt-gangs", quarter=Q4, today=LATER)
    assert (one.status, one.earlier) == (None, "Last reported not started for Oct–Dec 2020.")
    (before,) = promises(notes, STRATEGY, "disrupt-gangs", quarter=parse("FY2020-21-Q2"), today=LATER)
    assert before.earlier == ""


def test_as_at_a_moment_a_commitment_is_as_it_stood_then(sqlite_store: Store) -> None:
    say(sqlite_store, "2.1")
    at = int(say(sqlite_store, "2.1", quarter=Q4.key, status="amber"))
    say(sqlite_store, "2.1", quarter=Q4.key, status="complete")

    then = sqlite_store.notes.standing("commitment", "commitment-status", as_at=iso(at))
    (one,) = promises(then, STRATEGY, "disrupt-gangs", quarter=Q4, today=LATER)
    assert (one.status, shown(sqlite_store)[0][1]) == ("amber", "complete")
