"""What a reader must not miss: warnings kept with figures, and what could not be done."""

from dash import dcc, html

from dashboard.errors import BadMoment
from dashboard.metrics.when import when
from dashboard.scorecard.as_at import meeting_words
from dashboard.scorecard.models import IndicatorScore, Warned
from layouts._view import store


def warned(warning: Warned) -> html.P:
    """A warning with the place in the spreadsheet it is about."""
    place = "!".join(part for part in (warning.sheet, warning.cell) if part)
    where = [html.Span(f" ({place})", className="place")] if place and place not in warning.message else []
    return html.P(
        [html.Span("Warning: ", className="notice-word"), warning.message, *where],
        className="notice",
        **{"data-warning": warning.code},
    )


def warnings_of(scores: tuple[IndicatorScore, ...]) -> list[html.P]:
    """The warnings of several indicators, each once."""
    found = {(w.code, w.message): w for score in scores for w in score.warnings}
    return [warned(warning) for warning in found.values()]


def as_it_stood(as_at: str, now: str, *, more: str = "") -> html.P:
    """What moment the figures are of (a day means its end; a meeting by its name), what more there is to say of it,
    and the way back to now."""
    back = dcc.Link("Show the figures of today", href=now)
    return html.P([f"{_moment(as_at)}. ", f"{more} " if more else "", back], className="notice", **_HOOK)


_HOOK = {"data-testid": "as-at"}


def _moment(as_at: str) -> str:
    """The moment in words; what is no moment is said as it was asked, on a page that explains it."""
    try:
        named = meeting_words(store(), as_at)
        said = "" if named else when(store().moment(as_at))
    except BadMoment:
        return f"Figures as they stood at {as_at}"
    day = f"the end of {said.split(' at ')[0]}"
    return named or f"Figures as they stood at {day if len(as_at) == 10 else said}"


def cannot(sentence: str, back: str) -> html.Div:
    """A page that says why there is nothing to show, and where to go."""
    return html.Div(
        [
            html.H1("There is nothing to show at this address"),
            html.P(sentence, className="lead"),
            html.P(dcc.Link("Go to the overview", href=back)),
        ]
    )
