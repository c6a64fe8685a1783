"""Annotations: what happened, or how figures came to be counted, kept as data and shown wherever a chart spans it.

`spanning` gives those of a series and an area between two months; `rebases` the months from which the limits of a
control chart are calculated anew. Months are counted since year 0, as dashboard.periods does.
"""

import datetime
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from dashboard.declared import Code, Declared, read
from dashboard.periods import MONTHS, ordinal
from dashboard.settings import DATA

Prefix = Annotated[str, Field(pattern=r"^[a-z0-9_-]+(\.[a-z0-9_-]+)*$")]
Text = Annotated[str, Field(min_length=1, max_length=400)]
KINDS = {"event": "Event", "counting": "Counting", "quality": "Data quality"}
_REBASE = ("author", "reason", "decided")


class Annotation(Declared):
    """One thing to know: on a `date`, or `from` one date `to` another (without `to`: until now).

    `series` holds prefixes of whole words (crime covers crime.burglary), `areas` beginnings of area codes (E09: the
    London boroughs); without them it is about all. `about`: the dates are not exact. `rebase`: limits are calculated
    anew from its first month; a judgement, so `author` (a role, not a name), `reason` and `decided` are kept with it.
    """

    code: Code
    kind: Literal["event", "counting", "quality"]
    date: datetime.date | None = None
    begins: datetime.date | None = Field(None, alias="from")
    ends: datetime.date | None = Field(None, alias="to")
    about: bool = False
    series: tuple[Prefix, ...] = ()
    areas: tuple[str, ...] = ()
    text: Text
    source: Text
    rebase: bool = False
    author: str = ""
    reason: str = ""
    decided: datetime.date | None = None

    @model_validator(mode="after")
    def _when_and_who(self) -> Self:
        if (self.date is None) == (self.begins is None):
            raise ValueError("it needs either a date or a from")
        if self.ends and (self.begins is None or self.ends < self.begins):
            raise ValueError("to must come after from")
        told = [name for name in _REBASE if getattr(self, name)]
        if self.rebase and len(told) < len(_REBASE):
            raise ValueError("a rebase needs its author (a role), its reason and the date it was decided")
        if told and not self.rebase:
            raise ValueError(f"{told[0]} belongs to a rebase: add rebase = true, or leave it out")
        return self

    @property
    def first(self) -> int:
        """Its first month."""
        return _month(self.date or self.begins or datetime.date.max)

    @property
    def last(self) -> int:
        """Its last month; far away while it goes on."""
        return _month(self.date or self.ends or datetime.date.max)

    @property
    def when(self) -> str:
        """28 Feb 2024; from Apr 2020 to Jun 2021; from about Apr 2019."""
        about = "about " if self.about else ""
        if self.date:
            return f"about {_said(self.date)}" if self.about else f"{self.date.day} {_said(self.date)}"
        begins = f"from {about}{_said(self.begins or datetime.date.max)}"
        return f"{begins} to {_said(self.ends)}" if self.ends else f"{begins} on"

    @property
    def label(self) -> str:
        """Its kind in a word or two."""
        return KINDS[self.kind]

    def concerns(self, series: str, area: str) -> bool:
        """Whether it is about this series and this area."""
        inside = any(series == prefix or series.startswith(f"{prefix}.") for prefix in self.series)
        return (inside or not self.series) and (not self.areas or area.startswith(self.areas))


class Annotations(Declared):
    """A file of annotations, each with a code of its own."""

    annotations: tuple[Annotation, ...] = ()

    @model_validator(mode="after")
    def _once_each(self) -> Self:
        twice = [code for code, count in Counter(a.code for a in self.annotations).items() if count > 1]
        if twice:
            raise ValueError(f"the annotation “{twice[0]}” is there more than once")
        return self


def spanning(
    known: Iterable[Annotation], *, series: Iterable[str], area: str, first: int, last: int
) -> tuple[Annotation, ...]:
    """Those about any of `series` in `area` between two months, both included, the earliest first."""
    codes = tuple(series)
    found = [
        note
        for note in known
        if note.first <= last and note.last >= first and any(note.concerns(code, area) for code in codes)
    ]
    return tuple(sorted(found, key=lambda note: (note.first, note.last, note.code)))


def rebases(known: Iterable[Annotation], *, series: str, area: str) -> tuple[int, ...]:
    """The months from which limits of `series` in `area` are calculated anew, in order, each once."""
    return tuple(sorted({note.first for note in known if note.rebase and note.concerns(series, area)}))


@cache
def listed(path: Path = DATA / "annotations.toml") -> tuple[Annotation, ...]:
    """The annotations of a file. Raises BadDeclaration, naming the entry."""
    return read(path, Annotations, what="annotations").annotations


def _month(day: datetime.date) -> int:
    return ordinal(day.year, day.month)


def _said(day: datetime.date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"
