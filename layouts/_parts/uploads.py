"""The newest uploads, in short."""

from typing import Any

from dash import dcc, html

from layouts._parts.tables import table

NEWEST = 8


def recent(uploads: list[dict[str, Any]]) -> html.Section:
    """The last files kept, newest first."""
    title = html.H2("Kept before")
    if not uploads:
        return html.Section([title, html.P("Nothing has been loaded yet.")], className="recent")
    headings = ("File", "Loaded", "By", "Source", "New", "Changed", "Gone")
    rows = [_row(row) for row in uploads[:NEWEST]]
    made = table("The newest uploads, times in UTC", headings, rows, words=frozenset({1, 2, 3}))
    return html.Section([title, made, html.P(dcc.Link("See every upload", href="/uploads"))], className="recent")


def _row(row: dict[str, Any]) -> tuple[Any, ...]:
    undone = html.Span(" (undone)", className="quiet") if row["undone_at"] else None
    return (
        html.Span([row["file"], undone], className="held"),
        html.Span(str(row["loaded_at"])[:16].replace("T", " "), className="whole"),
        row["loaded_by"],
        row["source"],
        *(f"{row['counts'][name]:,}" for name in ("new", "changed", "gone")),
    )
