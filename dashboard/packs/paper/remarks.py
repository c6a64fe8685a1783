"""What is to be known of the months in charts: numbered once for the whole paper, and told at its end."""

from collections.abc import Iterator

from dashboard.annotations import Annotation
from dashboard.packs.pack import Pack
from dashboard.packs.paper.blocks import Paragraph
from dashboard.scorecard.details import Chart


def noted(pack: Pack) -> dict[str, tuple[int, Annotation]]:
    """Every annotation of a chart of the pack with its number, by code."""
    charts = [chart for entry in pack.entries for chart in (*entry.charts[:1], *entry.panels)]
    found = {note.code: note for chart in charts for note in chart.annotations}
    return {code: (number, note) for number, (code, note) in enumerate(found.items(), start=1)}


def told(pack: Pack) -> Iterator[Paragraph]:
    """Each of them with who says so."""
    for number, note in noted(pack).values():
        when = note.when[:1].upper() + note.when[1:]
        yield Paragraph(f"{when}: {note.text} Source: {note.source.rstrip('.')}.", "numbered", lead=f"Note {number}.")


def beneath(chart: Chart, known: dict[str, tuple[int, Annotation]]) -> str:
    """Which of them a chart's months fall under; nothing where none does."""
    numbers = sorted(known[note.code][0] for note in chart.annotations if note.code in known)
    if not numbers:
        return ""
    which = f"note {numbers[0]}" if len(numbers) == 1 else f"notes {', '.join(map(str, numbers))}"
    return f"See {which} in “About the figures”."
