"""What an indicator is made of: what drove its change, in a sentence, a chart and a table."""

import json
from typing import Any

from dash import html

from dashboard.figures.contribution import contribution as bars
from dashboard.figures.contribution import height
from dashboard.scorecard.details import Contribution
from dashboard.scorecard.models import IndicatorScore
from layouts._parts.portfolio import portfolio
from layouts._view import View

_NAME = "chart-made-of"


def made_of(view: View, score: IndicatorScore, found: Contribution | None) -> html.Section | None:
    """The section of a portfolio or of a series with sub-categories; None where there is nothing to list."""
    if found is None:
        return _listed(view, score) if score.parts else None
    return html.Section(
        [
            html.H2("What it is made of", className="chart-title", id=f"{_NAME}-title"),
            html.P(found.summary, className="chart-summary", id=f"{_NAME}-says", **{"data-testid": "chart-summary"}),
            html.Div(
                [
                    _picture(score, found) if found.drawn else None,
                    portfolio(view, score, quiet=True, parts=found.parts, hook="chart-table"),
                ],
                className="two",
            ),
            *(html.P(note, className="note") for note in found.notes),
        ],
        className="chart made-of",
        **{"data-testid": "chart", "data-chart": f"{score.code}-parts", "aria-labelledby": f"{_NAME}-title"},
    )


def _listed(view: View, score: IndicatorScore) -> html.Section:
    """Parts whose change cannot be said."""
    title = html.H2("What it is made of", className="chart-title")
    return html.Section([title, portfolio(view, score, quiet=True)], className="chart")


def _picture(score: IndicatorScore, found: Contribution) -> Any:
    figure = json.dumps(bars(found.parts, decimals=score.decimals), ensure_ascii=False, separators=(",", ":"))
    words = {"role": "img", "aria-labelledby": f"{_NAME}-title", "aria-describedby": f"{_NAME}-says"}
    tall = {"height": f"{height(found.parts)}px"}
    return html.Div(className="picture", style=tall, **{"data-figure": figure, **words})
