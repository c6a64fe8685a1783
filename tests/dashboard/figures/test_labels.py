"""Where the words of a chart stand: over their bar, beside their line, and where nothing crosses them."""

from typing import Any

import pytest

from dashboard.figures.labels import at_ends, on_bars
from dashboard.figures.palette import HALO
from dashboard.scorecard.details import Chart, Line

GAP = 0.22


def chart(kind: str, *lines: Line, target: tuple[float | None, ...] = (), **changes: Any) -> Chart:
    held = {
        "key": "k",
        "title": "T",
        "summary": "S",
        "kind": kind,
        "unit": "offences",
        "categories": tuple(str(n) for n in range(len(lines[0].values))),
        "lines": lines,
        "target": Line(name="Target", values=target) if target else None,
        "table_headings": ("Year",),
        "table_rows": (),
    }
    return Chart.model_validate(held | changes)


def line(name: str, *values: float | None, emphasis: bool = False) -> Line:
    return Line(name=name, values=values, emphasis=emphasis)


def test_a_value_stands_in_the_middle_of_its_own_bar() -> None:
    (note,) = on_bars(chart("quarters", line("a", 300, 400), line("b", 251, None, emphasis=True)), GAP)
    assert (note["text"], note["x"], note["y"], note["xanchor"]) == ("251", 0.195, 251, "center")


def test_a_value_wider_than_its_bar_runs_into_the_gap_and_not_over_another_year() -> None:
    years = [line(str(n), 1500) for n in range(3)]
    (note,) = on_bars(chart("quarters", *years, line("now", 1430, emphasis=True)), GAP)
    assert (note["xanchor"], note["x"]) == ("left", 0.195)


@pytest.mark.parametrize(
    ("aim", "y"),
    [(266.0, 266.0), (251.0, 251.0), (250.0, 251.0), (400.0, 251.0), (None, 251.0)],
)
def test_a_target_never_runs_through_a_value(aim: float | None, y: float) -> None:
    """280 is 240 pixels high: 266 lies within the words over 251, 250 and 400 do not."""
    made = chart("quarters", line("a", 280), line("b", 251, emphasis=True), target=(aim,) if aim else ())
    assert [note["y"] for note in on_bars(made, GAP)] == [y]


def test_a_percentage_is_labelled_with_its_sign_and_decimals() -> None:
    (note,) = on_bars(chart("quarters", line("a", 54.25, emphasis=True), unit="%", decimals=1), GAP)
    assert note["text"] == "54.3%"


def test_a_line_that_ends_early_is_named_where_no_line_passes() -> None:
    last = line("2024/25", 108, 96, 97, 96, 94, 90, 111, 144, 173, 169, 104, 113)
    this = line("2025/26", 112, 107, 88, 75, 71, 105, *[None] * 6, emphasis=True)
    notes = {note["text"]: note for note in at_ends(chart("months", last, this))}
    assert notes["2024/25"]["x"] == 11
    early = notes["2025/26"]
    assert (early["x"], early["y"], early["yanchor"], early["xanchor"]) == (5, 105, "bottom", "right")


def test_a_line_that_falls_to_its_end_is_not_named_above_it() -> None:
    this = line("now", 200, 180, 20, *[None] * 3, emphasis=True)
    before = line("before", 210, 190, 100, 90, 80, 70)
    early = next(note for note in at_ends(chart("months", before, this)) if note["text"] == "now")
    assert early["yanchor"] != "bottom"


def test_the_target_is_named_beside_its_last_dash() -> None:
    (note,) = at_ends(chart("quarters", line("a", 1, 2, 3, 4), target=(3.0, 4.0, None, None)))
    assert (note["text"], note["x"], note["y"], note["xanchor"]) == ("Target", 1.46, 4, "left")


def test_every_word_has_a_halo() -> None:
    made = chart("quarters", line("a", 1), line("b", 2, emphasis=True), target=(2.0,))
    assert {note["font"]["shadow"] for note in [*at_ends(made), *on_bars(made, GAP)]} == {HALO}
