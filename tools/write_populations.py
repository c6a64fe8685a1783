"""Writes data/populations.csv: `python tools/write_populations.py FOLDER`, of published files (figures, no copies)."""

import csv
import sys
from pathlib import Path

from dashboard import areas as register
from dashboard.records import Observation, cell_name
from dashboard.settings import DATA, areas_file
from loaders import crime_ons_force
from loaders._book import open_book

LONDON_FORCE = "E23000001"
FORCE_TABLES = Path("crime", "ons_force_tables", "policeforceareatablesyearendingmarch2018v2.xlsx")
COUNTS = ((2011, "Census 2011"), (2021, "Census 2021"), (2022, "mid-2022 estimate"))
# Office for National Statistics, people usually resident in each borough: Census 2011; Census 2021, rounded to
# hundreds; mid-2022 estimates as first published in November 2023 (London with the City: 8,866,180).
PEOPLE = {
    "E09000002": (185911, 218900, 219992),
    "E09000003": (356386, 389300, 389101),
    "E09000004": (231997, 246500, 247835),
    "E09000005": (311215, 339800, 341221),
    "E09000006": (309392, 330000, 329578),
    "E09000007": (220338, 210100, 218049),
    "E09000008": (363378, 390700, 392224),
    "E09000009": (338449, 367100, 369937),
    "E09000010": (312466, 330000, 327224),
    "E09000011": (254557, 289100, 291080),
    "E09000012": (246270, 259100, 261491),
    "E09000013": (182493, 183200, 185238),
    "E09000014": (254926, 264200, 261811),
    "E09000015": (239056, 261200, 261185),
    "E09000016": (237232, 262100, 264703),
    "E09000017": (273936, 305900, 310681),
    "E09000018": (253957, 288200, 290488),
    "E09000019": (206125, 216600, 220373),
    "E09000020": (158649, 143400, 146154),
    "E09000021": (160060, 168100, 168302),
    "E09000022": (303086, 317600, 316812),
    "E09000023": (275885, 300600, 298653),
    "E09000024": (199693, 215200, 214709),
    "E09000025": (307984, 351000, 358645),
    "E09000026": (278970, 310300, 310911),
    "E09000027": (186990, 195300, 194894),
    "E09000028": (288283, 307600, 311913),
    "E09000029": (190146, 209600, 210053),
    "E09000030": (254096, 310300, 325789),
    "E09000031": (258249, 278400, 275887),
    "E09000032": (306995, 327500, 329035),
    "E09000033": (219396, 204300, 211365),
}


def main(folder: Path) -> None:
    """Write the population of each London borough and of the Metropolitan Police's area."""
    rows: list[tuple[object, ...]] = [("area", "year", "population", "basis", "source")]
    for area, counts in PEOPLE.items():
        rows += [(area, year, n, basis, f"ONS, {basis}") for (year, basis), n in zip(COUNTS, counts, strict=True)]
    rows += sorted({**_of_force(folder / FORCE_TABLES), **_of_boroughs()}.values(), key=lambda row: str(row[1]))
    with (DATA / "populations.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def _of_boroughs() -> dict[int, tuple[object, ...]]:
    """The force's area is the 32 boroughs, without the City."""
    sums = [sum(each) for each in zip(*PEOPLE.values(), strict=True)]
    return {
        year: (LONDON_FORCE, year, people, basis, f"ONS, {basis}, sum of the 32 boroughs")
        for (year, basis), people in zip(COUNTS, sums, strict=True)
    }


def _of_force(path: Path) -> dict[int, tuple[object, ...]]:
    """Mid-year estimates rounded to hundreds, with the cell of the table they stand in."""
    reading = crime_ons_force.read(open_book(path.read_bytes(), path.name), register.read(areas_file()))
    return {row.period.start.year: _estimate(row, path.name) for row in reading.observations if _wanted(row)}


def _wanted(row: Observation) -> bool:
    known = row.series == "population.total" and row.area == LONDON_FORCE
    return known and row.period.start.year >= COUNTS[0][0]


def _estimate(row: Observation, file: str) -> tuple[object, ...]:
    year, cell = row.period.start.year, cell_name(row.row, row.column)
    source = f"ONS, {file}, Table P9, cell {cell}"
    return LONDON_FORCE, year, int(row.value or 0), f"mid-{year} estimate", source


if __name__ == "__main__":
    main(Path(sys.argv[1]))
