"""The figures behind a preview: the same after packing, found by kind, series and area."""

from dashboard.periods import parse
from dashboard.records import AreaRow, Observation, Reading, SeriesSpec
from dashboard.store.changes import Changes, Figure, packed, unpacked
from dashboard.store.difference import Difference, Gone, Standing

MONTH = parse("2024-04")


def row(series: str, area: str, value: float | None, status: str = "final", column: int = 4) -> Observation:
    return Observation(series, area, MONTH, "agency=Police" if series == "a.x" else "", value, status, 1, 2, column)


def changes(sheets: tuple[str, ...] = ("One", "Two")) -> Changes:
    reading = Reading("test", "", list(sheets))
    reading.series = {"a.x": SeriesSpec("a.x", "X", "%", decimals=1), "a.y": SeriesSpec("a.y", "Y", "offences")}
    reading.areas = {"E1": AreaRow("E1", "Bromley", "borough"), "E2": AreaRow("E2", "Barnet", "borough")}
    difference = Difference(
        new=[row("a.y", "E1", None, "suppressed")],
        changed=[(row("a.x", "E1", 12.5), Standing(1, 10.0, "provisional", 7)), (row("a.y", "E2", 90.0), stood(30.0))],
        gone=[Gone("a.z", "E1", MONTH, "", stood(4.0))],
    )
    return unpacked(packed(difference, reading, {"a.z": "Z as it was called"}))


def stood(value: float) -> Standing:
    return Standing(2, value, "final", 8)


def test_a_changed_figure_keeps_everything_said_of_it() -> None:
    assert changes().at(0) == Figure(
        "changed", "a.x", "X", "%", 1, "agency=Police", "E1", "Bromley", "2024-04",
        10.0, "provisional", 12.5, "final", 7, "Two!D2",
    )  # fmt: skip


def test_gone_and_new_figures_have_one_side_only() -> None:
    gone, new = changes().at(2), changes().at(3)
    assert (gone.kind, gone.title, gone.before, gone.after, gone.after_status, gone.cell) == (
        "gone", "Z as it was called", 4.0, None, "", "",
    )  # fmt: skip
    assert (new.kind, new.before, new.before_status, new.after, new.after_status) == (
        "new",
        None,
        "",
        None,
        "suppressed",
    )


def test_the_sheet_is_named_only_where_there_are_several() -> None:
    assert changes(("One",)).at(0).cell == "D2"


def test_figures_are_found_by_kind_series_and_area() -> None:
    found = changes()
    assert found.find() == [0, 1, 2, 3]
    assert found.find(kind="changed", area="E2") == [1]
    assert found.find(series="a.y") == [1, 3]
    assert found.find(series="nonsense") == []


def test_the_largest_change_comes_first() -> None:
    found = changes()
    assert found.largest(found.find(kind="changed")) == [1, 0]


def test_lists_say_how_many_figures_each_has() -> None:
    found = changes()
    assert found.held("area", found.find()) == [("E2", "Barnet", 1), ("E1", "Bromley", 3)]
    assert found.counts() == {"changed": 2, "gone": 1, "new": 1}
