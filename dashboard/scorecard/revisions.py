"""Revised marks: the figure that stood before the last edition that changed it, stored or derived."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dashboard.metrics.wording import figure
from dashboard.periods import Grain, Period
from dashboard.scorecard.evidence import Evidence, Figure
from dashboard.store.ledger import Words
from dashboard.store.observations import Stored
from dashboard.strategy import Indicator


@dataclass(frozen=True)
class Revision:
    """A figure before and after its last revision, and the moment (microseconds UTC) at which it was revised."""

    was: float
    now: float
    since: int


@dataclass(frozen=True)
class _Line:
    """One stored figure: the row that stands, and all that was said of it as (moment, value), oldest first."""

    row: Stored
    said: tuple[tuple[int, float | None], ...]

    def before(self, moment: int) -> Stored | None:
        """The row as it was said last before `moment`."""
        earlier = [value for said_at, value in self.said if said_at < moment]
        return self.row._replace(value=earlier[-1]) if earlier else None


def revision(indicator: Indicator, evidence: Evidence, words: Words, *, area: str, period: Period) -> Revision | None:
    """The last revision of an indicator's figure in `period`; None where it stands as it was first published.

    `words` are those of the snapshot's own moment (`Store.words`). The figure is worked out as it was before each
    edition, the newest first, by the rules by which it is worked out now. What cannot be shown has no past either.
    """
    now = _figure(indicator, evidence, area, period)
    lines = list(_beneath(indicator, evidence, words, area, period))
    if now is None or all(len(line.said) == 1 for line in lines):
        return None
    for moment in sorted({said_at for line in lines for said_at, _ in line.said}, reverse=True):
        rows = [row for line in lines if (row := line.before(moment))]
        was = _figure(indicator, Evidence(replace(evidence.snapshot, rows=rows), evidence.veil), area, period)
        if was is None:
            return None
        if was != now:
            return Revision(was, now, moment)
    return None


def _figure(indicator: Indicator, evidence: Evidence, area: str, period: Period) -> float | None:
    """The figure, if it is whole."""
    found: Figure | None = evidence.figures(indicator, area, Grain(period.grain)).get(period)
    return found.value if found and found.complete >= found.of else None


def _beneath(indicator: Indicator, evidence: Evidence, words: Words, area: str, period: Period) -> Iterator[_Line]:
    """The stored figures an indicator's figure rests on."""
    months = period.months()
    for code, breakdown in _series(indicator, evidence):
        for held, row in evidence.stored(code, area, breakdown).items():
            if held.first in months and held.last in months:
                earlier = {word.said_at: word.value for word in words.get((code, area, held, breakdown), ())}
                said = earlier | {evidence.snapshot.uploads[row.upload].loaded_at: row.value}
                yield _Line(row, tuple(sorted(said.items())))


def _series(indicator: Indicator, evidence: Evidence) -> Iterator[tuple[str, str]]:
    """Each series with its breakdown, and what ratios among them are made of."""
    shown = [(part.series, part.breakdown) for part in indicator.parts] or [(indicator.series, indicator.breakdown)]
    for code, breakdown in shown:
        spec = evidence.snapshot.series.get(code)
        for one in (code, spec.numerator if spec else None, spec.denominator if spec else None):
            if one:
                yield one, breakdown


def revised(found: Revision, *, unit: str = "", decimals: int = 0) -> str:
    """Was 412, now 420 [r]."""
    sign = "%" if unit == "%" else ""
    was, now = (figure(value, decimals) + sign for value in (found.was, found.now))
    return f"was {was}, now {now} [r]"
