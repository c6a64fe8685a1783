"""Reading a strategy file, and what is said of one that cannot be used."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from dashboard.errors import BadStrategy
from dashboard.periods import Grain
from dashboard.strategy import Strategy, Target, load_strategies, read_strategy

ROOT = Path(__file__).resolve().parents[2]
SMALL = """
code = "small"
title = "A small strategy"
start = 2020-04-01
end = 2023-03-31

[[priorities]]
code = "crime"
title = "Less crime"
lead = "Police lead"

[[priorities.indicators]]
code = "burglary"
title = "Burglary"
series = "crime.burglary"
target = { kind = "change", value = -2 }

[[priorities.indicators]]
code = "nuisance"
title = "Nuisance"
series = "asb.total"
parts = [{ series = "asb.noise", title = "Noise" }, { series = "asb.graffiti", title = "Graffiti" }]
"""
CHANGE = 'target = { kind = "change", value = -2 }'
PLACE = "priorities[0].indicators[0]"


def read(folder: Path, text: str) -> Strategy:
    path = folder / "small.toml"
    path.write_text(text, encoding="utf-8")
    return read_strategy(path)


def refusal(folder: Path, text: str) -> str:
    with pytest.raises(BadStrategy) as caught:
        read(folder, text)
    return str(caught.value)


def test_a_file_becomes_a_strategy(tmp_path: Path) -> None:
    strategy = read(tmp_path, SMALL)
    burglary, nuisance = strategy.indicators
    assert (burglary.grain, burglary.polarity, burglary.rule, burglary.tolerance) == (
        Grain.QUARTER,
        "low",
        "variance",
        0.05,
    )
    assert [part.series for part in nuisance.parts] == ["asb.noise", "asb.graffiti"]
    assert nuisance.target.kind == "none"
    assert strategy.priorities[0].rollup == "worst_headline"
    with pytest.raises(ValidationError):
        burglary.title = "Other"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("target", "text"),
    [
        (Target(kind="change", value=-2), "−2% on the same period last year"),
        (Target(kind="change", value=2.5), "+2.5% on the same period last year"),
        (Target(kind="change", value=0), "no change on the same period last year"),
        (Target(kind="change", value=-2, baseline="FY2012-13"), "−2% on 2012/13"),
        (Target(kind="level", value=1500), "target 1,500"),
        (Target(kind="level", value=55, words="target 55%"), "target 55%"),
        (Target(kind="return", baseline="FY2012-13", by="FY2018-19"), "back to the 2012/13 level by 2018/19"),
        (Target(kind="direction"), "no worse than the same period last year"),
        (Target(kind="direction", baseline="CY2014"), "no worse than 2014"),
        (Target(kind="expected", expected_series="marac.recommended_cases"), "the expected volume"),
        (Target(kind="expected", value=40), "expected 40"),
        (Target(), "no target"),
    ],
)
def test_a_target_says_itself_in_words(target: Target, text: str) -> None:
    assert target.text == text


@pytest.mark.parametrize(
    ("target", "text"),
    [
        (Target(kind="change", value=-5), "−5% on Jul–Sep 2024"),
        (Target(kind="change", value=0), "no change on Jul–Sep 2024"),
        (Target(kind="direction"), "no worse than Jul–Sep 2024"),
        (Target(kind="direction", words="no more than in {before}"), "no more than in Jul–Sep 2024"),
        (Target(kind="direction", words="as the pledge says"), "as the pledge says"),
        (Target(kind="return", baseline="FY2012-13", by="FY2018-19"), "back to the 2012/13 level by 2018/19"),
        (Target(kind="level", value=55, words="target 55%"), "target 55%"),
    ],
)
def test_a_target_names_the_period_it_is_judged_against(target: Target, text: str) -> None:
    assert target.against("Jul–Sep 2024") == text


def test_words_can_leave_open_only_what_is_compared_with(tmp_path: Path) -> None:
    assert (
        Target(kind="direction", words="no more than in {before}").text == "no more than in the same period last year"
    )
    said = refusal(tmp_path, SMALL.replace(CHANGE, 'target = { kind = "direction", words = "fewer than {year}" }'))
    assert "{before}" in said


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ('{ kind = "change" }', "needs its value"),
        ('{ kind = "level" }', "needs its value"),
        ('{ kind = "direction", value = 3 }', "has no value"),
        ('{ kind = "return", baseline = "FY2012-13" }', "needs its by"),
        ('{ kind = "return", baseline = "FY2018-19", by = "FY2012-13" }', "by must come after baseline"),
        ('{ kind = "return", baseline = "FY2012-13", by = "FY2018-19", start = "FY2011-12" }', "start between them"),
        ('{ kind = "return", baseline = "FY2012-13", by = "CY2018" }', "all financial years, or all calendar years"),
        ('{ kind = "return", baseline = "CY2012", by = "CY2018" }', "does not go with figures by quarter"),
        ('{ kind = "direction", baseline = "CY2014" }', "does not go with figures by quarter"),
        ('{ kind = "change", value = -2, baseline = "2012/13" }', "“2012/13” is not a period"),
        ('{ kind = "change", value = -2, baseline = "CY2012" }', "does not go with figures by quarter"),
        ('{ kind = "expected" }', "either value or expected_series"),
        ('{ kind = "expected", value = 4, expected_series = "a.b" }', "either value or expected_series"),
        ('{ kind = "hope", value = 4 }', "'change', 'level'"),
    ],
)
def test_a_target_that_cannot_be_judged_is_refused(tmp_path: Path, target: str, why: str) -> None:
    said = refusal(tmp_path, SMALL.replace(CHANGE, f"target = {target}"))
    assert said.startswith(f"small.toml: {PLACE}") and "(burglary)" in said
    assert why in said


@pytest.mark.parametrize(("value", "why"), [("true", "valid number"), ('"−2"', "valid number"), ("nan", "finite")])
def test_a_value_that_is_no_number_is_named(tmp_path: Path, value: str, why: str) -> None:
    said = refusal(tmp_path, SMALL.replace("value = -2", f"value = {value}"))
    assert said.startswith(f"small.toml: {PLACE}.target.value (burglary): ")
    assert why in said


@pytest.mark.parametrize(
    ("old", "new", "entry", "why"),
    [
        (
            'code = "nuisance"',
            'code = "burglary"',
            "the strategy",
            "the indicator “burglary” is there more than",
        ),
        ("end = 2023-03-31", "end = 2020-03-31", "the strategy", "must come after start"),
        ("asb.graffiti", "asb.noise", "priorities[0].indicators[1] (nuisance)", "the part “asb.noise”"),
        ('title = "Noise"', 'tilte = "Noise"', "priorities[0].indicators[1].parts[0].title (nuisance)", "is missing"),
        (CHANGE, CHANGE + "\npolarty = 'low'", f"{PLACE}.polarty (burglary)", "misspelt"),
        (CHANGE, CHANGE + "\npolarity = 'none'", f"{PLACE} (burglary)", "needs a polarity"),
        (CHANGE, CHANGE + "\ntolerance = 5", f"{PLACE}.tolerance (burglary)", "less than or equal to 1"),
        (CHANGE, CHANGE + "\ngrain = 'week'", f"{PLACE}.grain (burglary)", "'quarter'"),
        ('code = "crime"', 'code = "Less crime"', "priorities[0].code (Less crime)", "not in the form"),
        ("crime.burglary", "burglary", f"{PLACE}.series (burglary)", "not in the form"),
        ('title = "A small', 'title = A "small', "line 3", "is not TOML"),
    ],
)
def test_the_entry_that_is_wrong_is_named(tmp_path: Path, old: str, new: str, entry: str, why: str) -> None:
    said = refusal(tmp_path, SMALL.replace(old, new, 1))
    assert said.startswith(f"small.toml: {entry}: ")
    assert why in said


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    said = refusal(tmp_path, SMALL.replace("value = -2", "value = nan").replace("asb.total", "total"))
    assert "indicators[0].target.value" in said and "indicators[1].series" in said


def test_a_priority_whose_headlines_decide_has_one(tmp_path: Path) -> None:
    text = SMALL.replace('series = "crime', 'headline = false\nseries = "crime')
    assert read(tmp_path, text)
    assert "headline" in refusal(
        tmp_path, text.replace('series = "asb.total"', 'headline = false\nseries = "asb.total"')
    )


def test_two_files_may_not_hold_the_same_strategy(tmp_path: Path) -> None:
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text(SMALL, encoding="utf-8")
    with pytest.raises(BadStrategy, match=r"b\.toml: code: another file"):
        load_strategies(tmp_path)


def test_the_newest_strategy_comes_first(tmp_path: Path) -> None:
    for code, start in (("old", "2016-04-01"), ("new", "2020-04-01")):
        text = SMALL.replace('"small"', f'"{code}"').replace("2020-04-01", start)
        (tmp_path / f"{code}.toml").write_text(text, encoding="utf-8")
    assert list(load_strategies(tmp_path)) == ["new", "old"]


def test_the_strategies_of_the_project_can_be_read() -> None:
    assert set(load_strategies(ROOT / "data" / "strategies")) == {
        "2012-13",
        "2016-19",
        "2020-priority-three",
        "current",
    }
