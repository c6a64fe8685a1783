"""Control charts and the course of a year as data: only what the smallest drawing library can draw, and how."""

import json
from typing import Any

import pytest

from dashboard.figures.control_chart import control_chart
from dashboard.figures.fan import fan
from dashboard.figures.palette import INK, MARKS, NOW, TARGET
from dashboard.scorecard.details import Chart, Line
from tests.dashboard.figures.test_year_on_year import contrast

MONTHS = ("Jan 2025", "Feb 2025", "Mar 2025", "Apr 2025")


def chart(kind: str, lines: tuple[Line, ...], **options: Any) -> Chart:
    names = MONTHS if kind == "control" else ("Jun", "Sep", "Dec", "Mar")
    held = {"key": "k", "title": "T", "summary": "S", "kind": kind, "unit": "offences", "categories": names}
    return Chart.model_validate(held | {"lines": lines, "table_headings": (), "table_rows": ()} | options)


def controlled(**options: Any) -> Chart:
    lines = (
        Line(name="Burglary", values=(100, 140, 60, 101), emphasis=True),
        Line(name="Mean", values=(100, 100, 90, 90), role="mean"),
        Line(name="Lower", values=(70, 70, 65, 65), role="lower"),
        Line(name="Upper", values=(130, 130, 115, 115), role="upper"),
    )
    given = {"marks": ("common", "concerning", "improving", "neutral"), "segments": (0, 0, 1, 1)}
    return chart("control", lines, **given | options)


def course(**options: Any) -> Chart:
    lines = (
        Line(name="So far", values=(100, 210, None, None), emphasis=True),
        Line(name="Low", values=(None, 210, 290, 370), role="low"),
        Line(name="Forecast", values=(None, 210, 310, 420), role="forecast"),
        Line(name="High", values=(None, 210, 330, 480), role="high"),
    )
    return chart("year-end", lines, target=Line(name="Target", values=(98, 196, 294, 392)), **options)


def test_points_differ_by_shape_and_colour_on_an_edge_that_can_be_seen() -> None:
    marker = control_chart(controlled())["data"][-1]["marker"]
    kinds = ("common", "concerning", "improving", "neutral")
    assert marker["symbol"] == [MARKS[kind][0] for kind in kinds]
    assert marker["color"] == [MARKS[kind][1] for kind in kinds]
    assert len(set(marker["symbol"])) == len(set(marker["color"])) == 4
    assert marker["line"]["color"] == INK and contrast(INK) >= 3


def test_limits_begin_anew_where_they_were_worked_out_anew() -> None:
    traces = [trace for trace in control_chart(controlled())["data"] if trace["name"] == "Upper"]
    assert [trace["y"] for trace in traces] == [[130, 130, None, None], [None, None, 115, 115]]


def test_lines_are_named_with_the_values_they_end_at() -> None:
    figure = control_chart(controlled(target=Line(name="Target", values=(None, None, None, 80))))
    notes = figure["layout"]["annotations"]
    assert [note["text"] for note in notes] == ["Upper 115", "Mean 90", "Target 80", "Lower 65"]
    assert [shape["y0"] for shape in figure["layout"]["shapes"]] == [80]


def test_the_axis_holds_all_that_is_drawn_and_never_goes_below_nothing() -> None:
    low, high = control_chart(controlled())["layout"]["yaxis"]["range"]
    assert low < 60 and high > 140
    flat = (Line(name="Fires", values=(0, 0, 0, 0), emphasis=True),)
    assert control_chart(chart("control", flat))["layout"]["yaxis"]["range"][0] == 0


def test_a_run_chart_has_a_median_and_plain_points() -> None:
    lines = (Line(name="A", values=(1, 2, 3, 4), emphasis=True), Line(name="Median", values=(2.5,) * 4, role="mean"))
    *_, points = control_chart(chart("control", lines))["data"]
    assert set(points["marker"]["symbol"]) == {"circle"}


def test_the_fan_lies_between_low_and_high_and_the_target_is_a_line() -> None:
    figure = fan(course())
    low, high, aim, middle, known = figure["data"]
    assert "fill" not in low and high["fill"] == "tonexty"
    assert (aim["line"]["color"], known["line"]["color"]) == (TARGET, NOW)
    assert middle["y"] == [None, 210, 310, 420]
    assert known["text"] == ["100", "210", "", ""]
    texts = [note["text"] for note in figure["layout"]["annotations"]]
    assert texts == ["High 480", "Forecast 420", "Target 392", "Low 370"]
    assert {note["x"] for note in figure["layout"]["annotations"]} == {3}


def test_a_year_that_is_over_has_no_fan() -> None:
    figure = fan(chart("year-end", (Line(name="So far", values=(1, 2, 3, 4), emphasis=True),)))
    assert [trace["name"] for trace in figure["data"]] == ["So far"]


@pytest.mark.parametrize("figure", [control_chart(controlled()), fan(course())])
def test_only_the_basic_bundle_is_needed_and_names_are_no_markup(figure: dict[str, Any]) -> None:
    assert {trace["type"] for trace in figure["data"]} == {"scatter"}
    assert json.loads(json.dumps(figure, allow_nan=False)) == figure


def test_a_name_from_a_spreadsheet_is_no_markup() -> None:
    lines = (Line(name="<b>x</b>", values=(1, 2, 3, 4), emphasis=True), Line(name="<i>", values=(2,) * 4, role="mean"))
    figure = control_chart(chart("control", lines))
    assert "<" not in "".join(str(trace["name"]) for trace in figure["data"])
    assert "<" not in figure["layout"]["annotations"][0]["text"]
