"""Numbers as the screen says them."""

from dash import html

from dashboard.periods import parse
from dashboard.scorecard.in_words import amount, moved, revision, shown, signed, unit
from dashboard.scorecard.models import IndicatorScore

__all__ = ["amount", "change", "moved", "revision", "short_period", "shown", "signed", "unit"]


def change(score: IndicatorScore) -> html.Span:
    """The change with an arrow for the eye and a word for the ear."""
    if score.change is None:
        return html.Span([html.Span("–", **{"aria-hidden": "true"}), html.Span("no comparison", className="unseen")])
    arrow = "▲" if score.change > 0 else "▼" if score.change < 0 else "■"
    word = "up " if score.change > 0 else "down " if score.change < 0 else "no change "
    return html.Span(
        [
            html.Span(arrow, className="arrow", **{"aria-hidden": "true"}),
            html.Span(word, className="unseen"),
            moved(score),
        ],
        className="change",
    )


def short_period(key: str) -> str:
    """A period in few letters from its key."""
    return parse(key).short
