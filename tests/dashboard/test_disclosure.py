"""The rules of what is kept back: which figures they fit, and what a wrong entry is told."""

from pathlib import Path

import pytest

from dashboard.disclosure import Rules, read_rules, rules
from dashboard.errors import BadDeclaration

OWN = rules()


@pytest.mark.parametrize(
    ("series", "source", "threshold"),
    [
        ("marac.cases", "marac.return", 5),
        ("marac.referrals", "mapped.refuge", 5),
        ("marac.cases", "marac.safelives", None),
        ("marac.meetings", "marac.return", None),
        ("fte.count", "youth_justice.return", 5),
        ("yjs.custody", "youth_justice.return", 5),
        ("yjs.custody", "youth_justice.published", None),
        ("fte.rate", "fte.lait", None),
        ("probation.reoffenders", "probation.return", 5),
        ("crime.burglary", "crime.mps_borough", None),
        ("maracs.cases", "x.return", None),
    ],
)
def test_the_partnership_s_own_rules(series: str, source: str, threshold: int | None) -> None:
    found = OWN.of(series, source)
    assert (found and found.threshold) == threshold


def test_files_of_people_s_figures_are_guarded() -> None:
    assert OWN.guards("marac.return")
    assert OWN.guards("mapped.refuge")
    assert not OWN.guards("marac.safelives")


def test_the_first_entry_that_fits_decides_by_series_and_source(tmp_path: Path) -> None:
    path = tmp_path / "disclosure.toml"
    path.write_text(
        '[[protected]]\nseries = "marac"\nsources = ["a.return"]\nthreshold = 10\n[[protected]]\nseries = "marac"\n',
        encoding="utf-8",
    )
    found = read_rules(path)
    thresholds = [one.threshold for source in ("a.return", "b.return") if (one := found.of("marac.cases", source))]
    assert thresholds == [10, 5]
    assert found.touches("marac.cases")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[protected]]\nseries = "marac"\nthreshold = 1\n', "protected[0].threshold"),
        ('[[protected]]\nseries = "MARAC"\n', "protected[0].series"),
        ('[[protected]]\nseries = "marac"\nlimit = 3\n', "protected[0].limit"),
        ("public = 3", "public"),
        ("public = [", "the file"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "disclosure.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadDeclaration) as raised:
        read_rules(path)
    assert str(raised.value).startswith(f"disclosure.toml: {said}")


def test_without_rules_nothing_is_touched() -> None:
    assert not Rules().touches("marac.cases")
