"""Bars of what drove a change: order, sides, colours, and names that are text."""

from dashboard.figures.contribution import ROW, contribution, height
from dashboard.figures.palette import NOW, PAST
from dashboard.scorecard.models import Part

PARTS = (
    Part(series="a.a", title="Theft <b>", change=-205),
    Part(series="a.b", title="Burglary", change=122),
    Part(series="", title="Not in a listed part", change=-1),
)


def test_bars_stand_in_order_each_under_its_name() -> None:
    figure = contribution(PARTS)
    bar = figure["data"][0]
    assert (bar["type"], bar["orientation"], bar["x"]) == ("bar", "h", [-205, 122, -1])
    assert bar["y"] == sorted(bar["y"], reverse=True)
    notes = figure["layout"]["annotations"]
    assert [note["text"] for note in notes] == [
        "Theft &lt;b&gt;", "−205", "Burglary", "+122", "Not in a listed part", "−1",
    ]  # fmt: skip
    for name, number, y in zip(notes[::2], notes[1::2], bar["y"], strict=True):
        assert name["y"] > y == number["y"]


def test_a_fall_is_numbered_on_its_left_and_a_rise_on_its_right_within_the_picture() -> None:
    figure = contribution(PARTS)
    assert [note["xanchor"] for note in figure["layout"]["annotations"][1::2]] == ["right", "left", "right"]
    low, high = figure["layout"]["xaxis"]["range"]
    assert low < -205 < 122 < high


def test_what_goes_with_the_whole_is_in_ink_and_the_rest_is_pale() -> None:
    assert contribution(PARTS)["data"][0]["marker"]["color"] == [NOW, PAST[0], PAST[1]]
    rising = contribution([part.model_copy(update={"change": -(part.change or 0)}) for part in PARTS])
    assert rising["data"][0]["marker"]["color"] == [NOW, PAST[0], PAST[1]]


def test_it_is_as_tall_as_its_rows() -> None:
    assert height(PARTS) - height(PARTS[:2]) == ROW
    assert contribution(PARTS)["layout"]["height"] == height(PARTS)


def test_where_nothing_fell_the_names_stand_beside_the_line_of_no_change() -> None:
    names = {parts[0].title: contribution(parts)["layout"]["annotations"][0] for parts in (PARTS, [PARTS[1], PARTS[1]])}
    assert [names[title]["xref"] for title in ("Theft <b>", "Burglary")] == ["paper", "x"]
    assert names["Burglary"]["xshift"] > 0
