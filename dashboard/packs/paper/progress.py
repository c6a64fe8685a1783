"""Progress against a priority: its commitments first, then how we know if we are on track."""

from collections.abc import Iterator
from itertools import groupby

from dashboard.packs.pack import Chapter, Pack
from dashboard.packs.paper import chapters, closing, remarks, tables
from dashboard.packs.paper.blocks import Block, Heading, Paragraph
from dashboard.packs.paper.quarterly import opening
from dashboard.packs.words import tally_of

ON_TRACK = "How we know if we are on track"


def blocks(pack: Pack) -> Iterator[Block]:
    """The whole report, below its title."""
    yield from opening(pack)
    yield from closing.corrections(pack)
    for chapter in pack.priorities:
        if chapter.commitments:
            yield from _commitments(chapter)
    yield from _on_track(pack)
    yield from closing.actions(pack)
    yield from closing.about(pack)
    yield from closing.portfolios(pack)


def _commitments(chapter: Chapter) -> Iterator[Block]:
    """The commitments of a priority by their sections, with what its lead says of it."""
    yield Heading(1, f"Progress: {chapter.score.title}")
    counts = tally_of(one.status for one in chapter.commitments)
    yield Paragraph(f"Commitments: {counts}. Lead: {chapter.score.lead or 'none named'}.", "numbered")
    if chapter.narrative and not chapter.narrative.draft:
        yield from chapters.telling(chapter.narrative)
    for section, found in groupby(chapter.commitments, key=lambda one: one.commitment.section):
        if section and section != chapter.score.title:
            yield Heading(2, section)
        yield tables.commitments(section or chapter.score.title, list(found))


def _on_track(pack: Pack) -> Iterator[Block]:
    """Every indicator of the priorities, with its narrative and chart."""
    known = remarks.noted(pack)
    measured = [chapter for chapter in pack.priorities if chapter.indicators]
    yield Heading(1, ON_TRACK)
    if not measured:
        yield Paragraph("No indicator is declared for this.", "numbered")
    if len(pack.entries) > 1:
        yield tables.indicators("all of this report", pack.entries)
    for chapter in measured:
        for entry in chapter.indicators:
            yield from chapters.indicator(entry, known)
