"""Whatever shape a reading has, every check has an answer and none raises."""

import random

import pytest

from dashboard.periods import Period, calendar_year, financial_year, month, quarter, rolling
from dashboard.records import SeriesSpec
from dashboard.store.store import Store
from loaders._book import open_book
from loaders._checks._registry import all_checks
from loaders._load import load
from loaders._mapping.asked import Hints
from loaders._mapping.propose import propose
from loaders._mapping.spec import to_json
from tests.loaders.checks.examining import AREAS, Figures

CODES = ("crime.total", "crime.theft", "crime.theft.a", "crime.theft.b", "crime.burglary", "asb.noise", "asb.total",
         "fte.rate", "survey.share", "x.y_per_1000", "x.y_per_10000")  # fmt: skip
PLACES = [*(row.code for row in AREAS.of_kind("borough")[:8]), "E12000007", "MPS-UNKNOWN"]


def periods(chance: random.Random) -> list[Period]:
    count = chance.choice([1, 2, 3, 5, 9, 14, 30])
    kinds = (
        [month(2020 + n // 12, n % 12 + 1) for n in range(count)],
        [quarter(2015 + n // 4, n % 4 + 1) for n in range(count)],
        [financial_year(1990 + n) for n in range(count)],
        [calendar_year(1990 + n) for n in range(count)],
        [rolling(2020 + n // 12, n % 12 + 1) for n in range(count)],
    )
    return [*chance.choice(kinds), *([month(2031, 1)] if chance.random() < 0.2 else [])]


def shape(chance: random.Random) -> Figures:
    """Up to five series of any grain, with gaps, noughts, the same series again, and months to come."""
    found: Figures | None = None
    for _ in range(chance.randint(1, 5)):
        code, whens, level = chance.choice(CODES), periods(chance), chance.choice([0, 0.4, 3, 50, 2000])
        spec = SeriesSpec(code, code, "%" if "share" in code else "of them", chance.choice(["sum", "none", "last"]))
        choices = [None, 0.0, float(level), level * chance.random(), level * 10.0]
        rows = {
            place: [chance.choice(choices) for _ in whens] for place in chance.sample(PLACES, chance.randint(1, 10))
        }
        found = Figures(spec, whens, rows, found)
    assert found is not None
    return found


def test_a_file_of_parts_without_their_whole_is_checked(sqlite_store: Store) -> None:
    rows = "Patrol hours in Bromley\nTeam,Apr 2024,May 2024\nNorth,1,2\nSouth,4,5\n"
    mapping = propose(open_book(rows.encode(), "patrols.csv"), AREAS, Hints(title="Patrols", partner="Council")).mapping
    assert mapping is not None
    sqlite_store.mappings.save(code=mapping.code, spec=to_json(mapping), by="analyst")
    (result,) = load(sqlite_store, [("patrols.csv", rows.encode())], by="analyst")
    assert (result["status"], result["counts"]["new"]) == ("committed", 4)


@pytest.mark.parametrize("seed", range(40))
def test_no_check_raises(sqlite_store: Store, seed: int) -> None:
    chance = random.Random(seed)
    standing = Figures(SeriesSpec("crime.theft", "Theft", "offences"), periods(chance), {"E09000006": []})
    standing.rows = {place: [float(chance.randint(0, 90)) for _ in standing.periods] for place in PLACES[:6]}
    standing.keep(sqlite_store)
    context = shape(chance).context(sqlite_store)
    said = [problem for module in all_checks().values() for problem in module.find(context)]
    assert all(problem.message and problem.hint for problem in said)
