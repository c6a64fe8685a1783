"""All checks on whole files: five faults are five findings at their cells, and a good file is let alone."""

from pathlib import Path

import pytest

from dashboard.records import Problem, cell_name
from loaders._load import keep, prepare, preview
from tests.loaders.checks.examining import Examiner, Met

RECENT = "crime/mps_borough_2026-01"


def real(data: Path) -> Met:
    found = sorted((data / RECENT).glob("*most recent 24*.csv"))
    if not found:
        pytest.skip("the newest borough file is not among the published ones")
    return Met.read(found[0])


@pytest.fixture(params=["made", "published"])
def good(request: pytest.FixtureRequest, met: Met) -> Met:
    """A file without a fault: a made one, and the published one where it is there."""
    return met if request.param == "made" else real(request.getfixturevalue("real_data"))


def spoilt(good: Met) -> Met:
    """One month ten times too large, a column twice, a borough gone, a sub-category respelled, a month to come."""
    bad = good.copy()
    bad.change(bad.rows[1:], [bad.months[15]], lambda value: value * 10)
    for row in bad.rows:
        row += [row[bad.column(bad.months[7])], row[bad.column(bad.months[2])]]
    bad.rows[0][-1] = "203001"
    bad.rows = [row for row in bad.rows if row[2] != "Haringey"]
    for row in bad.of(minor="RES BURGLARY OF A HOME"):
        row[1] = "RESIDENTIAL BURGLARY OF A HOME"
    return bad


def said(problems: list[Problem]) -> dict[str, tuple[str, str | None]]:
    assert len({problem.code for problem in problems}) == len(problems), problems
    return {problem.code: (problem.severity, problem.cell) for problem in problems}


def expected(bad: Met, *, standing: bool) -> dict[str, tuple[str, str | None]]:
    respelt = min(bad.number(row) for row in bad.of(minor="RESIDENTIAL BURGLARY OF A HOME"))
    found: dict[str, tuple[str, str | None]] = {
        "scale-jump": ("warning", cell_name(1, 4 + 15)),
        "duplicate-period": ("error", cell_name(1, 4 + 24)),
        "future-period": ("error", cell_name(1, 4 + 25)),
        "missing-area": ("warning", None),
        "category-changed": ("warning", cell_name(respelt, 2)),
    }
    return found if standing else {code: place for code, place in found.items() if code != "category-changed"}


def test_five_faults_are_five_findings_where_the_good_file_stands(examiner: Examiner, good: Met) -> None:
    bad = spoilt(good)
    examiner.keep(good.content)
    found = examiner.all(bad.content)
    assert said(found) == expected(bad, standing=True)
    words = {problem.code: problem.message for problem in found}
    assert "about 10 times what stands" in words["scale-jump"]
    assert "Haringey" in words["missing-area"]
    assert "Jan 2030" in words["future-period"]
    assert "“RESIDENTIAL BURGLARY OF A HOME” is new" in words["category-changed"]
    assert "K1 and AB1" in words["duplicate-period"]


def test_what_can_be_known_is_found_with_nothing_to_compare(examiner: Examiner, good: Met) -> None:
    bad = spoilt(good)
    found = examiner.all(bad.content)
    assert said(found) == expected(bad, standing=False)


def test_a_good_file_is_let_alone(examiner: Examiner, good: Met) -> None:
    assert examiner.all(good.content) == []
    examiner.keep(good.content)
    assert examiner.all(good.content) == []


def test_what_a_check_found_holds_when_the_same_reading_is_checked_again(examiner: Examiner, met: Met) -> None:
    met.rows[0][-1] = "203001"
    prepared = prepare(examiner.store, met.name, met.content)
    preview(examiner.store, prepared)
    assert keep(examiner.store, prepared, by="analyst")["status"] == "refused"
    assert examiner.store.uploads() == []
