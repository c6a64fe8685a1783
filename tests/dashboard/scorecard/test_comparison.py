"""An area among others: rates with intervals, verdicts, who stands out, ranks, and what is never compared."""

import pytest

from dashboard.groups import Group
from dashboard.metrics import intervals
from dashboard.periods import parse
from dashboard.records import SeriesSpec
from dashboard.scorecard.compared import AreaFigure, Comparison
from dashboard.scorecard.comparison import comparison, possible
from dashboard.scorecard.comparison_words import ordinal, rank
from dashboard.scorecard.evidence import Evidence
from dashboard.scorecard.models import IndicatorScore
from dashboard.scorecard.people import listed
from dashboard.store.observations import Stored
from dashboard.store.snapshot import Snapshot
from dashboard.strategy import Indicator

BROMLEY, BEXLEY, LEWISHAM, SUTTON, CROYDON, BARNET = (f"E090000{n}" for n in ("06", "04", "23", "29", "08", "03"))
QUARTER = "FY2025-26-Q1"
NAMES = dict(zip((BROMLEY, BEXLEY, LEWISHAM, SUTTON), ("Bromley", "Bexley", "Lewisham", "Sutton"), strict=True))
SERIES = {
    "crime.burglary": SeriesSpec("crime.burglary", "Burglary", "offences"),
    "r.rate": SeriesSpec("r.rate", "Rate", "%", "ratio", "r.again", "r.all", 100, 1),
    "r.each": SeriesSpec("r.each", "Each", "per person", "ratio", "r.again", "r.all", 1, 2),
    "r.again": SeriesSpec("r.again", "Again", "people"),
    "r.all": SeriesSpec("r.all", "All", "people"),
    "fte.rate": SeriesSpec("fte.rate", "Entrants", "per 100,000 aged 10–17", "none"),
    "yjs.children": SeriesSpec("yjs.children", "Children", "children"),
}
GROUP = Group(code="few", title="A few", together="the few", areas=tuple(NAMES), source="S", note="Mind this.")
Figures = dict[str, float | None]


def evidence(*held: tuple[str, Figures], suppressed: tuple[str, ...] = ()) -> Evidence:
    """Figures of series by area in one quarter; those of `suppressed` areas are not shown by the publisher."""
    rows = [
        Stored(
            series, area, "", parse(QUARTER), "", None if area in suppressed else value,
            "suppressed" if area in suppressed else "final", 1, 0, 1, 1,
        )
        for series, figures in held
        for area, value in figures.items()
    ]  # fmt: skip
    return Evidence(Snapshot(rows, SERIES, {}, {}, NAMES))


def scored(series: str, value: float | None, **changes: object) -> IndicatorScore:
    common = {"code": "one", "title": "One", "area": BROMLEY, "area_name": "Bromley", "status": "final"}
    spec = SERIES[series]
    held = {"series": series, "period": QUARTER, "period_label": "Apr–Jun 2025", "unit": spec.unit}
    return IndicatorScore.model_validate(common | held | {"value": value, "decimals": spec.decimals} | changes)


def compared(
    series: str,
    *held: tuple[str, Figures],
    polarity: str = "low",
    suppressed: tuple[str, ...] = (),
    group: Group = GROUP,
) -> Comparison:
    indicator = Indicator.model_validate({"code": "one", "title": "One", "series": series, "polarity": polarity})
    found = evidence(*held, suppressed=suppressed)
    value = found.figures(indicator, BROMLEY, parse(QUARTER).grain)[parse(QUARTER)].value
    return comparison(indicator, scored(series, value), found, groups=[group], chosen=None, names=NAMES)


def by_name(found: Comparison) -> dict[str, AreaFigure]:
    return {area.name: area for area in found.areas}


# mid-2022: Bromley 329,578, Bexley 247,835, Lewisham 298,653, Sutton 210,053
COUNTS: Figures = {BROMLEY: 330, BEXLEY: 250, LEWISHAM: 600, SUTTON: 100}


def test_counts_are_compared_as_rates_with_byars_interval() -> None:
    found = compared("crime.burglary", ("crime.burglary", COUNTS))
    bromley = by_name(found)["Bromley"]
    wanted = intervals.byar(330)
    assert bromley.value == pytest.approx(330 / 329_830 * 1000)
    assert (bromley.lower, bromley.upper) == pytest.approx(tuple(b / 329_830 * 1000 for b in wanted[:2]))
    assert (bromley.figure, bromley.method, found.unit) == (330, "Byars", "offences per 1,000 people in the quarter")
    assert found.reference == pytest.approx(1280 / (329_830 + 246_543 + 299_810 + 209_517) * 1000, rel=1e-4)
    assert [area.name for area in found.areas] == ["Sutton", "Bromley", "Bexley", "Lewisham"]


def test_verdicts_follow_the_polarity_and_the_interval() -> None:
    said = {
        name: area.verdict for name, area in by_name(compared("crime.burglary", ("crime.burglary", COUNTS))).items()
    }
    assert said == {"Sutton": "better", "Bromley": "better", "Bexley": "better", "Lewisham": "worse"}
    neutral = by_name(compared("crime.burglary", ("crime.burglary", COUNTS), polarity="none"))
    assert [neutral[name].verdict for name in ("Sutton", "Lewisham")] == ["lower", "higher"]
    close = by_name(compared("crime.burglary", ("crime.burglary", COUNTS | {LEWISHAM: 300, SUTTON: 210})))
    assert {area.verdict for area in close.values()} == {"similar"}


def test_few_events_have_the_exact_interval() -> None:
    found = by_name(compared("crime.burglary", ("crime.burglary", COUNTS | {SUTTON: 0})))["Sutton"]
    assert (found.method, found.lower, found.value) == ("Exact", 0, 0)


def test_a_suppressed_figure_is_neither_shown_nor_added_up() -> None:
    found = compared("crime.burglary", ("crime.burglary", COUNTS), suppressed=(SUTTON,))
    sutton = by_name(found)["Sutton"]
    assert (sutton.figure, sutton.value, sutton.rank, sutton.status) == (None, None, None, "suppressed")
    assert sutton.verdict == "not compared"
    assert found.reference == pytest.approx(1180 / (329_830 + 246_543 + 299_810) * 1000, rel=1e-4)
    assert "Suppressed and not compared: Sutton." in found.notes
    assert "of 3 and" in found.summary
    assert found.areas[-1].name == "Sutton"


def test_a_suppressed_part_takes_its_share_out_of_the_comparison() -> None:
    parts = [("r.again", {BROMLEY: 20.0, BEXLEY: 30.0, LEWISHAM: 40.0}), ("r.all", dict.fromkeys(NAMES, 100.0))]
    hidden = Stored("r.again", SUTTON, "", parse(QUARTER), "", None, "suppressed", 1, 0, 1, 1)
    found = evidence(*parts)
    whole = Evidence(Snapshot([*found.snapshot.rows, hidden], SERIES, {}, {}, NAMES))
    indicator = Indicator(code="one", title="One", series="r.rate")
    made = comparison(indicator, scored("r.rate", 20.0), whole, groups=[GROUP], chosen=None, names=NAMES)
    assert by_name(made)["Sutton"].value is None
    assert made.reference == pytest.approx(30)


def test_a_share_has_wilsons_interval_and_a_ratio_of_counts_byars() -> None:
    parts = [("r.again", {BROMLEY: 20.0, BEXLEY: 60.0}), ("r.all", {BROMLEY: 100.0, BEXLEY: 100.0})]
    share = by_name(compared("r.rate", *parts))["Bromley"]
    assert (share.lower, share.upper) == pytest.approx(tuple(b * 100 for b in intervals.proportion(20, 100)[:2]))
    assert share.method == "Wilson"
    each = by_name(compared("r.each", *parts))["Bromley"]
    assert (each.value, each.method) == (0.2, "Byars")


def test_a_published_rate_has_no_interval_and_is_not_judged() -> None:
    rates: Figures = {BROMLEY: 85, BEXLEY: 170, LEWISHAM: 180, SUTTON: 85}
    found = compared("fte.rate", ("fte.rate", rates))
    assert {area.verdict for area in found.areas} == {"not compared"}
    assert {(area.lower, area.place) for area in found.areas} == {(None, None)}
    assert found.reference == 127.5
    assert found.summary == "Bromley: 85 per 100,000 aged 10–17, joint lowest of 4; the middle of the areas is 128."
    assert found.notes[0].startswith("Published as rates without the counts behind them")
    assert "Mind this." in found.notes


def test_only_those_unlike_all_the_others_stand_out() -> None:
    people = {code: listed()[code][-1].people for code in (f"E090000{n:02d}" for n in range(2, 22))}
    areas = {code: round(count / (900 + 20 * n)) for n, (code, count) in enumerate(people.items())}
    odd = Group(code="odd", title="Odd", together="London", areas=tuple(areas), source="S")
    found = compared("crime.burglary", ("crime.burglary", areas | {BARNET: 4.0 * areas[BARNET]}), group=odd)
    assert {area.code for area in found.areas if area.place == "high"} == {BARNET}
    assert any("1 of 20 stands out (diamonds)" in note for note in found.notes)
    four = compared("crime.burglary", ("crime.burglary", COUNTS))
    assert {area.place for area in four.areas} == {None}


def test_one_area_alone_is_not_compared_and_its_group_not_offered() -> None:
    found = compared("crime.burglary", ("crime.burglary", {BROMLEY: 330.0}))
    assert found.why_not == "Only Bromley has a figure for Apr–Jun 2025 in this group: nothing to compare it with."
    assert (found.groups, found.areas) == ((), ())


def test_the_group_chosen_is_shown_and_others_with_figures_are_offered() -> None:
    pair = Group(code="pair", title="A pair", together="both", areas=(BROMLEY, BEXLEY), source="S")
    empty = Group(code="empty", title="Empty", together="none", areas=(BROMLEY, CROYDON), source="S")
    indicator = Indicator(code="one", title="One", series="crime.burglary")
    held = evidence(("crime.burglary", COUNTS))
    groups = [empty, GROUP, pair]
    args = (indicator, scored("crime.burglary", 330), held)
    first = comparison(*args, groups=groups, chosen=None, names=NAMES)
    assert (first.group, first.groups) == ("few", (("few", "A few"), ("pair", "A pair")))
    assert len(comparison(*args, groups=groups, chosen="pair", names=NAMES).areas) == 2
    assert comparison(*args, groups=groups, chosen="empty", names=NAMES).why_not.startswith("Only Bromley")
    assert comparison(*args, groups=groups, chosen="nonsense", names=NAMES).group == "few"


@pytest.mark.parametrize(
    ("indicator", "changes", "said"),
    [
        ({"series": "crime.burglary", "area": "E23000001"}, {"area_name": "London"}, "Published for London as a whole"),
        ({"series": "crime.burglary"}, {"value": None}, "Bromley has no figure for Apr–Jun 2025"),
        ({"series": "crime.burglary"}, {"value": None, "status": "suppressed"}, "The figure of Bromley is suppressed"),
        ({"series": "yjs.children"}, {"unit": "children"}, "no population is known that children could be set against"),
        ({"series": "crime.burglary"}, {}, ""),
    ],
)
def test_why_there_is_no_comparison(indicator: dict[str, str], changes: dict[str, object], said: str) -> None:
    one = Indicator.model_validate({"code": "one", "title": "One"} | indicator)
    score = scored("crime.burglary", **({"value": 330} | changes))  # type: ignore[arg-type]
    found = possible(one, score, evidence(("crime.burglary", COUNTS)), [GROUP])
    assert said in found and bool(said) == bool(found)


def test_an_area_in_no_group_is_told_so() -> None:
    one = Indicator(code="one", title="One", series="crime.burglary")
    found = possible(one, scored("crime.burglary", 330), evidence(), [])
    assert found == "Bromley is in no group of areas that it could be compared with."


def test_before_any_population_there_is_no_rate_to_compare() -> None:
    indicator, early = Indicator(code="one", title="One", series="crime.burglary"), parse("FY2009-10-Q1")
    rows = [Stored("crime.burglary", a, "", early, "", 9.0, "final", 1, 0, 1, 1) for a in NAMES]
    held = Evidence(Snapshot(rows, SERIES, {}, {}, NAMES))
    score = scored("crime.burglary", 9, period=early.key, period_label=early.label)
    found = comparison(indicator, score, held, groups=[GROUP], chosen=None, names=NAMES)
    assert found.why_not.startswith("No population of Bromley is known for 2009")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ((1, 2, 3), ["lowest", "2nd lowest", "highest"]),
        ((1, 1, 3, 4), ["joint lowest", "joint lowest", "2nd highest", "highest"]),
        ((1, 2, 3, 3), ["lowest", "2nd lowest", "joint highest", "joint highest"]),
    ],
)
def test_a_rank_counts_from_the_nearer_end(values: tuple[float, ...], words: list[str]) -> None:
    areas = tuple(
        AreaFigure(code=str(n), name=str(n), value=v, rank=1 + sum(o < v for o in values), tied=values.count(v) > 1)
        for n, v in enumerate(values)
    )
    found = Comparison(areas=areas)
    assert [rank(area, found) for area in areas] == words


def test_ordinals() -> None:
    assert [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 22, 32)] == (
        ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "32nd"]
    )
