"""Notes on the months of charts: each in full once on a page, with its number wherever else it is about."""

from datetime import date
from typing import Any

from dash import html

from dashboard.annotations import Annotation
from layouts._parts.remarks import Notes


def note(code: str) -> Annotation:
    told = {"code": code, "kind": "counting", "text": f"All about {code}.", "source": "Somebody."}
    return Annotation.model_validate(told | {"date": date(2024, 2, 28)})


ONE, TWO, THREE = map(note, ("one", "two", "three"))


def text(part: Any) -> str:
    if isinstance(part, list | tuple):
        return "".join(map(text, part))
    return text(part.children) if hasattr(part, "children") else "" if part is None else str(part)


def test_the_first_chart_has_its_notes_in_full() -> None:
    under = Notes().under((ONE, TWO))
    assert under is not None
    assert text(under).startswith("Notes on these months28 Feb 2024. All about one. ")
    (listed,) = (part for part in under.children if isinstance(part, html.Ol))
    assert [item.id for item in listed.children] == ["note-1", "note-2"]


def test_later_charts_refer_to_it_by_its_number() -> None:
    notes = Notes()
    notes.under((ONE, TWO))
    under = notes.under((TWO,))
    assert text(under) == "Notes on these months: see note 2 above, 28 Feb 2024."
    assert "All about" not in text(under)
    assert notes.referred((TWO,), "1") == "2"


def test_a_chart_with_notes_of_both_kinds_goes_on_counting() -> None:
    notes = Notes()
    notes.under((ONE, TWO))
    under = notes.under((TWO, THREE))
    assert under is not None
    (listed,) = (part for part in under.children if isinstance(part, html.Ol))
    assert (listed.start, [item.id for item in listed.children]) == (3, ["note-3"])
    assert "see note 2 above" in text(under) and "All about three." in text(under)
    assert notes.referred((TWO, THREE), "1, 2") == "2, 3"
    assert notes.referred((TWO, THREE), "") == ""


def test_a_chart_without_notes_has_nothing_under_it() -> None:
    assert Notes().under(()) is None
