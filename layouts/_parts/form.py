"""Forms that a small script hands over as one: each field with its label, hint and fault, and the summary of faults."""

from collections.abc import Mapping, Sequence
from typing import Any

from dash import dcc, html

from layouts._parts.who import who


def form(name: str, fields: Sequence[Any], *, button: str, store: str, mark: str = "") -> html.Form:
    """A form whose fields are put into the Store `store` when it is sent, by the button or by Enter.

    Its last field says who sends it; `mark` goes with what is sent.
    """
    send = html.Button(button, type="submit", className="button", **{"data-testid": f"{name}-save"})
    hooks = {"data-form": name, "data-store": store, "data-mark": mark}
    sending = [writer(name), html.Div(send, className="keep")]
    return html.Form([*fields, *sending], className="written", **hooks)


def writer(form_: str) -> html.Div:
    """The field in which somebody says who they are, with its fault."""
    return html.Div([slot(form_, "who"), who(f"{form_}-who")], className="written-field writer")


def short(form_: str, name: str, label: str, *, value: str = "", hint: str = "", wide: bool = False) -> html.Div:
    """A line of text."""
    box = dcc.Input(id=f"{form_}-{name}", type="text", value=value, autoComplete="off")
    return _field(form_, name, label, box, hint, "field-wide" if wide else "")


def long(form_: str, name: str, label: str, *, value: str = "", hint: str = "", rows: int = 3) -> html.Div:
    """Several lines of text."""
    box = dcc.Textarea(id=f"{form_}-{name}", value=value, rows=rows)
    return _field(form_, name, label, box, hint, "field-wide")


def one_of(
    form_: str, name: str, label: str, options: Sequence[tuple[str, str]], chosen: str, *, hint: str = ""
) -> html.Div:
    """A native list."""
    made = [html.Option(text, value=code, selected=code == chosen) for code, text in options]
    return _field(form_, name, label, html.Select(made, id=f"{form_}-{name}"), hint, "")


def _field(form_: str, name: str, label: str, control: Any, hint: str, width: str) -> html.Div:
    place = f"{form_}-{name}"
    return html.Div(
        [
            html.Label(label, htmlFor=place, className="label-small"),
            html.P(hint, className="hint", id=f"{place}-hint") if hint else None,
            slot(form_, name),
            control,
        ],
        className=f"written-field {width}".strip(),
    )


def slot(form_: str, name: str) -> html.Div:
    """Where a field's fault is said."""
    return html.Div(id={"type": "fault", "form": form_, "field": name}, className="fault-slot")


def faults(slots: Sequence[Any], form_: str, found: Mapping[str, str]) -> list[Any]:
    """What each slot of a page says: `slots` are their outputs; those of other forms are emptied."""
    return [_said(output["id"], form_, found) for output in slots]


def _said(place: Mapping[str, str], form_: str, found: Mapping[str, str]) -> Any:
    why = found.get(place["field"], "") if place["form"] == form_ else ""
    return html.P([html.Span("Error: ", className="unseen"), why], className="field-fault") if why else None


def summary(form_: str, found: Mapping[str, str], labels: Mapping[str, str]) -> html.Div | None:
    """Every fault, each leading to its field; None where there is none."""
    if not found:
        return None
    items = [
        html.Li(html.A(f"{labels.get(name, name)}: {why}", href=f"#{form_}-{name}")) for name, why in found.items()
    ]
    marks = {"aria-labelledby": "faults-title", "data-takes-focus": "true", "data-testid": "faults"}
    title = html.H2("There is a problem", id="faults-title")
    return html.Div([title, html.Ul(items)], className="error-summary", role="alert", tabIndex=-1, **marks)


def done(words: str) -> html.P:
    """That something was saved."""
    return html.P(words, className="done", tabIndex=-1, **{"data-takes-focus": "true", "data-testid": "saved"})


def overtaken(form_: str, words: str, theirs: Any, note: int) -> html.Section:
    """Somebody else was sooner: what they said, while what was written here stays in its form.

    Sent again, the form replaces theirs: it is handed over with `note` as what was seen.
    """
    title = html.H2("Somebody else was sooner", tabIndex=-1, **{"data-takes-focus": "true"})
    hooks = {"data-mark-of": form_, "data-mark": str(note), "data-testid": "overtaken"}
    more = html.P("What you wrote is still in the form below. Save it again to put it in place of theirs.")
    return html.Section([title, html.P(words), theirs, more], className="error-summary", role="alert", **hooks)
