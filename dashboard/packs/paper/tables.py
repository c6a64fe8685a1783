"""The tables of a paper, each made of one part of the pack."""

from collections.abc import Iterable, Sequence

from dashboard.metrics.schedule import day
from dashboard.packs.pack import Chapter, Entry, PartWords
from dashboard.packs.paper.blocks import Cell, Marked, Table
from dashboard.packs.words import NO_STATUS, STATUS, due, status
from dashboard.scorecard.actions import STATUSES, Action
from dashboard.scorecard.details import Chart
from dashboard.scorecard.promises import Promise

# so many years stand side by side on a page
_ACROSS = 8
# never broken before its sign
_PERCENT = "Change,\u00a0%"


def priorities(chapters: Sequence[Chapter]) -> Table:
    """Every priority with its lead and its status, and why."""
    rows = tuple(
        (one.score.title, one.score.lead or "None named", Marked(one.score.rag, status(one.score)), one.score.reason)
        for one in chapters
    )
    return Table("Status of each priority", ("Priority", "Lead", "Status", "Why"), rows, widths=(4.4, 3.2, 2.8, 6.2))


def indicators(title: str, entries: Iterable[Entry]) -> Table:
    """Indicators: figure, the year before, change, target, status."""
    headings = ("Indicator", "Figure", "Year before", "Change", _PERCENT, "Target", "Status")
    rows = tuple(map(_indicator, entries))
    numbers = frozenset({1, 2, 3, 4})
    return Table(f"Indicators: {title}", headings, rows, numbers, (3.8, 1.9, 2.2, 1.7, 2.2, 2.5, 2.3))


def _indicator(entry: Entry) -> tuple[Cell, ...]:
    words, score = entry.words, entry.score
    unit = f", {words.unit}" if words.unit else ""
    return (
        f"{score.title}{unit}",
        words.shown,
        words.previous,
        words.difference,
        "–" if score.unit == "%" else words.change,
        words.target[:1].upper() + words.target[1:],
        Marked(score.rag, status(score)),
    )


def commitments(title: str, promises: Sequence[Promise]) -> Table:
    """Commitments with their status, its qualifier and the narrative, as they are numbered."""
    rows = tuple((_promised(one), _status(one), _progress(one)) for one in promises)
    return Table(f"Commitments: {title}", ("Commitment", "Status", "Progress"), rows, widths=(7.0, 2.7, 6.9))


def _promised(one: Promise) -> str:
    """The number and what was promised, then who leads it, with whom, and when it is due."""
    partners = f"with {', '.join(one.commitment.partners)}" if one.commitment.partners else ""
    when = f"{'overdue: due' if one.overdue else 'due'} {one.due}" if one.due else ""
    told = "; ".join(filter(None, (one.commitment.lead, partners, when)))
    return "\n".join(filter(None, (f"{one.number} {one.commitment.text}", told[:1].upper() + told[1:])))


def _status(one: Promise) -> Cell:
    if one.status is None:
        return NO_STATUS
    return Marked(one.status, STATUS[one.status])


def _progress(one: Promise) -> str:
    said = one.progress.narrative if one.progress else ""
    evidence = f"Evidence: {one.progress.evidence}" if one.progress and one.progress.evidence else ""
    return "\n".join(filter(None, (one.qualifier, said, one.why, one.earlier, evidence))) or "Nothing reported."


def actions(found: Sequence[Action]) -> Table:
    """What meetings resolved, with the newest update of each."""
    headings = ("Minute", "Resolution", "Owner", "Due", "Status and update")
    return Table("Actions and matters arising", headings, tuple(map(_action, found)), widths=(2.1, 5.7, 2.4, 2.1, 4.3))


def _action(one: Action) -> tuple[Cell, ...]:
    newest = one.updates[-1] if one.updates else None
    update = f"\n{day(newest.on)}: {newest.text}" if newest else ""
    minute = f"{one.minute}\n{day(one.met)}"
    return minute, one.resolution, one.owner or "No owner", due(one.due), STATUSES[one.status] + update


def portfolio(entry: Entry) -> Table:
    """The parts of an indicator and, where they make it up, their sum."""
    parts = tuple(map(_part, entry.parts))
    whole = (_part(entry.parts_total),) if entry.parts_total else ()
    label = entry.score.period_label.split(" (")[0]
    headings = ("Part", entry.words.previous_label or "Year before", label, "Change", _PERCENT)
    caption = f"Parts of {entry.score.title}" + (f", {entry.words.unit}" if entry.words.unit else "")
    numbers = frozenset({1, 2, 3, 4})
    return Table(caption, headings, (*parts, *whole), numbers, (6.6, 2.8, 2.8, 2.2, 2.2), total=bool(whole))


def _part(part: PartWords) -> tuple[Cell, ...]:
    return f"{part.title}{' (within)' if part.within else ''}", part.previous, part.shown, part.difference, part.change


def figures(chart: Chart) -> Table:
    """The numbers of a chart; of few years side by side, the oldest first."""
    caption = f"{chart.title}, {chart.unit}" if chart.unit else chart.title
    if chart.kind == "years" and len(chart.table_rows) <= _ACROSS:
        across = tuple(zip(*reversed(chart.table_rows), strict=True))
        headings = (chart.table_headings[0], *across[0])
        rows = tuple((name, *row) for name, row in zip(chart.table_headings[1:], across[1:], strict=True))
        return Table(caption, headings, rows, frozenset(range(1, len(headings))), (3.0, *[1.6] * (len(headings) - 1)))
    words = {len(chart.table_headings) - 1} if chart.marks else set()
    numbers = frozenset(range(1, len(chart.table_headings))) - words
    return Table(caption, chart.table_headings, chart.table_rows, numbers)
