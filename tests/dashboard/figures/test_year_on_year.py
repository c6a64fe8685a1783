"""Charts and sparklines as data: what is emphasised, what is missing, what a name may not smuggle in."""

import json

import pytest

from dashboard.figures.palette import EDGE, INK, NOW, PAST, QUIET, TARGET
from dashboard.figures.sparkline import sparkline
from dashboard.figures.year_on_year import shades, year_on_year
from dashboard.scorecard.details import Chart, Line


def made(kind: str = "quarters", **changes: object) -> Chart:
    held = {
        "key": "k",
        "title": "T",
        "summary": "S",
        "kind": kind,
        "unit": "offences",
        "categories": ("Apr–Jun", "Jul–Sep"),
        "lines": (
            Line(name="2010/11", values=(900, 800)),
            Line(name="2011/12", values=(1207, None)),
            Line(name="2012/13", values=(983, None), emphasis=True),
        ),
        "target": Line(name="Target", values=(1182.86, None)),
        "table_headings": ("Year",),
        "table_rows": (),
    }
    return Chart.model_validate(held | changes)


def contrast(colour: str) -> float:
    """Of a colour with white, as WCAG 2.2 defines it."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def test_this_year_is_in_ink_and_the_older_the_paler() -> None:
    assert shades(made()) == {"2012/13": NOW, "2011/12": PAST[0], "2010/11": PAST[1]}


def test_quarters_are_bars_labelled_with_thousands() -> None:
    figure = year_on_year(made(lines=(Line(name="2012/13", values=(1983, None), emphasis=True),)))
    bar = figure["data"][0]
    assert bar["type"] == "bar" and bar["y"] == [1983, None]
    assert [note["text"] for note in figure["layout"]["annotations"]] == ["Target", "1,983"]
    assert figure["config"]["displaylogo"] is False


@pytest.mark.parametrize("kind", ["quarters", "years"])
def test_the_target_is_a_dash_in_each_period_that_has_one(kind: str) -> None:
    shapes = year_on_year(made(kind))["layout"]["shapes"]
    assert [(shape["y0"], shape["line"]["dash"]) for shape in shapes] == [(1182.86, "dash")]


def test_a_bar_that_is_paler_than_can_be_seen_has_an_edge_that_is_not() -> None:
    edges = {bar["name"]: bar["marker"]["line"]["color"] for bar in year_on_year(made())["data"][:3]}
    assert edges == {"2010/11": EDGE, "2011/12": EDGE, "2012/13": NOW}
    assert all(contrast(colour) >= 3 for colour in (*edges.values(), TARGET))
    assert all(contrast(colour) >= 4.5 for colour in (INK, QUIET, TARGET))


def test_months_are_lines_named_at_their_ends_and_never_closer_than_a_line_of_type() -> None:
    lines = (Line(name="a", values=(1, 100)), Line(name="b", values=(1, 100), emphasis=True))
    notes = year_on_year(made("months", lines=lines, target=None))["layout"]["annotations"]
    assert [note["text"] for note in notes] == ["a", "b"]
    assert notes[0]["yshift"] - notes[1]["yshift"] >= 17


def test_names_from_spreadsheets_are_shown_and_not_obeyed() -> None:
    hostile = '<a href="https://example.org">click</a> & more'
    figure = year_on_year(made("months", lines=(Line(name=hostile, values=(1, 2)),), categories=(hostile, "b")))
    assert "<a" not in json.dumps(figure)


@pytest.mark.parametrize(
    ("kind", "names", "shown"),
    [
        (
            "years",
            [f"{year}/{year % 100 + 1}" for year in range(2011, 2022)],
            ["2012/13", "2015/16", "2018/19", "2021/22"],
        ),
        ("years", [str(year) for year in range(2016, 2024)], ["2017", "2019", "2021", "2023"]),
        ("months", ["Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov"], ["Apr", "Jun", "Aug", "Oct"]),
        ("years", ["to Dec 2017", "to Dec 2018", "to Dec 2019", "to Dec 2020"], ["to Dec 2018", "to Dec 2020"]),
    ],
)
def test_no_more_names_stand_below_than_a_phone_has_room_for(kind: str, names: list[str], shown: list[str]) -> None:
    lines = (Line(name="a", values=tuple(range(len(names)))),)
    axis = year_on_year(made(kind, categories=tuple(names), lines=lines, target=None))["layout"]["xaxis"]
    assert axis["ticktext"] == shown


def test_nothing_but_gaps_still_draws() -> None:
    figure = year_on_year(made("years", lines=(Line(name="a", values=(None, None)),), target=None))
    assert figure["layout"]["annotations"] == []


def test_a_sparkline_breaks_where_a_figure_is_missing() -> None:
    assert sparkline((1, 2, None, 3, 4)).count("<polyline") == 2
    assert sparkline((5,)) == "" and sparkline(()) == ""
    assert sparkline((5, 5)).count("<circle") == 1


def test_figures_that_never_follow_each_other_have_no_sparkline() -> None:
    assert sparkline((1207, None, None, None, 983)) == ""
