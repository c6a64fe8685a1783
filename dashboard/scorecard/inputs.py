"""The figures an indicator's status follows from, and when they were loaded."""

from dashboard.periods import Period, parse
from dashboard.scorecard.evidence import Evidence
from dashboard.strategy import Indicator


def inputs(indicator: Indicator) -> set[str]:
    """The series an indicator's status follows from."""
    expected = {indicator.target.expected_series} if indicator.target.expected_series else set()
    return {indicator.series} | {part.series for part in indicator.parts} | expected


def newest_load(indicator: Indicator, evidence: Evidence, *, area: str, period: Period) -> int | None:
    """When the newest of the figures was loaded that `period` is judged by (microseconds UTC); None without any.

    They are those of the period, of the year before and of the target's baseline; of a ratio also its parts.
    """
    specs = [spec for code in inputs(indicator) if (spec := evidence.snapshot.series.get(code))]
    codes = inputs(indicator) | {part for spec in specs for part in (spec.numerator, spec.denominator) if part}
    spans = [period, period.year_before, *([parse(base)] if (base := indicator.target.baseline) else [])]
    moments = [
        evidence.snapshot.uploads[row.upload].loaded_at
        for row in evidence.snapshot.rows
        if row.series in codes and row.area == area and any(_within(row.period, span) for span in spans)
    ]
    return max(moments, default=None)


def _within(period: Period, span: Period) -> bool:
    return span.first <= period.first and period.last <= span.last
