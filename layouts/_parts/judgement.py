"""The status a lead sets: both statuses with the reason, the form, and all that was ever said."""

from collections.abc import Sequence
from typing import Any

from dash import dcc, html

from dashboard.metrics.when import when
from dashboard.scorecard.judgements import LONGEST, RAGS, REASONS, SHORTEST
from dashboard.scorecard.models import IndicatorScore, PriorityScore, Spoken
from layouts._parts.rag import WORDS, mark
from layouts._parts.tables import table
from layouts._parts.who import who
from layouts._parts.written import choice, text

Score = IndicatorScore | PriorityScore


def judgement(score: Score, spoken: Sequence[Spoken], name: str, *, quarter: str, closed: Any) -> html.Section:
    """What the figures say and what the lead chose. `name` begins every id; `closed` says why nothing can be set."""
    stands = html.Div(stated(score, spoken), id=f"{name}-judge-stated")
    shut = html.P(closed, className="hint") if isinstance(closed, str) else closed
    inside = [shut] if closed else [_opening(name, quarter)]
    head = html.H2("The lead’s status", id=f"{name}-judge-title")
    return html.Section(
        [head, stands, *inside],
        className="panel judged",
        **{"aria-labelledby": f"{name}-judge-title", "data-testid": "judgement"},
    )


def stated(score: Score, spoken: Sequence[Spoken]) -> list[Any]:
    """Both statuses, what was said in words, and the history."""
    found = score.judgement
    chosen: list[Any] = ["None is set: the figures decide"]
    if found is not None:
        waits = {"proposed": "proposed, not yet approved", "lapsed": "lapsed"}.get(found.state, "in force")
        chosen = [mark(found.rag), f"{WORDS[found.rag]}, {waits}"]
    facts = [("By the figures", [mark(score.rag_computed), WORDS[score.rag_computed]]), ("By the lead", chosen)]
    pairs = [html.Div([html.Dt(word), html.Dd(said, className="marked")]) for word, said in facts]
    hooks = {"data-testid": "judgement-said", "data-state": found.state if found else "none"}
    said = [html.P(found.said, className="said-of", **hooks)] if found else []
    return [html.Dl(pairs, className="facts"), *said, _history(spoken)]


def _opening(name: str, quarter: str) -> html.Details:
    """The form comes when it is asked for."""
    return html.Details(
        [
            html.Summary(f"Set, approve or withdraw the status for {quarter}", id=f"{name}-judge-open"),
            html.Div(id=f"{name}-judge-form"),
            html.Div(id=f"{name}-judge-result", role="status"),
        ],
        className="answer",
    )


def form(score: Score, name: str, *, quarter: str, area: str) -> html.Div:
    """The fields of a judgement, and the buttons that what stands allows."""
    found = score.judgement
    options = [(colour, WORDS[colour]) for colour in RAGS if colour != score.rag_computed]
    hint = f"At least {SHORTEST} characters. It is shown to everybody who sees the status."
    seen = {"quarter": quarter, "area": area, "note": found.note if found else None}
    toward = "Toward green a second person must approve; until then the status by the figures stands."
    return html.Div(
        [
            html.P([toward, " New figures end it."], className="hint"),
            choice(f"{name}-judge-rag", "Status", options, found.rag if found else None),
            choice(f"{name}-judge-reason", "Reason", REASONS.items(), None),
            text(f"{name}-judge-text", "In your words", "", hint=hint, longest=LONGEST),
            who(f"{name}-judge-who"),
            dcc.Store(id=f"{name}-judge-seen", data=seen),
            html.Div(
                [
                    _button("Set the status", f"{name}-judge-save"),
                    _button("Approve what is proposed", f"{name}-judge-approve", shown=_waits(score)),
                    _button("Withdraw what was set", f"{name}-judge-withdraw", shown=found is not None),
                ],
                className="keep",
            ),
        ],
        className="writing",
        key=f"{name}-{seen['note']}",  # drawn anew, nothing chosen before stays
    )


def _waits(score: Score) -> bool:
    return score.judgement is not None and score.judgement.state == "proposed"


def _button(words: str, name: str, *, shown: bool = True) -> html.Button:
    """A button of the form; one that would do nothing is not there to be seen or reached."""
    quiet = "" if name.endswith("-save") else " button-quiet"
    return html.Button(words, id=name, type="button", className=f"button{quiet}", hidden=not shown)


def _history(spoken: Sequence[Spoken]) -> html.Details | None:
    if not spoken:
        return None
    headings = ("Quarter", "Status", "By the figures", "Reason", "In their words", "Said by", "Stood")
    rows = [
        (
            one.quarter_label,
            _colour(one.rag),
            _colour(one.computed),
            one.reason,
            one.text,
            f"{one.author}, {when(one.at)}" + (f"; approved by {one.approved_by}" if one.approved_by else ""),
            one.ended or "stands",
        )
        for one in spoken
    ]
    shown = table("Statuses set by leads, newest first", headings, rows, words=frozenset(range(7)), hook="judgements")
    return html.Details([html.Summary(f"Everything leads have said ({len(spoken)})"), shown], className="decided")


def _colour(rag: str) -> html.Span:
    return html.Span([mark(rag), WORDS[rag]], className="rag")
