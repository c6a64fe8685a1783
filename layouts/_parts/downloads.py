"""A menu beside a chart or table that hands its figures out, as csv or as a workbook."""

from urllib.parse import urlencode

from dash import html

from layouts._view import View

_KINDS = {"csv": "Plain table (csv)", "xlsx": "Workbook (xlsx)"}


def downloads(view: View, name: str, what: str, **own: str) -> html.Details:
    """Links to the download `name` in the same state; `what` says of what, to who cannot see where it stands."""
    base = view.href(f"/download/{name}")
    path, _, state = base.partition("?")
    query = "&".join(filter(None, (state, urlencode({key: value for key, value in own.items() if value}))))
    links = [
        html.Li(
            html.A(
                [words, html.Span(f" of {what}", className="unseen")],
                href=f"{path}.{kind}" + (f"?{query}" if query else ""),
            )
        )
        for kind, words in _KINDS.items()
    ]
    return html.Details(
        [html.Summary(["Download the figures", html.Span(f" of {what}", className="unseen")]), html.Ul(links)],
        className="downloads",
        **{"data-testid": "downloads", "data-download": name},
    )


def beside(shown: html.Details, menu: html.Details) -> html.Div:
    """What opens a table, and the menu that hands it out, side by side while both are closed."""
    return html.Div([shown, menu], className="with-downloads")
