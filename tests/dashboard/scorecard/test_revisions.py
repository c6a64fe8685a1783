"""Was 412, now 420 [r]: stored and derived figures before their last revision, at any moment."""

import pytest

from dashboard.periods import parse
from dashboard.records import AreaRow, Observation, Reading, SeriesSpec
from dashboard.scorecard.evidence import Evidence
from dashboard.scorecard.revisions import Revision, revised, revision
from dashboard.store.store import Store
from dashboard.store.uploads import Handed
from dashboard.strategy import Indicator, Part

BROMLEY = "E09000006"
SPECS = {
    "crime.a": SeriesSpec("crime.a", "A", "offences"),
    "crime.b": SeriesSpec("crime.b", "B", "offences"),
    "marac.cases": SeriesSpec("marac.cases", "Cases", "cases"),
    "marac.repeats": SeriesSpec("marac.repeats", "Repeats", "cases"),
    "marac.rate": SeriesSpec("marac.rate", "Rate", "%", "ratio", "marac.repeats", "marac.cases", 100),
}
A = Indicator(code="a", title="A", series="crime.a")
BOTH = Indicator(
    code="both",
    title="Both",
    series="crime.both",
    parts=(Part(series="crime.a", title="A"), Part(series="crime.b", title="B")),
)
RATE = Indicator(code="rate", title="Rate", series="marac.rate", unit="%")
Figures = dict[tuple[str, str], float | None]


def load(store: Store, figures: Figures) -> int:
    made = Reading("crime.test", "made by a test", ["Sheet1"])
    made.series = {code: SPECS[code] for code, _ in figures}
    if "marac.cases" in made.series:
        made.series["marac.rate"] = SPECS["marac.rate"]
    made.areas[BROMLEY] = AreaRow(BROMLEY, "Bromley", "borough")
    made.observations = [
        Observation(code, BROMLEY, parse(when), "", value, "final" if value is not None else "suppressed", 0, row, 2)
        for row, ((code, when), value) in enumerate(figures.items(), 2)
    ]
    number = store.commit(made, Handed("f.csv", repr(figures).encode(), "analyst")).upload
    assert number is not None
    return number


def months(code: str, *values: float | None) -> Figures:
    """April, May and June 2024."""
    return {(code, when): value for when, value in zip(("2024-04", "2024-05", "2024-06"), values, strict=False)}


def found(store: Store, indicator: Indicator, when: str, as_at: str | None = None) -> tuple[float, float] | None:
    revised_ = whole(store, indicator, when, as_at)
    return (revised_.was, revised_.now) if revised_ else None


def whole(store: Store, indicator: Indicator, when: str, as_at: str | None = None) -> Revision | None:
    evidence = Evidence(store.snapshot(list(SPECS), [BROMLEY], as_at))
    words = store.words(list(SPECS), [BROMLEY], as_at)
    return revision(indicator, evidence, words, area=BROMLEY, period=parse(when))


def test_a_stored_figure_before_its_last_revision(store: Store) -> None:
    for value in (400, 412, 420):
        load(store, months("crime.a", value))
    assert found(store, A, "2024-04") == (412, 420)


def test_a_figure_that_was_never_revised_has_no_mark(store: Store) -> None:
    load(store, months("crime.a", 400, 10))
    load(store, months("crime.a", 400, 12))
    assert found(store, A, "2024-04") is None
    assert found(store, A, "2024-09") is None


def test_a_quarter_before_the_last_edition_that_changed_any_of_its_months(store: Store) -> None:
    load(store, months("crime.a", 100, 100, 100))
    load(store, months("crime.a", 110, 100, 100))
    assert found(store, A, "FY2024-25-Q1") == (300, 310)
    number = load(store, months("crime.a", 110, 105, 101))
    last = whole(store, A, "FY2024-25-Q1")
    assert last == Revision(310, 316, store.snapshot(["crime.a"], [BROMLEY], None).uploads[number].loaded_at)


def test_a_quarter_that_an_edition_made_whole_was_not_revised_by_it(store: Store) -> None:
    load(store, months("crime.a", 100, 100))
    load(store, months("crime.a", 110, 100, 100))
    assert found(store, A, "FY2024-25-Q1") is None
    assert found(store, A, "2024-04") == (100, 110)


def test_revisions_that_cancel_out_are_looked_past(store: Store) -> None:
    load(store, months("crime.a", 100, 100, 100))
    load(store, months("crime.a", 90, 100, 100))
    load(store, months("crime.a", 80, 110, 100))
    assert found(store, A, "FY2024-25-Q1") == (300, 290)


def test_portfolios_and_ratios_are_worked_out_from_what_was_said_before(store: Store) -> None:
    load(store, months("crime.a", 10) | months("crime.b", 5) | months("marac.cases", 20) | months("marac.repeats", 5))
    load(store, months("crime.b", 6) | months("marac.cases", 25))
    assert found(store, BOTH, "2024-04") == (15, 16)
    assert found(store, RATE, "2024-04") == (25, 20)


def test_what_was_said_by_an_upload_that_is_undone_is_not_a_revision(store: Store) -> None:
    first = load(store, months("crime.a", 400))
    load(store, months("crime.a", 412))
    third = load(store, months("crime.a", 420))
    store.undo(third, by="analyst")
    assert found(store, A, "2024-04") == (400, 412)
    store.undo(first, by="analyst")
    assert found(store, A, "2024-04") is None


def test_at_an_earlier_moment_the_mark_is_that_moments(store: Store) -> None:
    moments = []
    for value in (400, 412, 420):
        number = load(store, months("crime.a", value))
        moments.append(store.edition(number).entry.loaded_at)
    assert [found(store, A, "2024-04", moment) for moment in moments] == [None, (400, 412), (412, 420)]
    store.undo(2, by="analyst")
    assert found(store, A, "2024-04") == (400, 420)
    assert [found(store, A, "2024-04", moment) for moment in moments] == [None, (400, 412), (412, 420)]


@pytest.mark.parametrize("values", [(400, None), (None, 400)])
def test_a_suppressed_figure_shows_no_past_and_is_no_past(store: Store, values: tuple[float | None, ...]) -> None:
    for value in values:
        load(store, months("crime.a", value))
    assert found(store, A, "2024-04") is None


def test_a_change_of_status_alone_is_not_a_revision(store: Store) -> None:
    load(store, months("crime.a", 400))
    made = Reading("crime.test", "made by a test", ["Sheet1"], series={"crime.a": SPECS["crime.a"]})
    made.areas[BROMLEY] = AreaRow(BROMLEY, "Bromley", "borough")
    made.observations = [Observation("crime.a", BROMLEY, parse("2024-04"), "", 400, "provisional", 0, 2, 2)]
    assert store.commit(made, Handed("g.csv", b"g", "analyst")).counts.changed == 1
    assert found(store, A, "2024-04") is None
    load(store, months("crime.a", 401))
    assert found(store, A, "2024-04") == (400, 401)


def test_the_words() -> None:
    assert revised(Revision(412, 420, 0)) == "was 412, now 420 [r]"
    assert revised(Revision(1412.5, 0, 0), unit="%", decimals=1) == "was 1,412.5%, now 0.0% [r]"
