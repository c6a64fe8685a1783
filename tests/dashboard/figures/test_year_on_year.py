"""Charts and sparklines as data: what is emphasised, what is missing, what a name may not smuggle in."""

import json

from dashboard.figures.palette import NOW, PAST
from dashboard.figures.sparkline import sparkline
from dashboard.figures.year_on_year import shades, year_on_year
from dashboard.scorecard.models import Chart, Line


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


def test_this_year_is_in_ink_and_the_older_the_paler() -> None:
    assert shades(made()) == {"2012/13": NOW, "2011/12": PAST[0], "2010/11": PAST[1]}


def test_quarters_are_bars_labelled_with_thousands() -> None:
    figure = year_on_year(made(lines=(Line(name="2012/13", values=(1983, None), emphasis=True),)))
    bar = figure["data"][0]
    assert bar["type"] == "bar" and bar["text"] == ["1,983", ""] and bar["y"] == [1983, None]
    assert figure["config"]["displaylogo"] is False


def test_the_target_is_a_dash_in_each_quarter_that_has_one() -> None:
    shapes = year_on_year(made())["layout"]["shapes"]
    assert [(shape["y0"], shape["line"]["dash"]) for shape in shapes] == [(1182.86, "dash")]


def test_months_are_lines_named_at_their_ends_and_never_closer_than_a_line_of_type() -> None:
    lines = (Line(name="a", values=(1, 100)), Line(name="b", values=(1, 100), emphasis=True))
    notes = year_on_year(made("months", lines=lines, target=None))["layout"]["annotations"]
    assert [note["text"] for note in notes] == ["a", "b"]
    assert notes[0]["yshift"] - notes[1]["yshift"] >= 17


def test_names_from_spreadsheets_are_shown_and_not_obeyed() -> None:
    hostile = '<a href="https://example.org">click</a> & more'
    figure = year_on_year(made("months", lines=(Line(name=hostile, values=(1, 2)),), categories=(hostile, "b")))
    assert "<a" not in json.dumps(figure)


def test_nothing_but_gaps_still_draws() -> None:
    figure = year_on_year(made("years", lines=(Line(name="a", values=(None, None)),), target=None))
    assert figure["layout"]["annotations"] == []


def test_a_sparkline_breaks_where_a_figure_is_missing() -> None:
    assert sparkline((1, 2, None, 3, 4)).count("<polyline") == 2
    assert sparkline((5,)) == "" and sparkline(()) == ""
    assert sparkline((5, 5)).count("<circle") == 1
