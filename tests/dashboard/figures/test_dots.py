"""Areas as dots: order, intervals, the shown area, those that stand out, and the line they are set against."""

from dashboard.figures.dots import dots, height
from dashboard.figures.palette import NOW
from dashboard.scorecard.compared import AreaFigure, Comparison


def area(name: str, value: float | None, **more: object) -> AreaFigure:
    bounds = {} if value is None else {"lower": value - 0.1, "upper": value + 0.3}
    return AreaFigure.model_validate({"code": name, "name": name, "value": value} | bounds | more)


FOUND = Comparison(
    areas=(
        area("Sutton", 0.5, verdict="better"),
        area("Bromley", 0.8, here=True, verdict="better"),
        area("West <b>minster", 3.2, place="high", verdict="worse"),
        area("Hidden", None, status="suppressed"),
    ),
    reference=1.3,
    reference_name="London",
    unit="offences per 1,000 people",
    decimals=2,
)


def test_each_area_has_a_dot_at_its_row_and_none_without_a_value() -> None:
    others, here = dots(FOUND)["data"]
    assert (others["x"], others["y"], here["x"], here["y"]) == ([0.5, 3.2], [0, 2], [0.8], [1])
    axis = dots(FOUND)["layout"]["yaxis"]
    assert axis["ticktext"] == ["Sutton", "<b>Bromley</b>", "West &lt;b&gt;minster"]


def test_intervals_reach_from_their_lower_to_their_upper_end() -> None:
    others, _ = dots(FOUND)["data"]
    assert [round(v, 6) for v in others["error_x"]["array"]] == [0.3, 0.3]
    assert [round(v, 6) for v in others["error_x"]["arrayminus"]] == [0.1, 0.1]
    bare = FOUND.model_copy(update={"areas": (AreaFigure(code="a", name="A", value=1.0),)})
    assert "error_x" not in dots(bare)["data"][0]


def test_the_shown_area_is_larger_and_in_ink_and_who_stands_out_is_a_diamond() -> None:
    others, here = dots(FOUND)["data"]
    assert others["marker"]["symbol"] == ["circle", "diamond"]
    assert here["marker"]["color"] == [NOW]
    assert here["marker"]["size"] > others["marker"]["size"]


def test_a_dot_says_its_value_interval_and_verdict() -> None:
    assert dots(FOUND)["data"][1]["customdata"] == [["Bromley", "0.80 (0.70 to 1.10), better"]]


def test_the_line_is_named_above_it_on_the_side_with_room() -> None:
    (label,) = dots(FOUND)["layout"]["annotations"]
    assert (label["text"], label["x"], label["xanchor"]) == ("London 1.30", 1.3, "left")
    far = FOUND.model_copy(update={"reference": 3.0})
    assert dots(far)["layout"]["annotations"][0]["xanchor"] == "right"


def test_it_grows_with_the_areas() -> None:
    assert height(FOUND) == dots(FOUND)["layout"]["height"]
    assert height(FOUND) > height(FOUND.model_copy(update={"areas": FOUND.areas[:1]}))
