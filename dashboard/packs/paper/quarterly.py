"""The quarterly report: summary, recommendations, background, exceptions, what is good, then each priority."""

from collections.abc import Iterator

from dashboard.packs.pack import Discussed, Pack
from dashboard.packs.paper import chapters, closing, remarks, tables
from dashboard.packs.paper.blocks import Block, Heading, Marked, Paragraph, Table
from dashboard.packs.words import RAG

NONE_RECORDED = "No corrective action is recorded."


def blocks(pack: Pack) -> Iterator[Block]:
    """The whole report, below its title."""
    known = remarks.noted(pack)
    yield from opening(pack)
    yield from closing.corrections(pack)
    yield from _exceptions(pack)
    yield from _good(pack)
    for chapter in pack.priorities:
        yield Heading(1, chapter.score.title)
        yield from chapters.opening(chapter)
        if len(chapter.indicators) > 1:
            yield tables.indicators(chapter.score.title, chapter.indicators)
        for entry in chapter.indicators:
            yield from chapters.indicator(entry, known)
        if chapter.commitments:
            yield Heading(2, "Commitments")
            yield tables.commitments(chapter.score.title, chapter.commitments)
    yield from closing.actions(pack)
    yield from closing.about(pack)
    yield from closing.portfolios(pack)


def opening(pack: Pack) -> Iterator[Block]:
    """Summary, recommendations and background."""
    yield Heading(1, "Summary")
    yield from (Paragraph(said, "numbered") for said in pack.summary)
    yield tables.priorities(pack.priorities)
    yield Heading(1, "Recommendations")
    yield Paragraph("The group is asked to:", "numbered")
    yield from (Paragraph(said, "lettered") for said in pack.recommendations)
    yield Heading(1, "Background")
    yield from (Paragraph(said, "numbered") for said in pack.background)


def _exceptions(pack: Pack) -> Iterator[Block]:
    yield Heading(1, "What needs discussion")
    if not pack.exceptions:
        yield Paragraph(pack.nothing, "numbered")
    for one in pack.exceptions:
        yield from _exception(one)


def _exception(one: Discussed) -> Iterator[Block]:
    yield Heading(2, one.title, rag=one.rag, rag_words=RAG[one.rag])
    yield Paragraph(f"{one.figure}. Lead: {one.lead or 'none named'}. Priority: {one.priority_title}.", "numbered")
    yield from (Paragraph(reason.text, "bullet") for reason in one.reasons)
    if one.comment:
        yield Paragraph("The lead’s comment:", "plain")
        yield from (Paragraph(said, "quoted") for said in one.comment.paragraphs)
        yield Paragraph(f"{one.comment.by}.", "aside")
        yield from (Paragraph(said, "warning", lead="To check:") for said in one.comment.findings)
    if one.actions:
        yield Paragraph("What is being done:", "plain")
        yield from (Paragraph(said, "bullet") for said in one.actions)
    elif one.rag == "red":
        yield Paragraph(NONE_RECORDED, "plain")


def _good(pack: Pack) -> Iterator[Block]:
    if not pack.good:
        return
    yield Heading(1, "What is going well")
    rows = tuple((one.title, Marked(one.rag, RAG[one.rag]), one.sentence) for one in pack.good)
    yield Table("Indicators that are green or improving", ("Indicator", "Status", "What the figures say"), rows,
                widths=(4.8, 2.4, 9.4))  # fmt: skip
