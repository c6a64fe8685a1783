"""Offences listed one count a row, added up by sub-group, group and whole for each area and period."""

from dataclasses import dataclass

from dashboard.periods import Period
from dashboard.records import Observation, Reading, SeriesSpec, Status
from loaders._book import slug
from loaders._grammar import Value

TOTAL = SeriesSpec("crime.total", "All recorded offences", "offences")


@dataclass(slots=True)
class Sum:
    """What was added so far, whether any part was not there, and the one cell it came from, if it was one."""

    number: float
    gap: bool
    place: tuple[int, int, int]


class Offences:
    """Sums by series, area and period, given out as observations at the end."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.sums: dict[tuple[str, str, Period], Sum] = {}
        self._series: dict[tuple[str, str], tuple[str, ...]] = {}

    def add(self, area: str, when: Period, offence: tuple[str, str], value: Value, place: tuple[int, int, int]) -> None:
        """Count a row towards its (group, sub-group), its group and the whole; `place` is sheet, row, column."""
        number, gap = value.number or 0.0, value.number is None
        for code in self._series.get(offence) or self._named(offence):
            key = (code, area, when)
            held = self.sums.get(key)
            if held is None:
                self.sums[key] = Sum(number, gap, place)
            else:
                held.number, held.gap, held.place = held.number + number, held.gap or gap, (place[0], 0, 0)

    def _named(self, offence: tuple[str, str]) -> tuple[str, ...]:
        """The series an offence counts towards: slugs of the publisher's words."""
        group, part = offence
        code = f"crime.{slug(group)}"
        specs = [TOTAL, SeriesSpec(code, group.capitalize(), "offences")]
        if part and slug(part):
            specs.append(SeriesSpec(f"{code}.{slug(part)}", f"{group.capitalize()}: {part.lower()}", "offences"))
        for spec in specs:
            self.reading.series.setdefault(spec.code, spec)
        self._series[offence] = tuple(spec.code for spec in specs)
        return self._series[offence]

    def fill(self) -> None:
        """Nought for a series an area does not list in a period it does have rows for."""
        places = {(area, when): held.place[0] for (_, area, when), held in self.sums.items()}
        for code in self.reading.series:
            for (area, when), sheet in places.items():
                self.sums.setdefault((code, area, when), Sum(0.0, False, (sheet, 0, 0)))

    def finish(self) -> None:
        for (code, area, when), held in self.sums.items():
            number, status = (None, Status.MISSING) if held.gap else (held.number, Status.FINAL)
            # A row of its own has a cell; a group's total is of many and has none.
            place = held.place if code.count(".") > 1 else (held.place[0], 0, 0)
            self.reading.observations.append(Observation(code, area, when, "", number, status, *place))
