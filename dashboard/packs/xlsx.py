"""The pack as a workbook: every status, figure, exception, commitment and action, and the charts with their figures."""

from collections.abc import Iterator, Sequence

from dashboard.packs.leaving import NOT_APPLICABLE, Column, Leaving, Table
from dashboard.packs.marking import properties
from dashboard.packs.pack import Pack, Telling
from dashboard.packs.tables.card import RAG, indicators, priorities, shown
from dashboard.packs.tables.changed import corrected
from dashboard.packs.tables.charts import of_chart
from dashboard.packs.tables.minuted import minuted
from dashboard.packs.tables.parts import parts
from dashboard.packs.tables.promised import promised
from dashboard.packs.workbook import workbook

_EXCEPTIONS = (
    Column("Rank", "number"), Column("Indicator"), Column("Priority"), Column("Lead"), Column("Status"),
    Column("Status from the figures"), Column("Period"), Column("Figure", "number", None), Column("Unit"),
    Column("Reasons"), Column("What is to be said of it"), Column("The lead’s comment"), Column("Corrective actions"),
)  # fmt: skip
_NARRATIVES = ("About", "Narrative", "Whose words", "What is no longer so")
_WARNINGS = ("Indicator", "File", "Place", "Warning", "Why it was let pass")
_GOOD = ("Indicator", "Priority", "Status", "Why", "What is to be said of it")


def made(pack: Pack, template: bytes | None = None) -> bytes:
    """The bytes of the workbook; a template changes nothing of it."""
    return workbook(leaving(pack))


def leaving(pack: Pack) -> Leaving:
    """The pack as tables under a cover that says what it is of."""
    told = properties(pack)
    return Leaving(
        name="pack",
        title=f"{pack.header.partnership}: {pack.header.title}",
        facts=tuple(_facts(pack)),
        tables=tuple(_tables(pack)),
        at=pack.moment,
        author=pack.header.partnership,
        comment=pack.line,
        subject=told["subject"],
        keywords=told["keywords"],
        identifier=told["identifier"],
    )


def _facts(pack: Pack) -> Iterator[tuple[str, str]]:
    header = pack.header
    yield "Strategy", header.strategy_title
    yield "Quarter", header.quarter_label
    yield "Area", header.area_name
    yield "As at", header.as_at
    yield "Summary", "\n".join(pack.summary)
    if pack.recommendations:
        yield "The group is asked to", "\n".join(f"{n}. {text}" for n, text in enumerate(pack.recommendations, 1))
    yield "Sources", "\n".join(f"{one.title} ({one.publisher}): {one.words}" for one in header.sources) or "None loaded"
    yield "Disclosure", "\n".join(header.disclosure) or "No indicator of this workbook counts people who are protected."
    if header.kept_back:
        yield "Kept back", "; ".join(header.kept_back)
    yield "The last paper", pack.since
    yield "Warnings", _counted(len(pack.warnings))
    yield "This workbook", pack.line


def _counted(count: int) -> str:
    if not count:
        return "None is kept with a figure of this workbook."
    return f"{count:,} {'is' if count == 1 else 'are'} kept with figures of this workbook, and listed in it."


def _tables(pack: Pack) -> Iterator[Table]:
    scores = [chapter.score for chapter in pack.priorities]
    yield priorities(scores)
    yield indicators(scores)
    yield _exceptions(pack)
    yield promised((chapter.score.title, one) for chapter in pack.priorities for one in chapter.commitments)
    yield minuted(pack.actions, pack.moment.date())
    if pack.earlier:
        yield from corrected(pack.earlier)
    yield _narratives(pack)
    yield _words("good", "What is going well", _GOOD, [
        (one.title, one.priority_title, RAG[one.rag], one.why, one.sentence) for one in pack.good
    ])  # fmt: skip
    if pack.warnings:
        yield _words("warnings", "Warnings kept with figures", _WARNINGS, [
            (one.title, one.file or NOT_APPLICABLE, one.place or NOT_APPLICABLE, one.message,
             one.accepted or "not said")
            for one in pack.warnings
        ])  # fmt: skip
    yield from (parts(entry.score, entry.score.parts) for entry in pack.entries if entry.score.parts)
    yield from (of_chart(chart) for entry in pack.entries for chart in (*entry.charts, *entry.panels))


def _words(code: str, title: str, headings: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Table:
    return Table(code, title, tuple(map(Column, headings)), tuple(rows))


def _exceptions(pack: Pack) -> Table:
    scores = {entry.score.code: entry.score for entry in pack.entries}
    rows, places = [], []
    for one in pack.exceptions:
        score = scores[one.indicator]
        places.append(score.decimals)
        rows.append(
            (one.rank, one.title, one.priority_title, one.lead or "none named", RAG[one.rag], RAG[one.rag_computed],
             one.period_label, shown(score.value, score.status), score.unit or NOT_APPLICABLE,
             "; ".join(reason.text for reason in one.reasons), one.sentence, _said(one.comment),
             "\n".join(one.actions) or "none")
        )  # fmt: skip
    return Table("exceptions", "What needs discussion", _EXCEPTIONS, tuple(rows), places=tuple(places),
                 empty="Nothing needs discussion.")  # fmt: skip


def _said(told: Telling | None) -> str:
    return "\n".join(told.paragraphs) if told else "none"


def _narratives(pack: Pack) -> Table:
    told = [(chapter.score.title, chapter.narrative) for chapter in pack.priorities]
    told += [(entry.score.title, entry.narrative) for entry in pack.entries]
    rows = [
        (about, _said(one) or NOT_APPLICABLE, one.by, " ".join(one.findings) or "nothing") for about, one in told if one
    ]
    return _words("narratives", "What is said of priorities and indicators", _NARRATIVES, rows)
