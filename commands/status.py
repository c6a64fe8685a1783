"""safer status: priorities and indicators with their RAG status, and why."""

from commands._common import of_scorecard, out, print_json
from dashboard.scorecard.models import Scorecard


@of_scorecard
def status(card: Scorecard, as_json: bool) -> None:
    """Priorities and indicators with their RAG status, and why."""
    if as_json:
        print_json(card.model_dump(mode="json"))
        return
    out(f"{card.strategy_title}: {card.quarter_label}, {card.area_name}")
    for priority in card.priorities:
        out(f"\n{priority.rag.upper():<6} {priority.title}: {priority.reason}")
        for item in priority.indicators:
            out(f"    {item.rag:<6} {item.title} ({item.period_label}): {item.reason}")
            for warning in item.warnings:
                out(f"           warning {warning.code}: {warning.message}")


COMMANDS = {"status": status}
