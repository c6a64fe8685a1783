"""Actions on a screen: the list in its groups, those nobody answers for, one of them in full, and the forms."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from dash import dcc, html

from dashboard.metrics.schedule import day
from dashboard.records import Problem
from dashboard.scorecard.action_book import Entry
from dashboard.scorecard.actions import LABELS, STATUSES, Action, unheld, when_due
from layouts._parts.form import form, long, one_of, short
from layouts._parts.stacked import Group, Row, stacked
from layouts._parts.tables import table

STORE = "actions-sent"
_HEADINGS = ("Minute", "Resolution", "Owner", "Due", "Status", "Last update")
_GROUPS = ("Overdue", "To be done", "Without a due date", "Settled")


def listed(found: Sequence[Action], today: date, href: Any, caption: str, *, change: bool) -> html.Table:
    """The actions in their order, in groups; `href` gives the address that opens one."""
    groups = []
    for title in _GROUPS:
        rows = [_row(action, today, href, change=change) for action in found if _group(action, today) == title]
        if rows:
            groups.append(Group(f"{title} ({len(rows)})", rows))
    return stacked(caption, _HEADINGS, groups, hook="actions")


def _group(action: Action, today: date) -> str:
    if action.settled:
        return "Settled"
    if action.due is None:
        return "Without a due date"
    return "Overdue" if action.days_late(today) else "To be done"


def _row(action: Action, today: date, href: Any, *, change: bool) -> Row:
    link = dcc.Link([action.reference, _unseen(", open it" if change else ", see it")], href=href(action.reference))
    hooks = (("testid", "action"), ("action", action.reference), ("status", action.status))
    cells = [
        [html.Strong(link), _aside(f"{action.meeting}, {day(action.met)}")],
        html.Span(action.resolution, className="held"),
        _owner(action),
        _due(action, today),
        html.Span(STATUSES[action.status], className=f"tag action-{action.status}"),
        _last(action),
    ]
    return Row(cells, None, hooks)


def _owner(action: Action) -> Any:
    why = unheld(action)
    if not why:
        return action.owner or "–"
    return [html.Strong("No owner" if not action.owner else action.owner, className="late"), _aside(_why(why))]


def _why(why: str) -> str:
    return "nobody answers for it" if why == "no owner" else "owner left"


def _due(action: Action, today: date) -> Any:
    if action.due is None:
        return "–"
    words, late = when_due(action, today), action.days_late(today) > 0
    said = html.Strong(words, className="late") if late else words
    return [said, _aside(day(action.due))] if words else day(action.due)


def _last(action: Action) -> Any:
    if not action.updates:
        return "None"
    last = action.updates[-1]
    return [html.Span(last.text, className="held"), _aside(f"{last.by}, {day(last.on)}")]


def _aside(words: str) -> html.Span:
    return html.Span(words, className="aside")


def _unseen(words: str) -> html.Span:
    return html.Span(words, className="unseen")


def unanswered(found: Iterable[Action], href: Any) -> html.Div | None:
    """The actions that nobody answers for, each by name; None where there are none."""
    named = [(action, unheld(action)) for action in found if unheld(action)]
    if not named:
        return None
    items = [html.Li([dcc.Link(a.reference, href=href(a.reference)), f": {why}"]) for a, why in named]
    count = "1 action" if len(named) == 1 else f"{len(named):,} actions"
    words = html.Strong(f"Nobody answers for {count}", className="notice-word")
    return html.Div(
        [words, html.Ul(items, className="plain-list")], className="notice", **{"data-testid": "unanswered"}
    )


def opened(entry: Entry, today: date, close: str, *, change: bool) -> html.Section:
    """One action in full: what was resolved, everything reported of it, and the form to report more."""
    action = entry.action
    facts = {
        "Meeting": f"{action.meeting}, {day(action.met)}",
        "Owner": [action.owner or "No owner", *([_aside(unheld(action))] if action.left else [])],
        "Due": f"{day(action.due)}{', ' if when_due(action, today) else ''}{when_due(action, today)}"
        if action.due
        else "–",
        "Status": STATUSES[action.status],
    }
    title = html.H2(
        f"Action {action.reference}", id="action-title", tabIndex=-1, key=f"title-{entry.note}",
        **{"data-takes-focus": "true"},
    )  # fmt: skip
    return html.Section(
        [
            title,
            html.P(action.resolution, className="lead held"),
            html.Dl([html.Div([html.Dt(word), html.Dd(said)]) for word, said in facts.items()], className="facts"),
            html.Div([_report(entry) if change else None, _reported(action)], className="opened-both"),
            html.P(dcc.Link("Close this action", href=close)),
        ],
        className="opened",
        key=f"opened-{entry.note}",
        **{"aria-labelledby": "action-title", "data-testid": "action-opened"},
    )


def _reported(action: Action) -> Any:
    if not action.updates:
        return html.P("Nothing has been reported of it yet.", className="quiet")
    items = [html.Li([u.text, _aside(f" {u.by}, {day(u.on)}")]) for u in reversed(action.updates)]
    return html.Div([html.H3("Updates, newest first"), html.Ol(items, className="reported", reversed=True)])


def _report(entry: Entry) -> html.Form:
    action, name = entry.action, "move"
    left = (("", "Somebody holds this role"), ("yes", "The owner left: nobody holds this role any more"))
    fields = [
        long(name, "update", LABELS["update"], hint="What has happened. Roles, not people’s names."),
        html.Div(
            [
                one_of(name, "status", LABELS["status"], tuple(STATUSES.items()), action.status),
                short(name, "due", LABELS["due"], value=_written(action.due), hint="For example 27/3/2026."),
            ],
            className="written-row",
        ),
        html.Div(
            [
                short(name, "owner", LABELS["owner"], value=action.owner, hint="A role, such as ASB manager."),
                one_of(name, "left", "The owner’s role", left, "yes" if action.left else ""),
            ],
            className="written-row",
        ),
    ]
    return form(name, fields, button="Save this update", store=STORE, mark=str(entry.note))


def _written(day_: date | None) -> str:
    return f"{day_.day}/{day_.month}/{day_.year}" if day_ else ""


def in_short(action: Action) -> html.Div:
    """How an action stands, in a few lines."""
    last = action.updates[-1] if action.updates else None
    due = day(action.due) if action.due else "on no day"
    lines = [f"{STATUSES[action.status]}, owner {action.owner or 'nobody'}, due {due}"]
    lines += [f"{last.by}, {day(last.on)}: {last.text}"] if last else []
    return html.Div("\n".join(lines), className="theirs")


def adding(meeting: tuple[str, date] | None, key: str) -> html.Div:
    """The form for a new action, empty wherever `key` is new; `meeting` is the one last put down for."""
    name, (title, met) = "add", meeting or ("", None)
    fields = [
        html.Div(
            [
                short(name, "meeting", LABELS["meeting"], value=title, hint="Such as Strategic group."),
                short(name, "met", LABELS["met"], value=_written(met), hint="For example 13/9/2012."),
            ],
            className="written-row",
        ),
        short(name, "minute", LABELS["minute"], hint="Such as 4.1."),
        long(name, "resolution", LABELS["resolution"], hint="As minuted: RESOLVED or AGREED that …"),
        html.Div(
            [
                short(name, "owner", LABELS["owner"], hint="A role, not a person’s name."),
                short(name, "due", LABELS["due"], hint="Not before the meeting."),
            ],
            className="written-row",
        ),
    ]
    return html.Div(form(name, fields, button="Add the action", store=STORE), key=key)


def not_taken(found: Sequence[Problem], name: str) -> html.Section:
    """Every fault of a list that was not taken over, by row and cell."""
    rows = [(problem.cell or "–", f"{problem.message} {problem.hint}".strip()) for problem in found[:200]]
    title = html.H3(f"Nothing of {name} was taken over", tabIndex=-1, **{"data-takes-focus": "true"})
    caption = f"{len(found):,} {'fault' if len(found) == 1 else 'faults'} to mend first"
    shown = table(caption, ("Cell", "What is wrong"), rows, words=frozenset({1}), hook="import-faults")
    return html.Section([title, shown], className="error-summary", role="alert")
