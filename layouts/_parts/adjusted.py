"""The mark beside a status that its lead has set or proposed: both statuses are always shown."""

from dash import html

from dashboard.scorecard.models import IndicatorScore, PriorityScore
from layouts._parts.rag import WORDS, mark


def adjusted(score: IndicatorScore | PriorityScore) -> html.Span | None:
    """Set by its lead, by the figures red; or what is proposed. Nothing where the figures alone decide."""
    found = score.judgement
    if found is None or found.state == "lapsed":
        return None
    if found.state == "proposed":
        inside = ["proposed ", _colour(found.rag)]
    else:
        inside = ["set by its lead; by the figures ", _colour(score.rag_computed)]
    return html.Span(inside, className="adjusted", **{"data-testid": "adjusted", "data-state": found.state})


def _colour(rag: str) -> html.Span:
    return html.Span([mark(rag), WORDS[rag]], className="whole")


def counted(set_: int, proposed: int) -> str:
    """1 status set by its lead, 2 proposed; nothing where there are none."""
    if not set_ and not proposed:
        return ""
    said = (
        f"{set_} {'status' if set_ == 1 else 'statuses'} set by {'its lead' if set_ == 1 else 'their leads'}"
        if set_
        else ""
    )
    if not proposed:
        return said
    return (
        f"{said}, {proposed} proposed" if said else f"{proposed} {'status' if proposed == 1 else 'statuses'} proposed"
    )
