"""A scorecard as tables: the priorities with their statuses, and the indicators with their figures."""

from collections.abc import Iterable, Mapping

from dashboard.metrics.meanings import ASSURANCE, VARIATION, Meaning
from dashboard.packs.leaving import CONFIDENTIAL, NOT_APPLICABLE, NOT_AVAILABLE, Column, Table, Value
from dashboard.periods import parse
from dashboard.scorecard.models import IndicatorScore, PriorityScore, Rag

RAG = {"red": "Red", "amber": "Amber", "green": "Green", "grey": "Grey (no status)"}
_PRIORITIES = ("Priority", "Lead", "Status", "Status from the figures", "Status set by the lead", "Why", "Ambition")
_INDICATORS = (
    Column("Priority"), Column("Indicator"), Column("Status"), Column("Status from the figures"), Column("Period"),
    Column("Figure", "number", None), Column("Unit"), Column("Period before"), Column("Figure before", "number", None),
    Column("Change", "number", None), Column("Change, %", "number", 1), Column("Target"),
    Column("Expected", "number", 1), Column("Forecast for the year", "number", None), Column("Forecast, low", "number",
    None), Column("Forecast, high", "number", None), Column("Variation"), Column("Assurance"),
    Column("Rate for 1,000 people", "number", 2), Column("Marks"), Column("Why"),
)  # fmt: skip


def priorities(found: Iterable[PriorityScore]) -> Table:
    """A row for each priority; a status that its lead has set stands beside that of the figures."""
    rows = tuple(
        (one.title, one.lead or "none named", RAG[one.rag], RAG[one.rag_computed], _chosen(one.rag_chosen), one.reason,
         one.ambition or NOT_APPLICABLE)
        for one in found
    )  # fmt: skip
    return Table("priorities", "Status of the priorities", tuple(map(Column, _PRIORITIES)), rows)


def _chosen(rag: Rag | None) -> str:
    return RAG[rag] if rag else "none"


def indicators(found: Iterable[PriorityScore], title: str = "Indicators with their figures") -> Table:
    """A row for each indicator, each figure with the decimals of its series."""
    listed = [(priority, score) for priority in found for score in priority.indicators]
    rows = tuple(_row(priority, score) for priority, score in listed)
    places = tuple(score.decimals for _, score in listed)
    return Table("indicators", title, _INDICATORS, rows, places=places, empty="The strategy has no indicators.")


def _row(priority: PriorityScore, score: IndicatorScore) -> tuple[Value, ...]:
    end = score.year_end
    return (
        priority.title,
        score.title,
        RAG[score.rag],
        RAG[score.rag_computed],
        score.period_label,
        shown(score.value, score.status),
        score.unit or NOT_APPLICABLE,
        parse(score.previous_period).label if score.previous_period else NOT_AVAILABLE,
        score.previous,
        shown(score.change, score.status),
        NOT_APPLICABLE if score.unit == "%" else shown(score.change_pct, score.status),
        score.target.text if score.target and score.target.text else "No target",
        score.expected if score.target and score.target.kind != "none" else NOT_APPLICABLE,
        end.forecast if end else NOT_AVAILABLE,
        end.low if end else NOT_AVAILABLE,
        end.high if end else NOT_AVAILABLE,
        _named(VARIATION, score.variation),
        _named(ASSURANCE, score.assurance),
        score.rate_per_1000 if score.rate_per_1000 is not None else NOT_APPLICABLE,
        marks(score),
        score.sentence or score.reason,
    )


def _named(meanings: Mapping[str, Meaning], word: str | None) -> str:
    return meanings[word].name if word in meanings and word else NOT_AVAILABLE


def shown(value: float | None, status: str | None) -> Value:
    """A figure; where there is none, whether it is kept back or not available."""
    return value if value is not None else CONFIDENTIAL if status == "suppressed" else NOT_AVAILABLE


def marks(score: IndicatorScore) -> str:
    """Shorthand of a figure: revised, provisional, estimated."""
    known = {"provisional": "[p]", "estimated": "[e]", "revised": "[r]"}
    found = [known[score.status]] if score.status in known else []
    if score.revised_from is not None and "[r]" not in found:
        found.append("[r]")
    return " ".join(found) or "none"
