"""The lead's page in parts: priorities to choose from, each narrative with its field and buttons, what is beside."""

import json
from collections.abc import Sequence
from typing import Any

from dash import dcc, html

from dashboard.scorecard.beside import Beside
from dashboard.scorecard.mine import Item, Waiting
from dashboard.scorecard.narrative import LONGEST
from layouts._lead import ALL, Desk, Field
from layouts._parts.narrative import by, chased, findings, mine_href, paragraphs
from layouts._parts.rag import WORDS, badge
from layouts._parts.tables import table
from layouts._person import writes_for
from layouts._view import View

# what a key does, with Alt (in Firefox with Alt and Shift, on a Mac with Ctrl and Option)
KEYS = (
    ("A", "accepts the next draft"),
    ("S", "signs off the next narrative"),
    ("P", "signs off the whole priority"),
)


def choices(view: View, found: Sequence[Waiting]) -> html.Div:
    """The priorities with what waits in each."""
    return html.Div([_choice(view, one) for one in found], className="panels mine-choices")


def _choice(view: View, one: Waiting) -> html.Article:
    priority = one.priority
    link = dcc.Link(priority.title, href=mine_href(view, priority.code))
    waits = f"{one.open} to look at" if one.open else "Everything is signed off"
    missed = f" Red without a narrative: {', '.join(one.chased)}." if one.chased else ""
    return html.Article(
        [
            html.Div([html.H2(link), badge(priority.rag)], className="card-head"),
            html.P([html.Strong("Lead: "), priority.lead or "none named"]),
            html.P(f"{waits}.{missed}"),
        ],
        className="panel",
    )


def keys() -> html.Details:
    """The keys of the page, documented where they work."""
    rows = [html.Div([html.Dt(html.Kbd(f"Alt+{key}")), html.Dd(f"{what}.")]) for key, what in KEYS]
    enter = "presses the button that has the focus. After each press the next one has it."
    rows.append(html.Div([html.Dt(html.Kbd("Enter")), html.Dd(enter)]))
    hint = html.P("Firefox wants Alt+Shift, a Mac Ctrl+Option in place of Alt.", className="hint")
    return html.Details(
        [html.Summary("Keys of this page"), html.Dl(rows, className="meanings"), hint], className="keys"
    )


def desk(view: View, laid: Desk) -> list[Any]:
    """Everything that a press of a button draws anew."""
    return [
        html.P(laid.fault, className="field-fault", **{"data-testid": "mine-fault"}) if laid.fault else None,
        html.Div(laid.said, id=_dom("said", ""), role="status", className="said", tabIndex=-1),
        _focus(laid),
        chased(view, laid.mine.priority.code, laid.mine.chased, here=True),
        *[_item(view, laid, *one) for one in laid.items],
        None if view.as_at or not writes_for(view.chosen, laid.mine.priority.code) else _whole(laid),
        *_commitments(laid.mine.commitments),
        *_actions(laid.mine.actions),
    ]


def _focus(laid: Desk) -> html.Span:
    """Where the browser's script puts the focus after a press of a button."""
    kind, key = laid.focus or ("", "")
    there = "mine-who" if kind == "who" else _dom(kind, key) if kind else ""
    return html.Span(id="mine-focus", hidden=True, **{"data-focus": there, "data-presses": str(laid.presses)})


def _dom(kind: str, key: str) -> str:
    """An id as it stands in the page: Dash writes those of many parts as sorted JSON."""
    if kind == "said":
        return "mine-said"
    part = {"mine-text": key} if kind == "text" else {"key": key, "mine": kind}
    return json.dumps(part, sort_keys=True, separators=(",", ":"))


def _item(view: View, laid: Desk, key: str, item: Item, there: Field) -> html.Article:
    told, score = item.told, item.score
    title = dcc.Link(told.title, href=view.href(f"/indicator/{told.code}")) if score else "The priority as a whole"
    head = html.Div([html.H2(title), html.Span([_tag(item, there), badge(told.rag)])], className="card-head")
    inside: list[Any] = [
        head,
        html.P(score.sentence or score.reason, className="sentence") if score else None,
        html.P(f"{by(told)}.", className="hint") if told.note else None,
        *findings(told),
    ]
    if view.as_at or not writes_for(view.chosen, laid.mine.priority.code):
        inside += paragraphs(there.text or told.text)
    else:
        inside += [
            _theirs(item) if there.overtaken else None,
            _field(key, item, there),
            _buttons(laid, key, item, there),
        ]
    hooks = {"data-testid": "mine-item", "data-narrative": key, "data-settled": str(told.settled).lower()}
    return html.Article(inside, className="panel mine-item", id=f"about-{key}", **hooks)


def _tag(item: Item, there: Field) -> html.Span:
    told = item.told
    if there.overtaken:
        words, look = "Two versions", "tag tag-doubt"
    elif told.doubtful:
        words, look = "Look again", "tag tag-doubt"
    elif told.chased:
        words, look = "Red, no narrative yet", "tag tag-doubt"
    elif told.note is None:
        words, look = "Draft", "tag"
    else:
        words, look = ("Signed off", "tag tag-kept") if told.signed_by else ("Not signed off", "tag")
    return html.Span(words, className=look)


def _theirs(item: Item) -> html.Section:
    """What somebody else has said meanwhile, beside one's own words in the field."""
    told = item.told
    return html.Section(
        [
            html.H3(f"{told.signed_by or told.author} has changed this meanwhile"),
            html.P("Their text stands now; yours is in the field below. Save yours in its place, or take theirs."),
            html.Blockquote(paragraphs(told.text)),
        ],
        className="error-summary theirs",
        **{"data-testid": "theirs"},
    )


def _field(key: str, item: Item, there: Field) -> html.Div:
    name = _dom("text", key)
    about = "Draft" if item.told.note is None and not there.touched else "Narrative"
    label = html.Label(
        [about, html.Span(f" of {item.told.title}, at most {LONGEST:,} characters", className="unseen")],
        htmlFor=name,
        className="label-small",
    )
    fault = html.P([html.Span("Error: ", className="unseen"), there.fault], className="field-fault")
    left = LONGEST - len(there.text)
    words = f"{left:,} characters left" if left >= 0 else f"{-left:,} characters too many"
    box: Any = dcc.Textarea(id={"mine-text": key}, value=there.text, rows=4, className="narrative-field")
    count = html.P(words, className="count" + (" over" if left < 0 else ""), **{"data-longest": str(LONGEST)})
    aloud = html.Span("", className="unseen", role="status")
    return html.Div([label, fault if there.fault else None, box, count, aloud], className="narrative-box")


def _buttons(laid: Desk, key: str, item: Item, there: Field) -> html.Div:
    told = item.told
    first = laid.next == key
    draft = told.note is None and not there.overtaken
    access = "a" if first and draft else ""
    keep = _button("Accept" if draft else "Save", "keep", key, told.title, quiet=True, access=access)
    sign = _button("Sign off", "sign", key, told.title, access="s" if first else "")
    made = [keep, sign]
    if told.stale:
        made.append(_button("Take over the new figures", "renew", key, told.title, quiet=True))
    if there.overtaken:
        made.append(_button("Take theirs", "theirs", key, told.title, quiet=True))
    if told.note is not None or there.text != told.draft:
        made.append(_button("Redraft from the figures", "draft", key, told.title, quiet=True))
    if there.before:
        made.append(_button("Put back what was there", "back", key, told.title, quiet=True))
    return html.Div(made, className="keep")


def _button(
    words: str, act: str, key: str, about: str, *, quiet: bool = False, access: str = "", hook: str = ""
) -> html.Button:
    name: Any = {"mine": act, "key": key}
    look = "button button-quiet" if quiet else "button"
    hooks = {"data-testid": hook} if hook else {}
    # only the next one has a key
    pressed = {"accessKey": access, "aria-keyshortcuts": f"Alt+{access.upper()}"} if access else {}
    inside = [words, html.Span(f": {about}", className="unseen")]
    return html.Button(inside, id=name, type="button", className=look, **pressed, **hooks)


def _whole(laid: Desk) -> html.Div:
    title = laid.mine.priority.title
    button = _button("Sign off the whole priority", "sign", ALL, title, access="p", hook="mine-sign-all")
    hint = html.P(
        "Signs off every narrative above that is not signed off yet, as it stands in its field. Those whose figures "
        "have changed are left for you to look at.",
        className="hint",
    )
    return html.Div([button, hint], className="together")


def _commitments(found: Sequence[Beside]) -> list[Any]:
    if not found:
        return []
    rows = [[one.title, _status(one), one.text] for one in found]
    return [
        html.Section(
            [
                html.H2("Commitments"),
                table("Commitments of this priority", _COMMITMENTS, rows, words=_WORDS, quiet=True),
            ]
        )
    ]


def _actions(found: Sequence[Beside]) -> list[Any]:
    if not found:
        return []
    rows = [[one.title, one.owner, one.due, _status(one)] for one in found]
    return [
        html.Section([html.H2("Actions"), table("Actions of this priority", _ACTIONS, rows, words=_WORDS, quiet=True)])
    ]


_COMMITMENTS = ("Commitment", "Status", "What is said of it")
_ACTIONS = ("Action", "Owner", "Due", "Status")
_WORDS = frozenset({1, 2, 3})


def _status(one: Beside) -> Any:
    if one.status in WORDS:
        return html.Span([badge(one.status), f" {one.qualifier}"] if one.qualifier else [badge(one.status)])
    return ", ".join(part for part in (one.status, one.qualifier) if part)
