"""The last return of a source for an area: its rows, and the figures by which the next one is filled in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dashboard import areas as register
from dashboard.metrics.schedule import following
from dashboard.periods import Grain, Period
from dashboard.settings import areas_file
from dashboard.store.observations import Stored
from dashboard.store.store import Store
from loaders import marac_return
from loaders._book import Book, UnreadableFile, folded, open_book
from loaders._match import Header, first_header
from loaders._return_measures import Return

# how many of a source's newest files are looked through for the area
_LOOKED_AT = 12
_YEAR = 12


@dataclass(frozen=True)
class Earlier:
    """What stands of a return in an area: the series that the last year held, and the newest period of each grain.

    `figures` are by series and period: a number, or the word that stood instead.
    """

    area: str
    series: frozenset[str]
    newest: tuple[Period, ...]
    figures: dict[tuple[str, Period], float | str]

    def following(self, today: date) -> list[Period]:
        """The periods to be filled in: of each grain the next one, and all that have ended by now."""
        return [when for last in self.newest for when in _after(last, today)]


@dataclass(frozen=True)
class EarlierMeetings:
    """The last return by meeting: its headings as they stood, and the MARAC of each meeting of its newest quarter."""

    headings: tuple[str, ...]
    names: tuple[str, ...]


def _after(last: Period, today: date) -> Iterator[Period]:
    """Calendar years follow each other as quarters do; none of them is rolled on."""
    when = last.shift(1) if last.grain is not Grain.MONTH else following(last, "quarter")
    yield when
    while (when := when.shift(1)).end < today:
        yield when


def earlier(store: Store, form: Return, area: str) -> Earlier | None:
    """What stands of a return in an area; None where nothing of it was ever loaded."""
    uploads = {int(row["upload"]) for row in store.uploads() if row["source"] == form.source.code}
    codes = [measure.series.code for measure in form.measures]
    held = [row for row in store.observations(codes, [area], breakdowns=[""]) if row.upload in uploads]
    if not held:
        return None
    newest: dict[Grain, Period] = {}
    for row in sorted(held, key=lambda row: row.period.last):
        newest[row.period.grain] = row.period
    # a file may have brought one team's rows alone: the rows are those of a year
    series = frozenset(row.series for row in held if newest[row.period.grain].last - row.period.last < _YEAR)
    figures = {(row.series, row.period): _shown(row) for row in held}
    return Earlier(held[0].area_name, series, tuple(sorted(newest.values(), key=lambda p: (-p.last, p.first))), figures)


def _shown(row: Stored) -> float | str:
    return row.status if row.value is None else row.value


def earlier_meetings(store: Store, area: str) -> EarlierMeetings | None:
    """The newest MARAC return that names a MARAC of the area; None where there is none."""
    numbers = [int(row["upload"]) for row in store.uploads() if row["source"] == marac_return.SOURCE.code]
    for number in numbers[:_LOOKED_AT]:
        name, content = store.file(number)
        try:
            book = open_book(content, name)
        except UnreadableFile:
            continue
        if found := _meetings(book, area):
            return found
    return None


def _meetings(book: Book, area: str) -> EarlierMeetings | None:
    header = first_header(book, marac_return.WANTED, marac_return.OPTIONAL)
    held = list(_of_area(header, area)) if header else []
    if header is None or not held:
        return None
    newest = max(when for when, _ in held)
    sheet = header.sheet
    headings = [sheet.text(header.row, column) for column in sorted(header.columns.values())]
    return EarlierMeetings(tuple(headings), tuple(name for when, name in held if when == newest))


def _of_area(header: Header, area: str) -> Iterator[tuple[int, str]]:
    """The quarter (counted from year 0) and the MARAC of each meeting of an area."""
    areas = register.read(areas_file())
    for number, _ in header.sheet.numbered(header.row + 1):
        name = header.sheet.text(number, header.columns["name"])
        held = marac_return.meeting_date(header.sheet.at(number, header.columns["date"]))
        found = marac_return.area_of(areas, name) if folded(name) not in marac_return.TOTALS else None
        if held and found and found.code == area:
            yield (held.year * 12 + held.month - 1) // 3, name
