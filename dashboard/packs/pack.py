"""A pack: the paper of a quarter as one frozen model, of which every format is made.

`compiling.compiled(board, asked, sources) -> Pack` makes it from the same scorecard as the screen; a format is a module
of this folder, named in `formats.FORMATS`, with `made(pack: Pack) -> bytes` that adds nothing of its own.

    Pack
    ├─ asked        what was asked for, so that it can be asked again: strategy, quarter, area, as_at, layout, priority
    ├─ header       titles, quarter and area in screen words, the moment, sources, disclosure rules
    ├─ summary, recommendations, background      sentences, in the order of a committee paper
    ├─ priorities   a Chapter each: `score` (PriorityScore: rag, rag_computed, rag_chosen, reason, …), narrative,
    │               indicators (an Entry each: `score`, words of its figures, narrative, charts), commitments
    ├─ exceptions   what needs discussion, gravest first, with the lead's comment and the corrective actions;
    │               `nothing` says so where there is none, and what could not be looked at
    ├─ good         what is green or improving
    ├─ actions      what meetings resolved
    ├─ earlier      the paper frozen last before this one, with its figures and statuses that are others now
    ├─ warnings     those kept or accepted, with their Sheet!Cell
    └─ fingerprint  12 characters over all of the above

Every text is fit for XML (no control characters) and is somebody's words: it is never markup, a formula or a link.
What is kept back is not in it: its `value` is None and its words say so. Numbers in words are made once, here; formats
that need numbers (charts, workbooks) take `score.value`, `Chart.lines` and round to `decimals`.
`moment` is the one time there is: files are dated by it, never by the clock.
"""

from datetime import UTC, datetime
from typing import Literal

from dashboard.scorecard.actions import Action
from dashboard.scorecard.details import Chart, Contribution, Loaded
from dashboard.scorecard.grounds import Reason
from dashboard.scorecard.models import IndicatorScore, Model, PriorityScore, Rag
from dashboard.scorecard.promises import Promise
from dashboard.scorecard.reconciled import Reconciliation

Layout = Literal["quarterly", "progress"]
NO_EARLIER = "No earlier paper was frozen, so there is none whose figures could have been corrected."


class Asked(Model):
    """What a pack is of. `as_at` is a date, a time or the code of a frozen meeting; `priority` None: all of them."""

    strategy: str
    quarter: str
    area: str
    as_at: str
    layout: Layout = "quarterly"
    priority: str | None = None


class Source(Model):
    """A source of the figures: to when they go, and in words how fresh that is."""

    title: str
    publisher: str
    to: str
    words: str
    late: bool = False


class Header(Model):
    """`title` is that of the paper; `moment` ISO 8601 in UTC; `as_at` that moment in words.

    `disclosure` says by which rules figures are kept back, `kept_back` of which indicators one is.
    """

    partnership: str
    title: str
    strategy_title: str
    quarter_label: str
    area_name: str
    moment: str
    as_at: str
    sources: tuple[Source, ...] = ()
    disclosure: tuple[str, ...] = ()
    kept_back: tuple[str, ...] = ()


class Telling(Model):
    """What is said of an indicator or a priority; `by` says whose words they are, `draft` that they are nobody's yet.

    `findings` is what in them is no longer so.
    """

    paragraphs: tuple[str, ...]
    draft: bool
    by: str
    findings: tuple[str, ...] = ()


class Words(Model):
    """The figures of an indicator as a paper says them; a dash where there is none.

    `shown` 3,281 or a word where there is no figure, `unit` offences, `change` −8.3%, `difference` −298,
    `previous` 3,579, `target` −2% on Apr–Jun 2011, `expected` 3,507.4, `forecast` and `signals` in words.
    """

    shown: str
    unit: str = ""
    change: str = "–"
    difference: str = "–"
    previous: str = "–"
    previous_label: str = ""
    target: str = ""
    expected: str = "–"
    forecast: str = ""
    signals: tuple[str, ...] = ()


class PartWords(Model):
    """A part of a portfolio as a paper says it; `within` is counted in the whole without making it up with others."""

    title: str
    shown: str
    previous: str
    difference: str
    change: str
    within: bool = False


class Entry(Model):
    """An indicator: its score, its figures in words, its portfolio, what is said of it, and its charts.

    `charts` are its years side by side by quarter, month and year, as far as there are any; `panels` its control chart
    and the course of its year. `note` is what a reader must know of its figure: revised, its period, a warning.
    """

    score: IndicatorScore
    words: Words
    parts: tuple[PartWords, ...] = ()
    parts_total: PartWords | None = None
    narrative: Telling | None = None
    charts: tuple[Chart, ...] = ()
    panels: tuple[Chart, ...] = ()
    contribution: Contribution | None = None
    notes: tuple[str, ...] = ()
    source: str = ""
    files: tuple[Loaded, ...] = ()


class Chapter(Model):
    """A priority; `chosen` says in words that its lead has set a status, and why."""

    score: PriorityScore
    chosen: str = ""
    narrative: Telling | None = None
    indicators: tuple[Entry, ...] = ()
    commitments: tuple[Promise, ...] = ()


class Discussed(Model):
    """An indicator that needs discussion; `actions` are corrective: commitments and actions about it, in words.

    `comment` is what its lead says of it; None where nothing is said beyond the draft.
    """

    rank: int
    indicator: str
    title: str
    priority: str
    priority_title: str
    lead: str
    period_label: str
    rag: Rag
    rag_computed: Rag
    figure: str
    sentence: str
    reasons: tuple[Reason, ...]
    comment: Telling | None = None
    actions: tuple[str, ...] = ()


class Good(Model):
    """An indicator that is green, improving, or both; `why` says which."""

    indicator: str
    title: str
    priority_title: str
    rag: Rag
    why: str
    sentence: str


class Caution(Model):
    """A warning kept with a figure; `place` is Sheet!Cell, `accepted` why somebody let it pass."""

    indicator: str
    title: str
    code: str
    message: str
    place: str = ""
    file: str = ""
    accepted: str = ""


class Pack(Model):
    """All of a paper; see the module."""

    asked: Asked
    header: Header
    summary: tuple[str, ...] = ()
    recommendations: tuple[str, ...] = ()
    background: tuple[str, ...] = ()
    priorities: tuple[Chapter, ...] = ()
    exceptions: tuple[Discussed, ...] = ()
    nothing: str = ""
    good: tuple[Good, ...] = ()
    actions: tuple[Action, ...] = ()
    earlier: Reconciliation | None = None
    warnings: tuple[Caution, ...] = ()
    fingerprint: str = ""

    @property
    def moment(self) -> datetime:
        """The moment by which files are dated, without a time zone as office formats want it (it is UTC)."""
        return datetime.fromisoformat(self.header.moment).astimezone(UTC).replace(tzinfo=None, microsecond=0)

    @property
    def line(self) -> str:
        """The line that every file shows: what it is of, as at when, and its fingerprint."""
        return f"{self.header.quarter_label}, {self.header.area_name}. {self.header.as_at}. {self.mark}"

    @property
    def mark(self) -> str:
        """Fingerprint ABCD-EFGH-IJKL, as it is printed."""
        text = self.fingerprint
        return f"Fingerprint {text[:4]}-{text[4:8]}-{text[8:]}"

    @property
    def corrected(self) -> bool:
        """Whether there is anything of the earlier paper to tell openly."""
        return self.earlier is not None and bool(self.earlier.corrections or self.earlier.statuses)

    @property
    def since(self) -> str:
        """What became of the figures of the earlier paper, in a sentence."""
        return f"{self.earlier.headline}." if self.earlier else NO_EARLIER

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every indicator, in the order of the strategy."""
        return tuple(entry for chapter in self.priorities for entry in chapter.indicators)
