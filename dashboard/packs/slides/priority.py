"""A slide for each priority: its status and why, its lead and ambition, what is said of it, and its indicators."""

from collections.abc import Sequence

from dashboard.packs.pack import Chapter, Entry, Telling
from dashboard.packs.paper.blocks import Cell, Marked, Table
from dashboard.packs.slides.deck import Deck, Page
from dashboard.packs.slides.grid import put, sheets
from dashboard.packs.slides.look import BODY, SMALL, Box
from dashboard.packs.slides.overview import by_gravity
from dashboard.packs.slides.paragraphs import Para
from dashboard.packs.words import RAG, status, tally_of
from dashboard.scorecard.details import Chart

BARE = "No indicator is declared for this priority."
_MARK, _BESIDE, _GAP, _LEAST_CHART = 30.0, 40.0, 14.0, 165.0


def priority(deck: Deck, chapter: Chapter) -> None:
    """One slide, and more for as many indicators as do not fit beside its words."""
    title, score = chapter.score.title, chapter.score
    if not chapter.indicators:
        page, box = deck.page("text", title, [score.reason]), deck.box("text", "Body")
        _told(deck, page, chapter, box, [Para(BARE, BODY)])
        return
    table, room = _indicators(chapter), deck.box("figures", "Table")
    found = sheets(deck, table, room, (SMALL,))
    page = deck.page("figures", _counted(title, 1, len(found)), [score.reason, *map(_known, chapter.indicators)])
    _told(deck, page, chapter, deck.box("figures", "Body"), [])
    put(page, found[0], table, room)
    left, chart = room.below(found[0].height + _GAP), _picture(chapter)
    if len(found) == 1 and chart and left.h >= _LEAST_CHART:
        page.chart(chart, left)
    for number, sheet in enumerate(found[1:], start=2):
        more = deck.page("figures", _counted(title, number, len(found)))
        more.body(deck.fitted([Para("More of its indicators.", SMALL)], deck.box("figures", "Body").w, 60.0))
        put(more, sheet, table, room)


def _picture(chapter: Chapter) -> Chart | None:
    """The chart of its gravest indicator that has one."""
    return next((entry.charts[0] for entry in by_gravity(chapter.indicators) if entry.charts), None)


def _counted(title: str, number: int, of: int) -> str:
    return f"{title} ({number} of {of})" if of > 1 else title


def _told(deck: Deck, page: Page, chapter: Chapter, box: Box, more: Sequence[Para]) -> None:
    score = chapter.score
    head = deck.fitted([stands(chapter)], box.w - _BESIDE, 110.0)
    used = max(head.height, _MARK)
    page.mark(score.rag, Box(box.x, box.y, _MARK, _MARK), f"Status: {RAG[score.rag].lower()}")
    beside = Box(box.x + _BESIDE, box.y + max((_MARK - head.height) / 2, 0.0), box.w - _BESIDE, head.height)
    page.text(head, beside, "Status in words")
    below = box.below(used + 12)
    page.body(deck.fitted([*_words(chapter), *more], below.w, below.h), below)


def stands(chapter: Chapter) -> Para:
    """Its status in words, and why."""
    score = chapter.score
    word, named = RAG[score.rag], status(score)
    reason = score.reason.removeprefix(word).removeprefix(":").strip()
    begun = score.reason.startswith(f"{word}:") or not score.reason.startswith(word)
    if named == word and not begun:  # Red because of Robbery
        return Para(reason, BODY, lead=word, after=0)
    return Para(reason[:1].upper() + reason[1:], BODY, lead=f"{named}.", after=0)


def _words(chapter: Chapter) -> list[Para]:
    score = chapter.score
    said = list[Para]()
    if chapter.chosen and score.judgement and score.judgement.state != "in force":
        said.append(Para(chapter.chosen, SMALL))
    said.append(Para(score.lead or "None named", SMALL, lead="Lead:"))
    if score.ambition:
        said.append(Para(score.ambition, SMALL, lead="Ambition:"))
    if chapter.commitments:
        said.append(Para(f"{tally_of(one.status for one in chapter.commitments)}.", SMALL, lead="Commitments:"))
    told = chapter.narrative
    # where there is no figure, a draft says what the reason says
    if told and not (told.draft and all(entry.score.value is None for entry in chapter.indicators)):
        said += telling(told, SMALL)
    return said


def telling(told: Telling, size: float) -> list[Para]:
    """Somebody's words: what in them is no longer so, whose they are, and then the words, which may be long."""
    checked = [Para(finding, size, lead="To check:") for finding in told.findings]
    by = Para(f"{told.by}:", size, after=2)
    return [*checked, by, *(Para(line, size) for line in told.paragraphs)]


def _indicators(chapter: Chapter) -> Table:
    rows = tuple(map(_indicator, chapter.indicators))
    return Table(f"Indicators: {chapter.score.title}", ("Indicator", "Figure", "Change", "Target", "Status"), rows,
                 frozenset({1, 2}), (4.4, 1.7, 1.7, 2.8, 2.0))  # fmt: skip


def _indicator(entry: Entry) -> tuple[Cell, ...]:
    words, score = entry.words, entry.score
    period = f", {score.period_label.split(' (')[0]}" if score.value is not None else ""
    told = f"{score.title}\n{words.unit}{period}" if words.unit else f"{score.title}\n{period.removeprefix(', ')}"
    aim = words.target[:1].upper() + words.target[1:]
    return told.strip(), words.shown, words.change, aim, Marked(score.rag, RAG[score.rag])


def _known(entry: Entry) -> str:
    return f"{entry.score.title}: {entry.score.sentence or entry.score.reason}"
