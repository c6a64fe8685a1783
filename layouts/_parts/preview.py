"""What keeping a file would change: how it was recognised, counts, statuses that flip, uploads it replaces."""

from typing import Any

from dash import dcc, html

from dashboard.metrics.when import when
from layouts._parts.numbers import short_period
from layouts._parts.rag import badge
from layouts._parts.tables import table

Document = dict[str, Any]
COUNTS = ("new", "changed", "unchanged", "gone")
_FEW_FLIPS, _FEW_UPLOADS = 8, 5


def recognised(report: Document) -> list[Any]:
    """How the file was recognised, and why, as words within a sentence of their own."""
    if not report.get("source"):
        return ["Not recognised."]
    why = f": {report['why']}" if report.get("why") else ""
    return ["Recognised as ", html.Strong(report["source"]), f"{why}."]


def preview(report: Document, token: str, *, whole: bool = False) -> list[Any]:
    """Everything a preview says besides its problems."""
    counts = report["counts"]
    covers = f"{report['areas']:,} area{'' if report['areas'] == 1 else 's'}, {_span(report['periods'])}"
    facts = [("Covers", covers), *((name.capitalize(), f"{counts[name]:,}") for name in COUNTS)]
    link = dcc.Link("See the figures behind these counts", href=f"/upload/{token}", className="behind")
    listed = any(counts[name] for name in ("new", "changed", "gone"))
    counted = html.Dl([html.Div([html.Dt(word), html.Dd(said)]) for word, said in facts], className="counts")
    return [
        _since(report.get("since")),
        html.Div([counted, link if listed and not whole else None], className="counted"),
        *_flips(report.get("rag_flips"), token, whole=whole),
        *_replaces(report.get("replaces") or []),
    ]


def notes(report: Document) -> list[html.P]:
    return [html.P(note, className="note") for note in report.get("notes") or []]


def _since(uploads: list[Document] | None) -> html.Div | None:
    """What happened while the file waited, when its first preview no longer holds."""
    if uploads is None:
        return None
    said = [html.Li(_happened(row)) for row in uploads[:_FEW_UPLOADS]]
    words = (
        "Other figures stand than when this was previewed, so nothing was kept. This is the preview as things are now."
    )
    return html.Div([html.P([html.Strong("Look again. "), words]), html.Ul(said) if said else None], className="notice")


def _happened(row: Document) -> str:
    what = "undone" if row["undone"] else "kept"
    return f"{row['file']} (upload {row['upload']}) was {what} by {row['by']} on {when(row['undone'] or row['at'])}"


def _span(periods: list[str]) -> str:
    first, last = (short_period(key) for key in periods)
    return first if first == last else f"{first} to {last}"


def _flips(flips: list[Document] | None, token: str, *, whole: bool) -> list[Any]:
    if not flips:
        return [html.P("No status would change.", className="quiet")] if flips is not None else []
    several = len({flip.get("strategy") for flip in flips}) > 1
    rows = [_flip(flip, several=several) for flip in (flips if whole else flips[:_FEW_FLIPS])]
    count = f"{len(flips):,} status" + (" would change" if len(flips) == 1 else "es would change")
    made: list[Any] = [table(count, ("Indicator", "Status now", "Would become"), rows, words=frozenset(range(3)))]
    if len(rows) < len(flips):
        made.append(html.P(dcc.Link(f"See all {len(flips):,} of them", href=f"/upload/{token}")))
    return made


def _flip(flip: Document, *, several: bool) -> tuple[Any, ...]:
    title = flip.get("title") or flip["indicator"]
    period = short_period(flip["period"]) if flip.get("period") else ""
    earlier = flip.get("from_period")
    aside = f" ({short_period(earlier)})" if earlier and earlier != flip.get("period") else ""
    where = ", ".join(filter(None, (flip.get("area_name") or flip["area"], period)))
    named = f"{title} ({flip['strategy']})" if several else title
    return (
        html.Span([named, html.Span(where, className="under-name")]),
        html.Span([badge(flip["from"]), html.Span(aside, className="quiet")]),
        badge(flip["to"]),
    )


def _replaces(uploads: list[Document]) -> list[Any]:
    """Whose figures would no longer stand; they stay readable, and an undo brings them back."""
    if not uploads:
        return []
    said = [_replaced(row) for row in uploads[:_FEW_UPLOADS]]
    if len(uploads) > _FEW_UPLOADS:
        rest = sum(row["figures"] for row in uploads[_FEW_UPLOADS:])
        said.append(f"{rest:,} of {len(uploads) - _FEW_UPLOADS} earlier uploads")
    if len(said) == 1:
        return [html.P(f"Takes the place of {said[0]}.", className="replaces")]
    return [html.P("Takes the place of", className="replaces"), html.Ul([html.Li(words) for words in said])]


def _replaced(row: Document) -> str:
    figures = f"{row['figures']:,} figure" + ("" if row["figures"] == 1 else "s")
    return f"{figures} of {row['file']} (upload {row['upload']}, kept by {row['by']} on {when(row['at'])})"
