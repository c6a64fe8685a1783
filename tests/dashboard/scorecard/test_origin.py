"""Warnings about the figures an indicator rests on, and why they were let pass."""

from dataclasses import replace
from typing import Any

import pytest

from dashboard.disclosure import Rules
from dashboard.periods import parse
from dashboard.scorecard.origin import warnings
from dashboard.scorecard.veil import Veil
from tests.dashboard.scorecard._figures import evidence, indicator

# where the first figure stands
ODD: dict[str, Any] = {"code": "scale-jump", "message": "B2 says 3.", "sheet": "figures", "cell": "A1", "accepted": ""}
FOR_THIS_FILE = {name: ODD[name] for name in ("code", "message", "sheet", "cell")} | {"reason": "It is 3 indeed"}


def warned(problem: dict[str, Any], *accepted: dict[str, Any], guarded: bool = False) -> tuple[str, str]:
    """Message and reason of the one warning kept with a file."""
    found = evidence("FY2024-25-Q1", [3.0])
    note = replace(found.snapshot.uploads[1], problems=[problem], accepted=list(accepted))
    found.snapshot.uploads[1] = note
    found.veil = Veil(rules=Rules(guarded=("test",) if guarded else ()))
    (warning,) = warnings(indicator(), found, "E", parse("FY2024-25-Q1"))
    return warning.message, warning.accepted


@pytest.mark.parametrize(
    ("problem", "accepted", "reason"),
    [
        (ODD, (), ""),
        (ODD | {"accepted": "always so"}, (), "always so"),
        (ODD, (FOR_THIS_FILE,), "It is 3 indeed"),
        (ODD | {"accepted": "always so"}, (FOR_THIS_FILE,), "It is 3 indeed"),
        (ODD, (FOR_THIS_FILE | {"cell": "A2"},), ""),
    ],
)
def test_a_warning_has_the_reason_for_which_it_was_accepted(
    problem: dict[str, Any], accepted: tuple[dict[str, Any], ...], reason: str
) -> None:
    assert warned(problem, *accepted) == ("B2 says 3.", reason)


def test_of_a_file_of_figures_of_people_neither_the_warning_nor_its_reason_is_told() -> None:
    message, reason = warned(ODD, FOR_THIS_FILE, guarded=True)
    assert "3" not in message
    assert reason == "it is kept back"
