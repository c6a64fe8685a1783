"""The end of every paper: where the figures come from, what is kept back, warnings, and portfolios."""

from collections.abc import Iterator

from dashboard.packs.pack import Pack
from dashboard.packs.paper import remarks, tables
from dashboard.packs.paper.blocks import Block, Heading, Paragraph, Table
from dashboard.packs.paper.corrections import corrected

CORRECTIONS = "Changes to what the last paper said"
NO_ACTIONS = "No actions of meetings are recorded for this strategy."


def actions(pack: Pack) -> Iterator[Block]:
    """Actions and matters arising."""
    yield Heading(1, "Actions and matters arising")
    if pack.actions:
        yield tables.actions(pack.actions)
    else:
        yield Paragraph(NO_ACTIONS, "numbered")


def corrections(pack: Pack) -> Iterator[Block]:
    """What the last paper said that is otherwise now; nothing where all of it stands."""
    if not pack.earlier or not pack.corrected:
        return
    yield Heading(1, CORRECTIONS)
    yield Paragraph(f"{pack.since} It was on {pack.earlier.quarter_label}, {pack.earlier.area_name}.", "numbered")
    yield from corrected(pack.earlier)


def about(pack: Pack) -> Iterator[Block]:
    """Sources with their freshness, warnings with their cells, what is kept back, and the fingerprint."""
    yield Heading(1, "About the figures")
    yield Paragraph(f"{pack.header.as_at}.", "numbered")
    for said in pack.header.disclosure:
        yield Paragraph(said, "numbered")
    if pack.header.kept_back:
        yield Paragraph(f"Kept back in this paper: {'; '.join(pack.header.kept_back)}.", "numbered")
    yield Paragraph(pack.since, "numbered")
    yield Paragraph(
        f"{pack.mark}. It follows from every number, status and word of this paper: whoever holds the figures can "
        "make it again and see whether anything has changed.",
        "numbered",
    )
    yield from remarks.told(pack)
    if pack.header.sources:
        rows = tuple((one.title, one.publisher, one.words[:1].upper() + one.words[1:]) for one in pack.header.sources)
        yield Table("Sources and how fresh they are", ("Source", "From", "Figures"), rows, widths=(7.0, 4.6, 5.0))
    if pack.warnings:
        yield _warnings(pack)


def _warnings(pack: Pack) -> Table:
    rows = tuple(
        (
            one.title,
            "\n".join(filter(None, (one.message, f"Accepted: {one.accepted}" if one.accepted else ""))),
            "\n".join(filter(None, (one.file, one.place))) or "–",
        )
        for one in pack.warnings
    )
    return Table("Warnings kept with figures", ("Indicator", "Warning", "Where"), rows, widths=(3.8, 8.0, 4.8))


def portfolios(pack: Pack) -> Iterator[Block]:
    """The appendix of portfolios, where an indicator has one."""
    found = [entry for entry in pack.entries if entry.parts]
    if not found:
        return
    yield Heading(1, "Portfolios", appendix=True)
    for entry in found:
        yield Heading(2, entry.score.title)
        if entry.contribution and entry.contribution.summary:
            yield Paragraph(entry.contribution.summary)
        yield tables.portfolio(entry)
        if any(part.within for part in entry.parts):
            yield Paragraph("Within: counted in the figure, but not all that makes it up.", "note")
