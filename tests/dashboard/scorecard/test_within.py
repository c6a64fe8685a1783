"""What lies within a figure, and what it is a share of: from counts, as printed, never from what is kept back."""

from collections.abc import Mapping, Sequence

from dashboard.periods import parse
from dashboard.records import SeriesSpec
from dashboard.scorecard.evidence import Evidence
from dashboard.scorecard.within import share, within
from dashboard.store.observations import Stored
from dashboard.store.snapshot import Snapshot
from dashboard.strategy import Indicator

Q = parse("FY2012-13-Q1")
KEPT_BACK = "kept back"
VIOLENCE = Indicator.model_validate(
    {
        "code": "violence",
        "title": "Violent crime",
        "series": "c.violence",
        "within": [{"series": "c.harassment", "title": "Harassment", "printed_change": "c.harassment_change"}],
        "share_of": {"series": "c.all", "title": "all offences", "printed": "c.violence_share"},
    }
)


def held(figures: Mapping[str, Sequence[float | str | None]]) -> Evidence:
    """For each series a figure of the quarter a year before and one of the quarter."""
    rows = [
        Stored(code, "E", "", when, "", *_said(value), 1, 0, 1, 1)
        for code, pair in figures.items()
        for when, value in zip((Q.year_before, Q), pair, strict=True)
        if value is not None
    ]
    return Evidence(Snapshot(rows, {code: SeriesSpec(code, code, "offences") for code in figures}, {}, {}, {}))


def _said(value: float | str | None) -> tuple[float | None, str]:
    return (None, "suppressed") if isinstance(value, str) or value is None else (value, "final")


def moved(figures: Mapping[str, Sequence[float | str | None]]) -> list[tuple[float | None, float | None]]:
    return [(part.value, part.change) for part in within(VIOLENCE, held(figures), "E", Q)]


def test_counts_come_before_what_is_printed() -> None:
    printed = {"c.harassment_change": (None, -52)}
    assert moved({"c.harassment": (300, 250), **printed}) == [(250, -50)]
    assert moved({"c.harassment": (300, None), **printed}) == [(None, -52)]
    assert moved(printed) == [(None, -52)]
    assert moved({"c.harassment": (300, None)}) == []


def test_a_printed_change_does_not_tell_a_count_that_is_kept_back() -> None:
    assert moved({"c.harassment": (5, KEPT_BACK), "c.harassment_change": (None, -3)}) == []
    assert moved({"c.harassment": (KEPT_BACK, 5), "c.harassment_change": (None, 3)}) == []


def test_a_share_is_worked_out_or_as_printed() -> None:
    printed = {"c.violence_share": (None, 20)}
    assert share(VIOLENCE, 983, held({"c.all": (None, 4915), **printed}), "E", Q) == 20.0
    assert share(VIOLENCE, 1000, held({"c.all": (None, 4000), **printed}), "E", Q) == 25.0
    assert share(VIOLENCE, 983, held(printed), "E", Q) == 20
    assert share(VIOLENCE, 983, held({"c.all": (None, KEPT_BACK), **printed}), "E", Q) is None
    assert share(VIOLENCE, None, held(printed), "E", Q) is None
