"""What is good, on one slide; and what needs discussion, with the lead’s comment and what is being done."""

from dashboard.packs.pack import Discussed, Good, Pack, Telling
from dashboard.packs.paper.blocks import Cell, Marked, Table
from dashboard.packs.paper.corrections import corrected
from dashboard.packs.slides.deck import Deck
from dashboard.packs.slides.grid import put, sheets, tabled
from dashboard.packs.slides.look import BODY
from dashboard.packs.slides.paragraphs import Para
from dashboard.packs.words import RAG, counted, listed

GOOD, DISCUSS = "What is going well", "What needs discussion"
NO_GOOD = "No indicator is green or improving in this quarter."
NO_COMMENT, NO_ACTION = "No comment yet.", "No corrective action is recorded."
_SAID = "Who leads, and what the figures say, stands with each indicator in the appendix."


def good(deck: Deck, pack: Pack) -> None:
    """One slide: what does not fit is counted in its last row."""
    if not pack.good:
        _nothing(deck, GOOD, NO_GOOD)
        return
    box, shown = deck.box("table", "Table"), len(pack.good)
    while shown > 1 and len(sheets(deck, _good(pack, shown), box)) > 1:
        shown -= 1
    table = _good(pack, shown)
    put(deck.page("table", GOOD, [_SAID]), sheets(deck, table, box)[0], table, box)


def _good(pack: Pack, shown: int) -> Table:
    figures = {entry.score.code: entry for entry in pack.entries}
    rows: list[tuple[Cell, ...]] = []
    for one in pack.good[:shown]:
        entry = figures[one.indicator]
        change = f", {entry.words.change} on {entry.words.previous_label}" if entry.score.change is not None else ""
        figure = f"{entry.words.shown} {entry.words.unit}".strip() + change
        rows.append((f"{one.title}\n{figure}", Marked(one.rag, _why(one)), one.sentence))
    left = pack.good[shown:]
    if left:
        more = f"And {counted(len(left), 'other')}"
        rows.append((more, "", f"{listed(one.title for one in left)}."))
    return Table(GOOD, ("Indicator", "Status", "What the figures say"), tuple(rows), widths=(4.8, 1.9, 7.6))


def _why(one: Good) -> str:
    return RAG[one.rag] + (", improving" if "mproving" in one.why else "")


def exceptions(deck: Deck, pack: Pack) -> None:
    """As many slides as it takes; where nothing needs discussion, one that says so."""
    if not pack.exceptions:
        _nothing(deck, DISCUSS, pack.nothing)
        return
    headings = ("Indicator", "Status", "Why", "The lead’s comment", "Corrective action")
    rows = tuple(map(_exception, pack.exceptions))
    table = Table(DISCUSS, headings, rows, widths=(3.5, 1.65, 4.2, 3.3, 3.8))
    tabled(deck, DISCUSS, table, notes=[f"{one.title}: {one.sentence}" for one in pack.exceptions])


def _exception(one: Discussed) -> tuple[Cell, ...]:
    lead = f"Lead: {one.lead or 'none named'}"
    why = "\n".join(reason.text for reason in one.reasons)
    named = f"{one.title}\n{one.figure}\n{lead}"
    return named, Marked(one.rag, RAG[one.rag]), why, _comment(one.comment), "\n".join(one.actions) or NO_ACTION


def _comment(said: Telling | None) -> str:
    if said is None:
        return NO_COMMENT
    checked = [f"To check: {finding}" for finding in said.findings]
    # what must be known of a comment is not what is cut off
    return "\n".join([*checked, *said.paragraphs, f"{said.by}."])


def corrections(deck: Deck, pack: Pack) -> None:
    """What the last paper said that is otherwise now; no slide where all of it stands."""
    if pack.earlier and pack.corrected:
        notes = [f"{pack.since} It was on {pack.earlier.quarter_label}, {pack.earlier.area_name}."]
        for table in corrected(pack.earlier):
            tabled(deck, table.caption, table, notes=notes)


def _nothing(deck: Deck, title: str, said: str) -> None:
    box = deck.box("text", "Body")
    deck.page("text", title).body(deck.fitted([Para(said, BODY)], box.w, box.h))
