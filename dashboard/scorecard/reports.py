"""Reports of sub-groups on a quarter: what stands, what is missing and how late, and what is refused in words."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from dashboard.errors import SaferError
from dashboard.metrics.schedule import day as day_words
from dashboard.metrics.schedule import due, how_late, how_soon
from dashboard.periods import Grain, Period, ordinal, parse, quarter_containing
from dashboard.store.notes import Note
from dashboard.store.store import Store
from dashboard.subgroups import Subgroup
from dashboard.written import Unfit, day, line, paragraphs

KIND = "report"
LABELS = {
    "filed": "Date filed",
    "met": "Date of the last meeting",
    "author": "Author’s role",
    "update": "Operational update",
    "recommendations": "Recommendations to the group",
    "who": "You are",
}
LONGEST = {"author": 80, "update": 6000, "recommendations": 3000}
_BACK = 8  # quarters offered before this one


class Report(BaseModel):
    """What a sub-group says of a quarter; `met` is the day of its last meeting, none where it has not met."""

    model_config = ConfigDict(frozen=True)
    group: str
    quarter: str
    filed: date
    met: date | None = None
    author: str
    update: str
    recommendations: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        """Where it is kept: asb/FY2012-13-Q1."""
        return f"{self.group}/{self.quarter}"


class Awaited(NamedTuple):
    """A sub-group's report on a quarter, or none yet; `late` are the days it is or was late, below 0 to come."""

    group: Subgroup
    due: date
    late: int
    report: Report | None = None
    note: int | None = None
    by: str = ""
    since: int = 0

    @property
    def state(self) -> str:
        """filed, missing (and due) or awaited (not due yet)."""
        return "filed" if self.report else "missing" if self.late > 0 else "awaited"

    @property
    def words(self) -> str:
        """Filed on time; filed 3 days late; 12 days late; due in 5 days."""
        if self.report:
            return f"filed {how_late(self.late)}" if self.late > 0 else "filed on time"
        return how_late(self.late) if self.late > 0 else how_soon(-self.late)


def awaited(store: Store, groups: Sequence[Subgroup], quarter: Period, today: date, as_at: str | None) -> list[Awaited]:
    """What each sub-group has reported on a quarter, in their order. One snapshot. Raises BadMoment."""
    notes = {note.subject: note for note in store.notes.standing(KIND, as_at=as_at)}
    return [_awaited(group, notes.get(f"{group.code}/{quarter.key}"), quarter, today) for group in groups]


def _awaited(group: Subgroup, note: Note | None, quarter: Period, today: date) -> Awaited:
    until = due(quarter, group.due_days)
    if note is None:
        return Awaited(group, until, (today - until).days)
    report = report_of(note)
    return Awaited(group, until, (report.filed - until).days, report, note.id, note.by, note.since)


def report_of(note: Note) -> Report:
    """The report that a note says. Raises SaferError where it says none."""
    try:
        return Report.model_validate(note.body)
    except ValueError as error:
        raise SaferError(message=f"The note {note.id} on {note.subject} is not a report.") from error


def file(store: Store, report: Report, *, by: str, expected: int | None) -> Note:
    """File a report, or put it in place of the note `expected`. Raises Overtaken."""
    body = report.model_dump(mode="json")
    return store.notes.say(kind=KIND, subject=report.subject, body=body, by=by, expected=expected)


def drafted(words: Mapping[str, str], *, group: Subgroup, quarter: Period, today: date) -> Report:
    """The report that is filled in. Raises Unfit, naming each field."""
    said = {name: line(words.get(name, "")) for name in ("filed", "met", "author")}
    said |= {name: paragraphs(words.get(name, "")) for name in ("update", "recommendations")}
    faults = _faults(said, quarter, today)
    if faults:
        raise Unfit(faults)
    filed = day(said["filed"])
    assert filed is not None  # _faults() has read it
    return Report(
        group=group.code,
        quarter=quarter.key,
        filed=filed,
        met=day(said["met"]),
        author=said["author"],
        update=said["update"],
        recommendations=tuple(filter(None, said["recommendations"].split("\n"))),
    )


def _faults(said: Mapping[str, str], quarter: Period, today: date) -> dict[str, str]:
    needed = {
        "filed": "Give the date it was filed, such as 27/7/2012.",
        "author": "Say which role wrote it, such as ASB manager.",
        "update": "Write what the sub-group has done in the quarter.",
    }
    faults = {name: words for name, words in needed.items() if not said[name]}
    for name in ("filed", "met"):
        if said[name] and day(said[name]) is None:
            faults[name] = f"“{said[name]}” is not a date. Write it as 27/7/2012."
    faults |= {
        name: f"{LABELS[name]} has {len(said[name]):,} letters. Use at most {most:,}."
        for name, most in LONGEST.items()
        if len(said[name]) > most
    }
    return _when(day(said["filed"]), day(said["met"]), quarter, today) | faults


def _when(filed: date | None, met: date | None, quarter: Period, today: date) -> dict[str, str]:
    """What is wrong with the days a report was filed and its group met."""
    faults = {}
    if filed and filed > today:
        faults["filed"] = f"{day_words(filed)} is still to come. Give the day it was filed."
    if filed and filed < quarter.start:
        faults["filed"] = f"{day_words(filed)} is before the quarter it is about, {quarter.label}. Correct the date."
    if met and met > (filed or today):
        faults["met"] = (
            f"The last meeting, {day_words(met)}, is after the day the report was filed. Correct either of them."
        )
    return faults


def ended(today: date) -> Period:
    """The newest quarter that is over."""
    return quarter_containing(ordinal(today.year, today.month)).shift(-1)


def quarters(store: Store, today: date, shown: Period, as_at: str | None = None) -> list[Period]:
    """The quarters to choose from, newest first: this one, those before it, and any that has reports."""
    recent = {ended(today).shift(1 - n) for n in range(_BACK + 1)}
    told = {parse(note.subject.rsplit("/", 1)[-1]) for note in store.notes.standing(KIND, as_at=as_at)}
    return sorted({shown} | recent | told, reverse=True)


def asked(key: str | None, today: date) -> Period:
    """The quarter an address asks for, else the newest that is over. Raises BadPeriod, SaferError."""
    if key is None:
        return ended(today)
    found = parse(key)
    if found.grain is not Grain.QUARTER:
        raise SaferError(message=f"Reports are on quarters, and {found.short} is none. Write it as FY2012-13-Q1.")
    return found


def missing(found: Iterable[Awaited]) -> list[Awaited]:
    """The reports that are not there, the latest first."""
    return sorted((one for one in found if one.report is None), key=lambda one: -one.late)
