"""What is to be known of the months of a chart, in words under it."""

from collections.abc import Sequence

from dash import html

from dashboard.annotations import Annotation


def remarks(notes: Sequence[Annotation]) -> html.Div | None:
    """A numbered list: when, of what kind, what, and who says so; None where there is nothing to say."""
    if not notes:
        return None
    entries = [html.Li(_said(note), **{"data-annotation": note.code}) for note in notes]
    lead = html.P("Notes on these months", className="remarks-title")
    return html.Div([lead, html.Ol(entries)], className="remarks", **{"data-testid": "annotations"})


def _said(note: Annotation) -> list[object]:
    when = f"{note.when[0].upper()}{note.when[1:]}"
    return [html.Strong(f"{when}. "), f"{note.text} ", html.Span(f"{note.label}. {note.source}", className="quiet")]
