"""Every published file through the command: committed, or refused for the right reason, with figures as published."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from dashboard.scorecard.listing import observations
from dashboard.store.store import Store
from tests.conftest import REAL_DATA, ROOT

pytestmark = [
    pytest.mark.realdata,
    pytest.mark.skipif(not REAL_DATA.is_dir(), reason="the published files are not beside the project"),
]
BROMLEY, MET = "E09000006", "E23000001"
# In the order of their publication: each file, and the loader that reads it.
FILES = (
    ("crime/mps_borough_2019-04/*", "crime.mps_borough"),
    ("crime/mps_borough_2023-08/*", "crime.mps_borough"),
    ("crime/mps_borough_2026-01/*Historical*", "crime.mps_borough"),
    ("crime/mps_borough_2026-01/*24 months*", "crime.mps_borough"),
    ("crime/mps_ward_2026-01/*", "crime.mps_ward"),
    ("crime/ons_force_tables/*december2018*", "crime.ons_force"),
    ("crime/ons_force_tables/*march2018*", "crime.ons_force"),
    ("crime/ons_force_tables/*june25*", "crime.ons_force"),
    ("asb/policeuk_street/2024-01*", "asb.policeuk"),
    ("asb/policeuk_street/2024-12*", "asb.policeuk"),
    ("fly_tipping/Flytipping.xlsx", "fly_tipping.defra"),
    ("first_time_entrants/LAIT*2025*", "fte.lait"),
    ("first_time_entrants/LAIT*2026*", "fte.lait"),
    ("first_time_entrants/*.xls", "fte.disposals"),
    ("reoffending/children*", "reoffending.children"),
    ("reoffending/proven*", "reoffending.moj_national"),
    ("marac/marac_data*", "marac.transcribed"),
    ("marac/*data-2023*", "marac.safelives"),
    ("marac/*template*", "marac.return"),
)
# Nothing in it is changed by an older or a newer edition that says the same; an empty return has no rows.
OTHERWISE = {"first_time_entrants/LAIT*2026*": "unchanged", "marac/*template*": "refused"}
FIGURES = (
    ("crime.total", BROMLEY, "FY2024-25-Q2", 6304),
    ("crime.total", BROMLEY, "FY2025-26-Q2", 6267),
    ("crime.violence_against_the_person", BROMLEY, "FY2024-25-Q2", 1734),
    ("crime.violence_against_the_person", BROMLEY, "FY2025-26-Q2", 1678),
    ("crime.burglary", BROMLEY, "FY2024-25-Q2", 280),
    ("crime.burglary", BROMLEY, "FY2025-26-Q2", 251),
    ("fly_tipping.incidents", BROMLEY, "FY2012-13", 2495),
    ("fly_tipping.incidents", BROMLEY, "FY2018-19", 3172),
    ("fly_tipping.incidents", BROMLEY, "FY2021-22", 3558),
    ("fte.rate", BROMLEY, "CY2018", 210),
    ("fte.rate", BROMLEY, "CY2023", 85),
    ("fte.rate", BROMLEY, "CY2015", 312),
    ("disposals.total", BROMLEY, "FY2012-13", 319),
    ("marac.cases", MET, "FY2024-25", 16585),
    ("marac.repeats", MET, "FY2024-25", 3828),
    ("asb.police", MET, "FY2017-18", 249118),
)
ALWAYS = (
    *("crime.total", "crime.burglary", "crime.violence_against_the_person", "asb.police"),
    *("fly_tipping.incidents", "fly_tipping.actions", "fly_tipping.prosecutions", "fte.rate"),
    *("reoffending.cohort", "reoffending.reoffenders", "reoffending.rate", "reoffending.frequency"),
    *("marac.cases", "marac.repeats", "marac.repeat_rate", "marac.children", "marac.cases_per_10k", "marac.referrals"),
)


@dataclass(frozen=True)
class Loaded:
    """A store into which the command has loaded every published file, what it said of each, and a moment between."""

    store: Store
    said: dict[str, dict[str, Any]]
    statuses: tuple[int, int]
    before_2026: str

    def observed(self, series: str, **asked: str) -> dict[str, float | None]:
        """What `safer observations` lists, without breakdowns, by period."""
        rows = [row for row in observations(self.store, series, **asked) if not row["breakdown"]]
        found = {row["period"]: row["value"] for row in rows}
        assert len(found) == len(rows), "one current figure a period"
        return found


def load(url: str, patterns: Sequence[str]) -> tuple[int, list[dict[str, Any]]]:
    """Exit status and result of each file of `safer load`."""
    paths = [str(path) for pattern in patterns for path in REAL_DATA.glob(pattern)]
    command = [sys.executable, "-c", "import cli; cli.main()", "load", *paths, "--json"]
    environment = os.environ | {"SAFER_DATABASE_URL": url}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, json.loads(done.stdout)["files"]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loaded]:
    url = f"sqlite:///{tmp_path_factory.mktemp('real') / 'real.sqlite'}"
    patterns = [pattern for pattern, _ in FILES]
    first, early = load(url, patterns[:2])
    between = datetime.now(UTC).isoformat()
    second, late = load(url, patterns[2:])
    store = Store.open(url)
    yield Loaded(store, dict(zip(patterns, [*early, *late], strict=True)), (first, second), between)
    store.close()


@pytest.mark.parametrize(("pattern", "source"), FILES)
def test_each_file_is_committed_or_refused_for_the_right_reason(loaded: Loaded, pattern: str, source: str) -> None:
    said, expected = loaded.said[pattern], OTHERWISE.get(pattern, "committed")
    assert (said["status"], said["source"]) == (expected, source), said["problems"]
    errors = [problem for problem in said["problems"] if problem["severity"] == "error"]
    assert [(e["code"], e["cell"]) for e in errors] == ([("no-rows", "A2")] if expected == "refused" else [])


@pytest.mark.parametrize(("series", "area", "period", "value"), FIGURES)
def test_the_figures_are_those_published(loaded: Loaded, series: str, area: str, period: str, value: int) -> None:
    grain = {"grain": "quarter"} if "-Q" in period else {"grain": "year"} if period.startswith("FY") else {}
    assert loaded.observed(series, area=area, **grain)[period] == value


def test_the_exit_status_says_that_a_file_was_refused(loaded: Loaded) -> None:
    assert loaded.statuses == (0, 3)


def test_every_series_that_always_exists_does(loaded: Loaded) -> None:
    held = {row["code"] for row in loaded.store.series()}
    assert set(ALWAYS) - held == set()


def test_shared_months_take_the_newer_values_and_the_older_remain_as_at(loaded: Loaded) -> None:
    """The edition of August 2023 holds two years to July 2023; those of January 2026 restate and revise them."""
    asked = {"area": BROMLEY, "grain": "month", "start": "2021-08", "end": "2023-07"}
    now = loaded.observed("crime.burglary", **asked)
    before = loaded.observed("crime.burglary", **asked, as_at=loaded.before_2026)
    assert now.keys() == before.keys()
    assert len(now) == 24
    revised = [month for month, value in now.items() if value != before[month]]
    assert 0 < len(revised) < 24


def test_nothing_is_counted_twice(loaded: Loaded) -> None:
    """What stands of an area and month is the sum of its groups, over every edition and both kinds of file."""
    rows = _crime(loaded.store)
    totals = {period: value for (code, period), value in rows.items() if code == "crime.total"}
    assert len(totals) > 100
    for period, total in totals.items():
        groups = [v for (code, p), v in rows.items() if p == period and code.count(".") == 1 and code != "crime.total"]
        assert sum(groups) == total, period


def _crime(store: Store) -> dict[tuple[str, str], float]:
    codes = [row["code"] for row in store.series() if str(row["code"]).startswith("crime.")]
    found = store.observations(codes, [BROMLEY])
    return {(row.series, row.period.key): row.value or 0 for row in found if row.period.key.count("-") == 1}
