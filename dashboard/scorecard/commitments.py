"""Commitments of a priority: what was promised, how far it is in a quarter, and what may be said of it."""

import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict

from dashboard.metrics.schedule import day
from dashboard.periods import Period
from dashboard.store.notes import Body

KIND, STATUS_KIND = "commitment", "commitment-status"
Status = Literal["red", "amber", "green", "complete", "not-started"]
STATUSES: tuple[Status, ...] = get_args(Status)
Achieved = Literal["", "yes", "partly", "no"]
ACHIEVED: dict[Achieved, str] = {
    "": "",
    "yes": "achieved this period",
    "partly": "partly achieved this period",
    "no": "not achieved this period",
}
NUMBER = re.compile(r"[A-Za-z]{0,3}\d{1,3}(?:\.\d{1,3}){0,2}[a-z]?", re.ASCII)
# longest texts, by field
LONGEST = {
    "text": 1000,
    "section": 200,
    "lead": 120,
    "partners": 400,
    "outlook": 300,
    "narrative": 4000,
    "evidence": 500,
}


class Commitment(BaseModel):
    """A promise with a role that leads it; `measure` is the code of the indicator it serves."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    text: str
    section: str = ""
    partners: tuple[str, ...] = ()
    lead: str = ""
    start: date | None = None
    due: date | None = None
    measure: str = ""

    def body(self) -> Body:
        return self.model_dump(mode="json")


class Progress(BaseModel):
    """What was reported of a commitment in a quarter: whether this period's part is achieved, and what is ahead."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    status: Status
    achieved: Achieved = ""
    outlook: str = ""
    narrative: str = ""
    evidence: str = ""

    def body(self) -> Body:
        return self.model_dump(mode="json")


def subject(strategy: str, priority: str, number: str, quarter: str = "") -> str:
    return f"{strategy}/{priority}/{number}" + (f"/{quarter}" if quarter else "")


def passed(due: date | None, quarter: Period, today: date) -> bool:
    """Whether a due date had passed by the end of a quarter, or by today where that is sooner."""
    return due is not None and due < min(quarter.end, today)


def faults(
    commitment: Commitment,
    progress: Progress | None = None,
    *,
    quarter: Period | None,
    today: date,
    measures: Collection[str],
) -> dict[str, str]:
    """Why it cannot be taken so, by field, each with the remedy; nothing where it can."""
    found: dict[str, str] = {}
    if not commitment.text:
        found["text"] = "has no text. Say what was promised."
    start, due = commitment.start, commitment.due
    if start and due and due < start:
        found["due"] = (
            f"is due on {day(due)}, before its start on {day(start)}. Give a later due date or an earlier start."
        )
    if commitment.measure and commitment.measure not in measures:
        known = ", ".join(sorted(measures))
        found["measure"] = f"serves “{commitment.measure}”, which is no indicator. The indicators are: {known}."
    if progress and quarter:
        found |= _faults_of(progress, due, quarter, today)
    said = (
        commitment.model_dump()
        | {"partners": "; ".join(commitment.partners)}
        | (progress.model_dump() if progress else {})
    )
    long = {name: most for name, most in LONGEST.items() if len(said.get(name, "")) > most}
    return found | {name: f"is longer than {most:,} characters. Say it more shortly." for name, most in long.items()}


def _faults_of(progress: Progress, due: date | None, quarter: Period, today: date) -> dict[str, str]:
    found = {}
    if due and progress.status == "green" and passed(due, quarter, today):
        remedy = "Give it a new due date, or report amber, red or complete."
        found["status"] = f"was due on {day(due)}, and that has passed: it cannot stay green. {remedy}"
    if progress.evidence and not re.match(r"https?://[^\s/]", progress.evidence):
        found["evidence"] = "has an evidence link that is no web address. Begin it with https://."
    if quarter.start > today:
        found["quarter"] = f"cannot be reported on for {quarter.label}, which has not begun. Choose an earlier quarter."
    return found


_COLOURS: Mapping[str, Status] = {
    "green": "green",
    "amber": "amber",
    "yellow": "amber",
    "red": "red",
    "complete": "complete",
    "completed": "complete",
    "done": "complete",
    "blue": "complete",
    "not started": "not-started",
    "not-started": "not-started",
    "grey": "not-started",
    "gray": "not-started",
}
_SAID = re.compile(
    rf"({'|'.join(sorted(_COLOURS, key=len, reverse=True))})\b[\s,;:.–-]*(.*)", re.IGNORECASE | re.DOTALL
)
_FOR = re.compile(r"for\s+([^,;–]*?)\s*(?:[,;–]\s*(.*)|\s-\s*(.*))?", re.IGNORECASE | re.DOTALL)


def read_status(text: str) -> tuple[Status, Achieved, str] | None:
    """A status with its qualifier as papers write it; None where it is none.

    “Green for 2020-21, more to do in 2021-22” is green, achieved, and “more to do in 2021-22” is ahead; “red because of
    COVID, due 2021-22” is red, not achieved, and the rest is ahead.
    """
    found = _SAID.fullmatch(" ".join(text.split()))
    if not found:
        return None
    status, rest = _COLOURS[found[1].casefold()], found[2].strip()
    if status in ("green", "complete") and (period := _FOR.fullmatch(rest)):
        return status, "yes", (period[2] or period[3] or "").strip()
    return status, "no" if status == "red" and rest else "", rest


def qualifier(progress: Progress) -> str:
    """Achieved this period, more to do in 2021-22."""
    said = ", ".join(part for part in (ACHIEVED[progress.achieved], progress.outlook) if part)
    return said[:1].upper() + said[1:]
