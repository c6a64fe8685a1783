"""What files with a row per area and year share: figures taken once, faults worded with their cell."""

from datetime import UTC, datetime

from dashboard.areas import LOCAL_AUTHORITY, Areas
from dashboard.periods import Period
from dashboard.records import AreaRow, Observation, Reading, SeriesSpec, Status, cell_name
from loaders._book import Cell, Sheet, tidy
from loaders._grammar import NotANumber, Value, value

LOCAL = (*LOCAL_AUTHORITY, "city")
WIDER = ("region", "country")
# The kind an ONS code says by its first three characters.
KIND_OF_CODE = {
    "E06": "unitary",
    "W06": "unitary",
    "E07": "district",
    "E08": "district",
    "E09": "borough",
    "E10": "county",
    "E12": "region",
    "E92": "country",
    "W92": "country",
    "K04": "country",
}
Place = tuple[int, int]
# Of these kinds there will be no new ones: boroughs, regions, countries.
SETTLED = ("E09", "E12", "E92", "W92", "K04")
FTE_RATE = SeriesSpec("fte.rate", "First-time entrants to youth justice", "per 100,000 aged 10–17", aggregation="none")
FTE_COUNT = SeriesSpec("fte.count", "First-time entrants to youth justice: children", "children")


def kind_of_code(code: str) -> str | None:
    """The kind of area an ONS code stands for; None when it is not a whole code of a known kind."""
    return KIND_OF_CODE.get(code[:3]) if len(code) == 9 and code[1:].isdecimal() else None


class Taker:
    """Takes the figures of one sheet into a reading, each key once."""

    def __init__(self, reading: Reading, sheet: Sheet, areas: Areas) -> None:
        self.reading, self.sheet, self.areas = reading, sheet, areas
        self.seen: dict[tuple[str, str, Period, str], tuple[int, int, float | None]] = {}
        self._named: dict[str, AreaRow | None] = {}
        self._today = datetime.now(tz=UTC).date()

    def problem(self, severity: str, code: str, place: tuple[int, int], what: str, hint: str) -> None:
        add = self.reading.error if severity == "error" else self.reading.warn
        name = cell_name(*place)
        add(code, f"{self.sheet.name}!{name} {what}.", hint, self.sheet.name, name)

    def number(self, cell: Cell, place: tuple[int, int]) -> Value | None:
        """The cell as a number or a marker; None, with an error, when it is neither."""
        try:
            return value(cell)
        except NotANumber:
            what = f"holds “{tidy(cell)}”, where a number belongs"
            self.problem("error", "not-a-number", place, what, "Enter the number in digits, or “-” if there is none.")
            return None

    def is_over(self, when: Period, place: tuple[int, int]) -> bool:
        """Whether the year has ended; a figure for one that has not is an error."""
        if when.end <= self._today:
            return True
        what = f"is for {when.short}, which has not ended"
        self.problem("error", "future-period", place, what, "Correct the year, or delete the figures for it.")
        return False

    def area(self, name: str, place: tuple[int, int]) -> AreaRow | None:
        """The local authority, else the region or country, of that name; None, with an error, when unknown."""
        if name not in self._named:
            self._named[name] = self.areas.named(name, LOCAL) or self.areas.named(name, WIDER)
            if self._named[name] is None:
                self.unknown(name, place)
        found = self._named[name]
        if found:
            self.reading.areas[found.code] = found
        return found

    def unknown(self, name: str, place: tuple[int, int]) -> None:
        near = self.areas.near(name, LOCAL + WIDER)
        hint = f"Did you mean {' or '.join(near)}?" if near else "Use the name ONS gives the area."
        what = f"names an area that is not known, “{name}”" if name else "does not name its area"
        self.problem("error", "unknown-area", place, what, hint)

    def coded(self, code: str, name: str, places: tuple[Place, Place], *, lies_in: str = "") -> AreaRow | None:
        """The area of an ONS code and a name, of which `places` are the cells; None, with an error, when unknown.

        A code is on record, or new where authorities come and go; one that is no ONS code leaves it to the name.
        An authority whose code changed with its boundary keeps its history under the code on record.
        """
        kind, found = kind_of_code(code), self.areas.by_code.get(code)
        if not kind and not found:
            return self.area(name, places[1])
        if found is None and kind and name and code[:3] not in SETTLED:
            found = self.areas.named(name, LOCAL) or AreaRow(code, name, kind, lies_in)
        if found is None:
            what = f"holds “{code}”, which is not the code of a known area"
            self.problem("error", "unknown-area", places[0], what, f"Correct the code of “{name}”: ONS lists them.")
            return None
        self.reading.areas[found.code] = found
        return found

    def take(
        self,
        series: SeriesSpec,
        area: AreaRow,
        when: Period,
        cell: Cell | Value,
        place: tuple[int, int],
        breakdown: str = "",
    ) -> None:
        """Keep the figure of a cell, unless it is not a number or its key is there already."""
        found = cell if isinstance(cell, Value) else self.number(cell, place)
        if found is None:
            return
        key = (series.code, area.code, when, breakdown)
        if key in self.seen:
            self._repeated(key, area, place)
            return
        self.seen[key] = (*place, found.number)
        self.reading.series.setdefault(series.code, series)
        status = str(Status(found.status))
        self.reading.observations.append(
            Observation(series.code, area.code, when, breakdown, found.number, status, self.sheet.index, *place)
        )

    def _repeated(self, key: tuple[str, str, Period, str], area: AreaRow, place: tuple[int, int]) -> None:
        first = cell_name(*self.seen[key][:2])
        what = f"repeats {area.name} for {key[2].short}, which {first} has already given"
        self.problem(
            "error", "duplicate-key", place, what, "Delete the row that is there twice, or correct its area or year."
        )
