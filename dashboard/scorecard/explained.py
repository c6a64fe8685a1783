"""What explains a status, and what another tolerance would have made of it: plain frozen models."""

from typing import Literal

from pydantic import BaseModel

from dashboard.metrics.rag import Rag
from dashboard.metrics.wording import Grey

Role = Literal["figure", "baseline", "previous", "target", "start", "expected", "tolerance", "shortfall"]


class Input(BaseModel, frozen=True):
    """A number that the status rests on, in words as exact as it is (`text`), and its period.

    One that was loaded has its series, area and period key, so that it can be traced, and is also given as its own
    page shows it (`shown`). `note` says more, such as how an unrounded number is shown elsewhere.
    """

    role: Role
    name: str
    text: str
    value: float | None = None
    shown: str = ""
    period: str = ""
    period_label: str = ""
    series: str = ""
    breakdown: str = ""
    area: str = ""
    note: str = ""


class Threshold(BaseModel, frozen=True):
    """Figures of one status in the period, from `low` to `high` (None: no end), in words: from 267 to 279.

    The ends belong to it where figures go in steps; otherwise the words say whether they do.
    """

    rag: Rag
    low: float | None
    high: float | None
    words: str


class Why(BaseModel, frozen=True):
    """Why a status is what it is: the rule, what went in, the steps of the calculation, and what would change it.

    `tolerance` is the number as it is declared, `tolerance_in` % or points; empty where nothing is asked.
    `base_rate` says how often such a target is met at all; of a grey status `grey` is the reason and `ends` what would
    end it. Where the figure is kept back there are neither inputs nor steps nor thresholds.
    """

    rag: Rag
    rule_name: str = ""
    rule: str = ""
    target: str = ""
    tolerance: str = ""
    tolerance_in: str = ""
    inputs: tuple[Input, ...] = ()
    steps: tuple[str, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    would_change: str = ""
    base_rate: str = ""
    grey: Grey | None = None
    ends: str = ""


class Rerated(BaseModel, frozen=True):
    """A period with its figure, what was expected (unrounded, in words), and its status as declared and as tried."""

    period: str
    period_label: str
    value: float | None = None
    status: str = ""
    expected: str = ""
    declared: Rag = "grey"
    tried: Rag = "grey"


class Trial(BaseModel, frozen=True):
    """A tolerance tried over the last periods. `error` stands in place of the periods where it is none.

    `declared` and `tried` are the tolerances in words, `sign` what they are given in; `differ` of the `judged` periods
    would have another status.
    """

    asked: str
    sign: str
    declared: str
    tried: str = ""
    error: str = ""
    periods: tuple[Rerated, ...] = ()
    judged: int = 0
    differ: int = 0
    noun: str = "period"
    summary: str = ""
