"""What cannot be told from a file, as questions with the answers there are; and what can be told after all."""

import itertools
import re
from collections.abc import Iterable
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from dashboard.periods import Grain
from loaders._book import Cell, tidy
from loaders._mapping.grid import Kind, kind
from loaders._mapping.said import FIRST_SERIAL, Said, Times, settle
from loaders._mapping.spec import LONGEST_LAG, Frequency, Role
from loaders._mapping.times import say
from loaders._mapping.words import key

_QUARTERLY = re.compile(r"\b(quarter|quarterly|quarters|qtr|q[1-4])\b", re.IGNORECASE)
_MONTHLY = re.compile(r"\b(month|monthly|months)\b", re.IGNORECASE)


class Hints(BaseModel):
    """What a person has said of a file; what is not said here is proposed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sheet: str | None = None
    rows: tuple[int, ...] | None = None
    roles: dict[int, Role] = {}
    area: str | None = None
    period: str | None = None
    years: str | None = None
    quarters: str | None = None
    dates: str | None = None
    narrowed: str | None = None
    totals: str | None = None
    title: str | None = None
    partner: str | None = None
    code: str | None = None
    frequency: Frequency | None = None
    lag_days: Annotated[int, Field(ge=0, le=LONGEST_LAG)] | None = None


class Question(BaseModel):
    """Something only a person can tell. `key` names the hint that answers it; no options: any area or period."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    words: str
    options: tuple[tuple[str, str], ...] = ()


def day_numbers(cells: Iterable[Cell]) -> bool:
    """Whether dates are held as day numbers: all of them such numbers, about a month, a quarter or a year apart."""
    texts = [tidy(cell) for cell in cells if kind(cell) is not Kind.BLANK]
    numbers = sorted({int(text) for text in texts if text.isdecimal()})
    if not numbers or len(numbers) < len(set(texts)) or numbers[0] < FIRST_SERIAL:
        return False
    steps = {b - a for a, b in itertools.pairwise(numbers)}
    return all(step >= 27 for step in steps)


def times_of(said: list[Said], words: str, hints: Hints, part: tuple[Said, str]) -> tuple[Times, list[Question]]:
    """How periods that are only half said are understood, and what must be asked. `words` stand around the table."""
    asked: list[Question] = []
    times = Times()
    for find in (_years, _quarters, _dates):
        chosen, question = find(said, words, hints)
        times = times.model_copy(update=chosen)
        asked += [question] if question else []
    if hints.narrowed is not None:
        times = times.model_copy(update={"narrowed": hints.narrowed == "yes"})
    elif said and part[0].anything and all(_only_a_year(s) for s in said):
        asked.append(_narrowed(part[1]))
    return times, asked


_Found = tuple[dict[str, str], Question | None]


def _only_a_year(said: Said) -> bool:
    return said.year_only or bool(said.whole and said.whole.grain in (Grain.YEAR, Grain.CALENDAR))


def _years(said: list[Said], words: str, hints: Hints) -> _Found:
    bare = next((s.year for s in said if s.year_only and s.fiscal is None), None)
    if bare is None:
        return {}, None
    if hints.years is not None:
        return {"years": hints.years}, None
    if re.search(r"calendar year|year ending dec|jan\w*\W+(?:to|-|–)\W*dec", words, re.IGNORECASE):
        return {"years": "december"}, None
    options = (("december", f"the calendar year {bare}"), ("march", f"the financial year {bare - 1}/{bare % 100:02d}"))
    return {}, Question(key="years", words=f"Which year does “{bare}” stand for?", options=options)


def _quarters(said: list[Said], words: str, hints: Hints) -> _Found:
    bare = next((s for s in said if s.quarter and s.year and s.fiscal is None and s.first is None), None)
    if bare is None:
        return {}, None
    if hints.quarters is not None:
        return {"quarters": hints.quarters}, None
    if re.search(r"calendar (?:year|quarter)", words, re.IGNORECASE):
        return {"quarters": "calendar"}, None
    shown = f"Q{bare.quarter} {bare.year}"
    options = [(kind_, Times(quarters=kind_)) for kind_ in ("financial", "calendar")]
    told = tuple((name, period.label) for name, times in options if (period := settle(bare, times)))
    return {}, Question(key="quarters", words=f"Which months are “{shown}”?", options=told)


def _dates(said: list[Said], words: str, hints: Hints) -> _Found:
    """Single months three apart are probably the ends or beginnings of quarters; twelve apart, of years."""
    settled = [s.whole or settle(s, Times()) for s in said]
    months = sorted({p.first for p in settled if p and p.grain is Grain.MONTH})
    if not months or any(p and p.grain is not Grain.MONTH for p in settled):
        return {}, None
    if hints.dates is not None:
        return {"dates": hints.dates}, None
    steps = {b - a for a, b in itertools.pairwise(months)}
    named = all(s.quarter is not None for s in said)
    quarterly = all(step % 3 == 0 for step in steps) and (months[0] % 3 in (0, 2))
    yearly = bool(steps) and all(step % 12 == 0 for step in steps) and months[0] % 12 in (2, 3)
    if named and steps and quarterly:
        return {"dates": "quarter"}, None
    if not quarterly or (len(months) == 1 and not _QUARTERLY.search(words)):
        return {}, None
    if _QUARTERLY.search(words) and not _MONTHLY.search(words) and not yearly:
        return {"dates": "quarter"}, None
    if len(months) == 1:
        return {"dates": "quarter"}, None
    first = settled[0]
    assert first is not None
    options = [("quarter", settle(Said(whole=first), Times(dates="quarter"))), ("month", first)]
    if yearly:
        options.append(("year", settle(Said(whole=first), Times(dates="year"))))
    told = tuple((name, period.label) for name, period in options if period)
    return {}, Question(key="dates", words=f"What does a date such as {first.short} stand for?", options=told)


def _narrowed(text: str) -> Question:
    options = (("yes", "only the part of each year that the title names"), ("no", "whole years"))
    return Question(
        key="narrowed", words=f"The title says “{text[:80]}”. What do the years stand for?", options=options
    )


def says(cells: Iterable[Cell], times: Times) -> list[Said]:
    """What each distinct cell says of time."""
    return list(dict.fromkeys(said for cell in cells if (said := say(cell, times)).anything))


def plain_words(*texts: str) -> str:
    return " ".join(key(text) for text in texts if text)
