"""What is expected from whom by when, and what waits for it."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import event

from dashboard.periods import parse
from dashboard.records import AreaRow, Observation, Reading, SeriesSpec, SourceSpec
from dashboard.scorecard.arrivals import Arrival, arrivals
from dashboard.scorecard.freshness import freshness, held_in
from dashboard.store.store import Store
from dashboard.store.uploads import Handed
from dashboard.strategy import Strategy, read_strategy

BROMLEY = "E09000006"
MONTHLY = SourceSpec("crime.monthly", "Crime by month", "Police", "a file", "month", 45)
QUARTERLY = SourceSpec("asb.return", "ASB by quarter", "Council", "a file", "quarter", 30)
YEARLY = SourceSpec("marac.yearly", "MARAC by year", "A charity", "a file", "year", 180)
OTHER = SourceSpec("other.return", "Other figures", "Council", "a file", "quarter", 30)
SOURCES = [MONTHLY, QUARTERLY, YEARLY, OTHER]
STRATEGY = """
code = "now"
title = "A strategy"
start = 2025-04-01
end = 2028-03-31
[[priorities]]
code = "crime"
title = "Crime"
[[priorities.indicators]]
code = "burglary"
title = "Burglary"
series = "crime.burglary"
target = { kind = "direction" }
[[priorities.indicators]]
code = "asb"
title = "ASB"
series = "asb.total"
parts = [{ series = "asb.noise", title = "Noise" }, { series = "asb.graffiti", title = "Graffiti" }]
target = { kind = "direction" }
[[priorities.indicators]]
code = "repeats"
title = "Repeat MARAC cases"
series = "marac.repeat_rate"
grain = "year"
target = { kind = "direction" }
[[priorities.indicators]]
code = "fires"
title = "Fires"
series = "other.fires"
target = { kind = "direction" }
"""
SPECS = {
    "marac.repeat_rate": SeriesSpec("marac.repeat_rate", "Rate", "%", "ratio", "marac.repeats", "marac.cases", 100),
}


@pytest.fixture
def strategy(tmp_path: Path) -> Strategy:
    (tmp_path / "now.toml").write_text(STRATEGY, encoding="utf-8")
    return read_strategy(tmp_path / "now.toml")


def load(store: Store, source: SourceSpec, figures: dict[tuple[str, str], float]) -> int:
    made = Reading(source.code, "made by a test", ["Sheet1"])
    made.series = {code: SPECS.get(code) or SeriesSpec(code, code, "cases") for code, _ in figures}
    if "marac.cases" in made.series:
        made.series |= SPECS
    made.areas[BROMLEY] = AreaRow(BROMLEY, "Bromley", "borough")
    made.observations = [
        Observation(code, BROMLEY, parse(when), "", value, "final", 0, row, 2)
        for row, ((code, when), value) in enumerate(figures.items(), 2)
    ]
    number = store.commit(made, Handed("f.csv", repr(figures).encode(), "analyst")).upload
    assert number is not None
    return number


def found(store: Store, strategies: list[Strategy], today: date, **brings: frozenset[str]) -> dict[str, Arrival]:
    listed = arrivals(store, SOURCES, strategies, area=BROMLEY, brings=brings, today=today)
    return {arrival.source.code: arrival for arrival in listed}


def test_every_state_and_what_waits(store: Store, strategy: Strategy) -> None:
    number = load(store, MONTHLY, {("crime.burglary", "2025-11"): 4})
    load(store, QUARTERLY, {("asb.noise", "FY2025-26-Q2"): 4, ("asb.graffiti", "FY2025-26-Q2"): 1})
    load(store, YEARLY, {("marac.cases", "FY2024-25"): 9, ("marac.repeats", "FY2024-25"): 3})
    seen = found(store, [strategy], date(2026, 3, 1))
    crime, asb, marac, other = (seen[spec.code] for spec in SOURCES)
    assert (crime.state, crime.next and crime.next.days) == ("late", 15)
    assert crime.last and (crime.last.period.key, crime.last.upload) == ("2025-11", number)
    assert (asb.state, asb.next and asb.next.period.key) == ("late", "FY2025-26-Q3")
    assert (marac.state, marac.next and marac.next.due) == ("up-to-date", date(2026, 9, 27))
    assert (other.state, other.last, other.next, other.waiting) == ("not-used", None, None, ())
    assert {code: [w.code for w in one.waiting] for code, one in seen.items()} == {
        "crime.monthly": ["burglary"],
        "asb.return": ["asb"],  # through the parts of the portfolio
        "marac.yearly": ["repeats"],  # through the parts of the ratio
        "other.return": [],
    }


def test_the_latest_is_first_and_what_is_not_used_last(store: Store, strategy: Strategy) -> None:
    load(store, MONTHLY, {("crime.burglary", "2025-11"): 4})
    load(store, QUARTERLY, {("asb.noise", "FY2025-26-Q2"): 4})
    listed = arrivals(store, SOURCES, [strategy], area=BROMLEY, brings={}, today=date(2026, 3, 1))
    assert [arrival.source.code for arrival in listed] == [
        "asb.return",
        "crime.monthly",
        "marac.yearly",
        "other.return",
    ]


def test_due_soon_begins_thirty_days_before(store: Store, strategy: Strategy) -> None:
    load(store, MONTHLY, {("crime.burglary", "2025-11"): 4})
    days = [date(2026, 1, 14), date(2026, 1, 15), date(2026, 2, 14), date(2026, 2, 15)]
    assert [found(store, [strategy], day)["crime.monthly"].state for day in days] == [
        "up-to-date",
        "due-soon",
        "due-soon",
        "late",
    ]


def test_a_source_that_never_came_is_waited_for_where_only_it_brings_what_an_indicator_needs(
    store: Store, strategy: Strategy
) -> None:
    brings = {"other.return": frozenset({"other.fires"})}
    seen = found(store, [strategy], date(2025, 9, 1), **brings)["other.return"]
    assert seen.next is not None
    assert (seen.state, seen.last, seen.next.period.key, seen.next.due) == (
        "late",
        None,
        "FY2025-26-Q1",
        date(2025, 7, 30),
    )
    assert [w.code for w in seen.waiting] == ["fires"]
    either = brings | {"crime.monthly": frozenset({"other.fires"})}
    assert found(store, [strategy], date(2025, 9, 1), **either)["other.return"].state == "not-used"
    assert found(store, [strategy], date(2024, 9, 1), **brings)["other.return"].state == "not-used"
    load(store, MONTHLY, {("other.fires", "2025-05"): 1})
    assert found(store, [strategy], date(2025, 9, 1), **brings)["other.return"].state == "not-used"


def test_a_source_that_another_one_has_overtaken_is_not_what_an_indicator_waits_for(
    store: Store, strategy: Strategy
) -> None:
    load(store, QUARTERLY, {("crime.burglary", "FY2024-25-Q4"): 9})
    load(store, MONTHLY, {("crime.burglary", "2025-11"): 4})
    seen = found(store, [strategy], date(2026, 3, 1))
    assert [w.code for w in seen["crime.monthly"].waiting] == ["burglary"]
    assert seen["asb.return"].waiting == ()


def test_what_is_late_and_needed_by_nothing_lapses_after_a_year(store: Store, strategy: Strategy) -> None:
    load(store, OTHER, {("other.thing", "FY2012-13-Q1"): 1})  # the next is due on 30 October 2012
    days = (date(2013, 10, 30), date(2013, 10, 31))
    assert [found(store, [strategy], day)["other.return"].lapsed for day in days] == [False, True]
    load(store, OTHER, {("other.fires", "FY2012-13-Q1"): 1})
    assert not found(store, [strategy], date(2026, 3, 1))["other.return"].lapsed


def test_a_strategy_waits_until_the_figures_of_its_last_days_are_due(store: Store, strategy: Strategy) -> None:
    load(store, MONTHLY, {("crime.burglary", "2028-02"): 4})
    assert found(store, [strategy], date(2028, 5, 15))["crime.monthly"].waiting != ()
    assert found(store, [strategy], date(2028, 5, 16))["crime.monthly"].waiting == ()


def test_an_undone_upload_is_waited_for_again(store: Store, strategy: Strategy) -> None:
    load(store, MONTHLY, {("crime.burglary", "2025-11"): 4})
    store.undo(load(store, MONTHLY, {("crime.burglary", "2025-12"): 4}), by="analyst")
    wanted = found(store, [strategy], date(2026, 3, 1))["crime.monthly"].next
    assert wanted
    assert wanted.period.key == "2025-12"


def test_a_row_holds_everything_the_command_prints(store: Store, strategy: Strategy) -> None:
    load(store, MONTHLY, {("crime.burglary", "2025-11"): 4})
    row = found(store, [strategy], date(2026, 4, 1))["crime.monthly"].as_row()
    assert {name: row[name] for name in ("code", "publisher", "state", "last_period", "last_upload", "arrived_by")} == {
        "code": "crime.monthly",
        "publisher": "Police",
        "state": "late",
        "last_period": "2025-11",
        "last_upload": 1,
        "arrived_by": "analyst",
    }
    assert (row["next_period"], row["due"], row["days_late"], row["days_until_due"]) == (
        "2025-12",
        "2026-02-14",
        46,
        0,
    )
    assert (row["overdue"], row["waiting"]) == (
        ["2025-12", "2026-01"],
        [{"strategy": "now", "indicator": "burglary"}],
    )
    nothing = found(store, [strategy], date(2026, 4, 1))["other.return"].as_row()
    assert (nothing["state"], nothing["due"], nothing["days_late"], nothing["waiting"]) == ("not-used", None, None, [])


def test_freshness_of_a_strategy_from_the_store_or_from_a_snapshot(store: Store, strategy: Strategy) -> None:
    load(store, MONTHLY, {("crime.burglary", "2025-10"): 4, ("crime.burglary", "2025-11"): 4})
    load(store, YEARLY, {("marac.cases", "FY2024-25"): 9, ("marac.repeats", "FY2024-25"): 3})
    load(store, OTHER, {("other.thing", "FY2025-26-Q1"): 1})  # which no indicator shows
    sources = {spec.code: spec for spec in SOURCES}
    codes = {"crime.burglary", "asb.noise", "marac.repeat_rate"}
    for held in (store.newest(codes, [BROMLEY]), list(held_in(store.snapshot(codes, [BROMLEY], None)))):
        crime, marac = freshness(strategy, sources, held, today=date(2026, 3, 1))
        assert (crime.source.title, crime.last.key, crime.late and crime.late.period.key) == (
            "Crime by month",
            "2025-11",
            "2025-12",
        )
        assert (marac.source.title, marac.last.key, marac.late) == ("MARAC by year", "FY2024-25", None)
        later = freshness(strategy, sources, held, today=date(2029, 3, 1))
        assert [one.late for one in later] == [None, None]  # the strategy is over: nothing is waited for


def test_the_freshness_of_a_page_takes_one_statement_at_most(sqlite_store: Store) -> None:
    load(sqlite_store, MONTHLY, {("crime.burglary", "2025-10"): 4})
    counted: list[str] = []
    event.listen(sqlite_store.engine, "before_cursor_execute", lambda *a: counted.append(a[2]))
    assert [(source, period.key) for source, period in sqlite_store.newest(["crime.burglary"], [BROMLEY])] == [
        ("crime.monthly", "2025-10")
    ]
    assert len(counted) == 1
