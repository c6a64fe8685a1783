"""Home Office open data: recorded crime by community safety partnership, offence and quarter."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

from dashboard.areas import Areas
from dashboard.periods import Grain, Period, quarter
from dashboard.records import AreaRow, Reading, SourceSpec, cell_name
from loaders._book import Book, slug
from loaders._grammar import named, period
from loaders._match import Header, find_header, first_header
from loaders._near import refuse_near
from loaders._offences import Offences
from loaders._stacked import LOCAL, Place, Taker

SOURCE = SourceSpec(
    code="crime.home_office_csp",
    title="Police recorded crime by community safety partnership",
    publisher="Home Office",
    recognises="a workbook with a sheet a year, headed Financial Year, Financial Quarter, CSP Name, Offence Group "
    "and Offence Count",
    frequency="quarter",
    lag_days=120,
)
WANTED: dict[str, Iterable[str]] = {
    "year": ("Financial Year",),
    "quarter": ("Financial Quarter",),
    "force": ("Police Force", "Force Name", "Force"),
    "csp": ("CSP Name", "Community Safety Partnership", "Community Safety Partnership Name"),
    "group": ("Offence Group",),
    "part": ("Offence Subgroup", "Offence Sub-group", "Offence Sub Group"),
    "code": ("Offence Code",),
    "count": ("Offence Count", "Number of Offences"),
}
# Names as alike as this are one name misspelt.
MISSPELT = 0.85
UNASSIGNED = re.compile(r"un(assigned|allocated|known)", re.IGNORECASE)


def recognise(book: Book) -> str | None:
    """Its headings on any sheet."""
    header = first_header(book, WANTED)
    return f"{header.sheet.name} row {header.row} is headed with partnership, offence and count" if header else None


def read(book: Book, areas: Areas) -> Reading:
    reading = Reading(SOURCE.code, recognise(book) or "", [sheet.name for sheet in book.sheets], covers=("crime",))
    rows = _Rows(reading, areas)
    for sheet in book.visible:
        if header := find_header(sheet, WANTED):
            rows.read(header)
        else:
            refuse_near(reading, sheet, SOURCE.title, WANTED)
    rows.refuse_misspelt()
    rows.offences.finish()
    reading.notes.append("Offences are added up by sub-group, group and whole; single offence codes are not kept.")
    if rows.unassigned:
        reading.notes.append("Offences no partnership is given for are kept as unassigned, by police force.")
    return reading


class _Rows:
    """The rows of every sheet; a key that two of them give is an error."""

    def __init__(self, reading: Reading, areas: Areas) -> None:
        self.reading, self.areas, self.offences = reading, areas, Offences(reading)
        self.seen: dict[tuple[str, ...], str] = {}
        self.places: dict[tuple[str, str], str] = {}
        self.periods: dict[tuple[str, str], Period | None] = {}
        self.unassigned = False
        self.first: dict[tuple[str, str], tuple[Taker, Place]] = {}

    def read(self, header: Header) -> None:
        taker = Taker(self.reading, header.sheet, self.areas)
        for number, row in header.sheet.numbered(header.row + 1):
            if any(cell != "" for cell in row):
                self._take(taker, header, number)

    def _take(self, taker: Taker, header: Header, number: int) -> None:
        sheet, columns = header.sheet, header.columns
        text = {name: sheet.text(number, column) for name, column in columns.items()}
        when = self._when(taker, (text["year"], text["quarter"]), (number, columns["quarter"]))
        value = taker.number(sheet.at(number, columns["count"]), (number, columns["count"]))
        if when is None or value is None:
            return
        if not text["csp"] or not text["group"]:
            name = "group" if text["csp"] else "csp"
            taker.problem("error", "no-key", (number, columns[name]), "is empty", "Fill it in, or delete the row.")
            return
        key = (when.key, text["force"], text["csp"], text["group"], text["part"], text["code"])
        place = f"{sheet.name}!{cell_name(number, columns['count'])}"
        if self.seen.setdefault(key, place) != place:
            what = f"repeats offence {text['code']} of {text['csp']} for {when.short}, given by {self.seen[key]}"
            taker.problem("error", "duplicate-key", (number, columns["count"]), what, "Delete the one that is wrong.")
            return
        self.first.setdefault((text["csp"], text["force"]), (taker, (number, columns["csp"])))
        area = self._area(text["csp"], text["force"])
        offence = (named(text["group"]), named(text["part"]))
        self.offences.add(area, when, offence, value, (sheet.index, number, columns["count"]))

    def _when(self, taker: Taker, said: tuple[str, str], place: tuple[int, int]) -> Period | None:
        if said not in self.periods:
            year, number = period(said[0]), re.fullmatch(r"(?:q(?:uarter)? ?)?([1-4])", said[1], re.IGNORECASE)
            self.periods[said] = None
            if year is None or year.grain is not Grain.YEAR or number is None:
                what = f"and the year beside it say “{said[1]}” and “{said[0]}”, not a financial quarter"
                taker.problem(
                    "error", "bad-period", place, what, "Write the year as 2015/16 and the quarter as 1 to 4."
                )
            else:
                when = quarter(year.first // 12, int(number[1]))
                self.periods[said] = when if taker.is_over(when, place) else None
        return self.periods[said]

    def refuse_misspelt(self) -> None:
        """A name that no authority has and that is all but another one of the same force: it would stand apart."""
        for (name, force), (taker, place) in self.first.items():
            others = [
                other for other, theirs in self.first if theirs == force and other != name and self._is_known(other)
            ]
            near = get_close_matches(name.casefold(), [other.casefold() for other in others], n=1, cutoff=MISSPELT)
            if near and not self._is_known(name) and not UNASSIGNED.match(name):
                meant = next(other for other in others if other.casefold() == near[0])
                what = f"names a partnership that is not known, “{name}”"
                taker.problem("error", "unknown-area", place, what, f"Did you mean {meant}?")

    def _is_known(self, name: str) -> bool:
        return bool(self.areas.named(name, (*LOCAL, "csp")))

    def _area(self, name: str, force: str) -> str:
        """The partnership's ONS code where the register has it, else a code made of its name."""
        if (name, force) not in self.places:
            area = self._found(name, force)
            self.reading.areas[area.code] = area
            self.places[name, force] = area.code
        return self.places[name, force]

    def _found(self, name: str, force: str) -> AreaRow:
        police = self.areas.named(force, ("force",))
        parent = police.code if police else ""
        if UNASSIGNED.match(name):
            self.unassigned = True
            return AreaRow(f"CSP-UNASSIGNED-{_code(force)}", f"Unassigned ({force})", "pseudo", parent)
        known = self.areas.named(name, ("csp",)) or self.areas.named(f"{name} CSP", ("csp",))
        return known or AreaRow(f"CSP-{_code(name)}", f"{named(name)} CSP", "csp", parent)


def _code(name: str) -> str:
    return slug(named(name)).upper().replace("_", "-")[:60]
