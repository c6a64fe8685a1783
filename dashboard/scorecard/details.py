"""What the page of an indicator or priority shows beside its score: charts, files, what drove a change."""

from typing import Literal

from pydantic import Field

from dashboard.annotations import Annotation
from dashboard.scorecard.compared import Comparison
from dashboard.scorecard.explained import Trial, Why
from dashboard.scorecard.models import IndicatorScore, Model, Part, PriorityScore, Spoken
from dashboard.scorecard.narrated import Narrated
from dashboard.scorecard.promises import Promise

Role = Literal["figures", "mean", "lower", "upper", "forecast", "low", "high"]


class Line(Model):
    """One line or group of bars: a name and its values, aligned with the chart's categories."""

    name: str
    values: tuple[float | None, ...]
    emphasis: bool = False
    role: Role = "figures"


class Chart(Model):
    """A chart with everything its page needs: title, one sentence, categories, lines, target, table.

    Of a control chart `marks` says what each point is (common, improving, concerning, neutral), and `segments` which of
    the stretches with limits of their own it lies in.
    """

    key: str
    title: str
    summary: str
    kind: Literal["quarters", "months", "years", "control", "year-end", "lines", "bars"]
    unit: str
    decimals: int = 0
    categories: tuple[str, ...]
    lines: tuple[Line, ...]
    target: Line | None = None
    marks: tuple[str, ...] = ()
    segments: tuple[int, ...] = ()
    table_headings: tuple[str, ...]
    table_rows: tuple[tuple[str, ...], ...]
    # the period of each figure of the table, row by row; empty for what is worked out and has no trace
    table_periods: tuple[tuple[str, ...], ...] = ()
    note: str = ""
    # what is to be known of its months, and of each row of the table the numbers of those that fall in it
    annotations: tuple[Annotation, ...] = ()
    table_notes: tuple[str, ...] = ()


class Contribution(Model):
    """Parts in order of weight, with what they leave of the whole; `drawn`: whether a chart would be fair."""

    summary: str
    notes: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    drawn: bool = True


class Loaded(Model):
    """A file that figures came from."""

    upload: int
    file: str
    source: str
    loaded_at: str
    loaded_by: str


class IndicatorDetail(Model):
    """An indicator with its charts over the years, and the panels of its past and of its year's end; `about` is what
    its strategy says of it."""

    score: IndicatorScore
    about: str = ""
    priority: str
    priority_title: str
    charts: tuple[Chart, ...] = ()
    panels: tuple[Chart, ...] = ()
    source: str = ""
    files: tuple[Loaded, ...] = ()
    contribution: Contribution | None = None
    comparison: Comparison = Comparison()
    why: Why | None = None
    trial: Trial | None = None
    quarter: str = ""
    quarter_label: str = ""
    spoken: tuple[Spoken, ...] = ()
    narrative: Narrated | None = None


class PriorityDetail(Model):
    priority: PriorityScore
    charts: dict[str, Chart] = Field(default_factory=dict)
    quarter: str = ""
    quarter_label: str = ""
    spoken: tuple[Spoken, ...] = ()
    commitments: tuple[Promise, ...] = ()
    narrative: Narrated | None = None
    narratives: dict[str, Narrated] = Field(default_factory=dict)
