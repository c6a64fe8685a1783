"""One number traced: stored or derived, back to the cells of the files it rests on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from dashboard.errors import UnknownArea
from dashboard.metrics.wording import figure
from dashboard.periods import Grain, Period, parse
from dashboard.scorecard.board import Board
from dashboard.scorecard.cells import Cells
from dashboard.scorecard.derivation import Found, Search
from dashboard.scorecard.kept_back import veiled
from dashboard.scorecard.provenance import Cell, Derived, Step, Trace
from dashboard.scorecard.untraced import NoFigure, no_breakdown, no_figure, unknown_series
from dashboard.scorecard.veil import veil
from dashboard.store.history import History
from dashboard.store.moments import iso
from dashboard.strategy import Indicator, Strategy

# more numbers than this are not written out in a sentence
_WRITTEN = 6


@dataclass(frozen=True)
class Asked:
    """What is to be traced, in the store's own words."""

    series: str
    breakdown: str
    period: Period
    area: str
    area_name: str
    as_at: str | None


def trace(
    board: Board,
    series: str,
    period: str,
    *,
    area: str | None = None,
    breakdown: str = "",
    as_at: str | None = None,
    strategy: str | None = None,
) -> Trace:
    """A figure of `series` in `period` (as `Period.key` writes it) and `area`, with all it rests on.

    A series that a strategy (`strategy` first) declares as a portfolio is the sum of its parts. The document
    has the keys series, title, unit, area, area_name, period, breakdown, as_at, value, status, words, derived
    and cells. `derived` is None for a stored figure, else {rule: sum|ratio|last|portfolio, words, of: […]}, each
    of which may be derived itself. `cells` are the stored observations: period, value, status, upload, file,
    source, sheet, cell, loaded_at, loaded_by, undone, role, words, rows, confirmed, excerpt and history, the
    values that stood before, newest first: value, status, valid_from, valid_to, upload, file, sheet, cell and
    ended_by, which is an upload's number or “undo of N”.

    Raises UnknownSeries, UnknownArea, BadPeriod, BadMoment, and NoFigure where there is none.
    """
    when, place = parse(period), area or board.default_area
    moment = board.store.moment(as_at) if as_at else None
    whole = None if breakdown else _portfolio(board.strategies_at(as_at), strategy, series)
    codes = {series} | {part.series for part in (whole.parts if whole else ())}
    history = board.store.traces.history(codes, place, when, as_at)
    if series not in history.series and whole is None and series not in board.store.specs():
        raise unknown_series(series, sorted(history.series))
    known = board.areas.by_code.get(place)
    name = history.area_name or (known.name if known else None)
    if name is None:
        raise UnknownArea(code=place)
    asked = Asked(series, breakdown, when, place, name, as_at)
    search = Search(history, moment)
    found = (whole and search.portfolio(whole, when)) or search.figure(series, breakdown, when)
    if found is None:
        raise _absent(board, search, asked, whole)
    told = _told(search, asked, found)
    if not any(board.rules.touches(code) for code in {series, *(cell.series for cell in told.cells)}):
        return told
    kept = veil(board.store, board.rules, board.store.specs() if as_at else history.series, [place])
    return veiled(told, lambda code, split, at: kept.hides(code, place, split, at))


def _portfolio(strategies: Mapping[str, Strategy], strategy: str | None, series: str) -> Indicator | None:
    """The indicator that makes `series` the sum of parts: in this strategy, or in another if it does not name it."""
    chosen = [strategies[strategy]] if strategy and strategy in strategies else []
    every = [item for one in (*chosen, *strategies.values()) for item in one.indicators if item.series == series]
    own = {item.code for one in chosen for item in one.indicators if item.series == series}
    return next((item for item in every if item.parts), None) if not own or every[0].parts else None


def _told(search: Search, asked: Asked, found: Found) -> Trace:
    specs = search.history.series
    named = [code for code in (found.code, *(part.code for part in found.of)) if code in specs]
    derived = _derived(search.history, found)
    cells = _cells(Cells(search.history, search.moment), found)
    return Trace(
        series=asked.series,
        title=found.title,
        unit=specs[named[0]].unit,
        decimals=specs[named[0]].decimals,
        area=asked.area,
        area_name=asked.area_name,
        period=asked.period.key,
        period_label=asked.period.label,
        breakdown=asked.breakdown,
        as_at=asked.as_at,
        value=found.value,
        status=found.status,
        words=derived.words if derived else _stored_words(cells[0]),
        derived=derived,
        cells=cells,
    )


def _cells(make: Cells, found: Found) -> tuple[Cell, ...]:
    """Every stored observation beneath a figure, each once."""
    seen: dict[int, Cell] = {}
    for one in _stored(found):
        assert one.told is not None
        words = "Worked out from its two parts: no cell holds it." if one.rule == "ratio" else ""
        if one.told.id not in seen:
            seen[one.told.id] = make.cell(one.told, title=one.title, role=one.role, words=words)
    return tuple(seen.values())


def _stored(found: Found) -> Iterator[Found]:
    if found.told and found.rule != "portfolio":
        yield found
    for part in found.of:
        yield from _stored(part)
    if found.told and found.rule == "portfolio":
        yield replace(found, role="total", rule=None, of=())


def _derived(history: History, found: Found) -> Derived | None:
    if found.rule is None:
        return None
    spec = history.series.get(found.code)
    per = spec.per if spec and found.rule == "ratio" else None
    steps = tuple(_step(history, part) for part in found.of)
    return Derived(rule=found.rule, words=_words(found, steps, per or 1), per=per, of=steps)


def _step(history: History, found: Found) -> Step:
    spec = history.series[found.code]
    return Step(
        series=found.code,
        title=found.title,
        breakdown=found.breakdown,
        period=found.period.key,
        period_label=found.period.label,
        value=found.value,
        status=found.status,
        unit=spec.unit,
        decimals=spec.decimals,
        role=found.role,
        derived=_derived(history, found),
    )


def _words(found: Found, steps: tuple[Step, ...], per: int) -> str:
    """How a figure is made, in a sentence."""
    if found.value is None:
        lacking = next((f"{s.title}, {s.period_label}" for s in steps if s.value is None), "")
        return f"Cannot be worked out: {lacking} has no figure." if lacking else "Cannot be worked out."
    numbers = [figure(step.value or 0.0, step.decimals) for step in steps]
    if found.rule == "ratio":
        times = f" × {figure(per)}" if per != 1 else ""
        return f"{steps[0].title} ÷ {steps[1].title}{times}: {numbers[0]} ÷ {numbers[1]}{times}."
    if found.rule == "last":
        return f"The newest of its {found.whole} {_kind(steps[0])}s: {steps[0].period_label}."
    what = "parts" if found.rule == "portfolio" else f"{_kind(steps[0])}s"
    written = f": {' + '.join(numbers)}" if len(numbers) <= _WRITTEN else ""
    return f"{len(numbers)} {what} added up{written}."


def _kind(step: Step) -> str:
    return "quarter" if parse(step.period).grain is Grain.QUARTER else "month"


def _stored_words(cell: Cell) -> str:
    return cell.words or f"As cell {cell.cell} of the sheet {cell.sheet} in {cell.file} gives it."


def _absent(board: Board, search: Search, asked: Asked, whole: Indicator | None) -> NoFigure:
    spec = search.history.series.get(asked.series)
    title = spec.title if spec else whole.title if whole else asked.series
    code = whole.parts[0].series if whole and not spec else asked.series
    held, areas = board.store.traces.held(code, asked.area, asked.as_at)
    if asked.breakdown and held and asked.breakdown not in {span.breakdown for span in held}:
        return no_breakdown(title, asked.breakdown, area=asked.area_name, held=held)
    place = f"{asked.area_name} as at {asked.as_at}" if asked.as_at else asked.area_name
    same = [span for span in held if span.breakdown == asked.breakdown]
    why = _why(board, search, asked, whole)
    return no_figure(title, period=asked.period, area=place, why=why, held=same or held, areas=areas)


def _why(board: Board, search: Search, asked: Asked, whole: Indicator | None) -> str:
    """What is known of the gap: a part that is missing, a figure that was undone, or an incomplete period."""
    if whole:
        lacking = [p.title for p in whole.parts if search.figure(p.series, p.breakdown, asked.period) is None]
        if 0 < len(lacking) < len(whole.parts):
            return f"Of its parts, these have none: {', '.join(lacking)}."
    there, of = search.share(asked.series, asked.breakdown, asked.period)
    incomplete = f"Only {there} of {of} of its {asked.period.part(of)}s are there." if there else ""
    return _was(search, asked, quoted=not board.rules.touches(asked.series)) or incomplete


def _was(search: Search, asked: Asked, *, quoted: bool) -> str:
    cells = Cells(search.history, search.moment)
    past = cells.past((asked.series, asked.breakdown, asked.period), search.moment)
    last = past[0] if past else None
    if last is None or last.value is None or last.valid_to is None:
        return ""
    ended = cells.ended_by(last)
    by = f"upload {ended.removeprefix('undo of ')} was undone" if isinstance(ended, str) else f"upload {ended}"
    was = f"It was {figure(last.value)}" if quoted else "It stood"
    return f"{was} until {iso(last.valid_to)[:16].replace('T', ' ')} UTC ({by})."
