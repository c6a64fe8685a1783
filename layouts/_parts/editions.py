"""What an upload changed, figure by figure: which kind, which series, which area, before and after, and the cell."""

from collections.abc import Callable, Sequence
from typing import Any

from dash import dcc, html

from dashboard.metrics.change import change
from dashboard.records import cell_name
from dashboard.scorecard.ledger import counted
from dashboard.store.editions import Change, Edition, Tally
from layouts._parts.numbers import signed
from layouts._parts.pages import chooser
from layouts._parts.provenance import said, traced
from layouts._parts.tables import table
from layouts._view import View

_KINDS = {"changed": "Revised", "gone": "No longer listed", "new": "New"}
_NONE = {
    "changed": "It revised no figure that stood.",
    "gone": "It left out no figure that stood.",
    "new": "It brought no new figure.",
}
_HEADINGS = {
    "changed": ("Series", "Area", "Period", "Before", "After", "Change", "Change, %", "Cell"),
    "gone": ("Series", "Area", "Period", "What stood"),
    "new": ("Series", "Area", "Period", "Figure", "Cell"),
}
_WORDS = {"changed": frozenset({1, 2, 7}), "gone": frozenset({1, 2}), "new": frozenset({1, 2, 4})}
Href = Callable[[str], str]


def kinds(found: Edition, href: Href) -> html.Nav:
    """Links to each kind of change with how many there are; `href` gives the address of a kind."""
    counts = {"changed": found.entry.changed, "gone": found.entry.gone, "new": found.entry.new}
    links = []
    for kind, words in _KINDS.items():
        here = kind == found.asked.kind
        inside = [f"{words} ({counts[kind]:,})", html.Span(" (shown)", className="unseen") if here else None]
        links.append(html.Li(dcc.Link(inside, href=href(kind)), className="here" if here else ""))
    return html.Nav(html.Ul(links), className="kinds", **{"aria-label": "Kinds of change"})


def choosers(found: Edition) -> html.Form:
    """The series and areas there are changes of, each counted within what the other list has chosen."""
    asked = found.asked
    in_area = [t for t in found.tallies if asked.area in (None, t.area)]
    of_series = [t for t in found.tallies if asked.series in (None, t.series)]
    series = _options("All series", in_area, lambda t: (t.series, t.title))
    areas = sorted(
        _options("All areas", of_series, lambda t: (t.area, t.area_name)), key=lambda pair: (pair[0] != "", pair[1])
    )
    made = [chooser("series", "Series", series, asked.series or ""), chooser("place", "Area", areas, asked.area or "")]
    return html.Form(made, className="choice filters", **{"aria-label": "Which figures are listed"})


def _options(first: str, tallies: Sequence[Tally], named: Callable[[Tally], tuple[str, str]]) -> list[tuple[str, str]]:
    counts: dict[tuple[str, str], int] = {}
    for tally in tallies:
        counts[named(tally)] = counts.get(named(tally), 0) + tally.figures
    return [("", first), *((code, f"{name} ({number:,})") for (code, name), number in counts.items())]


def shown(found: Edition) -> int:
    """How many changes the choice leaves."""
    asked = found.asked
    return sum(t.figures for t in found.tallies if asked.series in (None, t.series) and asked.area in (None, t.area))


def changes(view: View, found: Edition, *, first: int, count: int) -> Any:
    """A page of changes, or the words for there being none."""
    kind = found.asked.kind
    if not found.changes:
        return html.P(_NONE[kind] if not found.tallies else "There is no such figure in this upload.")
    last = first + len(found.changes) - 1
    span = counted(count, "figure") if count == len(found.changes) else f"Figures {first:,} to {last:,} of {count:,}"
    order = "" if kind == "new" or count == 1 else ", the largest change first"
    rows = [_row(view, found, one) for one in found.changes]
    return table(f"{span}{order}", _HEADINGS[kind], rows, hook="edition", words=_WORDS[kind])


def _row(view: View, found: Edition, one: Change) -> tuple[Any, ...]:
    breakdown = f", {one.breakdown.replace('=', ': ')}" if one.breakdown else ""
    place = (one.title + breakdown, one.area_name, html.Span(one.period.short, className="whole"))
    if found.asked.kind == "gone":
        return (*place, _before(view, one))
    after = said(one.after, one.after_status, one.unit, one.decimals)
    value = traced(after, view, one.series, one.area, one.period.key, one.breakdown)
    if found.asked.kind == "new":
        return (*place, value, _cell(found, one))
    return (*place, _before(view, one), value, *_moved(one), _cell(found, one))


def _before(view: View, one: Change) -> Any:
    words = said(one.before, one.before_status, one.unit, one.decimals)
    where = html.Span(
        [" of ", dcc.Link(f"upload {one.before_upload}", href=view.href(f"/uploads/{one.before_upload}"))]
    )
    return [words, html.Small(where, className="aside")]


def _moved(one: Change) -> tuple[str, str]:
    """The change, and in per cent of what stood; a percentage moves by points."""
    moved = change(one.after, one.before)
    if moved.absolute is None:
        return "–", "–"
    if moved.absolute == 0:
        return f"now {one.after_status}", "–"
    if one.unit == "%":
        return f"{signed(float(moved.absolute), max(one.decimals, 1))} points", "–"
    percent = "from 0" if moved.percent is None else f"{signed(float(moved.percent), 1)}%"
    return signed(float(moved.absolute), one.decimals), percent


def _cell(found: Edition, one: Change) -> Any:
    if not one.row:
        return "Added up from several cells"
    return html.Span(f"{found.entry.sheets[one.sheet]}!{cell_name(one.row, one.column)}", className="held")
