"""Reports: what each sub-group says of a quarter, which reports are missing and how late; filed and amended here."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from dash import ALL, Input, Output, State, callback, ctx, dcc, html, no_update, register_page

from dashboard.errors import Overtaken
from dashboard.metrics.schedule import day
from dashboard.periods import Period
from dashboard.roles import ANALYST, LEAD
from dashboard.scorecard.reports import LABELS, Awaited, asked, awaited, drafted, file, quarters, report_of
from dashboard.store.notes import Note
from dashboard.subgroups import Subgroup, listed
from dashboard.written import Unfit
from layouts._ledger import address, given
from layouts._parts.downloads import downloads
from layouts._parts.form import done, faults, overtaken, summary
from layouts._parts.instead import instead
from layouts._parts.notices import as_it_stood
from layouts._parts.pages import chooser
from layouts._parts.reports import STORE, filing, full, in_short, named, overview
from layouts._person import may, person, require
from layouts._sent import Sent, sent
from layouts._shell import page
from layouts._view import View, query_at, store, view_of

register_page(__name__, path="/reports", name="Reports", title="Reports – Safer Priorities", order=5, menu=True)

Query = Mapping[str, Any]


def layout(**query: Any) -> html.Div:
    return page(lambda view: _draw(view, query), query, choosing=False)


def _draw(view: View, query: Query) -> tuple[str, Any]:
    words = "What each sub-group says of the quarter, and what it recommends to the group."
    body = [
        html.Div([html.H1("Reports of sub-groups"), html.P(words, className="lead")], className="page-head"),
        as_it_stood(view.as_at, view.now()) if view.as_at else None,
        html.Div(id="reports-said"),
        html.Div(_body(view, query), id="reports-body"),
        dcc.Store(id=STORE),
    ]
    return "Reports", body


def _body(view: View, query: Query) -> list[Any]:
    """The reports of the quarter that the address asks for, and the form it opens."""
    today = store().day(view.as_at)
    quarter = asked(view.quarter, today)
    found = awaited(store(), listed(), quarter, today, view.as_at)
    filed = sum(one.report is not None for one in found)
    caption = f"{filed} of {len(found)} reports on {quarter.label}, as of {day(today)}"
    return [
        _choice(view, quarter),
        _open(view, query, found, quarter),
        named(found, quarter.label),
        overview(found, caption, lambda code: address(view, "/reports", subgroup=code), change=not view.as_at),
        downloads(replace(view, quarter=quarter.key), "reports", caption),
        *map(full, found),
    ]


def _choice(view: View, quarter: Period) -> html.Form:
    every = quarters(store(), store().day(view.as_at), quarter, view.as_at)
    picker = chooser("quarter", "Quarter", [(one.key, one.label) for one in every], quarter.key)
    return html.Form([picker], className="choice filters", **{"aria-label": "Which quarter is shown"})


def _open(view: View, query: Query, found: Sequence[Awaited], quarter: Period) -> html.Section | None:
    """The form of the sub-group that the address names."""
    one = next((one for one in found if one.group.code == given(dict(query), "subgroup")), None)
    if one is None or view.as_at:
        return None
    if not _files(one.group):
        return html.Section(instead(LEAD, "file this report", f"as the {one.group.role} or an analyst"))
    return filing(one, quarter.label, store().day(), view.href("/reports"))


@callback(
    output={
        "said": Output("reports-said", "children"),
        "body": Output("reports-body", "children"),
        "slots": Output({"type": "fault", "form": ALL, "field": ALL}, "children"),
    },
    inputs={"data": Input(STORE, "data")},
    state={"href": State("_pages_location", "href")},
    prevent_initial_call=True,
)
def save(data: Any, href: str) -> dict[str, Any]:
    """Files or amends a report; what is wrong is said beside its field, and nothing typed is lost."""
    slots, wish = ctx.outputs_grouping["slots"], sent(data)
    query = query_at(href)
    view = view_of(query | {"href": href})
    try:
        words = _saved(wish, view, query)
    except Unfit as error:
        found = error.faults
        told = summary(wish.form, found, LABELS)
        return {"said": told, "body": no_update, "slots": faults(slots, wish.form, found)}
    except Overtaken as error:
        return {"said": _both(error), "body": no_update, "slots": faults(slots, wish.form, {})}
    return {"said": done(words), "body": _body(view, query), "slots": [no_update for _ in slots]}


def _files(group: Subgroup) -> bool:
    """Analysts file every report, a lead those that their own role files."""
    who = person()
    return may(ANALYST) or (may(LEAD) and who is not None and who.name.casefold() == group.role.casefold())


def _saved(wish: Sent, view: View, query: Query) -> str:
    """Does what the form asks; returns the sentence that says so. Raises Unfit, Overtaken."""
    today = store().day()
    quarter, code = asked(view.quarter, today), given(dict(query), "subgroup")
    group = next((group for group in listed() if group.code == code), None)
    if group is None:
        raise Unfit({"update": "There is no such sub-group. Open its report again from the list."})
    if not _files(group):
        require(ANALYST, f"file the report of {group.title}")
    report = wish.checked(lambda: drafted(wish.words, group=group, quarter=quarter, today=today))
    file(store(), report, by=wish.by(), expected=wish.expected)
    return f"The report of {group.title} on {quarter.label} is {'amended' if wish.expected else 'filed'}."


def _both(error: Overtaken) -> html.Section:
    """What somebody else has filed meanwhile, beside the form that is still as it was filled in."""
    theirs = error.values["theirs"]
    assert isinstance(theirs, Note)
    return overtaken("report", f"{theirs.by} has filed this report meanwhile:", in_short(report_of(theirs)), theirs.id)
