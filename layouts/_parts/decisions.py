"""What was decided about a source's files, so that it is asked once; each decision can be withdrawn."""

from typing import Any

from dash import html

from dashboard.metrics.when import when
from dashboard.store.decisions import Decision
from layouts._parts.buttons import act
from layouts._parts.tables import table

_VERDICTS = {
    "accept": "Accepted",
    "error": "Treated as an error",
    "join": "Joined",
    "apart": "Kept apart",
}


def decided(decisions: list[Decision]) -> html.Details | None:
    """The decisions in force, each with a button that ends it."""
    if not decisions:
        return None
    headings = ("Source", "About", "Decision", "Reason", "By", "Undo it")
    rows = [_row(decision) for decision in decisions]
    words = frozenset(range(len(headings)))
    said = f"Decisions that hold for every file ({len(decisions)})"
    return html.Details(
        [html.Summary(said), table("Decisions in force", headings, rows, words=words)], className="decided"
    )


def _row(decision: Decision) -> tuple[Any, ...]:
    about = decision.subject.replace("=", " and ") if decision.verdict in ("join", "apart") else decision.subject
    data = {"source": decision.source, "code": decision.code, "subject": decision.subject}
    return (
        decision.source,
        html.Span([decision.code, f": {about}" if about else ""], className="held"),
        _VERDICTS[decision.verdict],
        decision.reason or "–",
        f"{decision.decided_by}, {when(decision.decided_at)}",
        act("Withdraw", "withdraw", about=f"the decision on {decision.code} of {decision.source}", quiet=True, **data),
    )
