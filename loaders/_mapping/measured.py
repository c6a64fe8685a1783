"""Which measures a table holds, what they are counted in, and how much a sheet is worth reading."""

import re
from collections.abc import Iterable
from typing import Protocol

from dashboard.periods import Grain
from dashboard.records import Reading
from loaders._book import Book, Sheet, slug
from loaders._grammar import NotANumber, value
from loaders._mapping import titles
from loaders._mapping.layout import Layout
from loaders._mapping.places import Places
from loaders._mapping.read import number_in
from loaders._mapping.roles import Profile
from loaders._mapping.row import Raw
from loaders._mapping.said import Times
from loaders._mapping.spec import Frequency, Mapping, Measure, Role, series_codes
from loaders._mapping.times import say
from loaders._mapping.walk import Walk, Walker
from loaders._mapping.words import GENERIC, aggregation_of, key, unit_of

PLACEHOLDER = Measure(label="", title="Figures", series="mapped.figures")
_DECOY = re.compile(
    r"\b(copy|old|prev\w*|lookup|look up|pivot|charts?|graphs?|template|example|guidance|notes?|draft|archive|backup"
    r"|test|calc\w*|working\w*|readme|instructions|cover|contents|index|validation|lists?|definitions?|population|targets?"
    r"|do not use|dnu|superseded|ref|reference|codes?|metadata|summary chart)\b"
)


class Found(Protocol):
    """A table of a sheet, as far as this module looks at it."""

    sheet: Sheet
    columns: list[Profile]
    times: Times

    @property
    def before(self) -> int: ...
    @property
    def timed(self) -> bool: ...
    def having(self, role: Role) -> list[Profile]: ...


def decoy(name: str) -> bool:
    """Whether a sheet's name says that it holds no figures of its own."""
    return bool(_DECOY.search(key(name)))


def worth(book: Book, table: Found, places: Places) -> tuple[int, int, int, int]:
    """How likely it is that a sheet holds the figures: name, what its table says itself, size, place in the book."""
    period = (
        table.timed
        or bool(table.having(Role.PERIOD))
        or bool(titles.periods(book, table.sheet, table.before, table.times))
    )
    area = bool(table.having(Role.AREA)) or any(c.heading.area for c in table.columns)
    figures = sum(len(column.told) for column in table.having(Role.VALUE))
    return (not decoy(table.sheet.name), 2 * period + area, figures, -table.sheet.index)


def names_across(table: Found) -> dict[str, None]:
    """The names that headings of figures give, besides periods and areas, in order."""
    names = [c.heading.names for c in table.having(Role.VALUE)]
    return dict.fromkeys(name for name in names if name)


def tells(name: str) -> bool:
    return bool(name) and key(name) not in GENERIC


def time_or_place(name: str, places: Places) -> bool:
    return say(name).anything or places.find(name) is not None or bool(places.inside(name))


def breakdown_key(columns: list[Profile]) -> str:
    return (slug(columns[0].name) or "part")[:40] if columns else ""


def frequency(reading: Reading) -> Frequency:
    """How often such a file comes, as the periods of its figures tell."""
    grains = {row.period.grain for row in reading.observations}
    if Grain.MONTH in grains:
        return "month"
    return "year" if grains and grains <= {Grain.YEAR, Grain.CALENDAR} else "quarter"


def with_measures(mapping: Mapping, book: Book, layouts: Iterable[Layout], places: Places) -> Mapping:
    """The mapping with every measure that its tables name."""
    found: dict[str, list[Raw]] = {}
    for layout in layouts:
        for raw in Walker(mapping, book, layout, places, Walk()).walk():
            if raw.measure.text:
                found.setdefault(raw.measure.text, []).append(raw)
    labels = {key(text) or slug(text): (text, raws) for text, raws in reversed(list(found.items()))}
    codes = series_codes(mapping.code, reversed(labels))
    measures = [_measure(name, codes[name], text, raws) for name, (text, raws) in reversed(labels.items())]
    return mapping.model_copy(update={"measures": tuple(measures) or (PLACEHOLDER,)})


def worded(mapping: Mapping, words: dict[str, dict[str, str]]) -> Mapping:
    """The mapping with the titles, units and sums that a person gave its measures, by label."""
    measures = [
        Measure.model_validate(measure.model_dump() | {k: v for k, v in words.get(measure.label, {}).items() if v})
        for measure in mapping.measures
    ]
    return mapping.model_copy(update={"measures": tuple(measures)})


def _measure(name: str, code: str, text: str, raws: list[Raw]) -> Measure:
    numbers = [found for raw in raws if (found := number_in(raw.cell)) and found.number is not None]
    percent = any(found.percent for found in numbers)
    said = unit_of(next((raw.unit for raw in raws if raw.unit), "")) or _unit_word(raws) or unit_of(text)
    unit = said or ("%" if percent else "number")
    fraction = unit == "%" and not percent and _fractions([abs(f.number or 0.0) for f in numbers])
    aggregation = aggregation_of(text, unit)
    return Measure(
        label=name[:300],
        title=text[:200],
        series=code,
        unit=unit[:80],
        aggregation=aggregation,
        decimals=_decimals(raws, unit),
        fraction=fraction,
    )


def _unit_word(raws: list[Raw]) -> str:
    return next((raw.unit for raw in raws if raw.unit), "").casefold()


def _fractions(numbers: list[float]) -> bool:
    return bool(numbers) and max(numbers) <= 1 and any(not number.is_integer() for number in numbers)


def _decimals(raws: list[Raw], unit: str) -> int:
    if unit == "%":
        return 1
    places = 0
    for raw in raws[:200]:
        try:
            number = value(raw.cell).number
        except NotANumber:
            continue
        if number is not None and not number.is_integer():
            places = max(places, min(len(f"{number:.2f}".rstrip("0").partition(".")[2]), 2))
    return places
