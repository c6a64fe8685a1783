"""Where a number comes from: the link that opens its trace, and what a trace is made of on a screen."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from dash import dcc, html

from dashboard.metrics.when import when
from dashboard.scorecard.models import IndicatorScore
from dashboard.scorecard.provenance import Cell, Derived, Ending, Excerpt, ExcerptRow, Extract, Step, Trace
from layouts._parts.numbers import amount, shown
from layouts._parts.tables import table
from layouts._view import View, settings

_NUMBER = re.compile(r"[£−-]?[\d,.]+%?")
_MISSING = {"suppressed": "Suppressed", "missing": "Missing"}
_LISTED, _WRAPS = 8, 28


def address(view: View, *, series: str, period: str, area: str, breakdown: str = "") -> str:
    """The address of a number's trace in the same state; `shown` is the area of the page that leads there."""
    shown = view.area if area != (view.area or settings().area) else None
    own = {"series": series, "period": period, "breakdown": breakdown, "shown": shown}
    state = replace(view, area=area).href("/trace")
    return f"{state}&{urlencode({name: value for name, value in own.items() if value})}"


def traced(text: str, view: View, series: str, area: str, period: str, breakdown: str = "") -> dcc.Link:
    """A number as a link to its trace: 6,267, where this comes from."""
    where = address(view, series=series, period=period, area=area, breakdown=breakdown)
    return dcc.Link([text, html.Span(", where this comes from", className="unseen")], href=where, className="traced")


@dataclass(frozen=True)
class Opening:
    """Makes (text, period) of an indicator into a link to the trace of its figure."""

    view: View
    score: IndicatorScore

    def __call__(self, text: str, period: str) -> dcc.Link:
        score = self.score
        return traced(text, self.view, score.series, score.area, period, score.breakdown)


def opening(view: View, score: IndicatorScore) -> Opening:
    return Opening(view, score)


def figure_of(view: View, score: IndicatorScore) -> dcc.Link | str:
    """An indicator's value as a link to its trace, or the word for why there is none."""
    return shown(score) if score.value is None else opening(view, score)(shown(score), score.period)


def before_of(view: View, score: IndicatorScore) -> dcc.Link | str:
    """Its value a year before, likewise."""
    text = amount(score.previous, score.unit, score.decimals)
    known = score.previous is not None and score.previous_period
    return opening(view, score)(text, score.previous_period) if known and score.previous_period else text


def said(value: float | None, status: str, unit: str, decimals: int) -> str:
    """The value, or the word for why there is none."""
    return amount(value, unit, decimals) if value is not None else _MISSING.get(status, "–")


def making(found: Trace) -> html.Div | None:
    """How a derived figure is made, each step beneath what it makes; None for a stored one."""
    if found.derived is None:
        return None
    places = {(c.series, c.period, c.breakdown): c for c in found.cells}
    rows = [_step(step, depth, places) for step, depth in _steps(found.derived, 0)]
    rows += [_own_total(cell) for cell in found.cells if cell.role == "total"]
    caption = f"What {found.title}, {found.period_label}, is made of"
    heading = "Value" if found.derived.rule == "ratio" else found.unit.capitalize() or "Value"
    return table(caption, ("Figure", heading, "Where"), rows, words=frozenset({2}), quiet=True)


def _steps(derived: Derived, depth: int) -> Iterator[tuple[tuple[Step, str], int]]:
    """Every step with the name that tells it from those beside it."""
    titles = {step.title for step in derived.of}
    for step in derived.of:
        name = step.title if len(titles) > 1 or derived.rule != "sum" else step.period_label
        yield (step, name), depth
        if step.derived:
            yield from _steps(step.derived, depth + 1)


def _step(named: tuple[Step, str], depth: int, places: dict[tuple[str, str, str], Cell]) -> tuple[Any, str, Any]:
    step, name = named
    label = html.Span([name, f" ({step.breakdown})" if step.breakdown else ""], className=f"depth-{min(depth, 2)}")
    value = said(step.value, step.status, step.unit if step.unit == "%" else "", step.decimals)
    if step.derived:
        return label, value, step.derived.words
    return label, value, _place(places[step.series, step.period, step.breakdown])


def _own_total(cell: Cell) -> tuple[Any, str, Any]:
    label = html.Span(f"{cell.title}, as the file’s own total", className="depth-0")
    return label, said(cell.value, cell.status, "", cell.decimals), _place(cell)


def _place(cell: Cell) -> list[Any]:
    """A link down to the piece of the original, and what it prints if that is not the figure."""
    where = f"cell {cell.cell}" if cell.cell else f"{len(cell.rows)} rows" if cell.rows else "no single cell"
    link = html.A(f"{cell.file}, {where}", href=f"#{anchor(cell.upload, cell.sheet)}")
    return [link] if cell.printed is None else [link, f", which {_printed(cell.printed)}"]


def _printed(text: str) -> str:
    return f"says “{text}”" if text else "is empty"


def anchor(upload: int, sheet: str) -> str:
    return f"upload-{upload}-{re.sub(r'[^0-9A-Za-z]+', '-', sheet)}"


def origin(piece: Extract) -> html.Section:
    """A file of the trace: what it is, who loaded it and when, what is to be said of its cells, and its cells."""
    first = piece.cells[0]
    facts = [
        ("Publication", ", ".join(part for part in (first.source_title, first.publisher) if part)),
        ("Sheet", piece.sheet),
        ("Cells", _names(piece)),
        ("Loaded", f"{when(first.loaded_at)} by {first.loaded_by}, upload {piece.upload}"),
    ]
    name = anchor(piece.upload, piece.sheet)
    return html.Section(
        [
            html.H2(piece.file, id=f"{name}-title"),
            html.Dl([html.Div([html.Dt(word), html.Dd(text)]) for word, text in facts if text], className="origins"),
            *_remarks(piece.cells),
            sheet(piece.excerpt, piece.file) if piece.excerpt else _unopened(piece),
        ],
        id=name,
        className="panel origin-file",
        **{"data-testid": "trace-file", "data-upload": str(piece.upload), "aria-labelledby": f"{name}-title"},
    )


def _names(piece: Extract) -> str:
    """The marked cells: C6, C7; where they are many, the first and the last and how many."""
    names = piece.excerpt.marked if piece.excerpt else ()
    return f"{names[0]} to {names[-1]}, {len(names)} cells" if len(names) > _LISTED else ", ".join(names)


def _remarks(cells: Sequence[Cell]) -> list[Any]:
    plain = dict.fromkeys(remark for cell in cells for remark in _about(cell))
    warned = dict.fromkeys(note.message for cell in cells for note in cell.warnings)
    return [
        *(html.P(remark) for remark in plain),
        *(html.P([html.Span("Warning: ", className="notice-word"), text], className="notice") for text in warned),
    ]


def _about(cell: Cell) -> Iterator[str]:
    if cell.words:
        yield cell.words
    if cell.printed is not None:
        is_now = said(cell.value, cell.status, cell.unit, cell.decimals)
        yield f"Cell {cell.cell} {_printed(cell.printed)}; the figure for {cell.title} is {is_now}."
    if cell.restored_by:
        yield f"It stands again since {_ending(cell.restored_by)} on {when(cell.valid_from)}."
    if cell.confirmed:
        last, count = cell.confirmed[-1], len(cell.confirmed)
        later = "" if count == 1 else f"{count} later uploads, last by "
        yield f"Confirmed by {later}upload {last.upload}, {last.file}, on {when(last.loaded_at)}."


def _unopened(piece: Extract) -> Any:
    """What stands in place of a piece of the original: the rows that were added up, if they are known."""
    rows = [(row.title, amount(row.value), row.cell) for cell in piece.cells for row in cell.rows]
    if rows:
        return table(f"Rows of {piece.file}", ("Row", "Figure", "Cell"), rows, words=frozenset({2}))
    return html.P("This piece of the file cannot be shown here.", className="quiet")


def sheet(piece: Excerpt, file: str) -> html.Div:
    """A piece of the original as a spreadsheet shows it: letters above, numbers beside, the cells marked."""
    caption = f"From the sheet {piece.sheet} of {file}, as it was handed in"
    far = _far(piece)
    letters = [html.Th(letter, scope="col", className=kind) for letter, kind in zip(piece.columns, far, strict=True)]
    rows = [_row(row, piece, far, before) for row, before in zip(piece.rows, [None, *piece.rows], strict=False)]
    made = html.Table(
        [html.Caption(caption, className="unseen"), html.Thead(html.Tr([html.Td(), *letters])), html.Tbody(rows)],
        className="sheet sheet-many" if len(piece.marked) > _LISTED else "sheet",
        **{"data-testid": "trace-sheet"},
    )
    return html.Div(made, className="scrolls", tabIndex=0, role="region", **{"aria-label": caption})


def _far(piece: Excerpt) -> list[str]:
    """“far” for each column of numbers that is no neighbour of a mark: a narrow screen leaves it out."""
    marked = {place for place, letter in enumerate(piece.columns) if any(_in(letter, name) for name in piece.marked)}
    near = {place + step for place in marked for step in (-1, 0, 1)}
    body = [row.cells for row in piece.rows if not row.heading]
    numbers = {n for n in range(len(piece.columns)) if all(_NUMBER.fullmatch(cells[n]) for cells in body if cells[n])}
    # a column that says the same in every row names it, as a year does
    varied = {n for n in numbers if len({cells[n] for cells in body}) > 1}
    return ["far" if n in varied - near else "" for n in range(len(piece.columns))]


def _in(letter: str, name: str) -> bool:
    return name.rstrip("0123456789") == letter


def _row(row: ExcerptRow, piece: Excerpt, far: list[str], before: ExcerptRow | None) -> html.Tr:
    gap = before is not None and row.row > before.row + 1
    cells = [
        _cell(text, row.heading, f"{letter}{row.row}" in piece.marked, kind)
        for letter, text, kind in zip(piece.columns, row.cells, far, strict=True)
    ]
    return html.Tr([html.Th(str(row.row), scope="row"), *cells], className="after-gap" if gap else "")


def _cell(text: str, heading: bool, marked: bool, far: str) -> html.Td:
    own = "heading" if heading else "number" if _NUMBER.fullmatch(text) else "wraps" if len(text) > _WRAPS else ""
    kind = f"{own} {far}".strip()
    if not marked:
        return html.Td(text, className=kind)
    return html.Td([html.Mark(text or "(empty)"), html.Span(" this figure", className="unseen")], className=kind)


def earlier(found: Trace) -> html.Div | html.P:
    """Every value that stood before, newest first, and what brought and ended it."""
    changed = [cell for cell in found.cells if cell.history]
    if not changed:
        return html.P("No other value has stood for it.", className="quiet")
    rows = [row for cell in changed for row in _values(cell)]
    headings = ("Figure", "Value", "From", "Until", "Came with", "Ended by")
    words = frozenset({2, 3, 4, 5})
    return table("Values by the time they stood", headings, rows, hook="trace-history", words=words, quiet=True)


def revised(found: Trace) -> str:
    """Was 412 until 14 Jan 2026 at 10:05 UTC, now 420; of a derived figure, how many it rests on were revised."""
    changed = [cell for cell in found.cells if cell.history]
    if not changed:
        return ""
    if found.derived:
        several = "figures it rests on" if len(found.cells) > 1 else "figure it rests on"
        return f"Revised: of the {len(found.cells)} {several}, {len(changed)} had another value before."
    last = changed[0].history[0]
    was, now = (said(one.value, one.status, found.unit, found.decimals) for one in (last, changed[0]))
    undone = f", when {_ending(last.ended_by)}" if isinstance(last.ended_by, str) else ""
    return f"Was {was} until {when(last.valid_to)}{undone}, now {now}."


def _values(cell: Cell) -> Iterator[tuple[Any, ...]]:
    name = f"{cell.title}, {cell.period_label}"
    now = said(cell.value, cell.status, cell.unit, cell.decimals)
    yield name, now, _moment(cell.valid_from), "now", _came(cell.upload, cell.file, cell.cell, cell.undone), "–"
    for one in cell.history:
        was = said(one.value, one.status, cell.unit, cell.decimals)
        came = _came(one.upload, one.file, one.cell, one.undone)
        yield name, was, _moment(one.valid_from), _moment(one.valid_to), came, _ending(one.ended_by)


def _ending(ended_by: Ending | None) -> str:
    if isinstance(ended_by, str):
        return f"upload {ended_by.removeprefix('undo of ')} was undone"
    return f"upload {ended_by}" if ended_by else "–"


def _moment(text: str) -> html.Span:
    return html.Span(when(text), className="moment")


def _came(upload: int, file: str, cell: str | None, undone: bool) -> Any:
    place = f"upload {upload}, {file}" + (f", {cell}" if cell else "")
    return [place, " ", html.Span("undone", className="tag")] if undone else place
