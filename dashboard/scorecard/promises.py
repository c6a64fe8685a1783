"""Commitments as they are shown in a quarter: their status with its qualifier, and which are overdue."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from pydantic import BaseModel, ConfigDict

from dashboard.metrics.schedule import day
from dashboard.periods import Period, parse
from dashboard.scorecard.commitments import (
    KIND,
    STATUS_KIND,
    Commitment,
    Progress,
    Status,
    passed,
    qualifier,
)
from dashboard.store.moments import iso
from dashboard.store.notes import Note
from dashboard.strategy import Strategy


class Promise(BaseModel):
    """A commitment as it is shown in a quarter. `status` is None where nothing was reported of it.

    `why` says how a status that was reported green is shown red; `earlier` what was reported last before. `note` and
    `progress_note` are the ids of what stands, None where nothing does.
    """

    model_config = ConfigDict(frozen=True)
    priority: str
    number: str
    commitment: Commitment
    measure_title: str = ""
    progress: Progress | None = None
    status: Status | None = None
    qualifier: str = ""
    overdue: bool = False
    why: str = ""
    earlier: str = ""
    by: str = ""
    at: str = ""
    note: int
    progress_note: int | None = None

    @property
    def due(self) -> str:
        return day(self.commitment.due) if self.commitment.due else ""


def promises(
    notes: Iterable[Note], strategy: Strategy, priority: str, *, quarter: Period, today: date
) -> tuple[Promise, ...]:
    """A priority's commitments in a quarter: by section as they are numbered, in each the overdue first."""
    head = f"{strategy.code}/{priority}/"
    every = [note for note in notes if note.subject.startswith(head)]
    reported: dict[str, dict[Period, Note]] = {}
    for note in every:
        if note.kind == STATUS_KIND:
            number, _, key = note.subject.removeprefix(head).rpartition("/")
            reported.setdefault(number, {})[parse(key)] = note
    titles = {indicator.code: indicator.title for indicator in strategy.indicators}
    made = [
        _promise(note, priority, reported.get(number, {}), titles, quarter=quarter, today=today)
        for note in every
        if note.kind == KIND and (number := note.subject.removeprefix(head))
    ]
    made.sort(key=lambda one: natural(one.number))
    sections = list(dict.fromkeys(one.commitment.section for one in made))
    return tuple(sorted(made, key=lambda one: (sections.index(one.commitment.section), not one.overdue)))


def natural(number: str) -> tuple[tuple[int, str], ...]:
    """The order of numbers: 1.2 before 1.10."""
    return tuple((int(part), "") if part.isdigit() else (0, part) for part in re.findall(r"\d+|[^\d.]+", number))


def _promise(
    note: Note,
    priority: str,
    reported: Mapping[Period, Note],
    titles: Mapping[str, str],
    *,
    quarter: Period,
    today: date,
) -> Promise:
    commitment = Commitment.model_validate(note.body)
    now = reported.get(quarter)
    progress = Progress.model_validate(now.body) if now else None
    before = max((period for period in reported if period < quarter), default=None)
    last = progress or (Progress.model_validate(reported[before].body) if before else None)
    late = passed(commitment.due, quarter, today) and (last is None or last.status != "complete")
    stale = late and progress is not None and progress.status == "green"
    return Promise(
        priority=priority,
        number=note.subject.rsplit("/", 1)[-1],
        commitment=commitment,
        measure_title=titles.get(commitment.measure, commitment.measure),
        progress=progress,
        status="red" if stale else progress.status if progress else None,
        qualifier=qualifier(progress) if progress else "",
        overdue=late,
        why=_STALE if stale else "",
        earlier=f"Last reported {last.status.replace('-', ' ')} for {before.short}."
        if before and last and not now
        else "",
        by=now.by if now else "",
        at=iso(now.since) if now else "",
        note=note.id,
        progress_note=now.id if now else None,
    )


_STALE = "Reported green, but its due date has passed: it needs a new date or another status."
