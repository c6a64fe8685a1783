"""Variation, assurance and the year's end as marks with their meaning in words, so that none is colour alone."""

from typing import Any
from urllib.parse import quote

from dash import html

from dashboard.figures.palette import INK, MARKS
from dashboard.metrics.meanings import ASSURANCE, VARIATION, VERDICTS, Meaning
from dashboard.metrics.sentence import percent
from dashboard.metrics.wording import figure
from dashboard.scorecard.models import IndicatorScore, YearEnd
from layouts._parts.rag import WORDS, mark

# the shapes of a control chart's points, as large as a letter needs
_SHAPES = {
    "circle": '<circle cx="12" cy="12" r="10.2"',
    "diamond": '<path d="M12 1 23 12 12 23 1 12Z"',
    "triangle-down": '<path d="M1 2.5H23L12 23Z"',
    "square": '<rect x="2" y="2" width="20" height="20"',
}
_WAVE = f'<path d="M5 13q3.5-6 7-1t7-1" fill="none" stroke="{INK}" stroke-width="2" stroke-linecap="round"/>'
_ASSURED = {"pass": ("#00b0f0", "P"), "fail": ("#e46c0a", "F"), "hit-or-miss": ("#a6a6a6", "?")}


def variation_icon(word: str, high: bool = False, alt: str = "", *, plain: bool = False) -> html.Img:
    """The shape of a point: H or L for the side of an unusual one, a wave where it is usual; `plain` has no letter."""
    if word == "too-few":
        return _image(
            f'<circle cx="12" cy="12" r="10.2" fill="#fff" stroke-dasharray="3 2" {_EDGE}{_text("…", INK)}', alt
        )
    shape, colour = MARKS[word]
    drawn = f'{_SHAPES[shape]} fill="{colour}" {_EDGE}'
    if plain:
        return _image(drawn, alt)
    if word == "common":
        return _image(drawn + _WAVE, alt)
    ink, base = ("#ffffff" if word == "neutral" else INK), 13.5 if shape == "triangle-down" else 16.4
    return _image(drawn + _text("H" if high else "L", ink, base), alt)


def assurance_icon(word: str, alt: str = "") -> html.Img:
    """P, F or ? in a ring: meets its target, misses it, or either by chance."""
    colour, letter = _ASSURED[word]
    rings = f'<circle cx="12" cy="12" r="11" fill="{INK}"/><circle cx="12" cy="12" r="10" fill="{colour}"/>'
    return _image(f'{rings}<circle cx="12" cy="12" r="7.2" fill="#fff"/>{_text(letter, INK, 16.2)}', alt)


_EDGE = f'stroke="{INK}" stroke-width="1.6"/>'


def _text(letter: str, ink: str, base: float = 16.4, size: int = 13) -> str:
    font = 'text-anchor="middle" font-family="Arial,sans-serif" font-weight="700"'
    return f'<text x="12" y="{base}" {font} font-size="{size}" fill="{ink}">{letter}</text>'


def _image(inside: str, alt: str) -> html.Img:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">{inside}</svg>'
    words = {"title": alt} if alt else {}
    return html.Img(src="data:image/svg+xml," + quote(svg), alt=alt, className="signal", width=24, height=24, **words)


def variation_name(score: IndicatorScore) -> str:
    """Getting worse (high)."""
    name = VARIATION[score.variation or "too-few"].name
    return f"{name} ({'high' if score.variation_high else 'low'})" if score.variation in _SIDED else name


_SIDED = ("improving", "concerning", "neutral")


def icons(score: IndicatorScore) -> list[Any]:
    """Both icons, each with its words for those who cannot see it and for the pointer; nothing where there is none."""
    found: list[Any] = []
    if score.variation:
        found.append(variation_icon(score.variation, score.variation_high, f"{variation_name(score)}."))
    if score.assurance in _ASSURED:
        found.append(assurance_icon(str(score.assurance), f"{ASSURANCE[str(score.assurance)].name}."))
    return found


def named(score: IndicatorScore) -> html.Ul | None:
    """Both icons with their words beside them."""
    entries = [
        html.Li([icon, name])
        for found, name in (
            (icons_of_variation(score), variation_name(score)),
            (icons_of_assurance(score), ASSURANCE[score.assurance or "none"].name),
        )
        for icon in found
    ]
    return html.Ul(entries, className="key signals-named", **{"aria-label": "Signals"}) if entries else None


def ahead(score: IndicatorScore, *, worded: bool = False) -> html.Span | None:
    """The status forecast for the year's end, to stand beside the current one; `worded` says so where there is room."""
    end = score.year_end
    if end is None or end.rag is None:
        return None
    arrow = html.Span("→", className="arrow-ahead", **{"aria-hidden": "true"})
    shown = [html.Span("at year end", className="quiet", **{"aria-hidden": "true"})] if worded else []
    said = forecast_words(end)
    return html.Span(
        [arrow, mark(end.rag), *shown, html.Span(said, className="unseen")],
        className="ahead",
        title=said,
        **{"data-testid": "year-end", "data-rag": end.rag},
    )


def forecast_words(end: YearEnd) -> str:
    """Year end forecast amber, 35% chance of meeting the target."""
    colour = WORDS[end.rag or "grey"].lower()
    if end.actual:
        return f"{end.year_label} ended {colour}"
    chance = "" if end.p_target is None else f", {percent(end.p_target)} chance of meeting the target"
    return f"Year end forecast {colour}{chance}"


def meanings(score: IndicatorScore) -> html.Dl:
    """Every mark of an indicator with its word and how it was judged, or why there is none."""
    test, assured = score.test, ASSURANCE.get(score.assurance or "", Meaning("Not judged", ""))
    name = variation_name(score) if score.variation else "Not judged"
    rows = [
        ("Own past", [*icons_of_variation(score), name], score.variation_why),
        ("Target", [*icons_of_assurance(score), assured.name], assured.says),
        (
            "Last year",
            [VERDICTS[test.verdict].name if test and test.verdict else "Not tested"],
            test.why if test else "",
        ),
        ("Year end", _end(score), score.year_end.needed_words if score.year_end else score.year_end_why),
    ]
    return html.Dl([html.Div([html.Dt(name), _meaning(word, why)]) for name, word, why in rows], className="signals")


def _meaning(word: list[Any], why: str) -> html.Dd:
    return html.Dd([html.Strong(word), html.Span(f" {why}" if why else "", className="quiet")])


def icons_of_variation(score: IndicatorScore) -> list[Any]:
    return [variation_icon(score.variation, score.variation_high)] if score.variation else []


def icons_of_assurance(score: IndicatorScore) -> list[Any]:
    return [assurance_icon(str(score.assurance))] if score.assurance in _ASSURED else []


def _end(score: IndicatorScore) -> list[Any]:
    end = score.year_end
    if end is None:
        return ["No forecast"]
    if end.no_skill:
        return [end.no_skill.capitalize()]
    if end.rag is None and end.actual:
        return [f"{figure(end.forecast)} in {end.year_label}, no target"]
    if end.rag is None:
        return [f"Forecast {figure(end.forecast)} ({figure(end.low)} to {figure(end.high)}), no target"]
    return [mark(end.rag), forecast_words(end)]
