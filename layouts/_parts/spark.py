"""The line of the last periods as a picture with its meaning in words."""

from urllib.parse import quote

from dash import html

from dashboard.figures.sparkline import HEIGHT, WIDTH, sparkline
from dashboard.scorecard.models import IndicatorScore
from layouts._parts.numbers import amount


def spark(score: IndicatorScore) -> html.Img | str:
    """An image of the last periods, or nothing where there are fewer than two."""
    svg = sparkline(score.spark)
    if not svg:
        return ""
    held = [(n, v) for n, v in zip(score.spark_labels, score.spark, strict=True) if v is not None]
    (first, start), (last, end) = held[0], held[-1]
    said = (
        f"From {amount(start, score.unit, score.decimals)} in {first} "
        f"to {amount(end, score.unit, score.decimals)} in {last}"
    )
    return html.Img(
        src="data:image/svg+xml," + quote(svg), alt=said, title=said, width=WIDTH, height=HEIGHT, className="spark"
    )
