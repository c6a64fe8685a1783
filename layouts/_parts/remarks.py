"""What is to be known of the months of a page's charts, in words: in full under the first it is about."""

from collections.abc import Sequence
from typing import Any

from dash import html

from dashboard.annotations import Annotation

_TITLE = "Notes on these months"


class Notes:
    """The notes of a page, numbered as its charts come."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def under(self, notes: Sequence[Annotation]) -> html.Div | None:
        """A numbered list of the notes that are new: when, of what kind, what, and who says so; and the numbers of
        those that stand further up. None where there is nothing to say."""
        if not notes:
            return None
        known = [note for note in notes if note.code in self._numbers]
        new = [note for note in notes if note not in known]
        first = len(self._numbers) + 1
        self._numbers |= {note.code: number for number, note in enumerate(new, first)}
        listed = [html.P(_TITLE, className="remarks-title"), html.Ol(list(map(self._entry, new)), start=first)]
        inside = [*(listed if new else []), *([self._above(known, alone=not new)] if known else [])]
        return html.Div(inside, className="remarks", **{"data-testid": "annotations"})

    def referred(self, notes: Sequence[Annotation], numbers: str) -> str:
        """The numbers a chart has for its notes as those of the page: 1, 2."""
        own = [int(number) for number in numbers.split(", ") if number]
        return ", ".join(str(self._numbers[notes[number - 1].code]) for number in own)

    def _entry(self, note: Annotation) -> html.Li:
        said = [html.Strong(f"{_capital(note.when)}. "), f"{note.text} "]
        said.append(html.Span(f"{note.label}. {note.source}", className="quiet"))
        return html.Li(said, id=f"note-{self._numbers[note.code]}", **{"data-annotation": note.code})

    def _above(self, notes: Sequence[Annotation], *, alone: bool) -> html.P:
        """Notes on these months: see note 1 above, 28 Feb 2024."""
        links: list[Any] = []
        for note in notes:
            number = self._numbers[note.code]
            link = html.A(f"note {number} above", href=f"#note-{number}", **{"data-annotation": note.code})
            links += [link, f", {note.when}; "]
        links[-1] = links[-1].removesuffix("; ") + "."
        return html.P([f"{_TITLE}: see " if alone else "And see ", *links])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
