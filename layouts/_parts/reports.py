"""Reports of sub-groups on a screen: which are there, each in full, and the form that files or amends one."""

from collections.abc import Callable, Sequence
from datetime import date

from dash import dcc, html

from dashboard.metrics.schedule import day
from dashboard.metrics.when import when
from dashboard.periods import parse
from dashboard.scorecard.reports import LABELS, Awaited, Report, missing
from layouts._parts.form import form, long, short
from layouts._parts.stacked import Group, Row, stacked

STORE = "reports-sent"
_HEADINGS = ("Sub-group", "State", "Date filed", "Last meeting", "Author", "Recommendations")
Link = Callable[[str], str]


def named(found: Sequence[Awaited], quarter: str) -> html.Div | None:
    """The reports that are missing, each with how late it is; None where every one is there."""
    gone = missing(found)
    if not gone:
        return None
    items = [html.Li(f"{one.group.title}: {one.words}, from the {one.group.role}") for one in gone]
    late = sum(one.late > 0 for one in gone)
    said = (
        f"{late} {'report' if late == 1 else 'reports'} on {quarter} missing" if late else f"Still to come on {quarter}"
    )
    more = f", {len(gone) - late} still to come" if late and late < len(gone) else ""
    words = html.Strong(said + more, className="notice-word")
    return html.Div([words, html.Ul(items, className="plain-list")], className="notice", **{"data-testid": "missing"})


def overview(found: Sequence[Awaited], caption: str, href: Link, *, change: bool) -> html.Table:
    """Every sub-group with its report's days, author and number of recommendations."""
    rows = [_row(one, href, change=change) for one in found]
    return stacked(caption, _HEADINGS, [Group("", rows)], hook="reports")


def _row(one: Awaited, href: Link, *, change: bool) -> Row:
    report = one.report
    act = dcc.Link(
        ["Amend" if report else "File", html.Span(f" the report on {one.group.title}", className="unseen")],
        href=href(one.group.code),
    )
    state = html.Strong(_sentence(one.words), className="late") if one.state == "missing" else _sentence(one.words)
    cells = [
        [html.Strong(one.group.title), html.Span(one.group.role, className="aside")],
        [state, html.Span(f"due on {day(one.due)}", className="aside"), act if change else None],
        day(report.filed) if report else "–",
        _met(report),
        report.author if report else "–",
        str(len(report.recommendations)) if report else "–",
    ]
    return Row(cells, None, (("subgroup", one.group.code), ("state", one.state)))


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _met(report: Report | None) -> str:
    """The day of the last meeting; where there was none in the quarter, that too."""
    if report is None:
        return "–"
    if report.met is None:
        return "It has not met"
    return day(report.met) + (", before the quarter" if report.met < parse(report.quarter).start else "")


def full(one: Awaited) -> html.Article | None:
    """A report in full."""
    report = one.report
    if report is None:
        return None
    place = f"report-{one.group.code}"
    told = [html.Li(text) for text in report.recommendations]
    met = f"Last meeting: {_met(report)}." if report.met else "It has not met."
    about = f"{report.author}, filed {day(report.filed)}. {met}"
    hooks = {
        "aria-labelledby": place,
        "data-testid": "report",
        "data-subgroup": one.group.code,
        "data-state": one.state,
    }
    return html.Article(
        [
            html.H2(one.group.title, id=place),
            html.P(about, className="quiet"),
            html.H3(LABELS["update"]),
            html.P(report.update, className="prose-text"),
            html.H3(LABELS["recommendations"]),
            html.Ol(told) if told else html.P("None this quarter."),
            html.P(f"Said by {one.by}, {when(one.since)}", className="note"),
        ],
        className="panel report",
        **hooks,
    )


def filing(one: Awaited, quarter: str, today: date, close: str) -> html.Section:
    """The form for a sub-group's report, filled with what stands."""
    report, name = one.report, "report"
    words = "Amend the report" if report else "File the report"
    title = html.H2(
        f"{words} of {one.group.title} on {quarter}", id="filing-title", tabIndex=-1, **{"data-takes-focus": "true"}
    )
    met = _written(report.met) if report else ""
    fields = [
        html.Div(
            [
                short(name, "filed", LABELS["filed"], value=_written(report.filed if report else today),
                      hint=f"Due on {day(one.due)}."),
                short(name, "met", LABELS["met"], value=met, hint="Empty where it has not met."),
            ],
            className="written-row",
        ),
        short(name, "author", LABELS["author"], value=report.author if report else one.group.role),
        long(name, "update", LABELS["update"], value=report.update if report else "", rows=7,
             hint="What was done, what is different, what stands in the way. No names of people."),
        long(name, "recommendations", LABELS["recommendations"], rows=4, hint="One a line; empty where there are none.",
             value="\n".join(report.recommendations) if report else ""),
    ]  # fmt: skip
    mark = str(one.note or "")
    send = "Save the amended report" if report else "File the report"
    return html.Section(
        [
            title,
            form(name, fields, button=send, store=STORE, mark=mark),
            html.P(dcc.Link("Leave it as it is", href=close)),
        ],
        className="opened",
        **{"aria-labelledby": "filing-title", "data-testid": "filing"},
    )


def _written(day_: date | None) -> str:
    return f"{day_.day}/{day_.month}/{day_.year}" if day_ else ""


def in_short(report: Report) -> html.Div:
    """What a report says, to be set beside one's own."""
    told = "\n".join(f"{number}. {text}" for number, text in enumerate(report.recommendations, 1))
    lines = [
        f"{report.author}, filed {day(report.filed)}",
        report.update,
        f"{LABELS['recommendations']}:\n{told}" if told else "",
    ]
    return html.Div("\n\n".join(filter(None, lines)), className="theirs")
