"""Figures that somebody chooses: series, areas, periods of one kind; read as they may be shown, within limits."""

from collections.abc import Collection, Iterable, Mapping
from typing import Literal, NamedTuple, cast

from dashboard.errors import SaferError, UnknownArea
from dashboard.periods import LENGTH, Grain, Period, parse
from dashboard.scorecard.board import Board
from dashboard.scorecard.listing import Row, observations
from dashboard.store.ledger import Words

Axis = Literal["period", "area", "series", "breakdown"]
AXES: tuple[Axis, ...] = ("period", "series", "area", "breakdown")
GRAINS = {
    "month": "Months", "quarter": "Quarters", "apr-dec": "April to December", "year": "Financial years",
    "calendar": "Calendar years", "r12": "12 months to a month",
}  # fmt: skip
# more than these are refused, in words
MOST_SERIES, MOST_AREAS, MOST_FIGURES = 8, 40, 2000
_USUAL = {"grain": "quarter", "rows": "period", "columns": "auto"}
_CODES = {"series": MOST_SERIES, "areas": MOST_AREAS}


class Choice(NamedTuple):
    """What is asked for; `parts` asks for the figures of breakdowns beside the totals."""

    series: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    grain: str = "quarter"
    start: str = ""
    end: str = ""
    rows: Axis = "period"
    columns: Axis | None = None
    parts: bool = False
    as_at: str | None = None


def choice_of(words: Mapping[str, str], *, area: str, as_at: str | None = None) -> Choice:
    """The choice that an address holds; `area` is meant where none is named. Raises SaferError, BadPeriod."""
    grain, rows, columns = (words.get(name) or usual for name, usual in _USUAL.items())
    for name, said, allowed in (("grain", grain, GRAINS), ("rows", rows, AXES), ("columns", columns, (*AXES, "auto"))):
        if said not in allowed:
            raise SaferError(message=f"“{said}” cannot be the {name}. Use one of: {', '.join(allowed)}.")
    for name in ("from", "to"):
        if words.get(name):
            parse(words[name])
    return Choice(
        series=listed(words.get("series", "")),
        areas=listed(words.get("areas", "")) or (area,),
        grain=grain,
        start=words.get("from", ""),
        end=words.get("to", ""),
        rows=cast(Axis, rows),
        columns=None if columns == "auto" else cast(Axis, columns),
        parts=words.get("parts") == "yes",
        as_at=as_at,
    )


def listed(text: str) -> tuple[str, ...]:
    """The codes in a text that separates them by commas, each once."""
    return tuple(dict.fromkeys(code.strip() for code in text.split(",") if code.strip()))


class Point(NamedTuple):
    """A figure as it may be shown: `value` None and `status` suppressed where it is kept back."""

    series: str
    area: str
    area_name: str
    period: Period
    breakdown: str
    value: float | None
    status: str
    revised: bool = False
    upload: int | None = None

    @property
    def mark(self) -> str:
        """Shorthand: [c], [r], [p], [e]; nothing for a figure that stands as it came."""
        if self.value is None:
            return "[c]" if self.status == "suppressed" else "[x]"
        if self.revised or self.status == "revised":
            return "[r]"
        return {"provisional": "[p]", "estimated": "[e]"}.get(self.status, "")


class Measure(NamedTuple):
    """A series as a page names it."""

    code: str
    title: str
    unit: str
    decimals: int
    source: str


class Explored(NamedTuple):
    """The figures of a choice; `why_not` stands in place of them, `gaps` says which of the series have none."""

    choice: Choice
    measures: tuple[Measure, ...] = ()
    points: tuple[Point, ...] = ()
    periods: tuple[Period, ...] = ()
    gaps: tuple[str, ...] = ()
    why_not: str = ""

    @property
    def units(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.unit for one in self.measures))

    def measure(self, code: str) -> Measure:
        return next(one for one in self.measures if one.code == code)


def catalogue(board: Board, as_at: str | None = None) -> tuple[Measure, ...]:
    """Every series that has figures, or was known at a moment, by title."""
    specs = board.store.specs(as_at)
    sources = {str(row["code"]): str(row["source"]) for row in board.store.series()}
    found = (
        Measure(code, spec.title, spec.unit, spec.decimals, sources.get(code, ""))
        for code, spec in specs.items()
        if as_at or code in sources
    )
    return tuple(sorted(found, key=lambda one: (one.title, one.code)))


def searched(measures: Iterable[Measure], words: str) -> list[Measure]:
    """The series whose title, code or unit has every one of the words."""
    wanted = words.casefold().split()
    return [one for one in measures if all(w in f"{one.title} {one.code} {one.unit}".casefold() for w in wanted)]


def explored(board: Board, choice: Choice) -> Explored:
    """The figures of a choice. Raises UnknownArea, BadPeriod, BadMoment, SaferError for a series that is not there."""
    known = {one.code: one for one in catalogue(board, choice.as_at)}
    measures = tuple(known[code] for code in choice.series if code in known)
    missing = [code for code in choice.series if code not in known]
    if missing:
        raise SaferError(message=f"There is no series “{missing[0]}”. Search for it by a word of its title.")
    for code in choice.areas:
        if code not in board.areas.by_code:
            raise UnknownArea(code=code)
    made = Explored(choice, measures)
    if refused := _too_many(choice):
        return made._replace(why_not=refused)
    return _read(board, made) if measures else made


def _too_many(choice: Choice) -> str:
    for name, most in _CODES.items():
        count = len(getattr(choice, name))
        if count > most:
            return f"{count} {name} are chosen, and at most {most} can be shown at once. Remove {count - most} of them."
    return ""


def _read(board: Board, made: Explored) -> Explored:
    choice = made.choice
    first = parse(choice.start).first if choice.start else 0
    last = parse(choice.end).last if choice.end else 10**9
    every = _points(board, choice)
    held = [one for one in every if one.period.first >= first and one.period.last <= last]
    if len(held) > MOST_FIGURES:
        return made._replace(periods=_periods(every), why_not=(
            f"This choice has {len(held):,} figures, and at most {MOST_FIGURES:,} can be shown at once. "
            "Choose fewer series or areas, a shorter time, or longer periods."
        ))  # fmt: skip
    gaps = tuple(_gap(board, one, choice) for one in made.measures if not any(p.series == one.code for p in held))
    return made._replace(points=tuple(_marked(board, held, choice)), periods=_periods(every), gaps=gaps)


def _periods(points: Iterable[Point]) -> tuple[Period, ...]:
    return tuple(sorted({one.period for one in points}))


def _points(board: Board, choice: Choice) -> list[Point]:
    """Figures of one kind of period: financial and calendar years are never listed together."""
    grain = Grain(choice.grain)
    asked = "year" if grain is Grain.CALENDAR else choice.grain
    found = [
        _point(row)
        for code in choice.series
        for row in observations(
            board.store, code, areas=choice.areas, grain=asked, as_at=choice.as_at, disclosure=board.rules
        )
    ]
    # a series that has breakdowns alone is shown by them
    totalled = {one.series for one in found if not one.breakdown}
    return [
        one
        for one in found
        if one.period.grain is grain and (choice.parts or not one.breakdown or one.series not in totalled)
    ]


def _point(row: Row) -> Point:
    value, upload = row["value"], row["upload"]
    return Point(
        series=str(row["series"]),
        area=str(row["area"]),
        area_name=str(row["area_name"]),
        period=parse(str(row["period"])),
        breakdown=str(row["breakdown"]),
        value=float(value) if isinstance(value, int | float) else None,
        status=str(row["status"]),
        upload=upload if isinstance(upload, int) else None,
    )


def _marked(board: Board, points: list[Point], choice: Choice) -> list[Point]:
    """The figures with those marked of which an earlier upload said another number, or that are made of such."""
    specs = board.store.specs()
    behind = {code: _behind(code, specs[code].numerator, specs[code].denominator) for code in choice.series}
    codes = sorted({part for parts in behind.values() for part in parts})
    said = board.store.words(codes, choice.areas, choice.as_at)
    changed = _changed(said)
    return [
        one._replace(revised=one.value is not None and _touched(one, behind[one.series], changed, said))
        for one in points
    ]


def _behind(code: str, *parts: str | None) -> tuple[str, ...]:
    return (code, *(part for part in parts if part))


Spans = Mapping[tuple[str, str, str], set[tuple[int, int]]]


def _changed(said: Words) -> Spans:
    """The months of which something was said before, by series, area and breakdown."""
    found: dict[tuple[str, str, str], set[tuple[int, int]]] = {}
    for (code, area, period, breakdown), words in said.items():
        if any(word.value is not None for word in words):
            found.setdefault((code, area, breakdown), set()).add((period.first, period.last))
    return found


def _touched(point: Point, codes: Collection[str], changed: Spans, said: Words) -> bool:
    own = said.get((point.series, point.area, point.period, point.breakdown))
    if own:  # an upload that took a figure away and gave it back has revised nothing
        return any(word.value not in (None, point.value) for word in own)
    spans = (span for code in codes for span in changed.get((code, point.area, point.breakdown), ()))
    return any(
        point.period.first <= first and last <= point.period.last and last - first + 1 < LENGTH[point.period.grain]
        for first, last in spans
    )


def _gap(board: Board, measure: Measure, choice: Choice) -> str:
    """Why a series has nothing to show, and which kinds of period it has."""
    stored = board.store.observations([measure.code], list(choice.areas), choice.as_at)
    grains = sorted({line.period.grain for line in stored}, key=lambda grain: [*Grain].index(grain))
    if not grains:
        return f"{measure.title}: no figures are held for the areas chosen."
    kinds = ", ".join(GRAINS[grain.value].lower() for grain in grains)
    asked = GRAINS[choice.grain].lower()
    return f"{measure.title}: no {asked} in the time chosen. It is held by {kinds}."
