"""A MARAC's figures on a screen: the sentence, tables, bars, and what is missing with how it is sent."""

from collections.abc import Callable, Sequence
from typing import Any

from dash import dcc, html

from dashboard.metrics.wording import figure as number
from dashboard.periods import Grain, Period
from dashboard.scorecard.evidence import Figure
from dashboard.scorecard.marac import Line, Part, Steering, counted
from dashboard.scorecard.veil import SYMBOL, WORDS
from layouts._parts.numbers import signed
from layouts._parts.tables import table
from layouts._view import View

# makes (text, series, area, period, breakdown) into a link to where the figure comes from
Link = Callable[[str, str, str, str, str], Any]
_RETURN = (
    "the MARAC return (a workbook headed MARAC Name, Meeting date and Cases discussed, with a row for each meeting)"
)


def own(found: Part, link: Link, menu: Any) -> html.Section:
    """What the partnership's own returns say of a quarter; `menu` hands the figures out."""
    return html.Section(
        [
            *_head(found, f"{found.area_name}: returns for {found.period.label}"),
            html.Div([_measures(found, link), _bars(found)], className="two"),
            html.Div(
                [_agencies(found, link), _equality(found, link) if found.groups else _no_groups()], className="two"
            ),
            _attendance(found),
            _kept(found),
            menu,
        ],
        className="panel marac",
        **{"data-testid": "marac-own", "data-quarter": found.period.key},
    )


def published(found: Part, link: Link, menu: Any) -> html.Section:
    """What is published of an area each year; `menu` hands the figures out."""
    about = html.P("Published each year by police force area; a borough’s own part of them is not.", className="quiet")
    return html.Section(
        [
            *_head(found, f"{found.area_name}: published figures for {found.period.short}"),
            about,
            html.Div([_measures(found, link), _bars(found)], className="two"),
            _agencies(found, link),
            _kept(found),
            menu,
        ],
        className="panel marac",
        **{"data-testid": "marac-published", "data-year": found.period.key},
    )


def _head(found: Part, title: str) -> list[Any]:
    return [html.H2(title), html.P(found.sentence, className="lead", **{"data-testid": "marac-sentence"})]


def _heads(found: Part) -> tuple[str, str, str]:
    before = f"A year before ({found.period.year_before.short})"
    return found.period.short, before, "Change"


def _measures(found: Part, link: Link) -> html.Div:
    more = [found.twelve.short] if found.twelve else []
    rows = [(line.title, *_figures(found, line, link), *_twelve(found, line, link)) for line in found.measures]
    return table("Cases, repeats and children", ("Measure", *_heads(found), *more), rows, hook="marac-measures")


def _agencies(found: Part, link: Link) -> html.Div:
    if not found.agencies:
        send = (
            "Load SafeLives’ annual workbook"
            if found.twelve is None
            else f"Fill in the columns of agencies in {_RETURN}"
        )
        words = f"No figures say who referred the cases. {send}."
        return html.Div([html.H3("Referring agencies"), html.P(words)])
    rows = [(line.title, *_figures(found, line, link), *_twelve(found, line, link)) for line in found.agencies]
    more = [found.twelve.short] if found.twelve else []
    shown = table("Referrals by agency", ("Agency", *_heads(found), *more), rows, hook="marac-agencies")
    return html.Div([html.H3("Referring agencies"), html.P(found.pattern) if found.pattern else None, shown])


def _equality(found: Part, link: Link) -> html.Div:
    assert found.twelve is not None
    heads = ("Group", *_heads(found), found.twelve.short, "Share of cases")
    rows = [
        (line.title, *_figures(found, line, link), *_twelve(found, line, link), _share(line)) for line in found.groups
    ]
    shown = table("Cases by the victim’s group", heads, rows, hook="marac-groups")
    words = "Groups overlap and are not added up. The share is of all cases in the twelve months."
    return html.Div([html.H3("Equality of access"), html.P(words, className="quiet"), shown])


def _no_groups() -> html.Div:
    words = f"No figures say who the victims were. Fill in the columns of victims’ groups in {_RETURN}."
    return html.Div([html.H3("Equality of access"), html.P(words)])


def _attendance(found: Part) -> html.Div:
    """Who came, where the return says it; otherwise what is missing and how it is sent."""
    title = html.H3("Attendance")
    if len(found.attendance) < 2:
        words = (
            "No figures say which agencies came. Add two columns to the MARAC return: Agencies expected and Agencies "
            "attending, each a number for the meeting; then load it on the upload page."
        )
        return html.Div([title, html.P(words)], **{"data-testid": "marac-attendance"})
    expected, came = (line.now.value for line in found.attendance)
    if came is None or not expected:
        said = f"How many agencies came in {found.period.short} has not been returned."
    else:
        share = number(came * 100 / expected)
        said = (
            f"Agencies took {number(came)} of {number(expected)} places at meetings in {found.period.short}: {share}%."
        )
    return html.Div([title, html.P(said)], **{"data-testid": "marac-attendance"})


def _figures(found: Part, line: Line, link: Link) -> tuple[Any, Any, Any]:
    """A measure's figure, that of a year before, and the change."""
    return (
        _cell(found, line, line.now, found.period, link),
        _cell(found, line, line.before, found.period.year_before, link),
        _change(line),
    )


def _twelve(found: Part, line: Line, link: Link) -> tuple[Any, ...]:
    return (_cell(found, line, line.year, found.twelve, link),) if found.twelve else ()


def _cell(found: Part, line: Line, figure: Figure, period: Period, link: Link) -> Any:
    text = _said(figure, line)
    return link(text, line.series, found.area, period.key, line.breakdown) if figure.value is not None else text


def _said(figure: Figure, line: Line) -> str:
    if figure.value is not None:
        if line.decimals or line.unit == "%":
            return number(figure.value, line.decimals) + ("%" if line.unit == "%" else "")
        return counted(figure.value)
    if figure.status == "suppressed":
        return SYMBOL
    return (
        f"{figure.complete} of {figure.of} {'months' if figure.of in (3, 12) else 'quarters'}" if figure.of > 1 else "–"
    )


def _change(line: Line) -> str:
    if line.change is None:
        return "–"
    if line.unit == "%":
        return f"{signed(line.change, max(line.decimals, 1))} points"
    places = line.decimals or (0 if line.change.is_integer() else 1)
    return signed(line.change, places)


def _share(line: Line) -> str:
    return "–" if line.share is None else f"{number(line.share, 1)}%"


def _bars(found: Part) -> html.Div | None:
    """The course of the cases as bars beside a mark of what is expected; what is kept back has no bar."""
    if not found.course:
        return None
    most = max([figure.value or 0 for _, figure in found.course] + [found.expected or 0]) or 1
    yearly = found.period.grain is Grain.YEAR
    what = "Cases per 10,000 adult females" if yearly else "Cases discussed, by quarter"
    rows = [
        html.Tr(_bar(period, figure, most, found.expected, decimals=int(yearly))) for period, figure in found.course
    ]
    caption = f"{what}; the line marks the {number(found.expected)} expected" if found.expected else what
    head = html.Tr(
        [
            html.Th("Period", scope="col"),
            html.Th("Rate" if yearly else "Cases", scope="col", className="number"),
            _empty(),
        ]
    )
    made = html.Table(
        [html.Caption(caption), html.Thead(head), html.Tbody(rows)], className="bars", **{"data-testid": "marac-course"}
    )
    return html.Div(made)


def _empty() -> html.Td:
    return html.Td("", **{"aria-hidden": "true"})


def _bar(period: Period, figure: Figure, most: float, expected: float | None, *, decimals: int) -> list[Any]:
    known = figure.value is not None
    text = (
        number(figure.value, decimals) if figure.value is not None else SYMBOL if figure.status == "suppressed" else "–"
    )
    inside = [html.Span(className="bar-fill", style={"width": f"{(figure.value or 0) / most:.1%}"})] if known else []
    inside += [html.Span(className="bar-mark", style={"left": f"{expected / most:.1%}"})] if expected else []
    return [
        html.Th(period.short, scope="row"),
        html.Td(text, className="number"),
        html.Td(html.Div(inside, className="bar-track"), className="bar-cell", **{"aria-hidden": "true"}),
    ]


def _kept(found: Part) -> html.P | None:
    if not found.kept:
        return None
    return html.P(
        f"{SYMBOL}: {WORDS}. Nothing is worked out from it.", className="note", **{"data-testid": "kept-back"}
    )


def beside(view: View) -> html.P:
    """What the steering group looks at besides, which no figure tells."""
    link = dcc.Link("reports of sub-groups", href=view.href("/reports"))
    words = "The quality of research and response, and breaches, are no figures: the MARAC says them in the "
    return html.P([words, link, "."], className="quiet")


def nothing(found: Steering, upload: str) -> html.Div:
    """Why there is nothing to show, and what to load."""
    words = f"No MARAC figures are held for {found.area_name}, nor for the police force area it lies in."
    return html.Div(
        [
            html.P(words, className="lead"),
            html.P(f"Load {_RETURN}, or SafeLives’ annual workbook of MARAC data."),
            html.P(dcc.Link("Upload spreadsheets", href=upload)),
        ],
        **{"data-testid": "marac-nothing"},
    )


def no_returns(found: Steering, upload: str) -> html.Section:
    """That the area's own returns are missing, though figures are published of where it lies."""
    return html.Section(
        [
            html.H2(f"{found.area_name}: no returns"),
            html.P(f"No return of this area has been loaded. Send {_RETURN} each quarter."),
            html.P(dcc.Link("Upload spreadsheets", href=upload)),
        ],
        className="panel marac",
        **{"data-testid": "marac-no-returns"},
    )


def quarters(shown: Sequence[Period], chosen: Period | None) -> list[tuple[str, str]]:
    """The quarters there are, newest first, and the one that is asked for."""
    return [(one.key, one.label) for one in sorted({*shown, *([chosen] if chosen else [])}, reverse=True)]
