"""What is wrong with a file or to be asked about it: place, words, remedy, and the answers there are."""

import re
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from dash import dcc, html

from dashboard.metrics.when import when
from dashboard.store.pending import Pending, matter
from layouts._parts.buttons import act, known_by
from loaders._mapping.drift import CODE as DRIFT
from loaders._mapping.drift import begins
from loaders._mapping.spec import PREFIX

Document = dict[str, Any]
FEW, MANY = 5, 300
_IN_SUMMARY = 8
# a series that may continue another one: new=old
_RENAMED = re.compile(r"\w+(?:\.\w+)+=\w+(?:\.\w+)+")
# what is said once for the files of a partner, and has to be said anew for this one
_TOLD_BY_MAPPING = frozenset({"no-period", "no-area", "area-differs", "mapping-broken"})
_WORDS = {"error": "Error", "warning": "Warning"}


def error_summary(reports: Sequence[tuple[Pending, Document]]) -> html.Div | None:
    """GOV.UK's error summary: what is wrong with which file, each leading to its place."""
    found = [(file, place, p) for file, report in reports for place, p in _numbered(report) if p["severity"] == "error"]
    if not found:
        return None
    shown = [pair for pair in found if pair[1] < FEW][:_IN_SUMMARY]
    links = [html.Li(html.A(_said(f, p), href=f"#{_anchor(f, place)}")) for f, place, p in shown]
    more = len(found) - len(shown)
    if more:
        links.append(html.Li(f"and {more:,} more, named below"))
    return html.Div(
        [html.H2("There is a problem", id="summary-title"), html.Ul(links)],
        className="error-summary",
        role="alert",
        tabIndex=-1,
        **{"aria-labelledby": "summary-title"},
    )


def _said(file: Pending, problem: Document) -> str:
    """The words of a problem, with the name of its file where they do not begin with it."""
    words = str(problem["message"])
    return words if words.startswith(PurePath(file.file).stem) else f"{file.file}: {words}"


def problems(file: Pending, report: Document, *, most: int = FEW) -> list[Any]:
    """The problems of a file, the first `most` of them, and a link to the others."""
    found = _numbered(report)
    if not found:
        return []
    entries = [_problem(file, report, place, problem) for place, problem in found[:most]]
    rest = len(found) - most
    listed = html.Ul(entries, className="problems")
    if rest <= 0:
        return [listed]
    if most < MANY:
        link = dcc.Link(f"See all {len(found):,} problems of this file", href=f"/upload/{file.token}")
        return [listed, html.P(link)]
    return [listed, html.P(f"{rest:,} more problems are not listed. Mend these first, then check the file again.")]


def _numbered(report: Document) -> list[tuple[int, Document]]:
    """Problems with their place in the report: errors first, then what is not answered yet."""
    found: list[Document] = report.get("problems", [])
    ordered = sorted(enumerate(found), key=lambda pair: (pair[1]["severity"] != "error", bool(pair[1].get("accepted"))))
    return [(place, problem | {"number": number}) for place, (number, problem) in enumerate(ordered)]


def _anchor(file: Pending, place: int) -> str:
    return f"problem-{file.token}-{place}"


def _problem(file: Pending, report: Document, place: int, problem: Document) -> html.Li:
    where = "!".join(str(part) for part in (problem["sheet"], problem["cell"]) if part)
    severity = problem["severity"]
    return html.Li(
        [
            html.P(
                [
                    html.Strong(_WORDS[severity], className=f"severity severity-{severity}"),
                    html.Code(where, className="place") if where and where not in problem["message"] else None,
                    html.Span(problem["message"]),
                ]
            ),
            html.P(problem["hint"], className="hint") if problem["hint"] else None,
            _mapped_by_hand(file, report, problem),
            *_answered(file, report, problem),
        ],
        id=_anchor(file, place),
        tabIndex=-1,
        **{"data-testid": "upload-problem", "data-severity": severity, "data-code": problem["code"]},
    )


def _mapped_by_hand(file: Pending, report: Document, problem: Document) -> html.P | None:
    """Where it is said how a file is read that nothing recognises, or whose mapping no longer tells all."""
    mapped = str(report.get("source") or "").startswith(PREFIX) and problem["code"] in _TOLD_BY_MAPPING
    if problem["code"] != "not-recognised" and not mapped:
        return None
    return html.P(dcc.Link("Say how it is read", href=f"/mapping/{file.token}"))


def _answered(file: Pending, report: Document, problem: Document) -> list[Any]:
    """What was answered to a warning, or the form to answer it."""
    if problem["severity"] != "warning":
        return []
    if problem.get("accepted"):
        return [html.P(f"Accepted in every file of this source: {problem['accepted']}", className="accepted")]
    for entry in file.accepted:
        if matter(entry) == matter(problem):
            said = f"Accepted for this file by {entry['by']}, {when(entry['at'])}: {entry['reason']} "
            place = str(problem["number"])
            back = act("Withdraw", "unaccept", about="this", quiet=True, token=file.token, place=place)
            return [html.P([said, back if file.state == "ready" else None], className="accepted")]
    return [_answers(file, report, problem)] if file.state in ("ready", "refused") else []


def _alternatives(new: bool, data: dict[str, str]) -> html.Div:
    """Join or keep apart; there is nothing to join what is `new` with."""
    if new:
        return html.Div(html.Div(act("It is a measure of its own", "apart", **data), className="keep"))
    buttons = [
        act("They are the same: join them", "join", **data),
        act("Keep them apart", "apart", quiet=True, **data),
    ]
    return html.Div([html.P("Which is right?", className="label-small"), html.Div(buttons, className="keep")])


def _answers(file: Pending, report: Document, problem: Document) -> html.Details | html.Div:
    number, source = str(problem["number"]), report["source"]
    data = {"token": file.token, "place": number, "about": f"({problem['code']})"}
    # by the matter, not by its place: what somebody is writing must not move to another problem
    reason = known_by("reason", file.token, matter(problem))
    if problem["code"] == DRIFT or _RENAMED.fullmatch(problem.get("subject", "")):
        return _alternatives(begins(problem.get("subject", "")), data)
    answers = [
        act("Accept for this file", "accept", needs="text", **data) if file.state == "ready" else None,
        act(f"Accept in every file of {source}", "always", needs="text", quiet=True, **data),
        act("Treat as an error from now on", "error", quiet=True, **data),
    ]
    form = html.Form(
        [
            html.Label("Reason", htmlFor=reason, className="label-small"),
            html.P("Why it may stand. It is kept with the figures.", id=f"{reason}-hint", className="hint"),
            html.Textarea(
                id=reason, name="text", rows=2, maxLength=500, required=True, **{"aria-describedby": f"{reason}-hint"}
            ),
            html.Div(answers, className="keep"),
        ]
    )
    return html.Details([html.Summary("Answer this warning"), form], id=f"{reason}-form", className="answer")
