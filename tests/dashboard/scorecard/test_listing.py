"""Observations listed at longer grains."""

from pathlib import Path

import pytest

from dashboard.errors import UnknownSeries
from dashboard.scorecard.listing import observations
from dashboard.store.store import Store
from loaders._load import load

HEAD = "MajorText,MinorText,BoroughName,202404,202405,202406,202407\n"
ROWS = (
    "BURGLARY,RES BURGLARY OF A HOME,Bromley,1,2,3,4",
    "BURGLARY,BUSINESS,Bromley,10,20,30,40",
    "ROBBERY,PERSONAL,Bexley,5,5,5,5",
)
FILE = HEAD + "\n".join(ROWS) + "\n"


@pytest.fixture
def loaded(store: Store) -> Store:
    result = load(store, [("met.csv", FILE.encode())], by="analyst")[0]
    assert result["status"] == "committed", result["problems"]
    return store


def test_quarters_are_sums_of_whole_months(loaded: Store) -> None:
    rows = observations(loaded, "crime.burglary", area="E09000006", grain="quarter")
    assert [(row["period"], row["value"]) for row in rows] == [("FY2024-25-Q1", 66)]


def test_an_area_without_a_row_has_none(loaded: Store) -> None:
    rows = observations(loaded, "crime.robbery", area="E09000006", grain="month")
    assert [row["value"] for row in rows] == [0, 0, 0, 0]


def test_the_whole_is_the_sum_of_the_groups(loaded: Store) -> None:
    rows = observations(loaded, "crime.total", grain="month", start="2024-07", end="2024-07")
    assert [(row["area_name"], row["value"]) for row in rows] == [("Bexley", 5), ("Bromley", 44)]


def test_an_unknown_series_is_named_with_its_family(loaded: Store) -> None:
    with pytest.raises(UnknownSeries, match=r"crime\.burglary"):
        observations(loaded, "crime.burglry")


def test_a_newer_edition_replaces_and_the_older_is_readable(loaded: Store) -> None:
    before = str(loaded.uploads()[0]["loaded_at"])
    newer = FILE.replace("10,20,30,40", "10,21,30,40")
    load(loaded, [("met2.csv", newer.encode())], by="analyst")
    now = observations(loaded, "crime.burglary", area="E09000006", grain="quarter")
    then = observations(loaded, "crime.burglary", area="E09000006", grain="quarter", as_at=before)
    assert (now[0]["value"], then[0]["value"]) == (67, 66)


def test_real_editions_load_without_counting_twice(sqlite_store: Store, real_data: Path) -> None:
    for edition in ("mps_borough_2023-08", "mps_borough_2026-01"):
        for path in sorted((real_data / "crime" / edition).glob("*.csv")):
            assert load(sqlite_store, [(path.name, path.read_bytes())], by="t")[0]["status"] == "committed"

    def quarter(series: str, when: str) -> object:
        rows = observations(sqlite_store, series, area="E09000006", grain="quarter", start=when, end=when)
        return [row["value"] for row in rows]

    assert quarter("crime.total", "FY2024-25-Q2") == [6304]
    assert quarter("crime.total", "FY2025-26-Q2") == [6267]
    assert quarter("crime.violence_against_the_person", "FY2024-25-Q2") == [1734]
    assert quarter("crime.violence_against_the_person", "FY2025-26-Q2") == [1678]
    assert quarter("crime.burglary", "FY2024-25-Q2") == [280]
    assert quarter("crime.burglary", "FY2025-26-Q2") == [251]
    burglary = observations(sqlite_store, "crime.burglary", area="E09000006", grain="month")
    parts: dict[object, float] = {}
    for row in sqlite_store.series():
        if str(row["code"]).startswith("crime.burglary."):
            for part in observations(sqlite_store, str(row["code"]), area="E09000006", grain="month"):
                parts[part["period"]] = parts.get(part["period"], 0) + float(str(part["value"]))
    assert {row["period"]: row["value"] for row in burglary} == parts
