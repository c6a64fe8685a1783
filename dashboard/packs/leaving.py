"""What leaves as a spreadsheet: tables of numbers and words with what is to be known of them; no format yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Value = str | float | int | date | None
Kind = Literal["text", "number", "date"]

# shorthand of the Government Analysis Function, and what each stands for here
MARKS = {
    "[b]": "break in the series: figures before and after are not counted alike",
    "[c]": "confidential: kept back, as it is small, or would tell a small number of people",
    "[e]": "estimated",
    "[f]": "forecast",
    "[p]": "provisional",
    "[r]": "revised since it was first loaded",
    "[x]": "not available",
    "[z]": "not applicable",
}
# decimals beyond which differences of floating point begin
_EXACT = 9
NOT_AVAILABLE, NOT_APPLICABLE, CONFIDENTIAL = "[x]", "[z]", "[c]"


@dataclass(frozen=True)
class Column:
    """A column by its heading; numbers are shown with so many decimals, and hold all that they have.

    None: each row of the table has its own (`places`).
    """

    heading: str
    kind: Kind = "text"
    decimals: int | None = 0


@dataclass(frozen=True)
class Graph:
    """A native chart of a table: its `lines` are headings of columns (or, `across`, names of rows), the oldest first.

    The one of now is marked by `emphasis`, what is aimed at is the line `aim`; `words` say what it shows, for who
    cannot see it. `newest_first`: the rows of the table are turned round to be drawn.
    """

    kind: Literal["bar", "line"]
    title: str
    words: str
    lines: tuple[str, ...]
    unit: str = ""
    across: bool = False
    emphasis: str = ""
    newest_first: bool = False
    aim: str = ""

    @property
    def drawn(self) -> tuple[str, ...]:
        """Every line, what is aimed at last."""
        return (*self.lines, self.aim) if self.aim else self.lines


@dataclass(frozen=True)
class Table:
    """Rows of values under one row of headings; None is written as not available. `code` names a csv of it.

    `places` are the decimals of each row, for columns that leave it to them; `empty` says why there are no rows.
    """

    code: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    notes: tuple[str, ...] = ()
    graph: Graph | None = None
    places: tuple[int, ...] = ()
    empty: str = "There is nothing to list."

    @property
    def listed(self) -> tuple[tuple[Value, ...], ...]:
        """The rows; where there are none, one that says so."""
        return self.rows or ((self.empty, *[NOT_AVAILABLE] * (len(self.columns) - 1)),)

    def __post_init__(self) -> None:
        assert all(len(row) == len(self.columns) for row in self.rows), f"{self.code}: a row has too few or many cells"


@dataclass(frozen=True)
class Leaving:
    """Tables on their way out: `name` is the file's, without its ending; `facts` are (word, what is said).

    The facts say what every file must: strategy, quarter, area, moment, sources, what is kept back. `at` is the
    moment that a file bears, so that the same figures make the same bytes. `comment`, `subject`, `keywords` and
    `identifier` go into its properties.
    """

    name: str
    title: str
    facts: tuple[tuple[str, str], ...]
    tables: tuple[Table, ...]
    at: datetime
    notes: tuple[str, ...] = ()
    author: str = "Safer Priorities"
    comment: str = ""
    subject: str = ""
    keywords: str = ""
    identifier: str = ""

    def marks(self) -> dict[str, str]:
        """The shorthand that occurs in it, explained."""
        said = [text for text in self._words() if "[" in text]
        return {mark: words for mark, words in MARKS.items() if any(mark in text for text in said)}

    def _words(self) -> Iterator[str]:
        for table in self.tables:
            if any(value is None for row in table.rows for value in row):
                yield NOT_AVAILABLE
            yield from (value for row in table.listed for value in row if isinstance(value, str))


def whole(value: Value) -> Value:
    """A number without the noise of floating point; a whole one without .0, so that counts read as counts."""
    if not isinstance(value, float):
        return value
    plain = round(value, _EXACT)
    return int(plain) if plain.is_integer() else plain
