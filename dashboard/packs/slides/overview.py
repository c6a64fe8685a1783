"""The first slide: what the paper is of, how every priority stands, and its headline numbers."""

from collections.abc import Sequence

from dashboard.packs.pack import Chapter, Entry, Pack
from dashboard.packs.slides.deck import Deck, Page
from dashboard.packs.slides.look import BODY, GROUND, INK, LINE, QUIET, SMALL, Box
from dashboard.packs.slides.paragraphs import Para, height
from dashboard.packs.slides.paragraphs import title as clipped
from dashboard.packs.words import RAG, status, tally_of

_GAP, _PAD, _MARK, _BIG = 12.0, 11.0, 30.0, 22.0
_LOW = 120.0  # no card is lower
_WIDE_CARD = 300.0
_HIGH = 150.0
# cards beside each other, by how many there are on a slide
_ACROSS = {1: 1, 2: 2, 3: 3, 4: 2}
_MOST = 9
_GRAVE = ("red", "amber", "green", "grey")


def overview(deck: Deck, pack: Pack) -> None:
    """One slide for up to nine priorities, another for each nine more."""
    parts = [pack.priorities[n : n + _MOST] for n in range(0, len(pack.priorities), _MOST)] or [()]
    for number, some in enumerate(parts, start=1):
        title = pack.header.title if len(parts) == 1 else f"{pack.header.title} ({number} of {len(parts)})"
        _slide(deck, pack, title, some, first=number == 1)


def _slide(deck: Deck, pack: Pack, title: str, chapters: Sequence[Chapter], *, first: bool) -> None:
    page = deck.page("text", title, _notes(pack))
    box = deck.box("text", "Body")
    rows = -(-len(chapters) // _across(len(chapters)))
    above = box.h - rows * _LOW - (rows - 1) * _GAP - _GAP
    said = deck.fitted(_opening(pack) if first else [_kicker(pack)], box.w, above)
    page.body(said, box.top(max(said.height, 1.0)))
    for chapter, place in zip(chapters, _grid(box.below(said.height + _GAP + 2), len(chapters)), strict=True):
        _card(deck, page, chapter, place)


def _kicker(pack: Pack) -> Para:
    return Para(
        f"{pack.header.strategy_title}, {pack.header.area_name}", BODY, lead=f"{pack.header.partnership}.", after=8
    )


def _opening(pack: Pack) -> list[Para]:
    return [
        _kicker(pack),
        *(Para(line, BODY if len(pack.priorities) < 5 else SMALL, bullet=True, after=3) for line in pack.summary),
    ]


def _across(count: int) -> int:
    return _ACROSS.get(count, 3)


def _grid(box: Box, count: int) -> list[Box]:
    """Places for cards, of one size, row by row."""
    if not count:
        return []
    across = _across(count)
    rows = -(-count // across)
    wide, high = (box.w - (across - 1) * _GAP) / across, min((box.h - (rows - 1) * _GAP) / rows, _HIGH)
    return [
        Box(box.x + (n % across) * (wide + _GAP), box.y + (n // across) * (high + _GAP), wide, high)
        for n in range(count)
    ]


def _card(deck: Deck, page: Page, chapter: Chapter, box: Box) -> None:
    """A priority: its mark, title and status in words, then its headline numbers, the gravest first."""
    score = chapter.score
    page.ground(box, GROUND, LINE)
    page.mark(score.rag, Box(box.x + _PAD, box.y + _PAD, _MARK, _MARK), f"{score.title}: {RAG[score.rag].lower()}")
    inner = Box(box.x + 2 * _PAD + _MARK, box.y + _PAD - 1, box.w - 3 * _PAD - _MARK, box.h - 2 * _PAD + 3)
    found = deck.fitted(_words(deck, chapter, inner), inner.w, inner.h)
    page.text(found, inner, score.title)


def _words(deck: Deck, chapter: Chapter, box: Box) -> list[Para]:
    """Title, status and numbers; the reason gives way to the numbers, and of these the less grave to a count."""
    size = BODY if box.w > _WIDE_CARD else SMALL
    title = clipped(chapter.score.title, box.w, 2.4 * size, size=size, least=SMALL, spread=deck.spread)
    title = title._replace(colour=INK, after=1)
    room = box.w / deck.spread
    for stands in (_because(chapter), _stands(chapter)):
        if height([title, stands, *_figures(chapter)], room) <= box.h:
            return [title, stands, *_figures(chapter)]
    figures = list(map(_figure, headlines(chapter))) or _figures(chapter)
    for kept in range(len(figures), 0, -1):
        left = len(figures) - kept
        said = [title, stands, *figures[:kept], *([_more(left)] if left else [])]
        if height(said, room) <= box.h:
            return said
    return [title, stands]


def _figures(chapter: Chapter) -> list[Para]:
    """Its headline numbers; where nothing is measured, how its commitments stand."""
    if len(chapter.indicators) == 1:
        return _alone(chapter.indicators[0])
    found = list(map(_figure, headlines(chapter)))
    if not found and chapter.commitments:
        found = [
            Para(f"{tally_of(one.status for one in chapter.commitments)}.", SMALL, lead="Commitments:", colour=INK)
        ]
    return found or [Para("No indicator is declared for it.", SMALL, colour=QUIET)]


def _more(count: int) -> Para:
    return Para(f"and {count} more", SMALL, colour=QUIET, after=0)


def headlines(chapter: Chapter) -> list[Entry]:
    """Its headline indicators, or all where none is, the gravest first."""
    return by_gravity([entry for entry in chapter.indicators if entry.score.headline] or chapter.indicators)


def by_gravity(entries: Sequence[Entry]) -> list[Entry]:
    """The red before the amber, and what has a figure before what has none."""
    return sorted(entries, key=lambda entry: (_GRAVE.index(entry.score.rag), entry.score.value is None))


def _stands(chapter: Chapter) -> Para:
    return Para(status(chapter.score), SMALL, colour=INK, after=4)


def _because(chapter: Chapter) -> Para:
    """Green: its indicator is on target; where a lead has set the status, that instead."""
    plain = status(chapter.score) == RAG[chapter.score.rag]
    reason = chapter.score.reason
    return (
        Para(reason, SMALL, colour=INK, after=4)
        if plain and reason.startswith(RAG[chapter.score.rag])
        else _stands(chapter)
    )


def _alone(entry: Entry) -> list[Para]:
    """3,281 offences, and beneath it Property crime: −8.3% on Apr–Jun 2011."""
    words, score = entry.words, entry.score
    shown = Para(f"{words.shown} {words.unit}".strip(), _BIG, bold=True, colour=INK, after=0)
    change = f"{words.change} on {words.previous_label}. " if score.change is not None else ""
    aim = f"Target: {words.target}." if words.target else ""
    return [shown, Para(f"{change}{aim}".strip(), SMALL, lead=f"{score.title}:", colour=INK, after=0)]


def _figure(entry: Entry) -> Para:
    """Robbery: 165, +3.8% (red)."""
    words, score = entry.words, entry.score
    short = f", {words.change}" if score.change is not None else ""
    return Para(f"{words.shown}{short} ({RAG[score.rag].lower()})", SMALL, lead=f"{score.title}:", colour=INK, after=1)


def _notes(pack: Pack) -> list[str]:
    return [*pack.summary, *(f"{one.score.title}: {one.score.reason}" for one in pack.priorities)]
