"""What an earlier paper said that is otherwise now, as tables: its figures, and the statuses they would give."""

from collections.abc import Iterator

from dashboard.packs.paper.blocks import Marked, Table
from dashboard.packs.words import RAG
from dashboard.scorecard.reconciled import Reconciliation


def corrected(found: Reconciliation) -> Iterator[Table]:
    """The table of figures and that of statuses, each where it has a row."""
    if found.corrections:
        rows = tuple(
            (one.title, one.period_label, one.before, one.after, one.moved, one.brought) for one in found.corrections
        )
        headings = ("Indicator", "Period", "In the paper", "Now", "Change", "Brought by")
        yield Table(f"Figures corrected since {found.title}", headings, rows, frozenset({2, 3, 4}),
                    (4.0, 3.6, 2.4, 2.1, 1.7, 2.8))  # fmt: skip
    if found.statuses:
        turned = tuple(
            (one.title if one.indicator else f"{one.title} (the priority)", Marked(one.was, RAG[one.was]),
             Marked(one.now, RAG[one.now]), one.reason)
            for one in found.statuses
        )  # fmt: skip
        yield Table(f"Statuses that would differ since {found.title}", ("Of", "In the paper", "Now", "Why"), turned,
                    widths=(4.4, 2.6, 2.4, 7.2))  # fmt: skip
