"""safer status: priorities and indicators with their RAG status, and why."""

from commands._common import (
    Area,
    AsAt,
    AsJson,
    Database,
    Quarter,
    Strategy,
    Unsuppressed,
    board,
    opened,
    out,
    print_json,
)
from dashboard.scorecard.as_at import too_early
from dashboard.settings import Settings


def status(
    strategy: Strategy = None,
    quarter: Quarter = None,
    area: Area = None,
    as_at: AsAt = None,
    unsuppressed: Unsuppressed = False,
    as_json: AsJson = False,
    database: Database = None,
) -> None:
    """Priorities and indicators with their RAG status, and why."""
    with opened(database) as store:
        card = board(store, unsuppressed=unsuppressed).scorecard(strategy or Settings().strategy, quarter, area, as_at)
        early = too_early(store, as_at) if as_at else ""
    if as_json:
        print_json(card.model_dump(mode="json"))
        return
    out(f"{card.strategy_title}: {card.quarter_label}, {card.area_name}")
    if early:
        out(early)
    for priority in card.priorities:
        out(f"\n{priority.rag.upper():<6} {priority.title}: {priority.reason}")
        for item in priority.indicators:
            out(f"    {item.rag:<6} {item.title} ({item.period_label}): {item.reason}")
            for warning in item.warnings:
                out(f"           warning {warning.code}: {warning.message}")


COMMANDS = {"status": status}
