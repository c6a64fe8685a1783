"""The improvement plan: commitments that are off track and actions that are open, each with its owner and due date."""

from collections.abc import Iterator

from dashboard.metrics.schedule import day
from dashboard.packs.pack import Chapter, Pack
from dashboard.packs.paper import tables
from dashboard.packs.paper.blocks import Cell, Marked, Table
from dashboard.packs.slides.deck import Deck
from dashboard.packs.slides.grid import tabled
from dashboard.packs.slides.look import BODY
from dashboard.packs.slides.paragraphs import Para
from dashboard.packs.words import NO_STATUS, STATUS, due
from dashboard.scorecard.actions import STATUSES, Action
from dashboard.scorecard.promises import Promise

PLAN = "Improvement plan: off track and open"
NOTHING = "No commitment is off track, and no action of a meeting is open."
_OFF = ("red", "amber")
_NO_OWNER = "No owner"


def plan(deck: Deck, pack: Pack) -> None:
    """Commitments first, then actions; where there is neither, a slide that says so."""
    rows = (*_commitments(pack), *(_action(one) for one in pack.actions if not one.settled))
    if not rows:
        box = deck.box("text", "Body")
        deck.page("text", PLAN).body(deck.fitted([Para(NOTHING, BODY)], box.w, box.h))
        return
    headings = ("Commitment or action", "Owner", "Due", "Status")
    tabled(deck, PLAN, Table(PLAN, headings, rows, widths=(8.6, 3.2, 1.9, 1.9)), notes=[_SOURCE])


_SOURCE = (
    "Commitments are off track where their status is red or amber, or their due date has passed. "
    "Actions are those of meetings that are neither done nor superseded."
)


def _commitments(pack: Pack) -> Iterator[tuple[Cell, ...]]:
    """Those that are red, amber or overdue, the overdue and the red first."""
    off = [(c, one) for c in pack.priorities for one in c.commitments if one.overdue or one.status in _OFF]
    for chapter, one in sorted(off, key=lambda pair: (not pair[1].overdue, pair[1].status != "red")):
        yield _commitment(chapter, one)


def _commitment(chapter: Chapter, one: Promise) -> tuple[Cell, ...]:
    said = one.progress.narrative if one.progress else ""
    what = "\n".join(filter(None, (f"{one.number} {one.commitment.text}", chapter.score.title, said)))
    words = (STATUS[one.status] if one.status else NO_STATUS) + (", overdue" if one.overdue else "")
    shown: Cell = Marked(one.status, words) if one.status else words
    return what, one.commitment.lead or chapter.score.lead or _NO_OWNER, one.due or "No date", shown


def _action(one: Action) -> tuple[Cell, ...]:
    newest = one.updates[-1] if one.updates else None
    update = f"{day(newest.on)}: {newest.text}" if newest else ""
    what = "\n".join(filter(None, (one.resolution, f"Minute {one.minute}, {one.meeting}, {day(one.met)}", update)))
    return what, one.owner or _NO_OWNER, due(one.due), STATUSES[one.status]


def progress(deck: Deck, chapter: Chapter) -> None:
    """Every commitment of a priority with its status and what is reported of it."""
    title = f"Commitments: {chapter.score.title}"
    tabled(deck, title, tables.commitments(chapter.score.title, chapter.commitments))
