"""Mapping: a file that nothing recognises is shown as it is, and is told once how it is to be read."""

from typing import Any

from dash import Input, Output, State, callback, dcc, html, no_update, register_page

from dashboard.errors import SaferError
from dashboard.roles import ANALYST
from layouts._desk import Desk, desk, known_by
from layouts._parts.instead import instead
from layouts._parts.mapping import fixed, measures, naming, preview, questions, reasons, settings
from layouts._parts.mapping_sheet import sheet_table
from layouts._person import may, signer
from layouts._shell import page
from layouts._view import View

register_page(__name__, path_template="/mapping/<token>", name="Mapping", title="Mapping – Safer Priorities", order=14)


def layout(token: str | None = None, **query: Any) -> html.Div:
    return page(lambda view: _draw(view, str(token)), query, choosing=False)


def _draw(view: View, token: str) -> tuple[str, Any]:
    if not may(ANALYST):
        return "Mapping", [html.H1("How a file is read"), instead(ANALYST, "say how a file is read")]
    shown = desk(token, {})
    lead = (
        "Nothing recognises this file yet. Look over the proposal, correct what is wrong, and save it: "
        "files of the same layout are then read by themselves."
    )
    if shown.remembered:
        lead = f"This file is known as “{shown.remembered.mapping.title}”. What you save here replaces how it is read, "
        lead += "unless you give it another title."
    body = [
        html.Nav(dcc.Link("Upload", href=view.href("/upload"), className="back"), **{"aria-label": "Back"}),
        html.Div(
            [html.H1(f"How {shown.file.file} is read", className="held"), html.P(lead, className="lead")],
            className="page-head",
        ),
        html.Div(_body(shown), id="mapping-desk"),
        _saving(),
        dcc.Store(id="mapping-answers", data={}),
        dcc.Store(id="mapping-token", data=token),
    ]
    return f"How {shown.file.file} is read", body


def _body(shown: Desk) -> list[Any]:
    proposal, mapping, hints = shown.proposal, shown.mapping, shown.hints
    table = proposal.table
    layout_ = next((found for found in proposal.layouts if found.sheet.name == shown.sheet.name), None)
    rows = table.head.rows if table else ()
    marked = [(known_by(measure.label), measure) for measure in mapping.measures] if mapping else []
    asked = [*proposal.questions, *_answered(shown)]
    return [
        *questions(asked, shown.areas, shown.answers, shown.faults),
        _section("What would be loaded", preview(proposal.reading, shown.areas, proposal.left), "loaded"),
        _section("The sheet", [settings(mapping, asked, shown.book, shown.sheet.name, rows), *_sheet(shown, layout_)]),
        reasons(proposal.reasons),
        _section("Area and period", [fixed(shown.areas, hints, asked)]),
        _section("Measures", measures(marked)) if marked else None,
        _section("Remember it", [naming(hints, mapping, mapping.title if mapping else shown.file.file, shown.faults)]),
    ]


def _sheet(shown: Desk, layout_: Any) -> list[Any]:
    return sheet_table(shown.sheet, shown.proposal.table, layout_, shown.rows)


def _answered(shown: Desk) -> list[Any]:
    """Questions that were answered stay where they are, so that an answer can be changed."""
    keys = {question.key for question in shown.proposal.questions}
    before = desk(shown.file.token, {"sheet": shown.answers.get("sheet", "")}).proposal.questions
    return [question for question in before if question.key not in keys and shown.answers.get(question.key)]


def _section(title: str, inside: list[Any], name: str = "") -> html.Section:
    return html.Section([html.H2(title), *inside], className=f"mapped {name}".strip())


def _saving() -> html.Div:
    button = html.Button(
        "Save and check the file again",
        id="mapping-save",
        className="button",
        type="button",
        **{"data-testid": "mapping-save"},
    )
    said = html.Div(id="mapping-said", role="status", className="said")
    return html.Div([said, html.Div(button, className="keep")])


@callback(
    Output("mapping-desk", "children"),
    Input("mapping-answers", "data"),
    State("mapping-token", "data"),
    prevent_initial_call=True,
)
def renew(answers: Any, token: str) -> Any:
    """Shows what follows from an answer."""
    try:
        return _body(desk(token, answers))
    except SaferError as error:
        return html.P(str(error), className="notice")


@callback(
    Output("mapping-said", "children"),
    Input("mapping-save", "n_clicks"),
    State("mapping-answers", "data"),
    State("mapping-token", "data"),
    prevent_initial_call=True,
)
def save(clicks: int | None, answers: Any, token: str) -> Any:
    """Remembers the mapping and checks the file again, or says what is missing."""
    if not clicks:
        return no_update
    try:
        mapping = desk(token, answers).save(signer())
    except SaferError as error:
        return html.P(str(error), className="field-fault", **{"data-testid": "mapping-refused"})
    link = dcc.Link("See what it would change", href=f"/upload/{token}")
    words = f"“{mapping.title}” of {mapping.partner} is remembered, and the file is being checked again. "
    return html.P([words, link], **{"data-testid": "mapping-saved"})
