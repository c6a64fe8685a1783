"""Published files as they are, in order: each finding is a real matter, said once, and nothing else is said."""

from collections import Counter
from pathlib import Path

import pytest

from loaders._load import Prepared, keep, prepare
from tests.loaders.checks.examining import Examiner

pytestmark = pytest.mark.realdata

# Files in the order in which they were published, with what is truly to be said of each: how many times.
FILES: tuple[tuple[str, dict[str, int]], ...] = (
    ("crime/mps_borough_2019-04/*", {}),
    ("crime/mps_borough_2023-08/*", {}),
    # Seven sub-categories got other names; burglary and violence were split, weapons and the rest merged.
    # Offences at Heathrow moved into Hillingdon: its smallest group is six times what stood.
    ("crime/mps_borough_2026-01/*Historical*", {"category-changed": 11, "outside-limits": 1}),
    ("crime/mps_borough_2026-01/*24*", {}),
    ("crime/mps_ward_2026-01/*", {}),
    # Three authorities' land types fall short, and fourteen report no actions in one year between hundreds.
    ("fly_tipping/Flytipping.xlsx", {"total-mismatch": 3, "never-zero": 1}),
    ("first_time_entrants/LAIT*2025*", {}),
    ("first_time_entrants/LAIT*2026*", {}),
    ("first_time_entrants/*.xls", {"total-mismatch": 1}),
    ("marac/marac_data*", {"not-submitted": 1}),
    ("crime/ons_force_tables/*december2018*", {}),
    ("crime/ons_force_tables/*march2018*", {}),
    ("crime/ons_force_tables/*june25*", {}),
    ("reoffending/children*", {}),
    ("reoffending/proven*", {}),
    ("asb/policeuk_street/2024-01*", {}),
    ("asb/policeuk_street/2024-12*", {}),
)


def test_each_published_file_is_said_only_what_is_true_of_it(examiner: Examiner, real_data: Path) -> None:
    for pattern, expected in FILES:
        for path in sorted(real_data.glob(pattern)):
            prepared = prepare(examiner.store, path.name, path.read_bytes())
            done = keep(examiner.store, prepared, by="analyst")
            assert done["status"] in ("committed", "unchanged"), (path.name, done["problems"])
            found = Counter(problem.code for problem in prepared.problems)
            assert found == expected, (path.name, [problem.message for problem in prepared.problems])


def test_the_newer_edition_of_the_tool_keeps_what_it_drops(examiner: Examiner, real_data: Path) -> None:
    older, newer = (_kept(examiner, real_data, f"first_time_entrants/LAIT*{year}*") for year in (2025, 2026))
    assert (older.problems, newer.problems) == ([], [])
    rates = {row.period.key: row.value for row in examiner.store.observations(["fte.rate"], ["E09000006"])}
    assert (rates["CY2015"], rates["CY2018"]) == (312, 210)
    assert newer.reading is not None
    assert "The file begins with 2016: what stands for 2015 is kept as it is." in newer.reading.notes


def _kept(examiner: Examiner, real_data: Path, pattern: str) -> Prepared:
    (path,) = real_data.glob(pattern)
    prepared = prepare(examiner.store, path.name, path.read_bytes())
    keep(examiner.store, prepared, by="analyst")
    return prepared
