"""Why an indicator has its status: rule, inputs, calculation, what would change it; and another tolerance tried."""

from dataclasses import replace
from typing import Any

from dash import dcc, html

from dashboard.scorecard.details import IndicatorDetail
from dashboard.scorecard.explained import Input, Rerated, Trial, Why
from dashboard.scorecard.models import IndicatorScore
from layouts._parts.numbers import amount
from layouts._parts.provenance import opening, traced
from layouts._parts.rag import WORDS, mark
from layouts._parts.stacked import Group, Row, stacked
from layouts._parts.tables import table
from layouts._view import View

_FIELD = "try-tolerance"
_STATE = ("strategy", "quarter", "area", "as_at", "group")


def question(detail: IndicatorDetail) -> str:
    """What the section is headed by, and what leads to it."""
    chosen = detail.score.rag != detail.score.rag_computed
    return f"Why was it worked out as {detail.score.rag_computed}?" if chosen else f"Why is it {detail.score.rag}?"


def why(view: View, detail: IndicatorDetail) -> html.Section | None:
    """The section that explains the status; None where nothing was worked out."""
    found, score = detail.why, detail.score
    if found is None:
        return None
    return html.Section(
        [
            html.H2(question(detail), id="why-title"),
            _rule(found),
            html.Div([_inputs(view, score, found), html.Div(_told(found))], className="two"),
            *(_trying(view, score, found, detail.trial) if found.tolerance_in else []),
        ],
        id="why",
        className="panel why",
        **{"data-testid": "why", "aria-labelledby": "why-title"},
    )


def _rule(found: Why) -> html.P | None:
    if not found.rule:
        return None
    return html.P([html.Strong(f"{found.rule_name}. "), f"{found.rule} Target: {found.target}."], className="rule")


def _inputs(view: View, score: IndicatorScore, found: Why) -> html.Div | None:
    if not found.inputs:
        return None
    rows = [(one.name, _value(view, one), _when(one.period_label)) for one in found.inputs]
    caption = f"What the status of {score.title} rests on"
    return table(caption, ("What", "Value", "Period"), rows, words=frozenset({1, 2}), quiet=True)


def _when(label: str) -> list[Any]:
    """A period; of a quarter its number too where there is room."""
    months, _, number = label.partition(" (")
    return [months or "–", html.Span(f" ({number}", className="roomy") if number else None]


def _value(view: View, one: Input) -> list[Any]:
    """A number in full, what was loaded as a link to its trace."""
    note = html.Span(f" {one.note}", className="quiet") if one.note else None
    if not one.series:
        return [one.text, note]
    link = traced(one.shown, view, one.series, one.area, one.period, one.breakdown)
    unrounded = html.Span(f" {one.text} unrounded", className="quiet") if one.text != one.shown else None
    return [link, unrounded, note]


def _told(found: Why) -> list[Any]:
    steps = [html.H3("The calculation"), html.Ol([html.Li(step) for step in found.steps])] if found.steps else []
    change = [html.H3("What would change it"), html.P(found.would_change)] if found.would_change else []
    end = [html.H3("What would end it"), html.P(found.ends)] if found.ends else []
    return [*steps, *change, *end, html.P(found.base_rate, className="quiet") if found.base_rate else None]


def _trying(view: View, score: IndicatorScore, found: Why, trial: Trial | None) -> list[Any]:
    result = _result(view, score, trial) if trial and not trial.error else []
    return [html.H3("Try another tolerance", id="try-title"), _form(view, found, trial), *result]


def _form(view: View, found: Why, trial: Trial | None) -> html.Form:
    """Its state is in the address: without a script it would ask for the same page."""
    kept = {name: value for name in _STATE if (value := getattr(view, name))}
    fault = trial.error if trial else ""
    unit = "%" if found.tolerance_in == "%" else " points"
    label = [
        html.Span(f"Tolerance in {found.tolerance_in}, from 0 to 100", className="label-small"),
        html.Span(
            f"Trying changes nothing: the declared tolerance of {found.tolerance}{unit} and every status stay.",
            className="hint",
        ),
        html.Span([html.Span("Error: ", className="unseen"), fault], className="field-fault", role="alert")
        if fault
        else None,
    ]
    keyboard = {"inputMode": "decimal"}
    field = dcc.Input(
        id=_FIELD,
        name="tolerance",
        type="text",
        value=trial.asked if trial else found.tolerance,
        debounce=True,
        maxLength=20,
        autoComplete="off",
        **keyboard,
    )
    return html.Form(
        [
            *(dcc.Input(type="hidden", name=name, value=value) for name, value in kept.items()),
            html.Label(label, htmlFor=_FIELD),
            html.Div(
                [
                    field,
                    html.Button("Try it", id="try-it", type="submit", className="button"),
                    _stop(view) if trial else None,
                ],
                className="try-row",
            ),
        ],
        action=f"{view.path}#why",
        method="get",
        className="try answer-field",
        **{"data-follow": "", "aria-labelledby": "try-title"},
    )


def _stop(view: View) -> html.A:
    """A link that leaves the reader where the field is."""
    return html.A("Stop trying", href=replace(view, tolerance=None).href(), **{"data-follow": _FIELD})


def _result(view: View, score: IndicatorScore, trial: Trial) -> list[Any]:
    summary = html.P(trial.summary, className="tried", role="status", **{"data-testid": "why-tried-summary"})
    if not trial.judged:
        return [summary]
    headings = (
        trial.noun.capitalize(),
        "Figure",
        "Expected",
        f"As declared, {trial.declared}",
        f"As tried, {trial.tried}",
    )
    caption = f"{score.title}, the last {len(trial.periods)} {trial.noun}s as declared and as tried"
    rows = [Row(_period(view, score, row)) for row in trial.periods]
    return [summary, stacked(caption, headings, [Group("", rows)], hook="why-tried", numbers=frozenset({1, 2}))]


def _period(view: View, score: IndicatorScore, row: Rerated) -> tuple[Any, ...]:
    differs = [html.Strong("differs")] if row.declared != row.tried else []
    return (
        _when(row.period_label),
        _figure(view, score, row),
        row.expected or "–",
        _status(row.declared),
        html.Span([_status(row.tried), *differs], className="tried-status"),
    )


def _figure(view: View, score: IndicatorScore, row: Rerated) -> Any:
    if row.value is None:
        return "Suppressed" if row.status == "suppressed" else "No figure"
    return opening(view, score)(amount(row.value, score.unit, score.decimals), row.period)


def _status(colour: str) -> html.Span:
    return html.Span([mark(colour), html.Span(WORDS[colour])], className="rag")
