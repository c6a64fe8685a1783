"""Actions: what was resolved, who answers for it by when, what came of it; put down, reported on, taken in and out."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dash import ALL, Input, Output, State, callback, ctx, dcc, html, no_update, register_page

from dashboard.errors import Overtaken, SaferError
from dashboard.metrics.schedule import day
from dashboard.roles import ANALYST, LEAD
from dashboard.scorecard.action_book import ActionBook, Entry, entry_of
from dashboard.scorecard.actions import LABELS, NOBODY, STATUSES, Action, drafted, fits, moved_on, ordered
from dashboard.written import Unfit
from layouts._intake import decoded
from layouts._ledger import address, given
from layouts._parts.actions import STORE, adding, in_short, listed, not_taken, opened, unanswered
from layouts._parts.downloads import downloads
from layouts._parts.form import done, faults, overtaken, summary, writer
from layouts._parts.instead import instead
from layouts._parts.notices import as_it_stood
from layouts._parts.pages import chooser
from layouts._parts.who import author
from layouts._person import may, person, require
from layouts._sent import Sent, sent
from layouts._shell import page
from layouts._view import View, query_at, settings, store, view_of
from loaders._actions import read_actions
from loaders._actions_sheet import written

register_page(__name__, path="/actions", name="Actions", title="Actions – Safer Priorities", order=4, menu=True)

_FILTERS = ("status", "owner", "meeting", "action")
Query = Mapping[str, Any]


def layout(**query: Any) -> html.Div:
    return page(lambda view: _draw(view, query), query, choosing=False)


def _draw(view: View, query: Query) -> tuple[str, Any]:
    words = "What meetings resolved, who answers for it by when, and what has come of it."
    past = as_it_stood(view.as_at, view.now()) if view.as_at else None
    entries = ActionBook(store()).entries(view.as_at)
    body = [
        html.Div([html.H1("Actions"), html.P(words, className="lead")], className="page-head"),
        past,
        html.Div(id="actions-said"),
        html.Div(_body(view, query, entries), id="actions-body"),
        None if view.as_at else _adding_for(entries),
        _sheets(changing=not view.as_at and may(ANALYST)),
        dcc.Store(id=STORE),
    ]  # fmt: skip
    return "Actions", body


def _adding_for(entries: Mapping[str, Entry]) -> Any:
    """The form for a new action, for those who may put one down; its place is there for all."""
    form = html.Details(
        [html.Summary("Add an action"), html.Div(_adding(entries), id="actions-adding")], className="unfold"
    )
    return form if may(ANALYST) else html.Div([instead(ANALYST, "add actions"), html.Div(id="actions-adding")])


def _reports_on(action: Action) -> bool:
    """Analysts report on every action, a lead on those that their own role owns."""
    who = person()
    return may(ANALYST) or (may(LEAD) and who is not None and who.name.casefold() == action.owner.casefold())


def _body(view: View, query: Query, entries: Mapping[str, Entry]) -> list[Any]:
    """The list as the address asks for it, and the action it opens."""
    today, change = store().day(view.as_at), not view.as_at
    asked = {name: given(dict(query), name) for name in _FILTERS}

    def href(reference: str) -> str:
        return address(view, "/actions", **asked | {"action": reference})

    if not entries:
        return [html.P("No action has been put down yet. Add one, or take a list over from a spreadsheet, below.")]
    every = ordered((entry.action for entry in entries.values()), today)
    found = [action for action in every if fits(action, asked, today)]
    one = entries.get(asked["action"])
    caption = f"{_counted(len(found))}, overdue first, as of {day(today)}"
    table = listed(found, today, href, caption, change=change) if found else html.P("No action fits this choice.")
    close = address(view, "/actions", **asked | {"action": ""})
    reports = one is not None and change and _reports_on(one.action)
    others = instead(LEAD, "report on this action", "as its owner or an analyst")
    return [
        opened(one, today, close, change=reports) if one else None,
        others if one and change and not reports else None,
        html.P(f"There is no action “{asked['action']}”.", className="notice") if asked["action"] and not one else None,
        unanswered(every, href),
        _choice(every, asked, today),
        table,
        downloads(view, "actions", caption, **{name: asked[name] for name in _FILTERS[:3]}) if found else None,
    ]


def _counted(count: int) -> str:
    return f"{count:,} {'action' if count == 1 else 'actions'}"


def _choice(every: Sequence[Action], asked: Query, today: date) -> html.Form:
    kinds: dict[str, str] = {"": "All", "outstanding": "Outstanding", "overdue": "Overdue"} | {**STATUSES}
    empty = {"owner": "", "meeting": ""}
    statuses = [
        (code, f"{word} ({sum(fits(a, empty | {'status': code}, today) for a in every):,})")
        for code, word in kinds.items()
    ]
    owners = [(name, name) for name in sorted({action.owner for action in every if action.owner})]
    meetings = {action.code: f"{action.meeting}, {day(action.met)}" for action in sorted(every, key=_newest)}
    fields = [
        chooser("status", "Status", statuses, asked["status"]),
        chooser("owner", "Owner", [("", "All"), (NOBODY, "Nobody answers for it"), *owners], asked["owner"]),
        chooser("meeting", "Meeting", [("", "All"), *meetings.items()], asked["meeting"]),
    ]
    return html.Form(fields, className="choice filters", **{"aria-label": "Which actions are listed"})


def _newest(action: Action) -> int:
    return -action.met.toordinal()


def _adding(entries: Mapping[str, Entry]) -> html.Div:
    """The form for a new action, of the meeting that was put down last."""
    last = max(entries.values(), key=lambda entry: entry.note, default=None)
    return adding((last.action.meeting, last.action.met) if last else None, f"after-{last.note if last else 0}")


def _sheets(*, changing: bool) -> html.Section:
    buttons = [
        html.Button(f"Download as {kind}", id={"type": "actions-out", "kind": kind}, type="button",
                    className="button button-quiet")
        for kind in ("csv", "xlsx")
    ]  # fmt: skip
    pick = html.Span("Choose a spreadsheet", className="button button-quiet", role="presentation")
    drop = dcc.Upload(pick, id="actions-file", max_size=settings().max_upload_mb * 1_000_000, style={})
    hint = (
        "A csv or workbook headed Minute, Meeting, Meeting date and Resolution; Owner, Due date, Status and Updates "
        "may stand beside them. It is taken over as a whole or not at all; what was reported before stays."
    )
    taking = [
        html.H3("Take a list over"),
        html.P(hint, className="hint"),
        writer("import"),
        html.Label(drop, htmlFor="actions-picker", className="picker", **{"data-picker": "actions-picker"}),
        html.Div(id="actions-busy", role="status", className="busy"),
        html.Div(id="actions-taken"),
    ]
    return html.Section(
        [
            html.H2("As a spreadsheet to work on and take back"),
            html.Div(buttons, className="actions"),
            *(taking if changing else []),
            dcc.Download(id="actions-download"),
        ],
        className="sheets",
    )


@callback(
    output={
        "said": Output("actions-said", "children"),
        "body": Output("actions-body", "children"),
        "adding": Output("actions-adding", "children"),
        "slots": Output({"type": "fault", "form": ALL, "field": ALL}, "children"),
    },
    inputs={"data": Input(STORE, "data")},
    state={"href": State("_pages_location", "href")},
    prevent_initial_call=True,
)
def save(data: Any, href: str) -> dict[str, Any]:
    """Puts an action down or reports on one; what is wrong is said beside its field, and nothing typed is lost."""
    slots, wish = ctx.outputs_grouping["slots"], sent(data)
    nothing: dict[str, Any] = dict.fromkeys(("said", "body", "adding"), no_update)
    try:
        words = _saved(wish, href)
    except Unfit as error:
        found = error.faults
        return nothing | {"said": summary(wish.form, found, LABELS), "slots": faults(slots, wish.form, found)}
    except Overtaken as error:
        return nothing | {"said": _both(error), "slots": faults(slots, wish.form, {})}
    body, form = _anew(href)
    return {"said": done(words), "body": body, "adding": form, "slots": [no_update for _ in slots]}


def _saved(wish: Sent, href: str) -> str:
    """Does what a form asks; returns the sentence that says so. Raises Unfit, Overtaken."""
    book, today = ActionBook(store()), store().day()
    entries = book.entries()
    if wish.form == "add":
        require(ANALYST, "add actions")
        known = [entry.action for entry in entries.values()]
        action = wish.checked(lambda: drafted(wish.words, known=known, today=today))
        if action.reference in entries:
            raise Unfit({"minute": f"Minute {action.minute} of that meeting is there already: {action.reference}."})
        book.add(action, by=wish.by())
        return f"Action {action.reference} is put down."
    entry = entries.get(given(query_at(href), "action"))
    if entry is None or wish.expected is None:
        raise Unfit({"update": "This action is no longer there. Open it again from the list."})
    if not _reports_on(entry.action):
        require(ANALYST, "report on the actions of others")
    by = author()
    moved = wish.checked(lambda: moved_on(entry.action, wish.words, by=by, today=today))
    book.move(moved, by=wish.by(), expected=wish.expected)
    return f"Action {moved.reference} is saved."


def _both(error: Overtaken) -> html.Section:
    """What somebody else has said of the action meanwhile."""
    theirs = entry_of(error.values["theirs"])
    return overtaken("move", f"{theirs.by} has changed this action meanwhile:", in_short(theirs.action), theirs.note)


def _anew(href: str) -> tuple[list[Any], html.Div]:
    """The list and the form for a new action, as they are now."""
    query = query_at(href)
    entries = ActionBook(store()).entries()
    return _body(view_of(query | {"href": href}), query, entries), _adding(entries)


@callback(
    Output("actions-taken", "children"),
    Output("actions-body", "children", allow_duplicate=True),
    Output("actions-file", "contents"),
    Input("actions-file", "contents"),
    State("actions-file", "filename"),
    State("import-who", "value"),
    State("_pages_location", "href"),
    prevent_initial_call=True,
    running=[(Output("actions-busy", "children"), "Reading the list…", "")],
)
def take(contents: str | None, name: str | None, role: str | None, href: str) -> Any:
    """Takes a list over as a whole, or says every fault of it and takes nothing."""
    if not contents:
        return no_update, no_update, no_update
    book, said = ActionBook(store()), str(name or "the file")
    try:
        by = author(role)
        content = decoded(contents)
        found = read_actions(content or b"", said, known=book.actions(), by=by, today=store().day())
        if found.problems:
            return not_taken(found.problems, said), no_update, None
        words = f"{said} is taken over: {book.take(found.actions, by=by).words}."
    except SaferError as error:
        return html.P(str(error), className="field-fault", role="alert"), no_update, None
    return done(words), _anew(href)[0], None


@callback(
    Output("actions-download", "data"),
    Input({"type": "actions-out", "kind": ALL}, "n_clicks"),
    State("_pages_location", "href"),
    prevent_initial_call=True,
)
def hand_out(_clicks: list[int | None], href: str) -> Any:
    """Hands the listed actions over as a spreadsheet that can be taken back."""
    pressed = ctx.triggered_id
    if not pressed or not ctx.triggered[0]["value"] or pressed["kind"] not in ("csv", "xlsx"):
        return no_update
    query = query_at(href)
    view = view_of(query | {"href": href})
    today, asked = store().day(view.as_at), {name: given(query, name) for name in _FILTERS}
    found = [a for a in ordered(ActionBook(store()).actions(view.as_at), today) if fits(a, asked, today)]
    content = written(found, pressed["kind"])
    return dcc.send_bytes(content, f"actions-{today:%Y-%m-%d}.{pressed['kind']}")
