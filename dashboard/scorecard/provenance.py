"""Where a number comes from, as plain frozen models: how it is made, the cells it rests on, and their history."""

from typing import Literal

from pydantic import Field

from dashboard.scorecard.models import Model

Rule = Literal["sum", "ratio", "last", "portfolio"]
Role = Literal["figure", "part", "numerator", "denominator", "total"]
# the number of an upload, or "undo of 7"
Ending = int | str


class ExcerptRow(Model):
    """A row of the original: its number, whether it is a heading, and the texts of the columns shown."""

    row: int
    heading: bool = False
    cells: tuple[str, ...]


class Excerpt(Model):
    """A piece of the original around the `marked` cells: headings, row labels and neighbours.

    `columns` are letters; rows and columns between those shown are left out.
    """

    sheet: str
    columns: tuple[str, ...]
    rows: tuple[ExcerptRow, ...]
    marked: tuple[str, ...]


class Earlier(Model):
    """A value that stood before: from when to when (UTC), who brought it, and what ended it."""

    value: float | None
    status: str
    valid_from: str
    valid_to: str
    upload: int
    file: str
    sheet: str
    cell: str | None
    loaded_at: str
    loaded_by: str
    undone: bool = False
    ended_by: Ending | None = None


class Confirmed(Model):
    """A later upload that says the same, and where."""

    upload: int
    file: str
    loaded_at: str
    cell: str | None = None


class Row(Model):
    """One of the figures a file's rows were added up from; `place` is its row and column."""

    series: str
    title: str
    value: float
    upload: int
    sheet: str
    cell: str
    place: tuple[int, int] = Field(exclude=True)


class Note(Model):
    """A warning kept with the upload about this very cell."""

    code: str
    message: str


class Cell(Model):
    """A stored observation a number rests on: `cell` is None where no single cell holds it, `words` then say why.

    `printed` is what the cell says where that is not the figure. What stands is never of an undone upload:
    `undone` can only be true of earlier values. `place` is the sheet counted from 0, the row and the column
    counted from 1.
    """

    series: str
    title: str
    unit: str = ""
    decimals: int = 0
    breakdown: str = ""
    period: str
    period_label: str
    role: Role = "figure"
    value: float | None
    status: str
    upload: int
    file: str
    source: str
    source_title: str = ""
    publisher: str = ""
    sheet: str
    cell: str | None
    loaded_at: str
    loaded_by: str
    valid_from: str
    undone: bool = False
    restored_by: str | None = None
    words: str = ""
    printed: str | None = None
    warnings: tuple[Note, ...] = ()
    rows: tuple[Row, ...] = ()
    confirmed: tuple[Confirmed, ...] = ()
    excerpt: Excerpt | None = None
    history: tuple[Earlier, ...] = ()
    place: tuple[int, int, int] = Field(exclude=True)
    digest: str = Field(exclude=True)
    sensitive: bool = Field(False, exclude=True)
    kept_back: bool = Field(False, exclude=True)


class Step(Model):
    """One of the figures a derived figure is made of; it may itself be derived."""

    series: str
    title: str
    breakdown: str = ""
    period: str
    period_label: str
    value: float | None
    status: str
    unit: str = ""
    decimals: int = 0
    role: Role = "part"
    derived: "Derived | None" = None


class Derived(Model):
    """How a figure follows from others: `sum` and `last` of shorter periods, `ratio` × `per`, `portfolio` of parts."""

    rule: Rule
    words: str
    per: int | None = None
    of: tuple[Step, ...]


class Trace(Model):
    """A number and everything it rests on."""

    series: str
    title: str
    unit: str
    decimals: int = 0
    area: str
    area_name: str
    period: str
    period_label: str
    breakdown: str
    as_at: str | None = None
    value: float | None
    status: str
    words: str
    derived: Derived | None = None
    cells: tuple[Cell, ...]


class Extract(Model):
    """A sheet of an original with all the cells of a trace that lie in it, marked."""

    upload: int
    file: str
    sheet: str
    cells: tuple[Cell, ...]
    excerpt: Excerpt | None = None
