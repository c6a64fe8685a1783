"""Help: what a status means, how it is computed, what periods and symbols are, how to load."""

from typing import Any

from dash import dcc, html, register_page

from dashboard.metrics.meanings import ASSURANCE, CHANCES, VARIATION, VERDICTS
from dashboard.scorecard.grounds import GROUNDS
from layouts._parts.rag import badge, mark
from layouts._parts.signals import assurance_icon, variation_icon
from layouts._parts.tables import table
from layouts._shell import page
from layouts._view import View

register_page(__name__, path="/help", name="Help", title="Help – Safer Priorities", order=9, menu=True)

_MEANING = (
    ("green", "The figure is on its target, or better."),
    ("amber", ("Off the target, but within the tolerance, which is 5% unless the strategy says otherwise. Where the "
     "strategy judges by direction of travel: off the target, but no worse than in the same period last year.")),
    ("red", "Off the target by more than the tolerance or, by direction of travel, worse than a year before as well."),
    ("grey", ("Not judged. The reason stands beside it: no target, no figures, not yet due, late, incomplete or "
     "suppressed.")),
)  # fmt: skip
_PERIODS = (
    ("Quarter", "Three months of the financial year: Q1 is April to June", "FY2012-13-Q1"),
    ("April to December", "The first nine months of a financial year", "FY2020-21-Q1-Q3"),
    ("Financial year", "April to March", "FY2012-13"),
    ("Calendar year", "January to December", "CY2019"),
    ("Rolling year", "The 12 months to the end of a month", "R12:2019-12"),
    ("Month", "A calendar month", "2012-04"),
)
_SYMBOLS = (
    ("–", "There is no figure."),
    ("▲ ▼", "Up or down on the year before, or on the period named beside it. An arrow does not say which is good."),
    ("6,267", "A number with a dotted line beneath it opens where it comes from: file, cell, and what it was before."),
    ("was 412, now 420 [r]", "The publisher has revised the figure since it was first loaded."),
    ("−2%", "A minus: two per cent fewer."),
    ("points", "The difference of two percentages."),
    ("Dashed line", "What the target asks for in the period it stands over."),
)


def layout(**query: Any) -> html.Div:
    return page(_draw, query, choosing=False)


def _draw(view: View) -> tuple[str, Any]:
    body = [
        html.Div(html.H1("Help"), className="page-head"),
        html.Div([*_status(), *_signals(), *_exceptions(view), *_reading(), *_loading(view)], className="prose"),
    ]
    return "Help", body


def _status() -> list[Any]:
    meanings = [html.Div([html.Dt(badge(colour)), html.Dd(said)]) for colour, said in _MEANING]
    return [
        html.H2("What red, amber and green mean"),
        html.Dl(meanings, className="meanings"),
        html.H2("How a status is worked out"),
        html.P(
            "An indicator is compared with what its target asks for in the same period: a change on a year before, a "
            "level, a return to an earlier year’s level in even steps, or an expected volume. Whether more is better "
            "is declared for each indicator. Percentages are rounded to one decimal only after the comparison."
        ),
        html.P(
            "A priority takes the status of its worst headline indicator that can be judged. Every status says which "
            "figures decided it and where the next status begins."
        ),
        html.P("A quarter with a month missing is never compared with a whole one."),
        html.H2("Statuses set by leads, and commitments"),
        html.P(
            "A lead may set another status, with a reason that everybody sees; the one by the figures stays beside it. "
            "A step toward green is only proposed until a second person approves it, one toward red stands at once. It "
            "lapses when new figures are loaded. Everything that was said stays in the history on the page."
        ),
        html.P(
            "A commitment is reported on each quarter: red, amber, green, complete or not started, with what is "
            "achieved and what is ahead. Past its due date it cannot stay green without a new date: it is "
            "shown red and named as overdue until it has one."
        ),
    ]


def _signals() -> list[Any]:
    """What the icons and words beside a status mean, from the tables they are taken from."""
    past = [
        ([variation_icon(word, high=word == "concerning"), meaning.name], meaning.says)
        for word, meaning in VARIATION.items()
    ]
    assured = [
        ([assurance_icon(word)] if word != "none" else [], meaning.name, meaning.says)
        for word, meaning in ASSURANCE.items()
    ]
    rows = [*past, *(([*icon, name], says) for icon, name, says in assured)]
    return [
        html.H2("What the signals mean"),
        html.P(
            "A status compares a figure with its target. The signals beside it compare the figure with its own past, "
            "month by month, and ask whether it differs from last year by more than such figures usually do. Each is a "
            "prompt for a question, not a second status: H is an unusually high figure and L an unusually low one."
        ),
        html.Dl([html.Div([html.Dt(html.Span(word, className="signal-word")), html.Dd(says)]) for word, says in rows],
                className="meanings signal-meanings"),
        table("The change on last year", ("Words", "What they say"), list(VERDICTS.values()), words=frozenset({1})),
        html.H2("Where the year will end"),
        html.P(
            [
                "An arrow and a second mark,",
                html.Span(["→", mark("amber")], className="ahead", **{"aria-hidden": "true"}),
                (
                    ", are the status that the forecast of the year’s total would have. The forecast takes the "
                    "quarters that are known and the course and seasons of those before; it assumes no break in the "
                    "series. Four years in five end within the range it gives. Before a year’s first quarter is known "
                    "no forecast has skill, and none is shown."
                ),
            ]
        ),
        table("Meeting the target for the year", ("Words", "The chance of meeting it"), list(CHANCES.items()),
              words=frozenset({1})),
    ]  # fmt: skip


def _exceptions(view: View) -> list[Any]:
    """What makes an exception and how much it weighs, from the table they are ranked by."""
    return [
        html.H2("What needs discussion", id="exceptions"),
        html.P(
            [
                dcc.Link("Exceptions", href=view.href("/exceptions")),
                (
                    " lists every indicator for which one of these holds, once, with all its reasons. Red comes first, "
                    "then the greater sum of weights, then the figure that is further off what was expected. An "
                    "improvement is no exception, and a suppressed figure is never one by its size."
                ),
            ]
        ),
        table("Reasons for discussion", ("Reason", "What it says", "Weight"),
              [(ground.name, ground.says, str(ground.weight)) for ground in GROUNDS.values()], words=frozenset({1})),
    ]  # fmt: skip


def _reading() -> list[Any]:
    return [
        html.H2("Periods"),
        table("Periods and how addresses write them", ("Period", "What it is", "In an address"), _PERIODS,
              words=frozenset({1, 2}), quiet=True),
        html.H2("Rates"),
        html.P(
            "Offences, incidents and fires are also shown for every 1,000 people, by the newest population that is not "
            "for a later year than the figure; which one stands beside it. The rate of a quarter is that of its three "
            "months: it is not made up to a year."
        ),
        html.H2("Other areas"),
        html.P(
            "Better, similar or worse: the 95% interval of an area’s rate lies wholly on one side of the rate of all "
            "areas of the group together, or it does not. Rates of large counts nearly always differ by more than "
            "chance, so an area stands out, and is drawn as a diamond, only if it is unlike the others even when their "
            "own differences are allowed for. Suppressed figures are never compared."
        ),
        html.H2("Symbols"),
        table("Symbols", ("Symbol", "What it says"), _SYMBOLS, words=frozenset({1}), quiet=True),
        html.H2("Links"),
        html.P(
            "The address of a page holds what you see: strategy, quarter and area. Copy it to show others the same. "
            "Add as_at=2026-01-31 to see the figures as they stood at the end of that day, or as_at= and the code of a "
            "frozen meeting to see what that meeting saw."
        ),
        html.H2("Figures to take away"),
        html.P(
            "“Download the figures” beside a chart or table hands them out as they are shown, as a plain table (csv) "
            "or a workbook (xlsx) that says what it is of. Data lets you choose series, areas and periods yourself. "
            "Marks in brackets stand for: [c] kept back, [x] not available, [z] not applicable, [r] revised, "
            "[p] provisional, [e] estimated."
        ),
        html.H2("Meetings"),
        html.P(
            "A meeting has an agenda over a strategy, a quarter and an area. On the wall the arrow and page keys lead "
            "through it, an item a screen; each priority begins with what changed since the last meeting that was "
            "frozen. Freezing names the moment: figures loaded, undone or revised later, changed targets and what is "
            "said afterwards never change what a frozen meeting shows. The one exception is privacy: a small number of "
            "people that a later edition would give away is kept back there too."
        ),
    ]  # fmt: skip


def _loading(view: View) -> list[Any]:
    steps = (
        "Choose one or several files, or drop them on the page. Send them as the partner did; nothing needs retyping.",
        "Each file is recognised by its headings and checked. Problems are named by sheet and cell, such as ASB!F9.",
        "Errors stop a file; warnings do not, and stay beside the figures they are about.",
        "See how many figures are new, changed or gone, then keep the file. Loading it twice changes nothing.",
    )
    return [
        html.H2("How to load figures"),
        html.Ol([html.Li(step) for step in steps]),
        html.P(dcc.Link("Upload spreadsheets", href=view.href("/upload"))),
    ]
