"""Reporting on a commitment in a quarter, as its lead does: its status, what is ahead, and a new due date."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import NamedTuple

from dashboard.errors import SaferError
from dashboard.periods import Grain, Period, parse
from dashboard.scorecard.board import Board
from dashboard.scorecard.commitments import (
    ACHIEVED,
    KIND,
    STATUS_KIND,
    STATUSES,
    Commitment,
    Progress,
    faults,
    subject,
)
from dashboard.scorecard.promises import Promise, promises
from dashboard.store.notes import Saying
from dashboard.written import day

LABELS = {
    "status": "Status",
    "achieved": "Achieved",
    "outlook": "What is ahead",
    "narrative": "Narrative",
    "evidence": "Evidence",
    "due": "Due date",
    "quarter": "Quarter",
}


class Meant(NamedTuple):
    """A commitment in a quarter."""

    strategy: str
    priority: str
    number: str
    quarter: str


def promise(board: Board, meant: Meant) -> Promise:
    """The commitment as it stands in the quarter. Raises SaferError where there is none."""
    if meant.strategy not in board.strategies:
        raise SaferError(message=f"There is no strategy “{meant.strategy}”.")
    notes, strategy = board.notes(meant.strategy), board.strategies[meant.strategy]
    found = promises(notes, strategy, meant.priority, quarter=_quarter(meant), today=_today())
    one = next((one for one in found if one.number == meant.number), None)
    if one is None:
        raise SaferError(message=f"There is no commitment {meant.number} any more. Load the page again.")
    return one


def report(
    board: Board, meant: Meant, said: Mapping[str, str], *, by: str, seen: tuple[int, int | None] | None = None
) -> None:
    """Say how far a commitment is. `said` are the fields of `LABELS` as they were written; `seen` the ids of the
    commitment and of the status that the writer saw. Raises SaferError naming the field, Overtaken.
    """
    stands, quarter = promise(board, meant), _quarter(meant)
    commitment = stands.commitment.model_copy(update={"due": _due(said.get("due", ""))})
    progress = _progress(said)
    _check(board, meant, commitment, progress, quarter)
    first, second = seen or (stands.note, stands.progress_note)
    sayings = [
        Saying(STATUS_KIND, subject(*meant[:3], quarter.key), progress.body(), second),
    ]
    if commitment != stands.commitment:
        sayings.append(Saying(KIND, subject(*meant[:3]), commitment.body(), first))
    board.store.notes.say_all(sayings, by=by)


def _check(board: Board, meant: Meant, commitment: Commitment, progress: Progress, quarter: Period) -> None:
    measures = {indicator.code for indicator in board.strategies[meant.strategy].indicators}
    found = faults(commitment, progress, quarter=quarter, today=_today(), measures=measures)
    for name, why in found.items():
        raise SaferError(message=f"{LABELS.get(name, name.capitalize())}: commitment {meant.number} {why}")


def _progress(said: Mapping[str, str]) -> Progress:
    status = next((one for one in STATUSES if one == said.get("status")), None)
    if status is None:
        raise SaferError(message="Status: choose red, amber, green, complete or not started.")
    achieved = next((one for one in ACHIEVED if one == said.get("achieved")), "")
    texts = {name: " ".join(said.get(name, "").split()) for name in ("outlook", "narrative", "evidence")}
    return Progress(status=status, achieved=achieved, **texts)


def _due(text: str) -> date | None:
    if not text.strip():
        return None
    found = day(text)
    if found is None:
        raise SaferError(message=f"Due date: “{text.strip()}” is no day. Write it as 31/03/2021.")
    return found


def _quarter(meant: Meant) -> Period:
    period = parse(meant.quarter)
    if period.grain is not Grain.QUARTER:
        raise SaferError(message=f"“{meant.quarter}” is not a quarter. Write it as FY2012-13-Q1.")
    return period


def _today() -> date:
    return datetime.now(UTC).date()
