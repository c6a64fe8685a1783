"""Commitments of a priority: the overdue named first, each with its status in words, and the form to report on it."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from dash import dcc, html

from dashboard.metrics.when import when
from dashboard.scorecard.commitments import ACHIEVED, LONGEST, STATUSES
from dashboard.scorecard.promises import Promise
from layouts._parts.downloads import downloads
from layouts._parts.instead import instead
from layouts._parts.rag import mark
from layouts._parts.who import signed
from layouts._parts.written import choice, line, text
from layouts._view import View

WORDS = {"red": "Red", "amber": "Amber", "green": "Green", "complete": "Complete", "not-started": "Not started"}
NONE = "No status yet"


def commitments(
    view: View, promises: Sequence[Promise], *, quarter: str, label: str, open_: bool
) -> html.Section | None:
    """The section of a priority's commitments in a quarter, `open_` to reports; nothing where there are none."""
    if not promises:
        return None
    name = {"aria-labelledby": "commitments-title", "data-testid": "commitments"}
    inside = [
        html.H2("Commitments", id="commitments-title"),
        html.Div(counted(promises, label), id="commitments-counted"),
    ]
    if open_:
        inside += [
            dcc.Store(id="commitments-quarter", data=quarter),
            dcc.Store(id="commitments-who"),
        ]
    elif not view.as_at:
        inside.append(instead("lead", "report on commitments", "as the lead of this priority"))
    for section, group in groupby(promises, key=lambda one: one.commitment.section):
        inside += [html.H3(section)] if section else []
        inside.append(html.Div([_entry(view, one, label, open_=open_) for one in group], className="promises"))
    inside.append(downloads(view, "commitments", f"Commitments, {label}", priority=promises[0].priority))
    return html.Section(inside, className="panel commitments", **name)


def counted(promises: Sequence[Promise], label: str) -> list[Any]:
    """How many stand how, and the overdue by name."""
    counts = Counter(one.status or "none" for one in promises)
    said = [f"{counts[status]} {WORDS[status].lower()}" for status in STATUSES if counts[status]]
    said += [f"{counts['none']} without a status"] if counts["none"] else []
    late = [one for one in promises if one.overdue]
    found: list[Any] = [html.P(f"{label}: {', '.join(said)}.")]
    if late:
        links = [html.Li(html.A(f"{one.number} {one.commitment.text}", href=f"#{anchor(one)}")) for one in late]
        is_or_are = "commitment is" if len(late) == 1 else "commitments are"
        head = html.P(html.Strong(f"{len(late)} {is_or_are} overdue"))
        found.append(html.Div([head, html.Ul(links)], className="notice overdue", **{"data-testid": "overdue"}))
    return found


def anchor(one: Promise) -> str:
    return f"commitment-{one.number}"


def _entry(view: View, one: Promise, label: str, *, open_: bool) -> html.Article:
    hooks = {"data-testid": "commitment", "data-number": one.number, "data-overdue": str(one.overdue).lower()}
    said = html.Div(told(view, one), id={"type": "promise", "number": one.number})
    return html.Article([said, _opening(one, label) if open_ else None], id=anchor(one), className="promise", **hooks)


def told(view: View, one: Promise) -> list[Any]:
    """A commitment with its status, what was reported, who leads it and when it is due."""
    late = one.overdue
    due = [html.Strong("Overdue: "), f"due {one.due}"] if late else [f"Due {one.due}" if one.due else "No due date"]
    under = [
        html.Span(due, className="overdue-word" if late else ""),
        html.Span(f"Lead: {one.commitment.lead or 'none named'}"),
        html.Span(f"With {', '.join(one.commitment.partners)}") if one.commitment.partners else None,
        _measure(view, one),
        html.Span(f"Reported by {one.by}, {when(one.at)}") if one.by else None,
    ]
    return [
        html.Div([html.H4([f"{one.number} ", one.commitment.text]), badge(one.status)], className="card-head"),
        html.P(one.qualifier, className="qualifier") if one.qualifier else None,
        html.P(one.why, className="field-fault") if one.why else None,
        html.P(one.earlier, className="hint") if one.earlier else None,
        *_report(one),
        html.P(under, className="under-promise"),
    ]


def _report(one: Promise) -> list[Any]:
    if one.progress is None:
        return []
    link = one.progress.evidence
    seen: list[Any] = [" ", html.A("Evidence", href=link, rel="noopener noreferrer")] if link else []
    return [html.P([one.progress.narrative, *seen])] if one.progress.narrative or link else []


def _measure(view: View, one: Promise) -> html.Span | None:
    if not one.commitment.measure:
        return None
    link = dcc.Link(one.measure_title, href=view.href(f"/indicator/{one.commitment.measure}"))
    return html.Span(["Serves ", link])


def badge(status: str | None) -> html.Span:
    """The status as word, letter, shape and colour."""
    inside = [mark(status or "grey"), html.Span(WORDS[status] if status else NONE)]
    hooks = {"data-testid": "commitment-status", "data-status": status or "none"}
    return html.Span(inside, className="rag", **hooks)


def _opening(one: Promise, label: str) -> html.Details:
    """The form comes when it is asked for."""
    words = ["Report", html.Span(f" on {one.number}", className="unseen"), f" for {label}"]
    return html.Details(
        [
            html.Summary(words, id={"type": "promise-open", "number": one.number}),
            html.Div(id={"type": "promise-form", "number": one.number}),
            html.Div(id={"type": "promise-result", "number": one.number}, role="status"),
        ],
        className="answer",
    )


def form(one: Promise, by: str) -> html.Div:
    """The fields of a report, filled in with what stands; `by` is who was at this browser last."""
    held = one.progress
    due = f"{one.commitment.due:%d/%m/%Y}" if one.commitment.due else ""
    achieved = [(code, words.capitalize() if words else "Not said") for code, words in ACHIEVED.items()]

    def name(field: str) -> dict[str, str]:
        return {"type": "promise-field", "number": one.number, "field": field}

    def pick(field: str) -> dict[str, str]:
        return name(field) | {"type": "promise-choice"}

    def said(field: str) -> str:
        return str(getattr(held, field)) if held else ""

    seen = dcc.Store(id={"type": "promise-seen", "number": one.number}, data=[one.note, one.progress_note])
    save = html.Button(
        ["Save", html.Span(f" the report on {one.number}", className="unseen")],
        id={"type": "promise-save", "number": one.number},
        type="button",
        className="button",
    )
    return html.Div(
        [
            choice(pick("status"), "Status", WORDS.items(), held.status if held else None),
            choice(pick("achieved"), "Achieved", achieved, held.achieved if held else ""),
            line(
                name("outlook"),
                "What is ahead",
                said("outlook"),
                hint="Such as: more to do next year.",
                longest=LONGEST["outlook"],
            ),
            text(name("narrative"), "Narrative", said("narrative"), longest=LONGEST["narrative"]),
            line(name("evidence"), "Evidence", said("evidence"), hint="A web address.", longest=LONGEST["evidence"]),
            line(name("due"), "Due date", due, hint="Such as 31/03/2021. Past it, nothing stays green.", longest=40),
            signed(),
            seen,
            html.Div(save, className="keep"),
        ],
        className="writing",
        key=f"{one.note}-{one.progress_note}",
    )
