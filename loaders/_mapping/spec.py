"""A mapping: how a partner's spreadsheet is read, as data that can be kept, sent to others and checked."""

import json
from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from dashboard.errors import SaferError
from dashboard.periods import parse
from dashboard.records import UNPUBLISHED, SeriesSpec, SourceSpec, cell_name
from loaders._book import slug
from loaders._mapping.said import Times

PREFIX = "mapped."
LAST_COLUMN = 16_384
LAG_DAYS, LONGEST_LAG = 45, 730
Frequency = Literal["month", "quarter", "year"]
Text = Annotated[str, Field(max_length=300)]
Name = Annotated[str, Field(min_length=1, max_length=200)]


class BadMapping(SaferError):
    """A mapping that cannot be used: which entry, what is wrong with it."""

    template = "{file}: {entry}: {why}"


class Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Role(StrEnum):
    """What a column holds."""

    AREA = "area"
    PERIOD = "period"
    MEASURE = "measure"
    BREAKDOWN = "breakdown"
    UNIT = "unit"
    VALUE = "value"
    IGNORE = "ignore"


class Source(StrEnum):
    """Where the area, period, measure or breakdown of a figure is said."""

    COLUMN = "column"
    HEADING = "heading"
    SECTION = "section"
    SHEET = "sheet"
    TITLE = "title"
    FIXED = "fixed"


class Column(Entry):
    """A column by its place (from 1) and its heading when it was mapped, reduced to letters and digits."""

    at: Annotated[int, Field(ge=1, le=LAST_COLUMN)]
    heading: Text = ""
    role: Role

    @property
    def letter(self) -> str:
        return cell_name(1, self.at)[:-1]


class Where(Entry):
    """Where one part of a figure's key is said; `fixed` is its value when the file does not say it."""

    source: Source
    fixed: Text = ""


class Measure(Entry):
    """A measure by the words it goes by in the file (reduced), and the series that it becomes."""

    label: Text
    title: Name
    series: Annotated[str, Field(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)+$", max_length=160)]
    unit: Annotated[str, Field(min_length=1, max_length=80)] = "number"
    aggregation: Literal["sum", "last", "none"] = "sum"
    decimals: Annotated[int, Field(ge=0, le=6)] = 0
    fraction: bool = False

    def spec(self) -> SeriesSpec:
        return SeriesSpec(self.series, self.title, self.unit, self.aggregation, decimals=self.decimals)


class Mapping(Entry):
    """How the tables of one partner's file are read; it comes every `frequency`, `lag_days` after its period's end.

    `rows` are the heading rows as they stood (none: the table has no headings), `columns` every column that has a
    role or is left out; columns headed with a period are found anew in every file. `sheet` is the name of the sheet
    (reduced), and with `every` all sheets with these headings are read. `sectioned` names measures with
    the heading of their section. `subject` is what the title says is counted, where the table itself does not,
    `around` the code of the area that the title named when another was said. `made_from` is the digest of the sheet for
    which a fixed period was said: it holds for no other.
    """

    version: Literal[1] = 1
    code: Annotated[str, Field(pattern=r"^mapped\.[a-z0-9_]{1,60}$")]
    title: Name
    partner: Name
    frequency: Frequency = "quarter"
    lag_days: Annotated[int, Field(ge=0, le=LONGEST_LAG)] = LAG_DAYS
    sheet: Text = ""
    every: bool = False
    rows: tuple[Annotated[int, Field(ge=1, le=1000)], ...] = ()
    columns: tuple[Column, ...]
    area: Where
    period: Where
    measure: Where
    breakdown: Where | None = None
    breakdown_key: Annotated[str, Field(pattern=r"^[a-z0-9_]{0,40}$")] = ""
    times: Times = Times()
    sectioned: bool = False
    totals: Literal["take", "leave"] = "take"
    skip: tuple[Text, ...] = ()
    measures: tuple[Measure, ...]
    subject: Text = ""
    around: Text = ""
    made_from: Text = ""

    @field_validator("rows")
    @classmethod
    def _rows_in_order(cls, rows: tuple[int, ...]) -> tuple[int, ...]:
        if list(rows) != sorted(set(rows)) or len(rows) > 4:
            raise ValueError("heading rows are given once each, from the top, at most four")
        return rows

    @model_validator(mode="after")
    def _hangs_together(self) -> "Mapping":
        places = [column.at for column in self.columns]
        if len(places) != len(set(places)):
            raise ValueError("columns: a column is given twice")
        for name, role in (("area", Role.AREA), ("period", Role.PERIOD), ("measure", Role.MEASURE)):
            self._said_somewhere(name, role)
        codes = [measure.series for measure in self.measures]
        if len(codes) != len(set(codes)):
            raise ValueError("measures: two measures would become one series")
        if self.breakdown and not self.breakdown_key:
            raise ValueError("breakdown_key: a breakdown needs a name, such as age_group")
        if self.period.source is Source.FIXED:
            parse(self.period.fixed)
        return self

    def _said_somewhere(self, name: str, role: Role) -> None:
        where: Where = getattr(self, name)
        if where.source is Source.COLUMN and not any(column.role is role for column in self.columns):
            raise ValueError(f"{name}: no column has the role “{role}”")
        if where.source is Source.FIXED and not where.fixed:
            raise ValueError(f"{name}: nothing says it, and no value is given")

    @property
    def source(self) -> SourceSpec:
        """The mapping as a source among the others."""
        words = ", ".join(self.headings()[:6]) or ", ".join(m.title for m in self.measures[:6])
        recognises = f"a table with the headings of “{self.title}” as it was mapped ({words})"
        return SourceSpec(
            self.code, self.title, self.partner, recognises, self.frequency, self.lag_days, licence=UNPUBLISHED
        )

    def headings(self) -> list[str]:
        """Headings by which the table is known again."""
        return [column.heading for column in self.columns if column.heading]

    def roles(self, role: Role) -> list[Column]:
        return [column for column in self.columns if column.role is role]


def code_of(title: str) -> str:
    return PREFIX + (slug(title)[:60].strip("_") or "file")


def series_codes(code: str, labels: Iterable[str]) -> dict[str, str]:
    """A series code for each label: the mapping's own name and the label's words, each code once."""
    made: dict[str, str] = {}
    for label in labels:
        base = f"{code.removeprefix(PREFIX)}.{slug(label)[:90].strip('_') or 'value'}"
        number, code_ = 2, base
        while code_ in made.values():
            code_, number = f"{base}_{number}", number + 1
        made[label] = code_
    return made


def from_json(text: str, *, file: str = "mapping") -> Mapping:
    """A mapping from its JSON. Raises BadMapping that names the entry."""
    try:
        return Mapping.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        entry = ".".join(str(part) for part in first["loc"]) or "the mapping"
        raise BadMapping(file=file, entry=entry, why=first["msg"].removeprefix("Value error, ")) from error
    except SaferError as error:
        raise BadMapping(file=file, entry="period.fixed", why=str(error)) from error


def to_json(mapping: Mapping) -> str:
    return json.dumps(mapping.model_dump(mode="json"), ensure_ascii=False, indent=2)
