"""Letters: what they ask for, by when, and what is left out."""

from dataclasses import replace
from datetime import date

from dashboard.metrics.schedule import expected, following
from dashboard.periods import parse
from dashboard.records import UNPUBLISHED, SourceSpec
from dashboard.scorecard.arrivals import Arrival, Waiting
from dashboard.scorecard.chaser import chaser
from dashboard.store.ledger import Brought

RETURN = SourceSpec("asb.return", "ASB by quarter", "Council", "a file", "quarter", 30)
WAITING = (
    Waiting("now", "asb", "ASB", "noise", "Noise"),
    Waiting("now", "asb", "ASB", "all", "All ASB"),
    Waiting("next", "asb", "ASB", "noise", "Noise"),
)


def arrival(today: date, *, last: str | None = "FY2025-26-Q1", waiting: tuple[Waiting, ...] = WAITING) -> Arrival:
    came = Brought(parse(last), 7, "2025-07-20T10:00:00+00:00", "Jo Bloggs") if last else None
    first = following(parse(last), "quarter") if last else parse("FY2025-26-Q1")
    return Arrival(RETURN, came, expected(first, frequency="quarter", lag_days=30, today=today), waiting)


def test_a_late_return_is_asked_for_with_its_empty_form() -> None:
    assert chaser(arrival(date(2025, 11, 11)), form=True) == (
        "Subject: ASB by quarter: figures for Jul–Sep 2025 were due on 30 Oct 2025\n\n"
        "Dear colleague,\n\n"
        "The community safety partnership is waiting for “ASB by quarter” for Jul–Sep 2025 (Q2 2025/26). It was due on "
        "30 Oct 2025. The newest figures we hold are for Apr–Jun 2025 (Q1 2025/26).\n\n"
        "These measures cannot be reported without it:\n- Noise\n- All ASB\n\n"
        "Please send it as a spreadsheet. The empty return is attached: asb.return.xlsx (made by: safer template "
        "asb.return --output asb.return.xlsx). Where a figure is not there yet, write “not yet published” in its cell. "
        "If you cannot send it within a week, please tell us when we can expect it.\n\n"
        "Thank you,\nCommunity safety team\n"
    )


def test_no_letter_names_the_person_who_loaded_the_last_one() -> None:
    assert "Bloggs" not in chaser(arrival(date(2025, 11, 11)), form=True)


def test_what_fell_due_since_is_named() -> None:
    assert "Since then Oct–Dec 2025 has fallen due too." in chaser(arrival(date(2026, 2, 1)), form=True)
    assert "Since then Oct–Dec 2025 to Jan–Mar 2026 have fallen due too." in chaser(
        arrival(date(2026, 5, 1)), form=True
    )


def test_what_is_due_soon_is_asked_for_by_its_day() -> None:
    letter = chaser(arrival(date(2025, 10, 30), waiting=()), form=True)
    assert letter.startswith("Subject: ASB by quarter: figures for Jul–Sep 2025 are due on 30 Oct 2025\n")
    assert "needs “ASB by quarter” for Jul–Sep 2025 (Q2 2025/26) by 30 Oct 2025." in letter
    assert "cannot be reported" not in letter


def test_a_partner_is_asked_for_its_own_spreadsheet_as_it_is() -> None:
    own = replace(RETURN, code="mapped.council_asb", licence=UNPUBLISHED)
    letter = chaser(replace(arrival(date(2025, 11, 11)), source=own), form=False)
    assert "is waiting for “ASB by quarter” for Jul–Sep 2025 (Q2 2025/26). It was due on 30 Oct 2025." in letter
    assert "Please send it as a spreadsheet that is laid out as before" in letter
    assert "published" not in letter


def test_a_publisher_is_asked_when_not_sent_a_form() -> None:
    letter = chaser(arrival(date(2025, 11, 11), waiting=WAITING[:1]), form=False)
    assert "reports from “ASB by quarter” (Council). Its figures for Jul–Sep 2025 (Q2 2025/26) were due on" in letter
    assert "This measure cannot be reported without it:\n- Noise\n" in letter
    assert "Please tell us whether they have been published and where" in letter
    assert "safer template" not in letter


def test_a_return_that_never_came() -> None:
    assert "It was due on 30 Jul 2025. None has come yet." in chaser(arrival(date(2025, 8, 11), last=None), form=True)
