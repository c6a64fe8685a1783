"""Writes data/samples from published files: `python tools/write_samples.py FOLDER` (figures only, no copies)."""

import csv
import sys
from collections import defaultdict
from pathlib import Path

from dashboard import areas as register
from dashboard.periods import Grain, parse
from dashboard.records import Observation, Reading
from dashboard.settings import DATA, areas_file
from loaders._book import open_book
from loaders._load import recognise

SAMPLES = DATA / "samples"
FIRST_MONTH = parse("2019-04")
LONDON_FORCE = "E23000001"

# The partnership's quarterly performance report of September 2012: five quarters as printed.
ASB = {
    "Noise & nuisance": (1290, 1418, 891, 809, 931),
    "Graffiti": (945, 1190, 961, 581, 1108),
    "Fly-tipping investigations": (153, 158, 105, 123, 146),
    "ASB to council": (181, 111, 116, 134, 108),
    "ASB to police": (2965, 3223, 2497, 2276, 2291),
    "Total": (5534, 6100, 4570, 3923, 4584),
}
ASB_QUARTERS = ("Apr–Jun 2011", "Jul–Sep 2011", "Oct–Dec 2011", "Jan–Mar 2012", "Apr–Jun 2012")
# The same report; a year before follows from the printed changes. The total of 3,580 is printed so.
CRIME = {
    "Violent crime": (1207, 983),
    "Burglary": (712, 834),
    "Robbery": (187, 126),
    "Theft and handling": (1992, 1787),
    "Criminal damage": (688, 534),
    "Property crime": (3579, 3580),
    # of these the report prints no counts
    "Assault with injury: change on a year before": ("", -159),
    "Harassment: change on a year before": ("", -52),
    "Violent crime: share of all notifiable offences": ("", 20),
    "Property crime: share of all notifiable offences": ("", 67),
}
# The partnership's report on priority three of its strategy of 2020, Q4 2020/21. Of custody it prints that one sentence
# more is a rise of 25%: four before, five now.
YOUTH_JUSTICE = {
    "First-time entrants": ("", 65, 49, "", "", "", ""),
    "Reoffending cohort": (219, 135, "", "", "", "", ""),
    "Custodial sentences": ("", "", "", "", "", 4, 5),
    "Restorative justice: victim referrals": ("", "", "", 127, 62, "", ""),
    "Restorative justice: offered": ("", "", "", 93, 61, "", ""),
}
YOUTH_JUSTICE_PERIODS = (
    *("Jan–Dec 2014", "Jan–Dec 2018", "Jan–Dec 2019"),
    *("Apr–Dec 2019", "Apr–Dec 2020", "2019/20", "2020/21"),
)
FLY_TIPPING_2011_12 = 2180  # strategic assessment 2016–2019


def main(folder: Path) -> None:
    """Write every sample from the published files under `folder`."""
    SAMPLES.mkdir(parents=True, exist_ok=True)
    _crime(folder / "crime" / "mps_borough_2026-01")
    _fly_tipping(folder / "fly_tipping" / "Flytipping.xlsx")
    _entrants(folder / "first_time_entrants" / "LAIT_youth_offending_2026-01-19.csv")
    _marac(folder / "marac" / "marac_data_2018_2025.csv")
    _children(folder / "reoffending" / "children_offending.csv")
    _return("asb-2012-13-q1.csv", "Anti-social behaviour", ASB_QUARTERS, ASB)
    _return("crime-2012-13-q1.csv", "Recorded crime", (ASB_QUARTERS[0], ASB_QUARTERS[4]), CRIME)
    confidence = {"Confidence in police and council": ("not yet published",)}
    _return("confidence-2012-13-q1.csv", "Public confidence", (ASB_QUARTERS[4],), confidence)
    _return(
        "youth-justice-2020-21-q4.csv",
        "Youth justice figures of public papers",
        YOUTH_JUSTICE_PERIODS,
        YOUTH_JUSTICE,
        form="youth_justice.published",
    )


def _read(path: Path) -> Reading:
    book = open_book(path.read_bytes(), path.name)
    loader, _ = recognise(book)
    assert loader is not None, path
    return loader.read(book, register.read(areas_file()))


def _write(name: str, rows: list[list[object]]) -> None:
    with (SAMPLES / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def _boroughs() -> dict[str, str]:
    return {row.code: row.name for row in register.read(areas_file()).of_kind("borough")}


def _whole(value: float | None) -> object:
    return "" if value is None else int(value) if float(value).is_integer() else value


def _crime(folder: Path) -> None:
    """Monthly offences of the 32 boroughs by offence group, without the offences within the groups."""
    names = _boroughs()
    grid: dict[tuple[str, str], dict[int, float]] = defaultdict(dict)
    for path in sorted(folder.glob("*.csv")):
        reading = _read(path)
        for row in reading.observations:
            group = row.series.count(".") == 1 and row.series != "crime.total"
            if group and row.area in names and row.period.first >= FIRST_MONTH.first:
                grid[reading.series[row.series].title, row.area][row.period.first] = row.value or 0.0
    months = sorted({month for cells in grid.values() for month in cells})
    rows: list[list[object]] = [["Offence Group", "Borough", *(f"{m // 12}{m % 12 + 1:02d}" for m in months)]]
    for (group_title, area), cells in sorted(grid.items()):
        rows.append([group_title, names[area], *(_whole(cells.get(m, 0.0)) for m in months)])
    _write("crime-by-borough.csv", rows)


def _fly_tipping(path: Path) -> None:
    names = _boroughs()
    reading = _read(path)
    rows: list[list[object]] = [["Year", "ONS Code", "LA Name", "Region", "Total Incidents"]]
    rows.append(["2011-12", "E09000006", "Bromley", "London", FLY_TIPPING_2011_12])
    for row in reading.observations:
        if row.series == "fly_tipping.incidents" and not row.breakdown and row.area in names:
            rows.append([row.period.key[2:], row.area, names[row.area], "London", _whole(row.value)])
    _write("fly-tipping.csv", rows)


def _entrants(path: Path) -> None:
    names = _boroughs()
    reading = _read(path)
    rows: list[list[object]] = [["Short Desc", "Data item", "Years", "LA and Regions", "Values", "LA Number", "Region"]]
    title = "First Time entrants to the Youth Justice System aged 10-17 (rate)"
    for row in reading.observations:
        if row.series == "fte.rate" and row.area in names:
            shown = "-" if row.value is None else _whole(row.value)
            rows.append(["FirstYJS", title, row.period.short, names[row.area], shown, "", ""])
    _write("first-time-entrants.csv", rows)


def _marac(path: Path) -> None:
    columns = {
        "cases_discussed": "marac.cases",
        "recommended_cases": "marac.recommended_cases",
        "cases_per_10k_adult_females": "marac.cases_per_10k",
        "repeat_cases": "marac.repeats",
        "children_in_household": "marac.children",
    }
    reading = _read(path)
    found: dict[str, dict[str, Observation]] = defaultdict(dict)
    for row in reading.observations:
        if row.area == LONDON_FORCE and not row.breakdown and row.period.grain is Grain.YEAR:
            found[row.period.key[2:]][row.series] = row
    rows: list[list[object]] = [["pfa_name_safelives", "financial_year", *columns]]
    for year in sorted(found):
        cells = [found[year][code].value if code in found[year] else None for code in columns.values()]
        rows.append(["Metropolitan Police", year, *("" if v is None else round(v, 1) for v in cells)])
    _write("marac.csv", rows)


def _children(path: Path) -> None:
    reading = _read(path)
    head = ["area_code", "area_name", "area_type", "period", "indicator", "measure", "unit", "value"]
    rows: list[list[object]] = [[*head, "compared_to_England", "inequality"]]
    for row in reading.observations:
        if row.area == "E09000006" and row.series == "yjs.cautioned_or_sentenced":
            words = ["Children cautioned or sentenced", "Count", "Children"]
            rows.append([row.area, "Bromley", "UA", row.period.short, *words, _whole(row.value), "NA", "NA"])
    _write("children-cautioned-or-sentenced.csv", rows)


def _return(
    name: str, title: str, periods: tuple[str, ...], figures: dict[str, tuple[object, ...]], form: str = ""
) -> None:
    """A return; one of a `form` is headed by its name, others by what a partner writes."""
    head: list[list[object]] = [[title], ["Form:", form]] if form else [[f"Quarterly return: {title}"]]
    rows = [*head, ["Area:", "Bromley"], [], ["Measure", *periods]]
    rows += [[measure, *values] for measure, values in figures.items()]
    _write(name, rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
