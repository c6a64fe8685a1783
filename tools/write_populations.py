"""Writes data/populations.csv: `python tools/write_populations.py FOLDER`, of published files (figures, no copies)."""

import csv
import sys
from pathlib import Path

from dashboard import areas as register
from dashboard.records import Observation, cell_name
from dashboard.settings import DATA, areas_file
from loaders import crime_ons_force, fly_tipping_defra
from loaders._book import open_book

Row = tuple[str, int, int, str, str]
LONDON_FORCE = "E23000001"
FORCE_TABLES = Path("crime", "ons_force_tables", "policeforceareatablesyearendingmarch2018v2.xlsx")
FLY_TIPPING = Path("fly_tipping", "Flytipping.xlsx")
# Office for National Statistics, Census 2011: people usually resident in each borough.
PEOPLE = {
    "E09000002": 185911,
    "E09000003": 356386,
    "E09000004": 231997,
    "E09000005": 311215,
    "E09000006": 309392,
    "E09000007": 220338,
    "E09000008": 363378,
    "E09000009": 338449,
    "E09000010": 312466,
    "E09000011": 254557,
    "E09000012": 246270,
    "E09000013": 182493,
    "E09000014": 254926,
    "E09000015": 239056,
    "E09000016": 237232,
    "E09000017": 273936,
    "E09000018": 253957,
    "E09000019": 206125,
    "E09000020": 158649,
    "E09000021": 160060,
    "E09000022": 303086,
    "E09000023": 275885,
    "E09000024": 199693,
    "E09000025": 307984,
    "E09000026": 278970,
    "E09000027": 186990,
    "E09000028": 288283,
    "E09000029": 190146,
    "E09000030": 254096,
    "E09000031": 258249,
    "E09000032": 306995,
    "E09000033": 219396,
}


def main(folder: Path) -> None:
    """Write the population of each London borough and of the Metropolitan Police's area."""
    census = [(area, 2011, people, "Census 2011", "ONS, Census 2011") for area, people in PEOPLE.items()]
    estimates = _of_boroughs(folder / FLY_TIPPING)
    force = {**_of_force(folder / FORCE_TABLES), 2011: _added(census), 2021: _added(estimates)}
    rows = [*sorted([*census, *estimates]), *(force[year] for year in sorted(force))]
    with (DATA / "populations.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([("area", "year", "population", "basis", "source"), *rows])


def _of_boroughs(path: Path) -> list[Row]:
    """Mid-2021 estimates, the first on the census of that year, as Defra's table of fly-tipping states them.

    Its earlier ones go out from the census before and are up to a third too high: they are not taken.
    """
    reading = fly_tipping_defra.read(open_book(path.read_bytes(), path.name), register.read(areas_file()))
    return [
        (row.area, 2021, int(row.value or 0), "mid-2021 estimate", f"ONS, as in Defra, {path.name}, cell {_cell(row)}")
        for row in reading.observations
        if row.series == "fly_tipping.population" and row.area in PEOPLE and row.period.key == "FY2021-22"
    ]


def _added(boroughs: list[Row]) -> Row:
    """The force's area is the 32 boroughs, without the City."""
    _, year, _, basis, _ = boroughs[0]
    source = f"ONS, {basis}, sum of the 32 boroughs"
    return LONDON_FORCE, year, sum(people for _, _, people, _, _ in boroughs), basis, source


def _of_force(path: Path) -> dict[int, Row]:
    """Mid-year estimates rounded to hundreds, with the cell of the table they stand in."""
    reading = crime_ons_force.read(open_book(path.read_bytes(), path.name), register.read(areas_file()))
    return {row.period.start.year: _estimate(row, path.name) for row in reading.observations if _wanted(row)}


def _wanted(row: Observation) -> bool:
    known = row.series == "population.total" and row.area == LONDON_FORCE
    return known and row.period.start.year > 2011


def _estimate(row: Observation, file: str) -> Row:
    year = row.period.start.year
    source = f"ONS, {file}, Table P9, cell {_cell(row)}"
    return LONDON_FORCE, year, int(row.value or 0), f"mid-{year} estimate", source


def _cell(row: Observation) -> str:
    return cell_name(row.row, row.column)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
