"""Flips: which statuses a load would change, found before it is kept."""

from datetime import date

from dashboard.periods import parse
from dashboard.records import AreaRow, Observation, Reading, SeriesSpec
from dashboard.scorecard.flips import Flip, flips
from dashboard.store.store import Store
from dashboard.store.uploads import Handed
from dashboard.strategy import Indicator, Priority, Strategy, Target

SCREENS = {"E09000006": "Bromley", "E09000011": "Greenwich"}
BURGLARY = Indicator(code="burglary", title="Burglary", series="crime.burglary", target=Target(kind="direction"))
SHARE = Indicator(
    code="share", title="Repeat cases", series="marac.repeat_rate", unit="%", area="E23000001",
    target=Target(kind="level", value=30.0), tolerance_points=5.0,
)  # fmt: skip
STRATEGY = Strategy(
    code="s",
    title="A strategy",
    start=date(2024, 4, 1),
    end=date(2027, 3, 31),
    priorities=(Priority(code="p", title="P", indicators=(BURGLARY, SHARE)),),
)


def reading(values: dict[tuple[str, str, str], float]) -> Reading:
    made = Reading("test.source", "made by a test", ["Sheet1"])
    made.series = {
        "crime.burglary": SeriesSpec("crime.burglary", "Burglary", "offences"),
        "marac.repeats": SeriesSpec("marac.repeats", "Repeats", "cases"),
        "marac.cases": SeriesSpec("marac.cases", "Cases", "cases"),
        "marac.repeat_rate": SeriesSpec(
            "marac.repeat_rate", "Repeats", "%", "ratio", "marac.repeats", "marac.cases", 100
        ),
    }
    made.areas = {code: AreaRow(code, SCREENS.get(code, "Force"), "borough") for _, code, _ in values}
    made.observations = [
        Observation(series, area, parse(when), "", value, "final", 0, row, 2)
        for row, ((series, area, when), value) in enumerate(values.items(), 2)
    ]
    return made


def found(store: Store, made: Reading) -> list[Flip]:
    difference = store.preview(made).difference
    return flips(store, [STRATEGY], made, difference, screens=SCREENS, today=date(2025, 12, 1))


def burglary(area: str, **quarters: float) -> dict[tuple[str, str, str], float]:
    return {("crime.burglary", area, f"FY{q[1:5]}-{int(q[3:5]) + 1}-{q[5:]}"): v for q, v in quarters.items()}


def test_a_revision_that_turns_a_quarter_red_is_named(sqlite_store: Store) -> None:
    stands = burglary("E09000006", y2024Q1=100, y2025Q1=100) | burglary("E09000011", y2024Q1=50, y2025Q1=40)
    sqlite_store.commit(reading(stands), Handed("a.csv", b"a", "x"))
    revised = reading(burglary("E09000006", y2025Q1=150) | burglary("E09000011", y2025Q1=41))
    assert found(sqlite_store, revised) == [
        Flip("s", "burglary", "Burglary", "E09000006", "Bromley", "FY2025-26-Q1", "FY2025-26-Q1", "green", "red")
    ]


def test_a_new_quarter_is_compared_with_the_one_shown_today(sqlite_store: Store) -> None:
    sqlite_store.commit(reading(burglary("E09000006", y2024Q1=100, y2024Q2=100, y2025Q1=90)), Handed("a", b"a", "x"))
    (flip,) = found(sqlite_store, reading(burglary("E09000006", y2025Q2=120)))
    assert (flip.from_period, flip.period, flip.was, flip.to) == ("FY2025-26-Q1", "FY2025-26-Q2", "green", "red")


def test_an_older_quarter_that_is_revised_flips_by_itself(sqlite_store: Store) -> None:
    quarters = {"y2023Q4": 100, "y2024Q3": 100, "y2024Q4": 90, "y2025Q3": 90}
    sqlite_store.commit(reading(burglary("E09000006", **quarters)), Handed("a", b"a", "x"))
    (flip,) = found(sqlite_store, reading(burglary("E09000006", y2024Q4=130)))
    assert (flip.period, flip.was, flip.to) == ("FY2024-25-Q4", "green", "red")


def test_an_indicator_of_an_area_of_its_own_is_judged_there_once(sqlite_store: Store) -> None:
    force = {("marac.cases", "E23000001", "FY2025-26-Q1"): 100.0, ("marac.repeats", "E23000001", "FY2025-26-Q1"): 40.0}
    sqlite_store.commit(reading(force | burglary("E09000006", y2025Q1=9)), Handed("a", b"a", "x"))
    changed = {("marac.repeats", "E23000001", "FY2025-26-Q1"): 20.0}
    assert [(f.indicator, f.area, f.was, f.to) for f in found(sqlite_store, reading(changed))] == [
        ("share", "E23000001", "red", "green")
    ]


def test_what_no_strategy_uses_flips_nothing(sqlite_store: Store) -> None:
    made = reading({("crime.burglary", "E05000107", "FY2025-26-Q1"): 3.0})
    assert found(sqlite_store, made) == []
