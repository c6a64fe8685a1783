"""Commitments and actions of a priority, from notes in whatever words they have."""

from typing import Any

from dashboard.scorecard.beside import Beside, beside
from dashboard.store.notes import Body, Note
from dashboard.strategy import Priority

SAFE = Priority(code="safe", title="Safe streets")


class Promised(Priority):
    """A priority with commitments of its own."""

    commitments: tuple[Any, ...] = ()


def note(subject: str, body: Body) -> Note:
    return Note(1, "action", subject, body, "Clerk", 1)


def test_what_names_the_priority_is_shown_in_its_words() -> None:
    about = note(
        "plan/action-7", {"priority": "safe", "text": "Ask for figures", "owner": "Analyst", "due": "2026-01-31"}
    )
    found = beside(SAFE, [about, note("plan/action-8", {"priority": "other", "text": "No"}), note("plan/safe/9", {})])
    assert found == (Beside("Ask for figures", owner="Analyst", due="2026-01-31"), Beside("9"))


def test_a_status_of_a_commitment_is_of_its_quarter() -> None:
    class Promise(Priority):
        title: str = "Gang awareness training"

    promised = Promised(code="safe", title="Safe streets", commitments=(Promise(code="gangs"),))
    body = {"rag": "green", "qualifier": "more to do", "narrative": "Two days held."}
    notes = [note("plan/gangs/FY2025-26-Q1", body), note("plan/gangs/FY2024-25-Q4", body)]
    (one,) = beside(promised, notes, "FY2025-26-Q1")
    assert one == Beside("Gang awareness training", "green", "more to do", text="Two days held.")
