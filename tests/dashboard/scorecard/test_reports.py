"""Reports of sub-groups: which are missing and how late, what is refused, two who write at once."""

from datetime import date

import pytest

from dashboard.errors import Overtaken, SaferError
from dashboard.periods import parse
from dashboard.scorecard.reports import Report, asked, awaited, drafted, ended, file, missing, quarters
from dashboard.store.moments import iso
from dashboard.store.store import Store
from dashboard.subgroups import Subgroup
from dashboard.written import Unfit

QUARTER = parse("FY2012-13-Q1")
ASB = Subgroup(code="asb", title="ASB", role="ASB manager", due_days=28)
GANGS = Subgroup(code="gangs", title="Gangs", role="Gangs lead", due_days=60)
TODAY = date(2012, 8, 9)
WORDS = {
    "filed": "2/8/2012", "met": "17/7/2012", "author": "ASB manager", "update": "Two  visits.\r\n\r\n\r\nOne order.",
    "recommendations": "Fund a third officer.\n\n Review in March. ",
}  # fmt: skip


def report(**words: str) -> Report:
    return drafted(WORDS | words, group=ASB, quarter=QUARTER, today=TODAY)


def test_missing_reports_are_named_with_how_late_they_are(store: Store) -> None:
    found = awaited(store, [ASB, GANGS], QUARTER, TODAY, None)
    assert [(one.state, one.words, one.due) for one in found] == [
        ("missing", "12 days late", date(2012, 7, 28)),
        ("awaited", "due in 20 days", date(2012, 8, 29)),
    ]
    file(store, report(), by="ASB manager", expected=None)
    found = awaited(store, [ASB, GANGS], QUARTER, TODAY, None)
    assert [(one.state, one.words) for one in found] == [("filed", "filed 5 days late"), ("awaited", "due in 20 days")]
    assert [one.group.code for one in missing(found)] == ["gangs"]


def test_a_report_is_kept_as_it_was_written_line_by_line() -> None:
    made = report()
    assert (made.filed, made.met) == (date(2012, 8, 2), date(2012, 7, 17))
    assert made.update == "Two visits.\n\nOne order."
    assert made.recommendations == ("Fund a third officer.", "Review in March.")
    assert report(met="").met is None


@pytest.mark.parametrize(
    ("words", "field", "said"),
    [
        ({"filed": "10/8/2012"}, "filed", "still to come"),
        ({"filed": "31/3/2012", "met": ""}, "filed", "before the quarter it is about, Apr–Jun 2012"),
        ({"filed": "August"}, "filed", "is not a date"),
        ({"met": "3/8/2012"}, "met", "after the day the report was filed"),
        ({"update": " \n "}, "update", "Write what"),
        ({"update": "x" * 6001}, "update", "6,001 letters"),
        ({"author": ""}, "author", "Say which role"),
    ],
)
def test_what_cannot_be_taken_is_said_by_field(words: dict[str, str], field: str, said: str) -> None:
    with pytest.raises(Unfit) as refused:
        report(**words)
    assert set(refused.value.faults) == {field}
    assert said in refused.value.faults[field]


def test_an_amended_report_leaves_the_one_before_and_a_sooner_one_is_not_lost(store: Store) -> None:
    first = file(store, report(), by="ASB manager", expected=None)
    with pytest.raises(Overtaken):
        file(store, report(update="Another."), by="Deputy", expected=None)
    second = file(store, report(update="Amended."), by="ASB manager", expected=first.id)
    with pytest.raises(Overtaken) as overtaken:
        file(store, report(update="Mine."), by="Deputy", expected=first.id)
    assert overtaken.value.values["theirs"].id == second.id  # type: ignore[attr-defined]
    before = awaited(store, [ASB], QUARTER, TODAY, iso(first.since))
    assert before[0].report is not None
    assert before[0].report.update == "Two visits.\n\nOne order."


def test_the_newest_quarter_that_is_over_is_shown_first() -> None:
    assert ended(date(2012, 7, 1)) == QUARTER
    assert ended(date(2012, 6, 30)) == QUARTER.shift(-1)
    assert asked(None, TODAY) == QUARTER
    with pytest.raises(SaferError, match="Reports are on quarters"):
        asked("2012-04", TODAY)


def test_quarters_with_reports_can_be_chosen_however_old(store: Store) -> None:
    file(store, report(), by="ASB manager", expected=None)
    found = quarters(store, date(2026, 1, 5), parse("FY2020-21-Q1"))
    assert found[0] == parse("FY2025-26-Q4")
    assert found[-2:] == [parse("FY2020-21-Q1"), QUARTER]
