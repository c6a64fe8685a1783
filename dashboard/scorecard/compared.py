"""What a comparison of areas shows: plain frozen models."""

from typing import Literal

from pydantic import BaseModel

from dashboard.metrics.compare import Verdict
from dashboard.metrics.funnel import Place

# per_people: a count set against the people of the area; share: a part of a whole; ratio: a count for each of
# another; published: as somebody else worked it out
Basis = Literal["per_people", "share", "ratio", "published"]


class AreaFigure(BaseModel, frozen=True):
    """An area in a comparison: the `figure` as its own page shows it, and the `value` that is compared.

    `lower` and `upper` are its 95% interval by `method`; `rank` counts from the lowest; `tied` with another.
    """

    code: str
    name: str
    here: bool = False
    figure: float | None = None
    status: str | None = None
    value: float | None = None
    lower: float | None = None
    upper: float | None = None
    method: str = ""
    verdict: Verdict = "not compared"
    place: Place | None = None
    rank: int | None = None
    tied: bool = False


class Comparison(BaseModel, frozen=True):
    """Areas in a period, the lowest first, those without a figure last. `why_not` stands in place of all else.

    `reference`: the value of the areas together, or the middle one where nothing can be added; `unit` is that of the
    values, `figure_unit` that of the figures; `groups`: (code, title) of those that can be chosen.
    """

    period_label: str = ""
    group: str = ""
    groups: tuple[tuple[str, str], ...] = ()
    basis: Basis = "published"
    unit: str = ""
    figure_unit: str = ""
    decimals: int = 0
    figure_decimals: int = 0
    reference: float | None = None
    reference_name: str = ""
    areas: tuple[AreaFigure, ...] = ()
    summary: str = ""
    notes: tuple[str, ...] = ()
    counts: dict[str, int] = {}
    why_not: str = ""
