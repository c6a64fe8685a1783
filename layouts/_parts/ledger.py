"""The ledger of uploads: an entry with what it brought and revised, its warnings, and the steps of undoing it."""

from collections.abc import Mapping, Sequence
from typing import Any

from dash import dcc, html

from dashboard.disclosure import rules
from dashboard.metrics.when import when
from dashboard.records import SourceSpec
from dashboard.roles import ANALYST
from dashboard.scorecard.kept_back import unquoted
from dashboard.scorecard.ledger import Kept, counted, covers_words, plain, revised_words, undone_words, warnings
from dashboard.store.difference import Counts
from dashboard.store.ledger import Entry
from layouts._parts.stacked import Group, Row, stacked
from layouts._person import may
from layouts._view import View

_HEADINGS = ("Upload", "Loaded", "Covers", "New", "Changed", "Gone", "As before", "Revised", "Warnings", "State")
_NUMBERS = frozenset({3, 4, 5, 6})
Sources = Mapping[str, SourceSpec]


def entries(view: View, page: Sequence[Entry], sources: Sources, caption: str) -> html.Table:
    """A page of the ledger."""
    rows = [Row(_cells(view, entry, sources), None, (("upload", str(entry.number)),)) for entry in page]
    return stacked(caption, _HEADINGS, [Group("", rows)], hook="ledger", numbers=_NUMBERS)


def _cells(view: View, entry: Entry, sources: Sources) -> list[Any]:
    changes = dcc.Link(f"Upload {entry.number}", href=view.href(f"/uploads/{entry.number}"))
    counts = (entry.new, entry.changed, entry.gone, entry.unchanged)
    return [
        [html.Strong(changes), file_name(entry), html.Span(source_title(entry, sources), className="aside")],
        [
            html.Time(when(entry.loaded_at), dateTime=entry.loaded_at),
            html.Span(f"by {entry.loaded_by}", className="aside"),
        ],
        covers_words(entry),
        *(f"{count:,}" for count in counts),
        revised_words(entry),
        _warned(entry),
        [state(entry), html.Div(actions(entry), className="actions")],
    ]


def file_name(entry: Entry) -> html.Bdi:
    """The name as text, which turns nothing around it."""
    return html.Bdi(plain(entry.file), className="held")


def source_title(entry: Entry, sources: Sources) -> str:
    spec = sources.get(entry.source)
    return f"{spec.title}, {spec.publisher}" if spec else entry.source


def state(entry: Entry) -> html.Span:
    """Stands, or undone at a moment by somebody."""
    if entry.undone_at is None:
        return html.Span("Stands", className="stands")
    return html.Span([html.Strong("Undone"), f" {when(entry.undone_at)} by {entry.undone_by}"], className="undone")


def actions(entry: Entry) -> list[Any]:
    """Undo, where it still stands, and the original, for those who may."""
    if not may(ANALYST):
        return []
    about = html.Span(f" upload {entry.number}", className="unseen")

    def button(words: str, name: str) -> html.Button:
        return html.Button(
            [words, about],
            id={"type": name, "upload": entry.number},
            type="button",
            className="button button-quiet small",
        )

    undo = [button("Undo…", "undo-ask")] if entry.undone_at is None else []
    if rules().guards(entry.source):
        return [*undo, html.Span("Its file holds figures of people and is not handed out here.", className="aside")]
    return [*undo, button("Download", "original")]


def _warned(entry: Entry) -> Any:
    kept = _kept(entry)
    if not kept:
        return "None"
    passed = sum(warning.accepted for warning in kept)
    said = f"{len(kept):,} kept" + (f", {passed:,} accepted" if passed else "")
    about = html.Span(f" warnings of upload {entry.number}", className="unseen")
    return html.Details([html.Summary([said, about]), _warnings(kept[:_FEW], len(kept))])


def _kept(entry: Entry) -> Sequence[Kept]:
    """The warnings; of a file of figures of people without what they quote."""
    if not rules().guards(entry.source):
        return warnings(entry.problems, entry.accepted)
    return warnings([unquoted(one) for one in entry.problems], [unquoted(one) for one in entry.accepted])


_FEW = 20


def _warnings(kept: Sequence[Kept], count: int) -> html.Ul:
    items = [html.Li(_warning(warning)) for warning in kept]
    if count > len(kept):
        items.append(html.Li(f"and {count - len(kept):,} more"))
    return html.Ul(items, className="warned")


def _warning(warning: Kept) -> list[Any]:
    by = f" by {warning.by}" if warning.by else ""
    accepted = html.Span(f"Accepted{by}: {warning.reason}", className="aside") if warning.accepted else None
    return [warning.message, accepted]


def every_warning(entry: Entry) -> html.Ul | None:
    """All warnings of an upload, for its own page."""
    kept = _kept(entry)
    return _warnings(kept, len(kept)) if kept else None


def confirm(entry: Entry, would: Counts) -> html.Section:
    """What undoing would do, before it is done."""
    number = entry.number

    def button(words: str, name: str, kind: str) -> html.Button:
        return html.Button(words, id={"type": name, "upload": number}, type="button", className=kind)

    return html.Section(
        [
            html.H2(f"Undo upload {number}?", id="undo-title", tabIndex=-1, **{"data-takes-focus": "true"}),
            html.P([file_name(entry), f", loaded {when(entry.loaded_at)} by {entry.loaded_by}."]),
            html.P(undone_words(would, would=True)),
            html.P("Nothing is deleted: pages as at an earlier moment go on showing what stood then."),
            html.Div(
                [
                    button(f"Undo upload {number}", "undo-do", "button"),
                    button("Leave it as it is", "undo-not", "button button-quiet"),
                ],
                className="actions",
            ),
        ],
        className="confirm",
        **{"aria-labelledby": "undo-title", "data-testid": "undo-confirm"},
    )


def undone(number: int, counts: Counts) -> html.Section:
    """What undoing did."""
    title = html.H2(f"Upload {number} is undone", id="undo-title", tabIndex=-1, **{"data-takes-focus": "true"})
    words = html.P(undone_words(counts, would=False))
    return html.Section(
        [title, words], className="confirm", **{"aria-labelledby": "undo-title", "data-testid": "undone"}
    )


def refused(sentence: str) -> html.Section:
    """Why an upload cannot be undone."""
    title = html.H2("It was not undone", id="undo-title", tabIndex=-1, **{"data-takes-focus": "true"})
    return html.Section(
        [title, html.P(sentence)], className="confirm confirm-refused", **{"aria-labelledby": "undo-title"}
    )


def filed(counts: Mapping[str, int], sources: Sources) -> list[tuple[str, str]]:
    """The sources uploads are of, for a list to choose from."""
    named = [(code, sources[code].title if code in sources else code, number) for code, number in counts.items()]
    listed = [(code, f"{title} ({number:,})") for code, title, number in sorted(named, key=lambda one: one[1])]
    return [("", f"All sources ({counted(sum(counts.values()), 'upload')})"), *listed]


def about(view: View, entry: Entry, sources: Sources) -> list[Any]:
    """An upload on its own page: what it is, its counts, its warnings, and what can be done with it."""
    facts = {
        "Loaded": f"{when(entry.loaded_at)} by {entry.loaded_by}",
        "Covers": covers_words(entry),
        "New": f"{entry.new:,}",
        "Changed": f"{entry.changed:,}",
        "Gone": f"{entry.gone:,}",
        "As before": f"{entry.unchanged:,}",
        "Revised": revised_words(entry),
        "State": state(entry),
    }
    listed = every_warning(entry)
    return [
        html.Nav(dcc.Link("History", href=view.href("/uploads"), className="back"), **{"aria-label": "Back"}),
        html.H1([f"Upload {entry.number}: ", file_name(entry)]),
        html.P(source_title(entry, sources), className="kicker"),
        html.Dl([html.Div([html.Dt(word), html.Dd(said)]) for word, said in facts.items()], className="facts"),
        html.Div(actions(entry), className="actions"),
        html.Section([html.H2("Warnings kept with it"), listed]) if listed else None,
    ]
