"""A file to spoil, and what all checks say of it against what stands in a real store."""

import csv
import io
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from dashboard.areas import read as read_areas
from dashboard.periods import Period
from dashboard.records import AreaRow, Observation, Problem, Reading, SeriesSpec, SourceSpec
from dashboard.store.difference import Difference
from dashboard.store.observations import by_line
from dashboard.store.store import Store
from dashboard.store.uploads import Handed
from loaders._book import Book, Sheet
from loaders._checks._context import Context
from loaders._checks._registry import all_checks
from loaders._load import keep, prepare, preview

AREAS = read_areas(Path(__file__).resolve().parents[3] / "data" / "areas.csv")
# Offence group, sub-category, offences a month in a middling borough.
OFFENCES = (
    ("ARSON AND CRIMINAL DAMAGE", "ARSON", 6),
    ("ARSON AND CRIMINAL DAMAGE", "CRIMINAL DAMAGE", 130),
    ("BURGLARY", "BURGLARY BUSINESS AND COMMUNITY", 45),
    ("BURGLARY", "RES BURGLARY OF A HOME", 62),
    ("BURGLARY", "RES BURGLARY OF UNCONNECTED BUILDING", 26),
    ("DRUG OFFENCES", "POSSESSION OF DRUGS", 75),
    ("DRUG OFFENCES", "TRAFFICKING OF DRUGS", 52),
    ("POSSESSION OF WEAPONS", "POSSESSION OF WEAPONS", 15),
    ("PUBLIC ORDER OFFENCES", "PUBLIC FEAR ALARM OR DISTRESS", 92),
    ("PUBLIC ORDER OFFENCES", "VIOLENT DISORDER", 0.2),
    ("ROBBERY", "ROBBERY OF BUSINESS PROPERTY", 20),
    ("ROBBERY", "ROBBERY OF PERSONAL PROPERTY", 68),
    ("SEXUAL OFFENCES", "OTHER SEXUAL OFFENCES", 43),
    ("SEXUAL OFFENCES", "RAPE", 24),
    ("THEFT", "BICYCLE THEFT", 40),
    ("THEFT", "SHOPLIFTING", 225),
    ("THEFT", "THEFT FROM THE PERSON", 240),
    ("VEHICLE OFFENCES", "INTERFERING WITH A MOTOR VEHICLE", 27),
    ("VEHICLE OFFENCES", "THEFT FROM A VEHICLE", 132),
    ("VIOLENCE AGAINST THE PERSON", "VIOLENCE WITH INJURY", 169),
    ("VIOLENCE AGAINST THE PERSON", "VIOLENCE WITHOUT INJURY", 302),
)


@dataclass
class Met:
    """A file of offences by borough and month: a heading row, then a row an offence and borough."""

    rows: list[list[str]]
    name: str = "met.csv"
    months: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.months = self.rows[0][3:]

    def copy(self) -> "Met":
        return Met([list(row) for row in self.rows], self.name)

    def column(self, month: str) -> int:
        """Where a month stands, counted from 0."""
        return self.rows[0].index(month)

    def of(self, *, minor: str = "", borough: str = "", group: str = "") -> list[list[str]]:
        """Rows by any of their keys."""
        wanted = (group, minor, borough)
        return [r for r in self.rows[1:] if all(w in ("", cell) for w, cell in zip(wanted, r, strict=False))]

    def number(self, row: list[str]) -> int:
        """A row's number in the sheet."""
        return next(n for n, other in enumerate(self.rows, 1) if other is row)

    def change(self, rows: list[list[str]], months: list[str], by: Callable[[float], object]) -> None:
        """Replace figures of some rows and months by what `by` makes of them."""
        for row in rows:
            for column in map(self.column, months):
                row[column] = str(by(float(row[column] or 0)))

    @property
    def content(self) -> bytes:
        written = io.StringIO()
        csv.writer(written).writerows(self.rows)
        return written.getvalue().encode()

    @classmethod
    def made(cls) -> "Met":
        """32 boroughs, 21 sub-categories and the 24 months from January 2024: the same figures every time."""
        chance = random.Random(20241)
        months = [f"{2024 + n // 12}{n % 12 + 1:02d}" for n in range(24)]
        rows = [["MajorText", "MinorText", "BoroughName", *months]]
        sizes = {row.name: chance.uniform(0.6, 1.6) for row in AREAS.of_kind("borough")}
        for group, minor, level in OFFENCES:
            for borough, size in sizes.items():
                rows.append([group, minor, borough, *(str(_count(chance, level * size)) for _ in months)])
        return cls(rows)

    @classmethod
    def read(cls, path: Path) -> "Met":
        return cls(list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig")))), path.name)


def _count(chance: random.Random, mean: float) -> int:
    """A count about `mean`, as uneven as counts of offences are."""
    if mean < 1:
        return int(chance.random() < mean)
    return max(0, round(chance.gauss(mean, 1.2 * mean**0.5)))


@dataclass
class Examiner:
    """A store, and what the checks say of files against what stands in it."""

    store: Store

    def keep(self, content: bytes | str, name: str = "met.csv") -> None:
        done = keep(self.store, prepare(self.store, name, _bytes(content)), by="analyst")
        assert done["status"] in ("committed", "unchanged"), done["problems"]

    def all(self, content: bytes | str, name: str = "met.csv") -> list[Problem]:
        """Every problem of a file, the loader's own first."""
        prepared = prepare(self.store, name, _bytes(content))
        preview(self.store, prepared)
        assert prepared.reading, prepared.problems
        self.notes = prepared.reading.notes
        return prepared.problems

    def found(self, code: str, content: bytes | str, name: str = "met.csv") -> list[Problem]:
        return [problem for problem in self.all(content, name) if problem.code == code]


def _bytes(content: bytes | str) -> bytes:
    return content.encode() if isinstance(content, str) else content


@dataclass
class Figures:
    """Figures typed in a test, as a sheet whose first row heads the periods and whose rows are series and areas."""

    spec: SeriesSpec
    periods: list[Period]
    rows: dict[str, list[float | None]]
    more: "Figures | None" = None

    @property
    def observations(self) -> list[Observation]:
        found = [
            Observation(
                self.spec.code, area, when, "", value, "final" if value is not None else "missing", 0, row, column
            )
            for row, (area, values) in enumerate(self.rows.items(), 2)
            for column, (when, value) in enumerate(zip(self.periods, values, strict=True), 2)
        ]
        return found + (self.more.observations if self.more else [])

    @property
    def specs(self) -> dict[str, SeriesSpec]:
        return {self.spec.code: self.spec} | (self.more.specs if self.more else {})

    def reading(self) -> Reading:
        rows = self.observations
        areas = {row.area: AREAS.by_code.get(row.area, AreaRow(row.area, row.area, "borough")) for row in rows}
        return Reading("test.source", "", ["Sheet"], rows, self.specs, areas)

    def context(self, store: Store | None = None, **given: Any) -> Context:
        reading = self.reading()
        difference = store.preview(reading).difference if store else Difference(new=reading.observations)
        stored = (lambda *asked: by_line(store.observations(*asked))) if store else lambda *_: {}
        book = Book("test.xlsx", [Sheet("Sheet", 0, [["", *(period.short for period in self.periods)]])])
        source = SourceSpec("test.source", "Test", "Nobody", "nothing")
        return Context(reading, book, source, AREAS, date(2026, 1, 1), difference, stored, **given)

    def say(self, code: str, store: Store | None = None, **given: Any) -> list[Problem]:
        """What one check says of them, against what stands in a store."""
        return list(all_checks()[code].find(self.context(store, **given)))

    def keep(self, store: Store) -> None:
        assert store.commit(self.reading(), Handed("before.xlsx", b"before", "analyst")).written
