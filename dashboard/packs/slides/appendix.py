"""The appendix: a slide for each indicator with its chart, its parts, and where the figures come from."""

from collections.abc import Iterator

from dashboard.metrics.meanings import VARIATION
from dashboard.packs.pack import Entry, Pack
from dashboard.packs.paper import chapters, tables
from dashboard.packs.paper.blocks import Table
from dashboard.packs.slides.deck import Deck, Page
from dashboard.packs.slides.grid import put, sheets, tabled
from dashboard.packs.slides.look import LEAST_APPENDIX, SMALL, Box
from dashboard.packs.slides.paragraphs import Para
from dashboard.packs.slides.priority import telling
from dashboard.packs.words import RAG, status
from dashboard.scorecard.details import Chart

_SHAPES = {"improving": "diamond", "concerning": "triangle", "neutral": "square"}
ABOUT = "About the figures"
_MARK, _BESIDE = 26.0, 36.0
_SHORT = LEAST_APPENDIX
_BIG = 26.0


def indicator(deck: Deck, entry: Entry) -> None:
    """Its slide; one more where its past is out of the ordinary, and one for the parts that make it up."""
    found = chapters.charts(entry)
    kind = "picture" if found else "text"
    page, box = deck.page(kind, f"Appendix: {entry.score.title}", list(sourced(entry, found))), deck.box(kind, "Body")
    _told(deck, page, entry, box)
    if found:
        page.chart(found[0])
    for chart in found[1:]:
        _past(deck, entry, chart)
    if entry.parts:
        _parts(deck, entry)


def _told(deck: Deck, page: Page, entry: Entry, box: Box) -> None:
    score = entry.score
    head = deck.fitted([Para(status(score), SMALL, bold=True, after=0)], box.w - _BESIDE, 52.0)
    page.mark(score.rag, Box(box.x, box.y, _MARK, _MARK), f"Status: {RAG[score.rag].lower()}")
    beside = Box(box.x + _BESIDE, box.y + max((_MARK - head.height) / 2, 0.0), box.w - _BESIDE, head.height)
    page.text(head, beside, "Status in words")
    below = box.below(max(head.height, _MARK) + 10)
    page.body(deck.fitted(_words(entry), below.w, below.h), below)


def _words(entry: Entry) -> list[Para]:
    """The figure, how it is judged, what must be known of it, and what is said of it."""
    score = entry.score
    said = [Para(chapters.lead(entry), _BIG, bold=True, after=2)] if score.value is not None else []
    named = chapters.figure(entry)
    named = named[:1].upper() + named[1:] if said else f"{chapters.lead(entry)} {named}"
    said.append(Para(named, SMALL))
    said.append(Para(chapters.judged(score), SMALL))
    said += [Para(note, _SHORT) for note in entry.notes]
    said += [Para(line, _SHORT, lead="Warning:") for line in dict.fromkeys(one.message for one in score.warnings)]
    # where nobody has written, the draft says what the lines above say
    if entry.narrative and not entry.narrative.draft:
        said += telling(entry.narrative, SMALL)
    return said


def _past(deck: Deck, entry: Entry, chart: Chart) -> None:
    page, box = (
        deck.page("picture", f"Appendix: {chart.title}", list(sourced(entry, [chart]))),
        deck.box("picture", "Body"),
    )
    marked = [f"a {shape} is {VARIATION[kind].name.lower()}" for kind, shape in _SHAPES.items() if kind in chart.marks]
    said = [Para(chart.summary, SMALL)]
    said += [Para(f"{', '.join(marked)}.", _SHORT, lead="Marked:")] if marked else []
    said += [Para(chart.note, _SHORT)] if chart.note else []
    page.body(deck.fitted(said, box.w, box.h))
    page.chart(chart)


def _parts(deck: Deck, entry: Entry) -> None:
    title, table = f"Appendix: {entry.score.title}, its parts", tables.portfolio(entry)
    said = [Para(entry.contribution.summary, SMALL)] if entry.contribution and entry.contribution.summary else []
    if any(part.within for part in entry.parts):
        said.append(Para("Within: counted in the figure, but not all that makes it up.", _SHORT))
    if not said:
        tabled(deck, title, table)
        return
    room, box = deck.box("figures", "Table"), deck.box("figures", "Body")
    found = sheets(deck, table, room)
    for number, sheet in enumerate(found, start=1):
        page = deck.page("figures", f"{title} ({number} of {len(found)})" if len(found) > 1 else title)
        page.body(deck.fitted(said, box.w, box.h))
        put(page, sheet, table, room)


def sourced(entry: Entry, charts: list[Chart]) -> Iterator[str]:
    """Where the figures of an indicator come from, what is known of them, and what its charts say."""
    files = ", ".join(dict.fromkeys(one.file for one in entry.files))
    yield f"Source: {entry.source or 'none: no figures are held'}" + (f", from {files}." if files else ".")
    yield entry.score.sentence or entry.score.reason
    yield from (chart.summary for chart in charts)
    for warning in entry.score.warnings:
        place = "!".join(filter(None, (warning.sheet, warning.cell)))
        yield f"Warning{f' at {place}' if place else ''}: {warning.message}"
        if warning.accepted:
            yield f"Accepted: {warning.accepted}"
    notes = {note.code: note for chart in charts for note in chart.annotations}
    for note in notes.values():
        yield f"{note.when[:1].upper()}{note.when[1:]}: {note.text} Source: {note.source.rstrip('.')}."
    if entry.narrative:
        yield f"{entry.narrative.by}:"
        yield from entry.narrative.paragraphs


def about(deck: Deck, pack: Pack) -> None:
    """Sources with how fresh they are, the rules by which figures are kept back, warnings with their cells."""
    said = [Para(f"{pack.header.as_at}. {pack.mark}.", SMALL), *(Para(line, SMALL) for line in pack.header.disclosure)]
    if pack.header.kept_back:
        said.append(Para(f"{'; '.join(pack.header.kept_back)}.", SMALL, lead="Kept back here:"))
    said.append(Para(pack.since, SMALL))
    kind = "figures" if pack.header.sources else "text"
    page, box = deck.page(kind, ABOUT, [said[0].text, *pack.header.disclosure]), deck.box(kind, "Body")
    page.body(deck.fitted(said, box.w, box.h))
    if pack.header.sources:
        rows = tuple((one.title, one.publisher, one.words[:1].upper() + one.words[1:]) for one in pack.header.sources)
        table = Table("Sources and how fresh they are", ("Source", "From", "Figures"), rows, widths=(3.4, 2.4, 3.0))
        room = deck.box("figures", "Table")
        first, *others = sheets(deck, table, room, (SMALL, LEAST_APPENDIX))
        put(page, first, table, room)
        for sheet in others:
            put(deck.page("table", table.caption), sheet, table, room)
    if pack.warnings:
        _warnings(deck, pack)


def _warnings(deck: Deck, pack: Pack) -> None:
    rows = tuple(
        (
            one.title,
            "\n".join(filter(None, (one.message, f"Accepted: {one.accepted}" if one.accepted else ""))),
            "\n".join(filter(None, (one.file, one.place))) or "–",
        )
        for one in pack.warnings
    )
    table = Table("Warnings kept with figures", ("Indicator", "Warning", "Where"), rows, widths=(3.0, 7.0, 4.0))
    tabled(deck, table.caption, table)
