"""Fields that a small script hands over as answers: lists and lines of text, each with its label."""

from collections.abc import Sequence
from typing import Any

from dash import dcc, html

PREFIX = "map:"
Options = Sequence[tuple[str, str]]


def choice(
    name: str, label: str, options: Options, chosen: str, *, hint: str = "", unseen: bool = False, groups: bool = False
) -> html.Div:
    """A native list; its id says which answer it gives, `data-chosen` what is chosen now."""
    made = _grouped(options) if groups else [html.Option(text, value=code) for code, text in options]
    described = {"aria-describedby": f"{name}-hint"} if hint else {}
    picker = html.Select(made, id=PREFIX + name, **{"data-chosen": chosen} | described)
    return _field(name, label, picker, hint=hint, unseen=unseen)


def _grouped(options: Options) -> list[Any]:
    """Options whose text begins with the name of their group and a bar."""
    groups: dict[str, list[Any]] = {}
    for code, text in options:
        group, _, name = text.rpartition("|")
        groups.setdefault(group, []).append(html.Option(name, value=code))
    return [html.Optgroup(made, label=group) if group else made[0] for group, made in groups.items()]


def line(name: str, label: str, value: str, *, hint: str = "", unseen: bool = False, fault: str = "") -> html.Div:
    """A line of text, handed over when it is left or on Enter."""
    box = dcc.Input(id=PREFIX + name, type="text", value=value, debounce=True, maxLength=200, autoComplete="off")
    return _field(name, label, box, hint=hint, unseen=unseen, fault=fault)


def _field(name: str, label: str, control: Any, *, hint: str, unseen: bool, fault: str = "") -> html.Div:
    return html.Div(
        [
            html.Label(label, htmlFor=PREFIX + name, className="unseen" if unseen else "label-small"),
            html.P(hint, className="hint", id=f"{name}-hint") if hint else None,
            html.P([html.Span("Error: ", className="unseen"), fault], className="field-fault") if fault else None,
            control,
        ],
        className="answer-field",
    )
