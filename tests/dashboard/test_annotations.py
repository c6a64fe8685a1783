"""Annotations: what a file may say, which chart they belong to, and from which months limits begin anew."""

from pathlib import Path

import pytest

from dashboard.annotations import Annotation, listed, rebases, spanning
from dashboard.errors import BadDeclaration
from dashboard.periods import ordinal

BROMLEY = "E09000006"
PLAIN = {"code": "one", "kind": "event", "date": "2024-02-28", "text": "Something happened.", "source": "Somebody"}


def one(**changes: object) -> Annotation:
    held = {name: value for name, value in (PLAIN | changes).items() if value is not None}
    return Annotation.model_validate(held)


def codes(*known: Annotation, series: str = "crime.burglary", first: int = 0, last: int = 99_999) -> list[str]:
    return [note.code for note in spanning(known, series=[series], area=BROMLEY, first=first, last=last)]


@pytest.mark.parametrize(
    ("series", "belongs"),
    [("crime", True), ("crime.burglary", True), ("crime.burg", False), ("crime.burglary.home", False), ("asb", False)],
)
def test_a_series_is_meant_by_whole_words_of_its_code(series: str, belongs: bool) -> None:
    assert (codes(one(series=[series])) == ["one"]) is belongs


@pytest.mark.parametrize(("areas", "belongs"), [(["E09"], True), ([BROMLEY], True), (["E08", "E23000001"], False)])
def test_an_area_is_meant_by_the_beginning_of_its_code(areas: list[str], belongs: bool) -> None:
    assert (codes(one(areas=areas)) == ["one"]) is belongs


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ((2020, 1), (2020, 3), []),
        ((2020, 1), (2020, 4), ["long"]),
        ((2020, 9), (2020, 10), ["long"]),
        ((2021, 6), (2024, 2), ["long", "one"]),
        ((2021, 7), (2024, 1), []),
        ((2024, 2), (2024, 2), ["one"]),
    ],
)
def test_a_month_at_either_end_belongs_to_it(first: tuple[int, int], last: tuple[int, int], found: list[str]) -> None:
    span = one(code="long", date=None, **{"from": "2020-04-01", "to": "2021-06-30"})
    assert codes(one(), span, first=ordinal(*first), last=ordinal(*last)) == found


def test_without_an_end_it_goes_on() -> None:
    assert codes(one(date=None, **{"from": "2020-04-01"}), first=ordinal(2199, 1)) == ["one"]


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ({}, "28 Feb 2024"),
        ({"about": True}, "about Feb 2024"),
        ({"date": None, "from": "2020-04-01", "to": "2021-06-30"}, "from Apr 2020 to Jun 2021"),
        ({"date": None, "from": "2020-04-01", "about": True}, "from about Apr 2020 on"),
    ],
)
def test_the_time_in_words(when: dict[str, object], words: str) -> None:
    assert one(**when).when == words


def test_limits_begin_anew_only_where_somebody_said_so() -> None:
    judged = {"rebase": True, "author": "Crime analyst", "reason": "It lasted.", "decided": "2025-01-10"}
    known = [one(), one(code="two", series=["crime"], **judged), one(code="three", areas=["E08"], **judged)]
    assert rebases(known, series="crime.burglary", area=BROMLEY) == (ordinal(2024, 2),)
    assert rebases(known, series="asb.total", area=BROMLEY) == ()


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ('kind = "event"\ndate = 2024-02-28\nsource = "S"', r"annotations\[0\].text \(one\): is missing"),
        ('kind = "event"\ntext = "T"\nsource = "S"', r"annotations\[0\] \(one\): it needs either a date or a from"),
        (
            'kind = "event"\nfrom = 2024-02-28\nto = 2024-01-01\ntext = "T"\nsource = "S"',
            r"\(one\): to must come after from",
        ),
        ('kind = "event"\ndate = 2024-02-28\nto = 2024-03-01\ntext = "T"\nsource = "S"', "to must come after from"),
        ('kind = "rumour"\ndate = 2024-02-28\ntext = "T"\nsource = "S"', r"annotations\[0\].kind \(one\)"),
        ('kind = "event"\ndate = 2024-02-28\ntext = "T"\nsource = "S"\nrebase = true', "a rebase needs its author"),
        ('kind = "event"\ndate = 2024-02-28\ntext = "T"\nsource = "S"\nauthor = "A"', "author belongs to a rebase"),
        (
            'kind = "event"\ndate = 2024-02-28\ntext = "T"\nsource = "S"\nwords = "W"',
            "is not a word that the",
        ),
    ],
)
def test_a_fault_names_its_entry(tmp_path: Path, entry: str, said: str) -> None:
    path = tmp_path / "notes.toml"
    path.write_text(f'[[annotations]]\ncode = "one"\n{entry}\n', encoding="utf-8")
    with pytest.raises(BadDeclaration, match=said):
        listed(path)


def test_a_code_is_used_once(tmp_path: Path) -> None:
    path = tmp_path / "notes.toml"
    entry = '[[annotations]]\ncode = "one"\nkind = "event"\ndate = 2024-02-28\ntext = "T"\nsource = "S"\n'
    path.write_text(entry * 2, encoding="utf-8")
    with pytest.raises(BadDeclaration, match="“one” is there more than once"):
        listed(path)


def test_what_is_known_of_the_figures_of_london() -> None:
    months = {"first": ordinal(2019, 4), "last": ordinal(2025, 3)}
    burglary = spanning(listed(), series=["crime.burglary"], area=BROMLEY, **months)
    assert [note.code for note in burglary] == ["crime-sub-groups", "covid-restrictions", "met-connect"]
    tipping = spanning(listed(), series=["fly_tipping.incidents"], area=BROMLEY, **months)
    assert [note.code for note in tipping] == ["covid-restrictions"]
    kent = spanning(listed(), series=["crime.burglary"], area="E23000032", **months)
    assert [note.code for note in kent] == ["covid-restrictions"]
